/**
 * A sorted set: members with scores, ordered by score and, where scores are equal, by the bytes of the member. Ranks count
 * from 0 at the lowest. The encoding is what the reference would report; what is underneath (an array of up to
 * `SMALL` members, a tree beyond) is chosen by size alone.
 */
import type { FrozenSortedSet } from './frozen.ts';
import { LargeOrder } from './sorted-set-large.ts';
import { SmallOrder } from './sorted-set-small.ts';
import type { CollectionBase, Limits } from './value.ts';

/** Up to here elements live in a plain array. */
const SMALL = 128;

/** The part of the limits that sorted sets follow. */
export type SortedSetLimits = Pick<Limits, 'zsetMaxListpackEntries' | 'zsetMaxListpackValue'>;

/** One end of a range of members. */
export interface LexBound {
  /** -1 is before every member, 1 after every member, 0 at `member`. */
  readonly side: -1 | 0 | 1;
  readonly member: string;
  readonly exclusive: boolean;
}

export class SortedSet implements CollectionBase {
  readonly type = 'zset';
  encoding: 'listpack' | 'skiplist' = 'listpack';
  /** Sum of the lengths of all members, in bytes. */
  payload = 0;
  private order: SmallOrder | LargeOrder = new SmallOrder();

  get size(): number {
    return this.order.size;
  }

  /** A handle for `scoreAt`, `rankAt`, `rescore` and `remove`, valid until the next change; -1 where it is not there. */
  find(member: string): number {
    return this.order.find(member);
  }
  scoreAt(handle: number): number {
    return this.order.scoreAt(handle);
  }
  rankAt(handle: number): number {
    return this.order.rankAt(handle);
  }

  has(member: string): boolean {
    return this.find(member) >= 0;
  }

  /** The member's score, or undefined. */
  score(member: string): number | undefined {
    const handle = this.find(member);
    return handle < 0 ? undefined : this.scoreAt(handle);
  }

  /** The member's rank from the lowest score, or -1. */
  rankOf(member: string): number {
    const handle = this.find(member);
    return handle < 0 ? -1 : this.rankAt(handle);
  }

  /** The member at a rank that exists. */
  memberAtRank(rank: number): string {
    return this.order.memberAtRank(rank);
  }

  /** Adds a member that is not there; the encoding follows `limits`. The score must not be NaN. */
  insert(member: string, score: number, limits: SortedSetLimits): void {
    if (
      this.encoding === 'listpack' &&
      (this.size + 1 > limits.zsetMaxListpackEntries || member.length > limits.zsetMaxListpackValue)
    )
      this.encoding = 'skiplist';
    if (this.size === SMALL && this.order instanceof SmallOrder) this.enlarge();
    this.payload += member.length;
    this.order.insert(member, this.stored(score));
  }

  /** Gives the member behind a handle another score. */
  rescore(handle: number, score: number): void {
    this.order.rescore(handle, this.stored(score));
  }

  /** Adds a member or moves it. */
  set(member: string, score: number, limits: SortedSetLimits): void {
    const handle = this.find(member);
    if (handle < 0) this.insert(member, score, limits);
    else this.rescore(handle, score);
  }

  /** Removes a member; false where it is not there. */
  delete(member: string): boolean {
    const handle = this.find(member);
    if (handle < 0) return false;
    this.payload -= member.length;
    this.order.remove(handle);
    return true;
  }

  /** Removes the elements at ranks [start, end); returns how many. */
  deleteRange(start: number, end: number): number {
    const members = this.range(start, end - 1);
    for (const member of members) this.delete(member);
    return members.length;
  }

  /** Number of elements with a score below `score`, or not above it: the rank where a range of scores begins. */
  countBelow(score: number, orEqual: boolean): number {
    return this.order.countBelow(score, orEqual);
  }

