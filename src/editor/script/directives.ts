/** Directives: comments that tell the script's runner something, `# @name argument`. */
import { nearest } from './nearest.ts';
import type { DirectiveName, Problem, Range } from './types.ts';

export const DIRECTIVES: Readonly<
  Record<DirectiveName, { readonly usage: string; readonly summary: string }>
> = {
  client: { usage: '# @client alice', summary: 'The lines below come from this client, until the next one.' },
  wait: { usage: '# @wait 2s', summary: 'Waits before the next line, on the playground’s clock.' },
  expect: {
    usage: '# @expect (integer) 1',
    summary: 'Checks the reply of the command above; one such line for each line of the reply.',
  },
  hidden: {
    usage: '# @hidden',
    summary: 'Lines from here to @end run, but an embedded script does not show them.',
  },
  end: { usage: '# @end', summary: 'Ends what @hidden began.' },
};

const NAMES = Object.keys(DIRECTIVES) as DirectiveName[];

const COMMENT = /^(\s*#\s*)@([\w-]*)(.*)$/s;

export interface ReadDirective {
  /** Undefined where there is no such directive. */
  readonly name: DirectiveName | undefined;
  readonly written: string;
  readonly word: Range;
  /** What follows the name, as it stands. */
  readonly rest: string;
  readonly restStart: number;
}

/** Reads a comment line that starts at offset `start`; undefined where it is a plain comment. */
export function readDirective(line: string, start: number): ReadDirective | undefined {
  const match = COMMENT.exec(line);
  if (!match) return undefined;
  const [, lead = '', written = '', rest = ''] = match;
  const at = start + lead.length;
  const word = { start: at, end: at + 1 + written.length };
  const name = NAMES.find((known) => known === written.toLowerCase());
  return { name, written, word, rest, restStart: word.end };
}

/** Why a directive is not known, with the one that may be meant. */
export function unknownDirective({ written, word }: ReadDirective): Problem {
  const meant = nearest(written, NAMES);
  const hint = meant
    ? ` Did you mean @${meant}?`
    : ` There are ${NAMES.map((name) => `@${name}`).join(', ')}.`;
  return {
    severity: 'warning',
    range: word,
    message: `There is no directive @${written}.${hint}`,
    ...(meant && { fix: `@${meant}` }),
  };
}

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };
const DURATION = /^(\d+(?:\.\d+)?)\s*(ms|s|m|h)$/i;
/** Three days of virtual time; a slip of the finger should not hold a script for ever. */
const MAX_WAIT = 72 * 3_600_000;

/** `2s`, `1.5 m`, `300ms` in ms, or a sentence that says what is wrong. */
export function parseDuration(text: string): number | string {
  const match = DURATION.exec(text);
  if (!match) return 'Say how long, with a unit: 500ms, 2s, 1.5m or 1h.';
  const ms = Number(match[1]) * (UNITS[(match[2] ?? '').toLowerCase()] ?? 1);
  return ms <= MAX_WAIT ? ms : 'A script waits for 72 hours at most.';
}

const CLIENT_NAME = /^[\p{L}\p{N}_.-]{1,24}$/u;

/** True for a name that a client may have in a script. */
export function isClientName(text: string): boolean {
  return CLIENT_NAME.test(text);
}
