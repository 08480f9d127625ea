/**
 * Collections as they were at a moment. Who writes a large one out in steps cannot have it change meanwhile, and whoever
 * wants to change it cannot wait until a million elements are written. So it is frozen: the arrays that hold the elements
 * are copied as blocks, which takes about a hundredth of the time that writing takes, and the copy can be walked while the
 * value goes its way. It cannot be searched: tables and indexes are not copied.
 *
 * Every collection is a frozen one of itself, too, as long as nobody changes it.
 */
import type { StreamId } from './stream-id.ts';

export interface FrozenList {
  readonly type: 'list';
  readonly size: number;
  at(index: number): string;
}

export interface FrozenSet {
  readonly type: 'set';
  readonly encoding: 'intset' | 'listpack' | 'hashtable';
  readonly size: number;
  /** All members, in the order of the encoding. */
  readonly items: readonly string[];
}

export interface FrozenSortedSet {
  readonly type: 'zset';
  readonly encoding: 'listpack' | 'skiplist';
  readonly size: number;
  /** Calls `visit` with up to `count` elements from `rank` on, up the order or, with `reverse`, down. */
  walk(rank: number, count: number, reverse: boolean, visit: (member: string, score: number) => void): void;
}

export interface FrozenHash {
  readonly type: 'hash';
  readonly encoding: 'listpack' | 'listpackex' | 'hashtable';
  readonly size: number;
  readonly fields: readonly string[];
  readonly values: readonly string[];
  /** How many fields have a TTL, and when the next one ends, ms since the epoch. */
  readonly expiring: number;
  readonly nextExpiry: number;
  /** When the field at this place ends, ms since the epoch; -1 without TTL. */
  expiryAt(place: number): number;
}

export interface FrozenStreamBlock {
  readonly master: StreamId;
  readonly masterFields: readonly string[];
  readonly ids: readonly StreamId[];
  readonly entries: readonly (readonly string[] | undefined)[];
  readonly live: number;
}

/** Items with IDs, in their order. */
interface Ordered<T> {
  readonly size: number;
  from(start: StreamId): Iterable<T>;
}

export interface FrozenPending {
  readonly id: StreamId;
  readonly deliveredAt: number;
  readonly deliveries: number;
}

export interface FrozenConsumer {
  readonly name: string;
  readonly seenAt: number;
  readonly activeAt: number;
  readonly pending: Ordered<{ readonly id: StreamId }>;
}

export interface FrozenGroup {
  readonly name: string;
  readonly lastId: StreamId;
  readonly entriesRead: number;
  readonly pending: Ordered<FrozenPending>;
  readonly consumers: { readonly size: number; values(): Iterable<FrozenConsumer> };
}

export interface FrozenStream {
  readonly type: 'stream';
  readonly size: number;
  readonly blocks: readonly FrozenStreamBlock[];
  readonly lastId: StreamId;
  readonly firstId: StreamId;
  readonly maxDeletedId: StreamId;
  readonly entriesAdded: number;
  readonly groups: { readonly size: number; values(): Iterable<FrozenGroup> };
}

export type Frozen = FrozenList | FrozenSet | FrozenSortedSet | FrozenHash | FrozenStream;

/** An array as what `FrozenGroup` and its consumers hold. */
export const ordered = <T>(items: readonly T[]): Ordered<T> => ({ size: items.length, from: () => items });
