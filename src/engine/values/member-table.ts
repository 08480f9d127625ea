/**
 * The members of a large sorted set and a number (id) for each, by a hash table of our own. Ids are dense, 0 to size − 1,
 * so that scores and places in the tree can live in typed arrays, a random member is one array access, and a scan walks
 * the ids downwards. When a member goes, the one with the highest id takes its id: what moves was either already
 * visited by a downward scan or is still ahead of it, so that a member present throughout is always returned.
 *
 * A `Map` from string to number would do the same, but it holds 28 to 56 bytes a member and a lookup among a million
 * follows a chain of strings, each a cache miss. Here a cell is 8 bytes, the hash of the string stands in it, and a string
 * is touched only when its hash is right. Open addressing with linear probing; removal shifts back what follows
 * (Knuth, The Art of Computer Programming 3, 6.4, algorithm R).
 */
const FIRST_CELLS = 512;

/** FNV-1a over the bytes, then the finalizer of MurmurHash3, because linear probing needs good low bits. */
function hashOf(text: string): number {
  let h = 0x811c9dc5 ^ text.length;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/** Indexes into `cells` and `members` are in bounds by construction, which is what each `as` below says. */
export class MemberTable {
  /** Members by id. */
  readonly members: string[];
  /** Pairs: hash, id + 1; an id of 0 means the cell is free. */
  private cells: Int32Array;
  private mask: number;

  constructor(members: string[] = []) {
    this.members = members;
    this.cells = new Int32Array(FIRST_CELLS * 2);
    this.mask = FIRST_CELLS - 1;
  }

  get size(): number {
    return this.members.length;
  }

  /** The id of `member`, or -1. */
  find(member: string): number {
    const { cells, mask, members } = this;
    const hash = hashOf(member);
    for (let cell = hash & mask; ; cell = (cell + 1) & mask) {
      const id = (cells[cell * 2 + 1] as number) - 1;
      if (id < 0) return -1;
      if (cells[cell * 2] === hash && members[id] === member) return id;
    }
  }

  /** Adds a member that is not there and returns its id, which is the size before. */
  add(member: string): number {
    const id = this.members.length;
    this.members.push(member);
    if (id * 4 >= (this.mask + 1) * 3) this.resize((this.mask + 1) * 2);
    this.place(hashOf(member), id);
    return id;
  }

  /** Removes the member with this id. The member with the highest id, if it is another, now has this one. */
  remove(id: number): void {
    const { members } = this;
    this.free(this.cellOf(members[id] as string, id));
    const last = members.length - 1;
    const moved = members.pop() as string;
    if (id === last) return;
    this.cells[this.cellOf(moved, last) * 2 + 1] = id + 1;
    members[id] = moved;
  }

  /** Gives room back after many removals. */
  shrink(): void {
    let capacity = FIRST_CELLS;
    while (this.size * 2 > capacity) capacity *= 2;
    if (capacity < this.mask + 1) this.resize(capacity);
  }

  /** The members alone, by id; they cannot be found. */
  frozen(): MemberTable {
    return new MemberTable(this.members.slice());
  }

  copy(): MemberTable {
    const copy = new MemberTable(this.members.slice());
    copy.cells = this.cells.slice();
    copy.mask = this.mask;
    return copy;
  }

  private cellOf(member: string, id: number): number {
    const { cells, mask } = this;
    let cell = hashOf(member) & mask;
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

  /** Empties a cell and moves into the gap what probing would no longer find behind it. */
  private free(cell: number): void {
    const { cells, mask } = this;
    let gap = cell;
    for (let next = (gap + 1) & mask; cells[next * 2 + 1] !== 0; next = (next + 1) & mask) {
      const home = (cells[next * 2] as number) & mask;
      if (((next - home) & mask) < ((next - gap) & mask)) continue;
      cells[gap * 2] = cells[next * 2] as number;
      cells[gap * 2 + 1] = cells[next * 2 + 1] as number;
      gap = next;
    }
    cells[gap * 2 + 1] = 0;
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
