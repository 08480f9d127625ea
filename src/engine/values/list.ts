/**
 * A list as a ring buffer: a power of two of places, the first element anywhere among them. Both ends push and pop in
 * O(1), an index is one step, and an insertion in the middle moves the shorter side. The buffer doubles when it is full
 * and halves when it is mostly empty, so the cost of moving is spread over the pushes and pops.
 */
import type { FrozenList } from './frozen.ts';
import { LISTPACK_OVERHEAD, listpackEntrySize } from './listpack.ts';
import type { CollectionBase } from './value.ts';

const SMALLEST = 8;
/** Node sizes in bytes that `list-max-listpack-size` -1 … -5 stand for. */
const NODE_BYTES = [4096, 8192, 16384, 32768, 65536];
/** A node limited by its number of entries still may not grow beyond this many bytes. */
const SAFE_NODE_BYTES = 8192;

/** True where a listpack of `bytes` with `count` entries is too big for `list-max-listpack-size` = `fill`. */
export function exceeds(fill: number, bytes: number, count: number): boolean {
  if (fill < 0) return bytes > (NODE_BYTES[-fill - 1] ?? 65536);
  return bytes > SAFE_NODE_BYTES || count > Math.max(1, fill);
}

export class List implements CollectionBase {
  readonly type = 'list';
  size = 0;
  /** Bytes of all elements together. */
  payload = 0;
  /** Bytes that one listpack of all elements would take. */
  listpackBytes = LISTPACK_OVERHEAD;
  /** True while the list counts as one listpack. */
  private compact = true;
  private ring: string[];
  private head = 0;
  private mask: number;

  constructor(capacity = SMALLEST) {
    this.ring = new Array<string>(capacity).fill('');
    this.mask = capacity - 1;
  }

  get encoding(): 'listpack' | 'quicklist' {
    return this.compact ? 'listpack' : 'quicklist';
  }

  copy(): List {
    const copy = new List(this.ring.length);
    copy.ring = this.ring.slice();
    copy.head = this.head;
    copy.size = this.size;
    copy.payload = this.payload;
    copy.listpackBytes = this.listpackBytes;
    copy.compact = this.compact;
    return copy;
  }

  frozen(): FrozenList {
    const items = this.slice(0, this.size);
    return { type: 'list', size: items.length, at: (index) => items[index] as string };
  }

  // ---- encoding

  /**
   * Says that `count` elements of `bytes` bytes are about to be added: the listpack becomes a quicklist where they would
   * not fit. The reference decides before it adds, by the plain lengths.
   */
  makeRoom(fill: number, bytes: number, count: number): void {
    if (this.compact && exceeds(fill, this.listpackBytes + bytes, this.size + count)) this.compact = false;
  }

  /**
   * After a removal or a replacement: a quicklist goes back to a listpack once it is down to half the limit, so that a
   * list that hovers about the limit does not turn to and fro.
   */
  compactAgain(fill: number): void {
    if (this.compact) return;
    this.compact =
      fill < 0
        ? this.listpackBytes <= (NODE_BYTES[-fill - 1] ?? 65536) / 2
        : this.size <= Math.floor(Math.max(1, fill) / 2);
  }

  // ---- ends

  pushLeft(value: string): void {
    if (this.size > this.mask) this.resize(this.size * 2);
    const head = (this.head - 1) & this.mask;
    this.head = head;
    this.ring[head] = value;
    this.size++;
    this.added(value);
  }

  pushRight(value: string): void {
    if (this.size > this.mask) this.resize(this.size * 2);
    this.ring[(this.head + this.size) & this.mask] = value;
    this.size++;
    this.added(value);
  }

  /** Takes the first element; only where there is one. */
  popLeft(): string {
    const { head } = this;
    const value = this.ring[head] as string;
    this.ring[head] = '';
    this.head = (head + 1) & this.mask;
    this.size--;
    this.removed(value);
    return value;
  }

  /** Takes the last element; only where there is one. */
  popRight(): string {
    this.size--;
    const at = (this.head + this.size) & this.mask;
    const value = this.ring[at] as string;
    this.ring[at] = '';
    this.removed(value);
    return value;
  }

  // ---- anywhere

  /** The element at `index`, counted from 0. */
  at(index: number): string {
    return this.ring[(this.head + index) & this.mask] as string;
  }

  /** Elements [start, end). */
  slice(start: number, end: number): string[] {
    const { ring, mask, head } = this;
    const from = (head + start) & mask;
    const length = end - start;
    if (from + length <= ring.length) return ring.slice(from, from + length);
    return ring.slice(from).concat(ring.slice(0, from + length - ring.length));
  }

  replace(index: number, value: string): void {
    const place = (this.head + index) & this.mask;
    const old = this.ring[place] as string;
    this.payload -= old.length;
    this.listpackBytes -= listpackEntrySize(old);
    this.ring[place] = value;
    this.added(value);
  }

  /** Puts `value` before the element at `index`; `index` = `size` appends. */
  insert(index: number, value: string): void {
    if (index < this.size / 2) {
      this.pushLeft(value);
      for (let i = 0; i < index; i++) this.move(i + 1, i);
    } else {
      this.pushRight(value);
      for (let i = this.size - 1; i > index; i--) this.move(i - 1, i);
    }
    this.ring[(this.head + index) & this.mask] = value;
  }

  /** Keeps elements [start, end) alone. */
  trim(start: number, end: number): void {
    for (let i = this.size - end; i > 0; i--) this.popRight();
    for (let i = start; i > 0; i--) this.popLeft();
  }

  /** Removes up to `limit` elements equal to `value`, from the end where `backwards`. Returns how many. */
  removeEqual(value: string, limit: number, backwards: boolean): number {
    const { size } = this;
    let removed = 0;
    if (backwards) {
      let to = size - 1;
      for (let from = size - 1; from >= 0; from--) {
        if (removed < limit && this.at(from) === value) removed++;
        else if (from !== to--) this.move(from, to + 1);
      }
      for (let i = 0; i < removed; i++) this.blank(value, i);
      this.head = (this.head + removed) & this.mask;
    } else {
      let to = 0;
      for (let from = 0; from < size; from++) {
        if (removed < limit && this.at(from) === value) removed++;
        else if (from !== to++) this.move(from, to - 1);
      }
      for (let i = size - removed; i < size; i++) this.blank(value, i);
    }
    this.size -= removed;
    this.shrink();
    return removed;
  }

  private move(from: number, to: number): void {
    this.ring[(this.head + to) & this.mask] = this.at(from);
  }

  private blank(value: string, index: number): void {
    this.ring[(this.head + index) & this.mask] = '';
    this.payload -= value.length;
    this.listpackBytes -= listpackEntrySize(value);
  }

  private added(value: string): void {
    this.payload += value.length;
    this.listpackBytes += listpackEntrySize(value);
  }

  private removed(value: string): void {
    this.payload -= value.length;
    this.listpackBytes -= listpackEntrySize(value);
    if (this.size < this.mask >> 3) this.shrink();
  }

  private shrink(): void {
    let capacity = this.ring.length;
    while (capacity > SMALLEST && this.size < capacity >> 3) capacity >>= 1;
    if (capacity < this.ring.length) this.resize(Math.max(SMALLEST, capacity));
  }

  private resize(capacity: number): void {
    // All places at once: an array that grows by pushing would be copied several times more.
    const ring = new Array<string>(capacity);
    const { size } = this;
    for (let i = 0; i < size; i++) ring[i] = this.at(i);
    for (let i = size; i < capacity; i++) ring[i] = '';
    this.ring = ring;
    this.head = 0;
    this.mask = capacity - 1;
  }
}
