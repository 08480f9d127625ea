/** Ranges of scores, members and ranks as the commands spell them. */
import * as errors from '../../errors.ts';
import { parseFloat64 } from '../../numbers.ts';
import type { LexBound, SortedSet } from '../../values/sorted-set.ts';

const NOT_FLOAT = errors.err('min or max is not a float');
const NOT_STRING = errors.err('min or max not valid string range item');

export interface ScoreRange {
  readonly min: number;
  readonly max: number;
  readonly minExclusive: boolean;
  readonly maxExclusive: boolean;
}

export interface LexRange {
  readonly min: LexBound;
  readonly max: LexBound;
}

/** A bound is read by plain `strtod`: leading blanks pass, nothing at all is 0, what is too large is infinite, what is
 * too small 0. */
function parseBound(text: string): number {
  const trimmed = text.replace(/^[ \t-\r]+/, '');
  if (trimmed === '') {
    if (text !== '') throw NOT_FLOAT;
    return 0;
  }
  const value = parseFloat64(trimmed);
  if (value !== undefined) return value;
  const large = /^[+-]?(\d+\.?\d*|\.\d+)[eE][+-]?\d+$/.test(trimmed) ? Number(trimmed) : Number.NaN;
  if (Number.isNaN(large)) throw NOT_FLOAT;
  return large;
}

/** Reads `1`, `(1`, `-inf`; throws `ERR min or max is not a float`. */
export function parseScoreRange(min: string, max: string): ScoreRange {
  const minExclusive = min.startsWith('(');
  const maxExclusive = max.startsWith('(');
  return {
    min: parseBound(minExclusive ? min.slice(1) : min),
    max: parseBound(maxExclusive ? max.slice(1) : max),
    minExclusive,
    maxExclusive,
  };
}

/** Reads `[a`, `(a`, `-`, `+`; throws `ERR min or max not valid string range item`. */
export function parseLexRange(min: string, max: string): LexRange {
  return { min: parseLexBound(min), max: parseLexBound(max) };
}

function parseLexBound(text: string): LexBound {
  if (text === '-') return { side: -1, member: '', exclusive: true };
  if (text === '+') return { side: 1, member: '', exclusive: true };
  const first = text[0];
  if (first !== '(' && first !== '[') throw NOT_STRING;
  return { side: 0, member: text.slice(1), exclusive: first === '(' };
}

/** Ranks [start, end) of the elements with a score in the range. */
export function scoreRanks(zset: SortedSet, range: ScoreRange): [start: number, end: number] {
  const { min, max, minExclusive, maxExclusive } = range;
  const start = zset.countBelow(min, minExclusive);
  const end = zset.countBelow(max, !maxExclusive);
  return [start, Math.max(start, end)];
}

/** Ranks [start, end) for two indexes, both included, that count from the end where they are negative. */
export function indexRanks(size: number, start: number, stop: number): [start: number, end: number] {
  const first = Math.max(0, start < 0 ? size + start : start);
  const last = Math.min(size - 1, stop < 0 ? size + stop : stop);
  return first > last ? [0, 0] : [first, last + 1];
}
