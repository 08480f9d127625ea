/**
 * The entries of a database: in an array, and by key. The array gives SCAN its guarantee in O(COUNT) a call and RANDOMKEY
 * its fairness in O(1): a cursor walks down from the end, a removed entry is replaced by the last one. What moves was
 * either already visited (it stood at or above the cursor) or moves to a place that is still ahead, so an element present
 * throughout is always returned, and new elements land above the cursor.
 *
 * Not a `Map` beside the array: a million keys of a snapshot took 1.1 s to put into one, for which the page waited, and
 * take 0.3 s here; see `HashCells`.
 */
import { HashCells, hashOf } from './values/hash-cells.ts';

const FIRST_CELLS = 16;

/** What has a key and knows its place in `slots`. */
export interface Keyed {
  readonly key: string;
  /** Its place in `slots`, or -1 where it is in none. */
  slot: number;
}

/** Indexes into `slots` are in bounds by construction, which is what each `as` below says. */
export class KeyTable<E extends Keyed> {
  readonly slots: E[] = [];
  private readonly index = new HashCells(FIRST_CELLS);
  private readonly salt: number;

  constructor(salt: number) {
    this.salt = salt;
  }

  get size(): number {
    return this.slots.length;
  }

  get(key: string): E | undefined {
    return this.find(key, hashOf(key, this.salt));
  }

  has(key: string): boolean {
    return this.get(key) !== undefined;
  }

  /** Adds an entry whose key is not there; its slot is the size before. */
  add(entry: E): void {
    this.index.add(hashOf(entry.key, this.salt), this.slots.length);
    this.slots.push(entry);
  }

  /** Adds an entry unless its key is there, and says whether it did. */
  addNew(entry: E): boolean {
    const hash = hashOf(entry.key, this.salt);
    if (this.find(entry.key, hash) !== undefined) return false;
    this.index.add(hash, this.slots.length);
    this.slots.push(entry);
    return true;
  }

  /** Makes room for this many entries at once: to grow step by step moves each of them twice. */
  reserve(size: number): void {
    this.index.reserve(size);
  }

  /** Takes an entry out. Returns the one that has its slot now, if there is one. */
  remove(entry: E): E | undefined {
    const { index, slots, salt } = this;
    const { slot } = entry;
    index.remove(hashOf(entry.key, salt), slot);
    entry.slot = -1;
    const last = slots.length - 1;
    const moved = slots.pop() as E;
    if (last * 8 < index.mask) index.shrink(last);
    if (moved === entry) return undefined;
    index.rename(hashOf(moved.key, salt), last, slot);
    slots[slot] = moved;
    moved.slot = slot;
    return moved;
  }

  private find(key: string, hash: number): E | undefined {
    const { slots } = this;
    const { cells, mask } = this.index;
    for (let cell = hash & mask; ; cell = (cell + 1) & mask) {
      const id = (cells[cell * 2 + 1] as number) - 1;
      if (id < 0) return undefined;
      if (cells[cell * 2] !== hash) continue;
      const entry = slots[id] as E;
      if (entry.key === key) return entry;
    }
  }
}
