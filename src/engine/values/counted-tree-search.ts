/**
 * Binary searches within one node of a `CountedTree`: by (score, member), and by a condition that holds up to some element.
 * The first two are written out because every insertion runs them; places count from 0 within the node.
 * Indexes are in bounds by construction, which is what each `as` on an array access says.
 */
import { type InnerPool, type LeafPool, WIDTH } from './counted-tree-pools.ts';

/** True for elements at the front, false for all others. */
export type Before = (score: number, member: string) => boolean;

/** Which child of an inner node holds or would hold (score, member): the last whose key is not above it. */
export function childFor(inner: InnerPool, node: number, score: number, member: string): number {
  const { keys, keyMembers, sizes } = inner;
  const base = node * WIDTH;
  let low = 1;
  let high = sizes[node] as number;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const key = keys[base + middle] as number;
    if (key < score || (key === score && (keyMembers[base + middle] as string) <= member)) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Place in a leaf of (score, member of id): after all that are smaller. */
export function placeIn(
  leaves: LeafPool,
  members: readonly string[],
  leaf: number,
  score: number,
  id: number,
): number {
  const { ids, scores, sizes } = leaves;
  const base = leaf * WIDTH;
  let low = 0;
  let high = sizes[leaf] as number;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const other = scores[base + middle] as number;
    if (
      other < score ||
      (other === score && (members[ids[base + middle] as number] as string) < (members[id] as string))
    )
      low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The last child of an inner node whose key is before; the first child where none is. */
export function childWhile({ keys, keyMembers, sizes }: InnerPool, node: number, before: Before): number {
  const base = node * WIDTH;
  let low = 1;
  let high = sizes[node] as number;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (before(keys[base + middle] as number, keyMembers[base + middle] as string)) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Number of elements of a leaf that are before. */
export function placeWhile(
  { ids, scores, sizes }: LeafPool,
  members: readonly string[],
  leaf: number,
  before: Before,
): number {
  const base = leaf * WIDTH;
  let low = 0;
  let high = sizes[leaf] as number;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const member = members[ids[base + middle] as number] as string;
    if (before(scores[base + middle] as number, member)) low = middle + 1;
    else high = middle;
  }
  return low;
}
