/** What a key can hold. The value classes know no command, no clock and no chance: they are handed what they need. */
import type { Bytes } from './bytes.ts';
import type { Frozen } from './frozen.ts';
import type { Hash } from './hash.ts';
import type { List } from './list.ts';
import type { SetValue } from './set.ts';
import type { SortedSet } from './sorted-set.ts';
import type { Stream } from './stream.ts';

/**
 * A string value in one of its forms. `number` and `bigint` are the `int` encoding; a JavaScript string (one char a
 * byte) is `embstr` up to 44 bytes and `raw` beyond; `Bytes` was edited in place and is always `raw`.
 */
export type StringValue = string | number | bigint | Bytes;

export interface TypeMap {
  string: StringValue;
  list: List;
  set: SetValue;
  zset: SortedSet;
  hash: Hash;
  stream: Stream;
}

export type ValueType = keyof TypeMap;
export type Value = StringValue | Collection;
export type Collection = List | SetValue | SortedSet | Hash | Stream;

/** The common face of all collections. */
export interface CollectionBase {
  readonly type: ValueType;
  /** Number of elements. */
  readonly size: number;
  /** The reference's name of the current encoding, as OBJECT ENCODING says it. */
  readonly encoding: string;
  /** An independent copy, for COPY. */
  copy(): CollectionBase;
  /** What it holds now, to be walked while it goes on changing. */
  frozen(): Frozen;
}

export function typeOf(value: Value): ValueType {
  return typeof value === 'object' ? value.type : 'string';
}

/** When the next field of a hash ends, in ms since the epoch; Infinity for never and for other values. */
export function nextFieldExpiry(value: Value): number {
  return typeof value === 'object' && value.type === 'hash' ? value.nextExpiry : Infinity;
}

/** A string value as a byte string. */
export function stringOf(value: StringValue): string {
  if (typeof value === 'string') return value;
  return typeof value === 'object' ? value.text : String(value);
}

/** Encoding thresholds, set by CONFIG; names are the reference's parameters. Sizes in bytes, entries in elements. */
export interface Limits {
  hashMaxListpackEntries: number;
  hashMaxListpackValue: number;
  listMaxListpackSize: number;
  listCompressDepth: number;
  setMaxIntsetEntries: number;
  setMaxListpackEntries: number;
  setMaxListpackValue: number;
  zsetMaxListpackEntries: number;
  zsetMaxListpackValue: number;
  streamNodeMaxBytes: number;
  streamNodeMaxEntries: number;
  hllSparseMaxBytes: number;
}

export const DEFAULT_LIMITS: Limits = {
  hashMaxListpackEntries: 512,
  hashMaxListpackValue: 64,
  listMaxListpackSize: -2,
  listCompressDepth: 0,
  setMaxIntsetEntries: 512,
  setMaxListpackEntries: 128,
  setMaxListpackValue: 64,
  zsetMaxListpackEntries: 128,
  zsetMaxListpackValue: 64,
  streamNodeMaxBytes: 4096,
  streamNodeMaxEntries: 100,
  hllSparseMaxBytes: 3000,
};
