/**
 * An order-statistic B+ tree of ids, ordered by (score, member): the long form of a sorted set.
 *
 * Every inner node knows how many elements are below each of its children. The rank of an element is then the sum of the
 * counts to the left of its path, and the element at a rank is found by subtracting counts on the way down; either costs
 * O(log n). Three things make it fast where a skip list spends its time on cache misses:
 *  - All nodes lie in a few typed arrays (pools), node n from n × width on. Nothing is an object, so the garbage collector
 *    has nothing to walk and a search reads neighbouring memory.
 *  - Each id knows its leaf. Rank and removal start there and climb, with no comparison at all.
 *  - Members are compared only where scores are equal.
 *
 * The key of an inner entry is a bound: no element below it is smaller, every element to its left is. It need not be
 * an element (any more), so removals leave keys alone; the key of a node's first entry is never read.
 * A node is split as soon as it is full, and joined with a neighbour when it is a quarter full and both fit in three
 * quarters. Splitting the rightmost node by an append leaves the left one nearly full, so ascending loads pack well.
 *
 * Indexes are in bounds by construction, which is what each `as number` on an array access says.
 * Source of the idea: Cormen et al., Introduction to Algorithms, "Augmenting data structures", on Bayer's B+ tree.
 */
import { InnerPool, LeafPool, WIDTH } from './counted-tree-pools.ts';
import { type Before, childFor, childWhile, placeIn, placeWhile } from './counted-tree-search.ts';

const SPARSE = WIDTH >> 2;
const JOINED = (WIDTH * 3) >> 2;
const NONE = -1;

export class CountedTree {
  /** Score by id. */
  scores: Float64Array = new Float64Array(256);
  size = 0;
  private readonly members: readonly string[];
  private leafOf: Int32Array = new Int32Array(256);
  private leaves = new LeafPool();
  private inner = new InnerPool();
  /** Inner levels above the leaves; while 0, `root` is a leaf. */
  private height = 0;
  private root: number;

  /** `members` are looked up by id and belong to the caller. */
  constructor(members: readonly string[]) {
    this.members = members;
    this.root = this.leaves.take();
  }

  /** Adds an id that is not in the tree; its member must be in place. */
  insert(id: number, score: number): void {
    if (id >= this.scores.length) this.grow(id + 1);
    this.scores[id] = score;
    const { inner, leaves, members } = this;
    const { kids, counts } = inner;
    let node = this.root;
    for (let level = this.height; level > 0; level--) {
      const at = node * WIDTH + childFor(inner, node, score, members[id] as string);
      counts[at] = (counts[at] as number) + 1;
      node = kids[at] as number;
    }
    const place = placeIn(leaves, members, node, score, id);
    leaves.insert(node, place, id, score);
    this.leafOf[id] = node;
    this.size++;
    if (leaves.sizes[node] === WIDTH) this.splitLeaf(node, place);
  }

  remove(id: number): void {
    const leaf = this.leafOf[id] as number;
    this.leaves.removeAt(leaf, this.leaves.indexOf(leaf, id));
    this.size--;
    const { inner } = this;
    let child = leaf;
    let node = this.leaves.parents[leaf] as number;
    const parent = node;
    let place = NONE;
    while (node !== NONE) {
      const at = inner.indexOf(node, child);
      if (place === NONE) place = at;
      inner.counts[node * WIDTH + at] = (inner.counts[node * WIDTH + at] as number) - 1;
      child = node;
      node = inner.parents[node] as number;
    }
    if (parent !== NONE && (this.leaves.sizes[leaf] as number) < SPARSE) this.joinLeaf(parent, place);
  }

  /** Moves an id to another score. Within its leaf nothing above changes. */
  rescore(id: number, score: number): void {
    const { leaves } = this;
    const leaf = this.leafOf[id] as number;
    const base = leaf * WIDTH;
    const end = base + (leaves.sizes[leaf] as number) - 1;
    if (score > (leaves.scores[base] as number) && score < (leaves.scores[end] as number)) {
      leaves.removeAt(leaf, leaves.indexOf(leaf, id));
      this.scores[id] = score;
      leaves.insert(leaf, placeIn(leaves, this.members, leaf, score, id), id, score);
      return;
    }
    this.remove(id);
    this.insert(id, score);
  }

  /** The element with id `from` is called `to` from now on, an id that is free; its member is already there. */
  rename(from: number, to: number): void {
    const leaf = this.leafOf[from] as number;
    this.leaves.ids[leaf * WIDTH + this.leaves.indexOf(leaf, from)] = to;
    this.leafOf[to] = leaf;
    this.scores[to] = this.scores[from] as number;
  }

