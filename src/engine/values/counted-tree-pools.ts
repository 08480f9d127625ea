/**
 * The two pools of nodes under `CountedTree`. Node n owns the places from n × WIDTH on; `sizes[n]` of them are in use, and a
 * node is never left full. Nodes that were given back are taken again first. Arrays grow by 1.4 and never shrink.
 * Indexes are in bounds by construction, which is what each `as number` on an array access says.
 */

/**
 * Places a node has. Measured at a million members: 32 moves a member a tenth faster than 64 but takes 60 bytes a member
 * instead of 52; 128 is a quarter slower.
 */
export const WIDTH = 64;
const NONE = -1;

function grown<T extends Int32Array | Float64Array>(
  old: T,
  make: new (length: number) => T,
  length: number,
): T {
  const array = new make(length);
  array.set(old);
  return array;
}

/** What both kinds of node have: a size, a parent, and a list of those given back. */
class NodePool {
  sizes: Int32Array = new Int32Array(4);
  /** The inner node above, or -1. */
  parents: Int32Array = new Int32Array(4);
  protected used = 0;
  protected readonly spare: number[] = [];

  /** Number of an empty node, and whether the arrays have to grow for it. */
  protected reserve(): number {
    const node = this.spare.pop() ?? this.used++;
    if (node >= this.sizes.length) this.resize(Math.ceil(this.sizes.length * 1.4));
    this.sizes[node] = 0;
    this.parents[node] = NONE;
    return node;
  }

  protected resize(nodes: number): void {
    this.sizes = grown(this.sizes, Int32Array, nodes);
    this.parents = grown(this.parents, Int32Array, nodes);
  }

  give(node: number): void {
    this.spare.push(node);
  }

  protected copyTo(copy: NodePool): void {
    copy.sizes = this.sizes.slice();
    copy.parents = this.parents.slice();
    copy.used = this.used;
    copy.spare.push(...this.spare);
  }
}

/** Leaves hold ids with their scores and are linked in order. */
export class LeafPool extends NodePool {
  ids: Int32Array = new Int32Array(4 * WIDTH);
  scores: Float64Array = new Float64Array(4 * WIDTH);
  next: Int32Array = new Int32Array(4);
  previous: Int32Array = new Int32Array(4);

  take(): number {
    const leaf = this.reserve();
    this.next[leaf] = NONE;
    this.previous[leaf] = NONE;
    return leaf;
  }

  protected override resize(nodes: number): void {
    super.resize(nodes);
    this.ids = grown(this.ids, Int32Array, nodes * WIDTH);
    this.scores = grown(this.scores, Float64Array, nodes * WIDTH);
    this.next = grown(this.next, Int32Array, nodes);
    this.previous = grown(this.previous, Int32Array, nodes);
  }

  /** Place of an id that is in this leaf. */
  indexOf(leaf: number, id: number): number {
    const { ids } = this;
    const base = leaf * WIDTH;
    let at = base;
    while (ids[at] !== id) at++;
    return at - base;
  }

  insert(leaf: number, place: number, id: number, score: number): void {
    const { ids, scores } = this;
    const at = leaf * WIDTH + place;
    const size = this.sizes[leaf] as number;
    for (let i = leaf * WIDTH + size; i > at; i--) {
      ids[i] = ids[i - 1] as number;
      scores[i] = scores[i - 1] as number;
    }
    ids[at] = id;
    scores[at] = score;
    this.sizes[leaf] = size + 1;
  }

  removeAt(leaf: number, place: number): void {
    const { ids, scores } = this;
    const size = (this.sizes[leaf] as number) - 1;
    const end = leaf * WIDTH + size;
    for (let i = leaf * WIDTH + place; i < end; i++) {
      ids[i] = ids[i + 1] as number;
      scores[i] = scores[i + 1] as number;
    }
    this.sizes[leaf] = size;
  }

  /** Moves all but the first `kept` to a new leaf behind this one; returns it. */
  split(leaf: number, kept: number): number {
    const right = this.take();
    const from = leaf * WIDTH;
    const size = this.sizes[leaf] as number;
    this.ids.copyWithin(right * WIDTH, from + kept, from + size);
    this.scores.copyWithin(right * WIDTH, from + kept, from + size);
    this.sizes[right] = size - kept;
    this.sizes[leaf] = kept;
    const after = this.next[leaf] as number;
    this.next[right] = after;
    if (after !== NONE) this.previous[after] = right;
    this.next[leaf] = right;
    this.previous[right] = leaf;
    return right;
  }

