/**
 * The members of a large sorted set and a number (id) for each. Ids are dense, 0 to size − 1, so that scores and places in
 * the tree can live in typed arrays, a random member is one array access, and a scan walks the ids downwards. When a
 * member goes, the one with the highest id takes its id: what moves was either already visited by a downward scan or is
 * still ahead of it, so that a member present throughout is always returned.
 */
import { HashCells, hashOf } from './hash-cells.ts';

const FIRST_CELLS = 512;
/** A value knows of no chance, so its members have the same hashes everywhere. */
const SALT = 0;

/** Indexes into `members` are in bounds by construction, which is what each `as` below says. */
export class MemberTable {
  /** Members by id. */
  readonly members: string[];
  private readonly index: HashCells;

  constructor(members: string[] = [], index = new HashCells(FIRST_CELLS)) {
    this.members = members;
    this.index = index;
  }

  get size(): number {
    return this.members.length;
  }

  /** The id of `member`, or -1. */
  find(member: string): number {
    const { members } = this;
    const { cells, mask } = this.index;
    const hash = hashOf(member, SALT);
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
    this.index.add(hashOf(member, SALT), id);
    return id;
  }

  /** Removes the member with this id. The member with the highest id, if it is another, now has this one. */
  remove(id: number): void {
    const { members, index } = this;
    index.remove(hashOf(members[id] as string, SALT), id);
    const last = members.length - 1;
    const moved = members.pop() as string;
    if (id === last) return;
    index.rename(hashOf(moved, SALT), last, id);
    members[id] = moved;
  }

  /** Gives room back after many removals. */
  shrink(): void {
    this.index.shrink(this.size);
  }

  /** The members alone, by id; they cannot be found. */
  frozen(): MemberTable {
    return new MemberTable(this.members.slice());
  }

  copy(): MemberTable {
    return new MemberTable(this.members.slice(), this.index.copy());
  }
}
