/** The first line of a script, `#!lua flags=no-writes,allow-oom`, and that of a function library, `#!lua name=mylib`. */
import * as errors from '../errors.ts';

export type ScriptFlag = 'no-writes' | 'allow-oom' | 'allow-stale' | 'no-cluster' | 'allow-cross-slot-keys';

/** In the order in which FUNCTION LIST names them. */
export const SCRIPT_FLAGS: readonly ScriptFlag[] = [
  'no-writes',
  'allow-oom',
  'allow-stale',
  'no-cluster',
  'allow-cross-slot-keys',
];

export const isScriptFlag = (word: string): word is ScriptFlag => SCRIPT_FLAGS.some((flag) => flag === word);

export interface ScriptHead {
  /** undefined where there is no shebang line: such a script may do anything, as before Redis 7. */
  readonly flags: ReadonlySet<ScriptFlag> | undefined;
  /** The code after the line; the line's end stays, so that lines keep their numbers. */
  readonly code: string;
}

/** Throws the reference's error where the line is no good. */
export function scriptHead(body: string): ScriptHead {
  if (!body.startsWith('#!')) return { flags: undefined, code: body };
  const end = body.indexOf('\n');
  if (end < 0) throw errors.err('Invalid script shebang');
  const [engine = '', ...options] = splitWords(body.slice(0, end)) ?? [];
  if (engine === '') throw errors.err('Invalid engine in script shebang');
  if (engine !== '#!lua') throw errors.err(`Unexpected engine in script shebang: ${engine}`);
  const flags = new Set<ScriptFlag>();
  for (const option of options) {
    if (!option.startsWith('flags=')) throw errors.err(`Unknown lua shebang option: ${option}`);
    if (option === 'flags=') continue;
    for (const word of option.slice(6).split(',')) {
      if (!isScriptFlag(word)) throw errors.err(`Unexpected flag in script shebang: ${word}`);
      flags.add(word);
    }
  }
  return { flags, code: body.slice(end) };
}

export interface LibraryHead {
  readonly engine: string;
  readonly name: string;
  readonly code: string;
}

/** Throws the reference's error where the line is no good. */
export function libraryHead(code: string): LibraryHead {
  if (!code.startsWith('#!')) throw errors.err('Missing library metadata');
  const end = code.indexOf('\n');
  if (end < 0) throw errors.err('Invalid library metadata');
  const [engine = '', ...options] = splitWords(code.slice(0, end)) ?? [];
  if (engine === '') throw errors.err('Invalid library metadata');
  let name: string | undefined;
  for (const option of options) {
    if (option.slice(0, 5).toLowerCase() !== 'name=') {
      throw errors.err(`Invalid metadata value given: ${option}`);
    }
    if (name !== undefined) {
      throw errors.err('Invalid metadata value, name argument was given multiple times');
    }
    name = option.slice(5);
  }
  if (name === undefined) throw errors.err('Library name was not given');
  return { engine: engine.slice(2), name, code: code.slice(end) };
}

/** Words between blanks; single or double quotes group. undefined where a quote is not closed. */
function splitWords(line: string): string[] | undefined {
  const found = [...line.matchAll(/[^\s"']*(?:"([^"]*)"|'([^']*)')?[^\s"']*/g)].map(([word]) => word);
  const words = found.filter((word) => word !== '').map((word) => word.replace(/["']/g, ''));
  return (line.match(/"/g)?.length ?? 0) % 2 === 0 && (line.match(/'/g)?.length ?? 0) % 2 === 0
    ? words
    : undefined;
}
