/** What becomes of a line that was entered. */
import { splitArguments } from '../../resp/split.ts';

export type Submission =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'clear' }
  | { readonly kind: 'help'; readonly words: readonly string[] }
  | { readonly kind: 'invalid' }
  | { readonly kind: 'run'; readonly argv: readonly string[]; readonly times: number };

/** More than this is a job for a script. */
const MAX_TIMES = 1000;

/** Reads a line as redis-cli does: `clear` and `help` are its own, a number first repeats the command. */
export function readLine(line: string): Submission {
  const { args, error } = splitArguments(line);
  if (error) return { kind: 'invalid' };
  const [first = ''] = args;
  if (args.length === 0 || first.startsWith('#')) return { kind: 'nothing' };
  const word = first.toLowerCase();
  if (word === 'clear' && args.length === 1) return { kind: 'clear' };
  if (word === 'help' || word === '?') return { kind: 'help', words: args.slice(1) };
  if (args.length > 1 && /^[1-9]\d*$/.test(first)) {
    return { kind: 'run', argv: args.slice(1), times: Math.min(MAX_TIMES, Number(first)) };
  }
  return { kind: 'run', argv: args, times: 1 };
}
