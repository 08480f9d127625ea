/**
 * What SCAN, SSCAN, HSCAN and ZSCAN share: the cursor, the options, and the walk.
 *
 * The walk needs its elements in an array where a removed element is replaced by the last one (see `database.ts`). A
 * cursor is the number of places that are still ahead, counted from the start; 0 both starts a walk and ends it. Each
 * call visits up to COUNT places below the cursor, from the top down, and so costs O(COUNT).
 */
import type { Args } from './args.ts';
import * as errors from './errors.ts';
import { globMatch } from './glob.ts';
import { parseInt64 } from './numbers.ts';
import type { Reply } from './reply.ts';

export interface ScanOptions {
  /** Glob pattern, or undefined where everything matches. */
  readonly match: string | undefined;
  /** How many places to visit, at least 1. */
  readonly count: number;
  /** Name of a type in lower case, or undefined for all. */
  readonly type: string | undefined;
  /** HSCAN NOVALUES: field names alone. */
  readonly noValues: boolean;
}

/** A call of SSCAN, HSCAN or ZSCAN before the key was looked at; `options` are the words that are still to be read. */
export interface CollectionScan {
  readonly key: string;
  readonly cursor: number;
  readonly options: readonly string[];
}

const CURSOR = /^[ \t-\r]*\+?\d+$/;
const INVALID_CURSOR = errors.err('invalid cursor');
const NOVALUES_ELSEWHERE = errors.err('NOVALUES option can only be used in HSCAN');

/**
 * Reads a cursor: an unsigned 64-bit integer, with leading zeros, blanks or `+` as `strtoull` allows them. Places beyond
 * 2⁵³ are all the same to `scanSlots`. Throws `ERR invalid cursor`.
 */
export function parseCursor(text: string): number {
  const value = parseInt64(text);
  if (typeof value === 'number' && value >= 0) return value;
  if (value !== undefined && value < 0) throw INVALID_CURSOR;
  if (!CURSOR.test(text)) throw INVALID_CURSOR;
  const big = BigInt(text.trim().replace('+', ''));
  if (big >= 1n << 64n) throw INVALID_CURSOR;
  return Math.min(Number(big), Number.MAX_SAFE_INTEGER);
}

/**
 * Reads `key cursor` and keeps the options as words: the reference looks at the key before it reads the options, so
 * a missing key answers an empty scan and a wrong type WRONGTYPE whatever the options say.
 */
export function parseCollectionScan(args: Args): CollectionScan {
  const key = args.next();
  const cursor = parseCursor(args.next());
  return { key, cursor, options: args.rest() };
}

/** Reads MATCH, COUNT, and TYPE or NOVALUES where `allowed` names them, in any order; the last of each counts. */
export function parseScanOptions(
  words: readonly string[],
  allowed: { readonly type?: boolean; readonly noValues?: boolean } = {},
): ScanOptions {
  let match: string | undefined;
  let count = 10;
  let type: string | undefined;
  let noValues = false;
  for (let i = 0; i < words.length; i++) {
    const option = (words[i] ?? '').toUpperCase();
    const value = words[i + 1];
    if (option === 'COUNT' && value !== undefined) {
      const number = parseInt64(value);
      if (number === undefined) throw errors.NOT_INTEGER;
      if (number < 1) throw errors.SYNTAX;
      count = Number(number);
      i++;
    } else if (option === 'MATCH' && value !== undefined) {
      match = value === '*' ? undefined : value;
      i++;
    } else if (option === 'TYPE' && value !== undefined && allowed.type) {
      type = value.toLowerCase();
      i++;
    } else if (option === 'NOVALUES') {
      if (!allowed.noValues) throw NOVALUES_ELSEWHERE;
      noValues = true;
    } else throw errors.SYNTAX;
  }
  return { match, count, type, noValues };
}

/** True where `text` fits the pattern of the options. */
export function scanMatches(options: ScanOptions, text: string): boolean {
  return options.match === undefined || globMatch(options.match, text);
}

/**
 * One step of the walk: the elements of up to `count` places below `cursor`, top down, and the cursor to go on with
 * (0: done). A cursor beyond the array starts at its end.
 */
export function scanSlots<T>(
  items: readonly T[],
  cursor: number,
  count: number,
): { readonly next: number; readonly items: T[] } {
  const end = cursor === 0 || cursor > items.length ? items.length : cursor;
  const next = Math.max(0, end - count);
  return { next, items: items.slice(next, end).reverse() };
}

/** The reply of the scan commands. Collections in a compact encoding come whole, with `next` 0. */
export const scanReply = (next: number, items: readonly Reply[]): Reply => [String(next), items];
