/**
 * What a program's worker and the page say to each other. The worker runs code that anybody may have written, so the page
 * believes nothing of what comes out of it: `readOperations` takes a message apart, and what is not as it should be, or is
 * more than a program needs, ends the program.
 */
import type { Reply } from '../../engine/reply.ts';
import type { ClockState } from '../../protocol/messages.ts';
import { MAX_LINE } from '../inspect.ts';
import type { LogLine, ProgramError, ProgramRun, Row } from '../port.ts';

export const LIMITS = {
  /** Lines of the log that are kept, and that go out at once. */
  lines: 1000,
  /** Chars of a line. */
  line: MAX_LINE,
  /** Kinds of outcomes of a program; what is more is counted as `other`. */
  outcomes: 20,
  /** Chars of an outcome's name. */
  outcome: 40,
  /** Calls that have no answer yet. */
  underWay: 10_000,
  /** Open connections of a program, or of each user of a load. */
  connections: 20,
  /** Chars of one message, all its texts together. */
  message: 16 * 1024 * 1024,
  /** Messages in a second beyond one for each that the worker was sent. */
  messages: 2000,
  /** Chars of a program's code. */
  code: 200_000,
} as const;

/** For the worker, when it starts. */
export interface Start {
  readonly run: ProgramRun;
  readonly clock: ClockState;
}

export type Operation =
  | readonly ['open', connection: number, user: number, number: number]
  | readonly ['command', id: number, connection: number, argv: readonly string[]]
  | readonly ['close', connection: number]
  | readonly ['sql', id: number, text: string, params: readonly unknown[]]
  | readonly ['sleep', id: number, ms: number]
  /** `dropped` lines before these came too fast. */
  | readonly ['log', lines: readonly LogLine[], dropped: number]
  /** `at` is ms since the epoch on the playground's clock. */
  | readonly ['report', outcome: string, at: number, count: number]
  | readonly ['end', error: ProgramError | undefined, failedRounds: number];

export type Answer =
  | readonly ['reply', id: number, reply: Reply]
  | readonly ['rows', id: number, rows: readonly Row[]]
  | readonly ['error', id: number, message: string]
  | readonly ['awake', id: number]
  | readonly ['push', connection: number, items: readonly Reply[]]
  | readonly ['closed', connection: number]
  | readonly ['clock', clock: ClockState];

/** The operations of a message, or undefined where it is none that our worker sends. */
export function readOperations(message: unknown): readonly Operation[] | undefined {
  if (!Array.isArray(message) || message.length > 4 * LIMITS.underWay) return undefined;
  const operations: Operation[] = [];
  let size = 0;
  for (const item of message) {
    const operation = Array.isArray(item) ? readOperation(item) : undefined;
    if (!operation) return undefined;
    size += sizeOf(operation);
    if (size > LIMITS.message) return undefined;
    operations.push(operation);
  }
  return operations;
}

function readOperation(item: readonly unknown[]): Operation | undefined {
  const [kind, a, b, c] = item;
  switch (kind) {
    case 'open':
      return isCount(a) && isCount(b) && isCount(c) ? [kind, a, b, c] : undefined;
    case 'command':
      return isCount(a) && isCount(b) && isTexts(c) ? [kind, a, b, c] : undefined;
    case 'close':
      return isCount(a) ? [kind, a] : undefined;
    case 'sql':
      return isCount(a) &&
        typeof b === 'string' &&
        Array.isArray(c) &&
        c.length <= MOST_PARAMS &&
        c.every(isParam)
        ? [kind, a, b, c]
        : undefined;
    case 'sleep':
      return isCount(a) && isNumber(b) ? [kind, a, Math.max(0, b)] : undefined;
    case 'log':
      return Array.isArray(a) && a.length <= LIMITS.lines && a.every(isLine) && isCount(b)
        ? [kind, a, b]
        : undefined;
    case 'report':
      return typeof a === 'string' && a.length <= LIMITS.outcome && isNumber(b) && isCount(c)
        ? [kind, a, b, c]
        : undefined;
    case 'end':
      return (a === undefined || isError(a)) && isCount(b) ? [kind, a, b] : undefined;
    default:
      return undefined;
  }
}

/** Postgres takes no more parameters. Lengths come first: an array with holes costs its sender nothing, whatever its length. */
const MOST_PARAMS = 65_535;
/** Of a list that is a parameter, and words of a command. */
const MOST_ITEMS = 1_000_000;

const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
const isCount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.length > 0 && value.length <= MOST_ITEMS && value.every(isBytes);
}

/** A byte string; a char above 255 would break what comes after it. */
const isBytes = (value: unknown) => typeof value === 'string' && !/[^\x00-\xff]/.test(value);

const isParam = (value: unknown) =>
  value === null ||
  ['string', 'number', 'boolean', 'bigint', 'undefined'].includes(typeof value) ||
  value instanceof Date ||
  value instanceof Uint8Array ||
  (Array.isArray(value) &&
    value.length <= MOST_ITEMS &&
    value.every((item) => typeof item === 'string' || typeof item === 'number'));

/** Narrowed by hand: `in` on each field of each line would be slower than the program that wrote them. */
function isLine(value: unknown): value is LogLine {
  if (typeof value !== 'object' || value === null) return false;
  const line: Partial<Record<keyof LogLine, unknown>> = value;
  return (
    (line.kind === 'log' || line.kind === 'error') &&
    isCount(line.user) &&
    isNumber(line.at) &&
    typeof line.text === 'string' &&
    line.text.length <= LIMITS.line
  );
}

function isError(value: unknown): value is ProgramError {
  if (typeof value !== 'object' || value === null) return false;
  const { message, place }: Partial<Record<keyof ProgramError, unknown>> = value;
  if (typeof message !== 'string' || message.length > LIMITS.line) return false;
  if (place === undefined) return true;
  if (typeof place !== 'object' || place === null) return false;
  const { line, column }: { line?: unknown; column?: unknown } = place;
  return isCount(line) && isCount(column);
}

/** A number in an array counts as a char: none of them is free. */
function paramSize(param: unknown): number {
  if (typeof param === 'string' || param instanceof Uint8Array) return param.length;
  if (!Array.isArray(param)) return 0;
  return param.reduce((sum: number, item) => sum + (typeof item === 'string' ? item.length : 1), 0);
}

/** Chars of the texts of an operation that may be long. */
function sizeOf(operation: Operation): number {
  if (operation[0] === 'command') return operation[3].reduce((sum, text) => sum + text.length, 0);
  if (operation[0] === 'log') return operation[1].reduce((sum, { text }) => sum + text.length, 0);
  if (operation[0] !== 'sql') return 0;
  return operation[3].reduce((sum: number, param) => sum + paramSize(param), operation[2].length);
}
