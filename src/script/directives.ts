/** Directives: comments that tell the script's runner something, `# @name argument`. */
import { nearest } from './nearest.ts';
import type { DirectiveName, Problem, Range } from './types.ts';

export const DIRECTIVES: Readonly<
  Record<DirectiveName, { readonly usage: string; readonly summary: string }>
> = {
  client: {
    usage: '# @client alice',
    summary:
      'The lines below come from this client, until the next one. With “sql” after its name they go to Postgres.',
  },
  wait: { usage: '# @wait 2s', summary: 'Waits before the next line, on the playground’s clock.' },
  expect: {
    usage: '# @expect (integer) 1',
    summary: 'Checks the reply of the command above; one such line for each line of the reply.',
  },
  app: {
    usage: '# @app shop',
    summary: 'The lines from here to @end are JavaScript, which runs as a program beside the script.',
  },
  load: {
    usage: '# @load shop users 20 every 50ms rounds 3',
    summary: 'Runs a program once for each of many users.',
  },
  hidden: {
    usage: '# @hidden',
    summary: 'Lines from here to @end run, but an embedded script does not show them.',
  },
  end: { usage: '# @end', summary: 'Ends what @app or @hidden began.' },
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

/** A `@client` line's argument: a name, and whether its lines are SQL. Undefined where it is neither. */
export function parseClient(text: string): { readonly name: string; readonly sql: boolean } | undefined {
  const [name = '', kind, ...more] = text.split(/\s+/);
  if (!isClientName(name) || more.length > 0) return undefined;
  if (kind !== undefined && kind.toLowerCase() !== 'sql') return undefined;
  return { name, sql: kind !== undefined };
}

export interface LoadArguments {
  readonly app: string;
  readonly users: number;
  readonly everyMs: number;
  readonly rounds: number;
}

/** More would be a test of the person's machine. */
const MAX_USERS = 200;
const MAX_ROUNDS = 1000;

/** A `@load` line's argument, or a sentence that says what is wrong. */
export function parseLoad(text: string): LoadArguments | string {
  const [app = '', ...rest] = text.trim().split(/\s+/);
  if (!isClientName(app)) return 'Say which program: # @load shop users 20';
  const options = new Map<string, string>();
  for (let i = 0; i < rest.length; i += 2) {
    const name = (rest[i] ?? '').toLowerCase();
    const value = rest[i + 1];
    if (!['users', 'every', 'rounds'].includes(name))
      return `There is no option “${name}” here: users, every and rounds are known.`;
    if (value === undefined) return `There is no value after “${name}”.`;
    options.set(name, value);
  }
  const users = count(options.get('users') ?? '1', MAX_USERS);
  if (users === undefined) return `“users” takes a number from 1 to ${MAX_USERS}.`;
  const rounds = count(options.get('rounds') ?? '1', MAX_ROUNDS);
  if (rounds === undefined) return `“rounds” takes a number from 1 to ${MAX_ROUNDS}.`;
  const everyMs = parseDuration(options.get('every') ?? '0ms');
  if (typeof everyMs === 'string') return everyMs;
  return { app, users, everyMs, rounds };
}

function count(text: string, max: number): number | undefined {
  const value = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  return value >= 1 && value <= max ? value : undefined;
}