  /** Number of elements before this one. */
  rank(id: number): number {
    const { inner } = this;
    let child = this.leafOf[id] as number;
    let rank = this.leaves.indexOf(child, id);
    let node = this.leaves.parents[child] as number;
    while (node !== NONE) {
      const { kids, counts } = inner;
      for (let at = node * WIDTH; kids[at] !== child; at++) rank += counts[at] as number;
      child = node;
      node = inner.parents[node] as number;
    }
    return rank;
  }

  /** Number of elements with a score below `score`, or not above it. */
  countBelow(score: number, orEqual: boolean): number {
    return this.countWhile((other) => other < score || (orEqual && other === score));
  }

  /** Number of elements whose member is before `member`, or not after it; for sets where all scores are equal. */
  countBefore(member: string, orEqual: boolean): number {
    return this.countWhile((_, other) => other < member || (orEqual && other === member));
  }

  /** Number of elements at the front for which `before` holds; it must hold for none after the first where it fails. */
  private countWhile(before: Before): number {
    const { inner, leaves } = this;
    const { kids, counts } = inner;
    let node = this.root;
    let count = 0;
    for (let level = this.height; level > 0; level--) {
      const base = node * WIDTH;
      const child = base + childWhile(inner, node, before);
      for (let at = base; at < child; at++) count += counts[at] as number;
      node = kids[child] as number;
    }
    return count + placeWhile(leaves, this.members, node, before);
  }

  /** Calls `visit` with the ids from `rank` on, `count` of them, up or down the order. */
  walk(rank: number, count: number, reverse: boolean, visit: (id: number) => void): void {
    if (count <= 0) return;
    const { inner, leaves } = this;
    const { kids, counts } = inner;
    let node = this.root;
    let left = rank;
    for (let level = this.height; level > 0; level--) {
      let at = node * WIDTH;
      for (; left >= (counts[at] as number); at++) left -= counts[at] as number;
      node = kids[at] as number;
    }
    const { ids, sizes, next, previous } = leaves;
    for (let todo = count; ; ) {
      const base = node * WIDTH;
      if (reverse) for (; left >= 0 && todo > 0; left--, todo--) visit(ids[base + left] as number);
      else {
        const end = sizes[node] as number;
        for (; left < end && todo > 0; left++, todo--) visit(ids[base + left] as number);
      }
      if (todo === 0) return;
      node = (reverse ? previous[node] : next[node]) as number;
      left = reverse ? (sizes[node] as number) - 1 : 0;
    }
  }

  /** The id at `rank`. */
  at(rank: number): number {
    let found = NONE;
    this.walk(rank, 1, false, (id) => {
      found = id;
    });
    return found;
  }

  /** The same tree over another list of the same members. */
  copy(members: readonly string[]): CountedTree {
    const copy = new CountedTree(members);
    copy.scores = this.scores.slice();
    copy.leafOf = this.leafOf.slice();
    copy.leaves = this.leaves.copy();
    copy.inner = this.inner.copy();
    copy.size = this.size;
    copy.height = this.height;
    copy.root = this.root;
    return copy;
  }

  /** As `copy`, but only what `walk` needs. */
  frozen(members: readonly string[]): CountedTree {
    const copy = new CountedTree(members);
    copy.scores = this.scores.slice();
    copy.leaves = this.leaves.frozen();
    copy.inner = this.inner.frozen();
    copy.size = this.size;
    copy.height = this.height;
    copy.root = this.root;
    return copy;
  }

  /** A tree of the same elements, packed, with no room left over from larger days. */
  packed(): CountedTree {
    const tree = new CountedTree(this.members);
    tree.grow(this.size);
    this.walk(0, this.size, false, (id) => tree.insert(id, this.scores[id] as number));
    return tree;
  }

  /** How many elements the arrays have room for. */
  get capacity(): number {
    return this.scores.length;
  }

  private grow(least: number): void {
    const length = Math.max(least, Math.ceil(this.scores.length * 1.4), 256);
    const { scores, leafOf } = this;
    this.scores = new Float64Array(length);
    this.scores.set(scores);
    this.leafOf = new Int32Array(length);
    this.leafOf.set(leafOf);
  }

  private splitLeaf(leaf: number, inserted: number): void {
    const { leaves } = this;
    const appended = inserted === WIDTH - 1 && leaves.next[leaf] === NONE;
    const kept = appended ? WIDTH - 1 : WIDTH >> 1;
    const right = leaves.split(leaf, kept);
    const base = right * WIDTH;
    const moved = leaves.sizes[right] as number;
    for (let i = 0; i < moved; i++) this.leafOf[leaves.ids[base + i] as number] = right;
    const member = this.members[leaves.ids[base] as number] as string;
    const parent = leaves.parents[leaf] as number;
    const key = leaves.scores[base] as number;
    leaves.parents[right] = this.adopt(parent, leaf, right, kept, moved, key, member, 0);
    if (parent === NONE) leaves.parents[leaf] = this.root;
    else this.splitIfFull(parent, appended, 1);
  }

