/** What is known of a step when its checks are made. */
import type { Reply } from '../engine/reply.ts';
import type { Check } from './lesson.ts';

/** A command that ran since the step began. */
export interface SeenCommand {
  readonly lane: string;
  /** Byte strings. */
  readonly argv: readonly string[];
  /** Of the kind `none` where the command waits, or answers by messages. */
  readonly reply: Reply;
  /** ms on the playground's clock. */
  readonly at: number;
  /** Refused before it ran: it had a reply, but did nothing. */
  readonly refused?: boolean;
  /** Of an SQL statement, which has no words: its text. */
  readonly sql?: string;
}

/** What a program did since the step began, all its users together. */
export interface SeenProgram {
  readonly lines: readonly string[];
  /** How many of its runs ended well. */
  readonly finished: number;
  /** Errors with which runs ended. */
  readonly errors: readonly string[];
  readonly running: number;
  readonly outcomes: ReadonlyMap<string, number>;
}

/** What a command that only reads answered, or a sentence why it was not run. */
export type Peeked = { readonly reply: Reply } | { readonly refused: string };

/**
 * What a query gave: its rows as lines, with ` | ` between columns, or why it failed, or a sentence why it was not made.
 */
export type SeenRows =
  | { readonly lines: readonly string[] }
  | { readonly error: string }
  | { readonly refused: string };

export interface Observation {
  /** Commands and SQL statements, oldest first. */
  readonly log: readonly SeenCommand[];
  readonly programs: ReadonlyMap<string, SeenProgram>;
  /** For each question with choices, whether the right one was taken; undefined: none was. */
  readonly answers: readonly (boolean | undefined)[];
  /** The answer to one of `wanted(check).commands`. */
  peek(argv: readonly string[]): Peeked | undefined;
  /** The answer to one of `wanted(check).queries`. */
  rows(query: string): SeenRows | undefined;
}

export interface Wanted {
  readonly commands: readonly (readonly string[])[];
  readonly queries: readonly string[];
}

/** How long a value of each type is. */
export const LENGTHS: ReadonlyMap<string, string> = new Map([
  ['string', 'STRLEN'],
  ['list', 'LLEN'],
  ['set', 'SCARD'],
  ['zset', 'ZCARD'],
  ['hash', 'HLEN'],
  ['stream', 'XLEN'],
]);

/** What has to be asked of the stores before a check can be made. */
export function wanted(check: Check): Wanted {
  switch (check.kind) {
    case 'run':
      return { commands: [check.argv], queries: [] };
    case 'sql':
      return { commands: [], queries: [check.query] };
    case 'keys':
      return { commands: [['KEYS', check.pattern]], queries: [] };
    case 'exists':
    case 'type':
      return { commands: [['TYPE', check.key]], queries: [] };
    case 'value':
      return { commands: [['TYPE', check.key], readOf(check)], queries: [] };
    case 'length':
      return {
        commands: [['TYPE', check.key], ...[...LENGTHS.values()].map((command) => [command, check.key])],
        queries: [],
      };
    case 'ttl':
      return { commands: [['PTTL', check.key]], queries: [] };
    case 'score':
      return {
        commands: [
          ['TYPE', check.key],
          ['ZSCORE', check.key, check.member],
        ],
        queries: [],
      };
    case 'rank':
      return { commands: [['TYPE', check.key], rankOf(check)], queries: [] };
    default:
      return { commands: [], queries: [] };
  }
}

export const readOf = ({
  key,
  field,
}: {
  readonly key: string;
  readonly field?: string;
}): readonly string[] => (field === undefined ? ['GET', key] : ['HGET', key, field]);

export const rankOf = ({
  key,
  member,
  top,
}: {
  key: string;
  member: string;
  top: boolean;
}): readonly string[] => [top ? 'ZREVRANK' : 'ZRANK', key, member];
