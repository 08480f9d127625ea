/** The long form of a sorted set: a table from member to id, and an order-statistic tree of ids. */
import { CountedTree } from './counted-tree.ts';
import { MemberTable } from './member-table.ts';

/** Arrays with room for this many elements or fewer are not worth repacking. */
const KEEP_ROOM = 4096;

/** A handle is a member's id; see `MemberTable`. Methods are those of `SmallOrder`. */
export class LargeOrder {
  private readonly table: MemberTable;
  private tree: CountedTree;

  constructor(table: MemberTable = new MemberTable(), tree: CountedTree = new CountedTree(table.members)) {
    this.table = table;
    this.tree = tree;
  }

  get size(): number {
    return this.tree.size;
  }

  find(member: string): number {
    return this.table.find(member);
  }

  scoreAt(handle: number): number {
    return this.tree.scores[handle] ?? Number.NaN;
  }

  rankAt(handle: number): number {
    return this.tree.rank(handle);
  }

  memberAtRank(rank: number): string {
    return this.memberAt(this.tree.at(rank));
  }

  /** The member with this id; ids are 0 to size − 1 and in no order. */
  memberAt(id: number): string {
    return this.table.members[id] ?? '';
  }

  insert(member: string, score: number): void {
    this.tree.insert(this.table.add(member), score);
  }

  rescore(handle: number, score: number): void {
    this.tree.rescore(handle, score);
  }

  remove(handle: number): void {
    const last = this.size - 1;
    this.tree.remove(handle);
    this.table.remove(handle);
    if (handle !== last) this.tree.rename(last, handle);
    if (this.tree.capacity > KEEP_ROOM && this.tree.capacity > this.size * 8) {
      this.table.shrink();
      this.tree = this.tree.packed();
    }
  }

  countBelow(score: number, orEqual: boolean): number {
    return this.tree.countBelow(score, orEqual);
  }

  /** Number of elements whose member is before `member`, or not after it; where all scores are equal. */
  countBefore(member: string, orEqual: boolean): number {
    return this.tree.countBefore(member, orEqual);
  }

  walk(rank: number, count: number, reverse: boolean, visit: (member: string, score: number) => void): void {
    const { members } = this.table;
    const { tree } = this;
    tree.walk(rank, count, reverse, (id) => visit(members[id] ?? '', tree.scores[id] ?? Number.NaN));
  }

  /** One that can be walked while this one changes, and nothing else. */
  frozen(): LargeOrder {
    const table = this.table.frozen();
    return new LargeOrder(table, this.tree.frozen(table.members));
  }

  copy(): LargeOrder {
    const table = this.table.copy();
    return new LargeOrder(table, this.tree.copy(table.members));
  }
}
