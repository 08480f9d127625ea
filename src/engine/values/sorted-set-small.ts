/**
 * The short form of a sorted set: members and scores in two arrays, in order. Up to some 128 members looking through an
 * array beats any index, and it costs 16 bytes a member.
 */
export class SmallOrder {
  readonly members: string[] = [];
  readonly scores: number[] = [];

  get size(): number {
    return this.members.length;
  }

  /** A handle for the other methods, valid until the next change; -1 where the member is not there. */
  find(member: string): number {
    return this.members.indexOf(member);
  }

  /** Score behind a handle. */
  scoreAt(handle: number): number {
    return this.scores[handle] ?? Number.NaN;
  }

  rankAt(handle: number): number {
    return handle;
  }

  /** Member and score by a handle or, here the same, by rank. */
  memberAtRank(rank: number): string {
    return this.members[rank] ?? '';
  }

  insert(member: string, score: number): void {
    const at = this.placeOf(score, member);
    this.members.splice(at, 0, member);
    this.scores.splice(at, 0, score);
  }

  rescore(handle: number, score: number): void {
    const member = this.members[handle] ?? '';
    this.remove(handle);
    this.insert(member, score);
  }

  remove(handle: number): void {
    this.members.splice(handle, 1);
    this.scores.splice(handle, 1);
  }

  /** Number of elements with a score below `score`, or not above it. */
  countBelow(score: number, orEqual: boolean): number {
    let low = 0;
    let high = this.scores.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const other = this.scoreAt(middle);
      if (other < score || (orEqual && other === score)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Calls `visit` with `count` elements from `rank` on, up or down the order. */
  walk(rank: number, count: number, reverse: boolean, visit: (member: string, score: number) => void): void {
    const step = reverse ? -1 : 1;
    for (let i = rank, todo = count; todo > 0; i += step, todo--)
      visit(this.members[i] ?? '', this.scoreAt(i));
  }

  frozen(): SmallOrder {
    return this.copy();
  }

  copy(): SmallOrder {
    const copy = new SmallOrder();
    copy.members.push(...this.members);
    copy.scores.push(...this.scores);
    return copy;
  }

  private placeOf(score: number, member: string): number {
    let at = this.countBelow(score, false);
    while (this.scores[at] === score && (this.members[at] ?? '') < member) at++;
    return at;
  }
}