  /** Splits an inner node that is full; `level` is its height above the leaves. */
  private splitIfFull(node: number, appended: boolean, level: number): void {
    const { inner } = this;
    if (inner.sizes[node] !== WIDTH) return;
    const kept = appended ? WIDTH - 1 : WIDTH >> 1;
    const right = inner.split(node, kept);
    const parents = level === 1 ? this.leaves.parents : inner.parents;
    inner.eachKid(right, (kid) => {
      parents[kid] = right;
    });
    const base = right * WIDTH;
    const parent = inner.parents[node] as number;
    const key = inner.keys[base] as number;
    const member = inner.keyMembers[base] as string;
    // Adopting may make the pool grow, so its arrays are read again afterwards.
    const above = this.adopt(parent, node, right, inner.total(node), inner.total(right), key, member, level);
    inner.parents[right] = above;
    if (parent === NONE) inner.parents[node] = this.root;
    else this.splitIfFull(parent, appended, level + 1);
  }

  /** Hangs `right` next to `left` under their parent, or both under a new root; returns the parent. */
  private adopt(
    parent: number,
    left: number,
    right: number,
    leftCount: number,
    rightCount: number,
    key: number,
    member: string,
    level: number,
  ): number {
    const { inner } = this;
    if (parent === NONE) {
      this.root = inner.take();
      this.height = level + 1;
      inner.insert(this.root, 0, left, leftCount, 0, '');
      inner.insert(this.root, 1, right, rightCount, key, member);
      return this.root;
    }
    const at = inner.indexOf(parent, left);
    inner.counts[parent * WIDTH + at] = leftCount;
    inner.insert(parent, at + 1, right, rightCount, key, member);
    return parent;
  }

  /** Joins the sparse leaf at this place with a neighbour if both fit, and drops it if it is empty. */
  private joinLeaf(parent: number, place: number): void {
    const { inner, leaves } = this;
    const base = parent * WIDTH;
    const size = leaves.sizes[inner.kids[base + place] as number] as number;
    for (const at of [place - 1, place]) {
      if (at < 0 || at + 1 >= (inner.sizes[parent] as number)) continue;
      const left = inner.kids[base + at] as number;
      const right = inner.kids[base + at + 1] as number;
      const first = leaves.sizes[left] as number;
      if (size > 0 && first + (leaves.sizes[right] as number) > JOINED) continue;
      const moved = leaves.append(left, right);
      for (let i = first; i < first + moved; i++) this.leafOf[leaves.ids[left * WIDTH + i] as number] = left;
      inner.counts[base + at] = first + moved;
      inner.removeAt(parent, at + 1);
      this.joinInner(parent, 1);
      return;
    }
  }

  /** The same for an inner node that lost a child; takes levels off the top that have a single child. */
  private joinInner(node: number, level: number): void {
    const { inner } = this;
    const size = inner.sizes[node] as number;
    if (node === this.root) {
      if (size > 1) return;
      this.root = inner.kids[node * WIDTH] as number;
      this.height--;
      inner.give(node);
      const parents = level === 1 ? this.leaves.parents : inner.parents;
      parents[this.root] = NONE;
      if (this.height > 0) this.joinInner(this.root, level - 1);
      return;
    }
    if (size >= SPARSE) return;
    const parent = inner.parents[node] as number;
    const base = parent * WIDTH;
    const place = inner.indexOf(parent, node);
    for (const at of [place - 1, place]) {
      if (at < 0 || at + 1 >= (inner.sizes[parent] as number)) continue;
      const left = inner.kids[base + at] as number;
      const right = inner.kids[base + at + 1] as number;
      const joined = (inner.sizes[left] as number) + (inner.sizes[right] as number);
      if (joined > (size > 1 ? JOINED : WIDTH - 1)) continue;
      const parents = level === 1 ? this.leaves.parents : inner.parents;
      inner.eachKid(right, (kid) => {
        parents[kid] = left;
      });
      inner.append(
        left,
        right,
        inner.keys[base + at + 1] as number,
        inner.keyMembers[base + at + 1] as string,
      );
      inner.counts[base + at] = inner.total(left);
      inner.removeAt(parent, at + 1);
      this.joinInner(parent, level + 1);
      return;
    }
  }
}
