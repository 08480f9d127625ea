/**
 * A set in one of the reference's three encodings: integers alone in a sorted row (`intset`), a few short members in order
 * of insertion (`listpack`), or a table. Members always stand in one array; a table also has a Map from member to place,
 * and a removed member is replaced by the last one there, which makes a random pick one step and gives SSCAN its
 * guarantee (see `database.ts`). A set never goes back to a smaller encoding.
 */
import { parseInt64 } from '../numbers.ts';
import type { FrozenSet } from './frozen.ts';
import type { CollectionBase, Limits } from './value.ts';

/** Up to this many members a look through the array is cheaper than a Map. */
const LINEAR = 12;

export type SetEncoding = 'intset' | 'listpack' | 'hashtable';

export class SetValue implements CollectionBase {
  readonly type = 'set';
  /** Bytes of all members together. */
  payload = 0;
  encoding: SetEncoding;
  private members: string[] = [];
  /** The members as numbers, ascending, while the set is an intset. */
  private numbers: (number | bigint)[] = [];
  private index: Map<string, number> | undefined;

  constructor(encoding: SetEncoding) {
    this.encoding = encoding;
  }

  /** An empty set in the encoding that suits `first` and about `count` members. */
  static for(first: string, count: number, limits: Limits): SetValue {
    if (count <= limits.setMaxIntsetEntries && parseInt64(first) !== undefined) return new SetValue('intset');
    return new SetValue(count <= limits.setMaxListpackEntries ? 'listpack' : 'hashtable');
  }

  get size(): number {
    return this.members.length;
  }

  /** All members, in the order of the encoding; not to be changed. */
  get items(): readonly string[] {
    return this.members;
  }

  [Symbol.iterator](): Iterator<string> {
    return this.members[Symbol.iterator]();
  }

  copy(): SetValue {
    const copy = new SetValue(this.encoding);
    copy.members = this.members.slice();
    copy.numbers = this.numbers.slice();
    copy.payload = this.payload;
    if (this.index) copy.index = new Map(this.index);
    return copy;
  }

  frozen(): FrozenSet {
    const { encoding, size } = this;
    return { type: 'set', encoding, size, items: this.members.slice() };
  }

  has(member: string): boolean {
    return this.find(member) >= 0;
  }

  /** Before about `count` members are added at once: more than the encoding takes make a table right away. */
  makeRoom(count: number, limits: Limits): void {
    if (
      (this.encoding === 'listpack' && count > limits.setMaxListpackEntries) ||
      (this.encoding === 'intset' && count > limits.setMaxIntsetEntries)
    ) {
      this.encoding = 'hashtable';
      this.numbers = [];
    }
  }

  /** Adds a member; false where it is there already. */
  add(member: string, limits: Limits): boolean {
    if (this.encoding === 'intset') {
      const number = parseInt64(member);
      if (number !== undefined) return this.addNumber(member, number, limits);
      this.leaveIntset(member, limits);
    } else if (this.find(member) >= 0) return false;
    else if (
      this.encoding === 'listpack' &&
      (this.members.length >= limits.setMaxListpackEntries || member.length > limits.setMaxListpackValue)
    ) {
      this.encoding = 'hashtable';
    }
    this.append(member);
    return true;
  }

  /** Removes a member; false where it is not there. */
  delete(member: string): boolean {
    const at = this.find(member);
    if (at < 0) return false;
    this.removeAt(at);
    return true;
  }

  /** Removes and returns the member at a place. */
  removeAt(at: number): string {
    const { members, index } = this;
    const member = members[at] as string;
    this.payload -= member.length;
    if (this.encoding === 'hashtable') {
      const last = members.pop() as string;
      index?.delete(member);
      if (last !== member) {
        members[at] = last;
        index?.set(last, at);
      }
      return member;
    }
    members.splice(at, 1);
    if (this.encoding === 'intset') this.numbers.splice(at, 1);
    if (index) {
      index.delete(member);
      for (let i = at; i < members.length; i++) index.set(members[i] as string, i);
    }
    return member;
  }

  clear(): void {
    this.members = [];
    this.numbers = [];
    this.index = undefined;
    this.payload = 0;
  }

  /** Turns a set of integers alone into an intset, unless there are too many. */
  toIntset(limits: Limits): void {
    if (this.encoding === 'intset' || this.size > limits.setMaxIntsetEntries) return;
    const { members } = this;
    this.clear();
    this.encoding = 'intset';
    for (const member of members) this.add(member, limits);
  }

  private find(member: string): number {
    if (this.encoding === 'intset') {
      const number = parseInt64(member);
      if (number === undefined) return -1;
      const at = this.lowerBound(number);
      return this.numbers[at] === number ? at : -1;
    }
    if (this.index) return this.index.get(member) ?? -1;
    // Two long sets are compared member by member, so even a set that is only read gets its Map.
    if (this.members.length > LINEAR) return this.makeIndex().get(member) ?? -1;
    return this.members.indexOf(member);
  }

  private append(member: string): void {
    const { members } = this;
    if (this.index) this.index.set(member, members.length);
    members.push(member);
    this.payload += member.length;
  }

  private addNumber(member: string, number: number | bigint, limits: Limits): boolean {
    const { numbers } = this;
    const at = this.lowerBound(number);
    if (numbers[at] === number) return false;
    numbers.splice(at, 0, number);
    this.members.splice(at, 0, member);
    this.payload += member.length;
    if (numbers.length > limits.setMaxIntsetEntries) {
      this.encoding = 'hashtable';
      this.numbers = [];
    }
    return true;
  }

  /** Before `member`, which is no integer, joins the integers. */
  private leaveIntset(member: string, limits: Limits): void {
    const { members } = this;
    const longest = Math.max(members[0]?.length ?? 0, members.at(-1)?.length ?? 0);
    const fits =
      members.length < limits.setMaxListpackEntries &&
      Math.max(longest, member.length) <= limits.setMaxListpackValue;
    this.encoding = fits ? 'listpack' : 'hashtable';
    this.numbers = [];
  }

  /** The first place whose number is not below `number`. */
  private lowerBound(number: number | bigint): number {
    const { numbers } = this;
    let low = 0;
    let high = numbers.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((numbers[middle] as number | bigint) < number) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private makeIndex(): Map<string, number> {
    const index = new Map<string, number>();
    const { members } = this;
    for (let i = 0; i < members.length; i++) index.set(members[i] as string, i);
    this.index = index;
    return index;
  }
}
