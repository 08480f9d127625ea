/**
 * The cells of a hash table of our own over items that lie in an array, each of which has its index (id) there. Ids are
 * dense, 0 to size − 1: when an item goes, the last one takes its id.
 *
 * A `Map` would do the same, but it holds 28 to 56 bytes an item and a look-up among a million follows a chain of
 * strings, each a cache miss. Here a cell is 8 bytes, the hash of the string stands in it, and a string is touched only when
 * its hash is right; to grow touches no string at all. Open addressing with linear probing; removal shifts back what
 * follows (Knuth, The Art of Computer Programming 3, 6.4, algorithm R).
 */

/**
 * FNV-1a over the bytes, then the finalizer of MurmurHash3, because linear probing needs good low bits. The salt is there
 * so that nobody can write a file of keys that all fall on one cell.
 */
export function hashOf(text: string, salt: number): number {
  let h = 0x811c9dc5 ^ text.length ^ salt;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/** Whoever looks for something walks the cells by itself, from `hash & mask` on. Indexes into `cells` are in bounds by construction. */
export class HashCells {
  /** Pairs: hash, id + 1; an id of 0 means the cell is free. */
  cells: Int32Array;
  mask: number;
  private readonly least: number;

  /** `least` cells, a power of two, are there at the start and always. */
  constructor(least: number) {
    this.least = least;
    this.cells = new Int32Array(least * 2);
    this.mask = least - 1;
  }

  /** Adds an item that is not there; its id is the number of items before. */
  add(hash: number, id: number): void {
    if (id * 4 >= (this.mask + 1) * 3) this.resize((this.mask + 1) * 2);
    this.place(hash, id);
  }

  /** Makes room for this many items at once. */
  reserve(size: number): void {
    let capacity = this.mask + 1;
    while (size * 4 > capacity * 3) capacity *= 2;
    if (capacity > this.mask + 1) this.resize(capacity);
  }

  /** Empties an item's cell and moves into the gap what probing would no longer find behind it. */
  remove(hash: number, id: number): void {
    const { cells, mask } = this;
    let gap = this.cellOf(hash, id);
    for (let next = (gap + 1) & mask; cells[next * 2 + 1] !== 0; next = (next + 1) & mask) {
      const home = (cells[next * 2] as number) & mask;
      if (((next - home) & mask) < ((next - gap) & mask)) continue;
      cells[gap * 2] = cells[next * 2] as number;
      cells[gap * 2 + 1] = cells[next * 2 + 1] as number;
      gap = next;
    }
    cells[gap * 2 + 1] = 0;
  }

  /** Gives an item another id. */
  rename(hash: number, from: number, to: number): void {
    this.cells[this.cellOf(hash, from) * 2 + 1] = to + 1;
  }

  /** Gives room back after many removals, where `size` items are left. */
  shrink(size: number): void {
    let capacity = this.least;
    while (size * 2 > capacity) capacity *= 2;
    if (capacity < this.mask + 1) this.resize(capacity);
  }

  copy(): HashCells {
    const copy = new HashCells(this.least);
    copy.cells = this.cells.slice();
    copy.mask = this.mask;
    return copy;
  }

  private cellOf(hash: number, id: number): number {
    const { cells, mask } = this;
    let cell = hash & mask;
    while (cells[cell * 2 + 1] !== id + 1) cell = (cell + 1) & mask;
    return cell;
  }

  private place(hash: number, id: number): void {
    const { cells, mask } = this;
    let cell = hash & mask;
    while (cells[cell * 2 + 1] !== 0) cell = (cell + 1) & mask;
    cells[cell * 2] = hash;
    cells[cell * 2 + 1] = id + 1;
  }

  private resize(capacity: number): void {
    const old = this.cells;
    this.cells = new Int32Array(capacity * 2);
    this.mask = capacity - 1;
    for (let i = 0; i < old.length; i += 2) {
      const id = old[i + 1] as number;
      if (id !== 0) this.place(old[i] as number, id - 1);
    }
  }
}