  /** Moves everything from `right`, the leaf behind, to the end of `left`; gives `right` back. Returns how many moved. */
  append(left: number, right: number): number {
    const size = this.sizes[left] as number;
    const moved = this.sizes[right] as number;
    const from = right * WIDTH;
    this.ids.copyWithin(left * WIDTH + size, from, from + moved);
    this.scores.copyWithin(left * WIDTH + size, from, from + moved);
    this.sizes[left] = size + moved;
    const after = this.next[right] as number;
    this.next[left] = after;
    if (after !== NONE) this.previous[after] = left;
    this.give(right);
    return moved;
  }

  /** Ids and their order: all that a walk needs. */
  frozen(): LeafPool {
    const copy = new LeafPool();
    copy.sizes = this.sizes.slice();
    copy.ids = this.ids.slice();
    copy.next = this.next.slice();
    copy.previous = this.previous.slice();
    return copy;
  }

  copy(): LeafPool {
    const copy = new LeafPool();
    this.copyTo(copy);
    copy.ids = this.ids.slice();
    copy.scores = this.scores.slice();
    copy.next = this.next.slice();
    copy.previous = this.previous.slice();
    return copy;
  }
}

/** Inner nodes hold children with the number of elements below each, and the key (score, member) that bounds it below. */
export class InnerPool extends NodePool {
  kids: Int32Array = new Int32Array(4 * WIDTH);
  counts: Int32Array = new Int32Array(4 * WIDTH);
  keys: Float64Array = new Float64Array(4 * WIDTH);
  keyMembers: string[] = new Array<string>(4 * WIDTH).fill('');

  take(): number {
    return this.reserve();
  }

  protected override resize(nodes: number): void {
    super.resize(nodes);
    this.kids = grown(this.kids, Int32Array, nodes * WIDTH);
    this.counts = grown(this.counts, Int32Array, nodes * WIDTH);
    this.keys = grown(this.keys, Float64Array, nodes * WIDTH);
    while (this.keyMembers.length < nodes * WIDTH) this.keyMembers.push('');
  }

  /** Place of a child that is in this node. */
  indexOf(node: number, kid: number): number {
    const { kids } = this;
    const base = node * WIDTH;
    let at = base;
    while (kids[at] !== kid) at++;
    return at - base;
  }

  /** Number of elements below a node. */
  total(node: number): number {
    let total = 0;
    const base = node * WIDTH;
    for (let at = base; at < base + (this.sizes[node] as number); at++) total += this.counts[at] as number;
    return total;
  }

  eachKid(node: number, visit: (kid: number) => void): void {
    const base = node * WIDTH;
    for (let at = base; at < base + (this.sizes[node] as number); at++) visit(this.kids[at] as number);
  }

  insert(node: number, place: number, kid: number, count: number, key: number, member: string): void {
    const at = node * WIDTH + place;
    const size = this.sizes[node] as number;
    this.move(at, at + 1, size - place);
    this.kids[at] = kid;
    this.counts[at] = count;
    this.keys[at] = key;
    this.keyMembers[at] = member;
    this.sizes[node] = size + 1;
  }

  /** Takes a child out. Keys are only bounds, so the children beside it keep theirs. */
  removeAt(node: number, place: number): void {
    const at = node * WIDTH + place;
    const size = (this.sizes[node] as number) - 1;
    this.move(at + 1, at, size - place);
    this.keyMembers[node * WIDTH + size] = '';
    this.sizes[node] = size;
  }

  /** Moves all but the first `kept` children to a new node; returns it. Parents of the children are the caller's. */
  split(node: number, kept: number): number {
    const right = this.take();
    const size = this.sizes[node] as number;
    this.move(node * WIDTH + kept, right * WIDTH, size - kept);
    this.sizes[right] = size - kept;
    this.sizes[node] = kept;
    return right;
  }

  /** Moves the children of `right` to the end of `left`, the first under the key that bounded `right`. */
  append(left: number, right: number, key: number, member: string): void {
    const size = this.sizes[left] as number;
    const moved = this.sizes[right] as number;
    const at = left * WIDTH + size;
    this.move(right * WIDTH, at, moved);
    this.keys[at] = key;
    this.keyMembers[at] = member;
    this.sizes[left] = size + moved;
    this.give(right);
  }

  /** Children and counts: all that a walk needs. */
  frozen(): InnerPool {
    const copy = new InnerPool();
    copy.sizes = this.sizes.slice();
    copy.kids = this.kids.slice();
    copy.counts = this.counts.slice();
    return copy;
  }

  copy(): InnerPool {
    const copy = new InnerPool();
    this.copyTo(copy);
    copy.kids = this.kids.slice();
    copy.counts = this.counts.slice();
    copy.keys = this.keys.slice();
    copy.keyMembers = this.keyMembers.slice();
    return copy;
  }

  private move(from: number, to: number, count: number): void {
    this.kids.copyWithin(to, from, from + count);
    this.counts.copyWithin(to, from, from + count);
    this.keys.copyWithin(to, from, from + count);
    this.keyMembers.copyWithin(to, from, from + count);
  }
}