  /**
   * Ranks [start, end) of the members within two bounds; start = end where there are none. Defined for equal scores; where
   * scores differ, a short set answers as the reference's listpack does, which looks from the front (`reverse`: back).
   */
  lexRange(min: LexBound, max: LexBound, reverse: boolean): [start: number, end: number] {
    if (emptyLexRange(min, max)) return [0, 0];
    const { order } = this;
    if (order instanceof LargeOrder) {
      const start = min.side === 0 ? order.countBefore(min.member, min.exclusive) : 0;
      const end = max.side === 0 ? order.countBefore(max.member, !max.exclusive) : order.size;
      return end > start ? [start, end] : [0, 0];
    }
    const { members } = order;
    const last = members.length - 1;
    if (last < 0 || !isAbove(members[last] ?? '', min) || !isBelow(members[0] ?? '', max)) return [0, 0];
    if (reverse) {
      let end = last;
      while (end >= 0 && !isBelow(members[end] ?? '', max)) end--;
      let start = end;
      while (start >= 0 && isAbove(members[start] ?? '', min)) start--;
      return [start + 1, end + 1];
    }
    let start = 0;
    while (start <= last && !isAbove(members[start] ?? '', min)) start++;
    let end = start;
    while (end <= last && isBelow(members[end] ?? '', max)) end++;
    return [start, end];
  }

  /** Calls `visit` with up to `count` elements from `rank` on, up the order or, with `reverse`, down. */
  walk(rank: number, count: number, reverse: boolean, visit: (member: string, score: number) => void): void {
    const { size } = this;
    if (rank < 0 || rank >= size) return;
    this.order.walk(rank, Math.min(count, reverse ? rank + 1 : size - rank), reverse, visit);
  }

  /** Members at ranks `start` to `stop`, both included. */
  range(start: number, stop: number): string[] {
    const members: string[] = [];
    this.walk(start, stop - start + 1, false, (member) => members.push(member));
    return members;
  }

  /** All elements in order, up or down, from a rank on. The set must not change meanwhile. */
  *entries(rank = 0, reverse = false): Generator<[member: string, score: number]> {
    const step = 64;
    for (let at = rank; at >= 0 && at < this.size; at += reverse ? -step : step) {
      const page: [string, number][] = [];
      this.walk(at, step, reverse, (member, score) => page.push([member, score]));
      yield* page;
    }
  }

  /**
   * One step of a scan that returns every element that is there from its start to its end. 0 starts it and ends it; cursors
   * in between are ids, see `MemberTable`. Short sets come whole.
   */
  scan(cursor: number, count: number, visit: (member: string, score: number) => void): number {
    const { order } = this;
    if (order instanceof SmallOrder || this.encoding === 'listpack') {
      this.walk(0, this.size, false, visit);
      return 0;
    }
    let id = cursor === 0 ? order.size : Math.min(cursor, order.size);
    for (let todo = count; todo > 0 && id > 0; todo--) {
      id--;
      visit(order.memberAt(id), order.scoreAt(id));
    }
    return id;
  }

  /**
   * Converts to the skiplist encoding where this many elements are about to be added at once; the reference decides so
   * even if some of them turn out to be there already.
   */
  expect(count: number, limits: SortedSetLimits): void {
    if (count > limits.zsetMaxListpackEntries) this.encoding = 'skiplist';
  }

  copy(): SortedSet {
    const copy = new SortedSet();
    copy.encoding = this.encoding;
    copy.payload = this.payload;
    copy.order = this.order.copy();
    return copy;
  }

  frozen(): FrozenSortedSet {
    const { encoding, size } = this;
    const order = this.order.frozen();
    return {
      type: 'zset',
      encoding,
      size,
      walk: (rank, count, reverse, visit) => order.walk(rank, count, reverse, visit),
    };
  }

  /** A listpack stores an integral score as an integer, which has no -0. */
  private stored(score: number): number {
    return score === 0 && this.encoding === 'listpack' ? 0 : score;
  }

  private enlarge(): void {
    const order = new LargeOrder();
    this.order.walk(0, this.order.size, false, (member, score) => order.insert(member, score));
    this.order = order;
  }
}

/** True where the bounds leave nothing between them. */
function emptyLexRange(min: LexBound, max: LexBound): boolean {
  if (min.side !== 0 || max.side !== 0)
    return min.side > max.side || (min.side !== 0 && min.side === max.side);
  return min.member > max.member || (min.member === max.member && (min.exclusive || max.exclusive));
}

function isAbove(member: string, min: LexBound): boolean {
  if (min.side !== 0) return min.side < 0;
  return min.exclusive ? member > min.member : member >= min.member;
}

function isBelow(member: string, max: LexBound): boolean {
  if (max.side !== 0) return max.side > 0;
  return max.exclusive ? member < max.member : member <= max.member;
}
