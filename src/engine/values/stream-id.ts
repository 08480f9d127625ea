/**
 * Stream IDs: `milliseconds-sequence`, two unsigned 64-bit numbers. Each part is a JavaScript number while it is safe and
 * a bigint beyond, never the other way round, so that parts compare with `<` and `===` whatever they are.
 */
import { narrow, parseInt64 } from '../numbers.ts';

export type IdPart = number | bigint;

export interface StreamId {
  readonly ms: IdPart;
  readonly seq: IdPart;
}

export const MAX_PART = 18446744073709551615n;
export const MIN_ID: StreamId = { ms: 0, seq: 0 };
export const MAX_ID: StreamId = { ms: MAX_PART, seq: MAX_PART };

/** Negative, 0 or positive, as `a` stands before, at or after `b`. */
export function compareIds(a: StreamId, b: StreamId): number {
  if (a.ms !== b.ms) return a.ms < b.ms ? -1 : 1;
  if (a.seq !== b.seq) return a.seq < b.seq ? -1 : 1;
  return 0;
}

export const isZeroId = (id: StreamId): boolean => id.ms === 0 && id.seq === 0;

export const formatId = (id: StreamId): string => `${id.ms}-${id.seq}`;

/** A part plus `step`, which is 1 or -1; undefined where it leaves the 64 bits. */
function stepPart(part: IdPart, step: 1 | -1): IdPart | undefined {
  if (typeof part === 'number' && Number.isSafeInteger(part + step)) {
    return part + step < 0 ? undefined : part + step;
  }
  const next = BigInt(part) + BigInt(step);
  return next > MAX_PART ? undefined : narrow(next);
}

/** The ID right after `id`; undefined after the greatest. */
export function nextId({ ms, seq }: StreamId): StreamId | undefined {
  const next = stepPart(seq, 1);
  if (next !== undefined) return { ms, seq: next };
  const nextMs = stepPart(ms, 1);
  return nextMs === undefined ? undefined : { ms: nextMs, seq: 0 };
}

/** The ID right before `id`; undefined before the smallest. */
export function previousId({ ms, seq }: StreamId): StreamId | undefined {
  const previous = stepPart(seq, -1);
  if (previous !== undefined) return { ms, seq: previous };
  const previousMs = stepPart(ms, -1);
  return previousMs === undefined ? undefined : { ms: previousMs, seq: MAX_PART };
}

/** What `strtoull` takes beyond a canonical integer: blanks, signs, leading zeros. */
const LOOSE = /^[ \t-\r]*[+-]?\d+$/;

/** Reads one part; undefined where it is no unsigned 64-bit integer. */
function parsePart(text: string): IdPart | undefined {
  const value = parseInt64(text);
  if (value !== undefined) return value < 0 ? undefined : value;
  if (!LOOSE.test(text)) return undefined;
  const big = BigInt(text.trim().replace(/^\+/, ''));
  if (big > MAX_PART || big < -MAX_PART) return undefined;
  return narrow(BigInt.asUintN(64, big));
}

/** Longest text that the reference reads as an ID. */
const MAX_TEXT = 127;

/** Reads `ms-seq`, or `ms` alone with `missingSeq` for the rest; undefined where it is no ID. */
export function parseId(text: string, missingSeq: IdPart = 0): StreamId | undefined {
  if (text.length > MAX_TEXT) return undefined;
  const dash = text.indexOf('-');
  const ms = parsePart(dash < 0 ? text : text.slice(0, dash));
  if (ms === undefined) return undefined;
  const seq = dash < 0 ? missingSeq : parsePart(text.slice(dash + 1));
  return seq === undefined ? undefined : { ms, seq };
}

/** Reads `ms-*`, where the sequence is to be chosen; undefined otherwise. */
export function parsePartialId(text: string): IdPart | undefined {
  if (text.length > MAX_TEXT || !text.endsWith('-*') || text.indexOf('-') !== text.length - 2)
    return undefined;
  return parsePart(text.slice(0, -2));
}

/** The ID as 16 bytes, the greater part and the greater byte first: byte order is then ID order. */
export function encodeId({ ms, seq }: StreamId): string {
  let text = '';
  for (const part of [ms, seq]) {
    const big = BigInt(part);
    for (let shift = 56n; shift >= 0n; shift -= 8n)
      text += String.fromCharCode(Number((big >> shift) & 255n));
  }
  return text;
}
