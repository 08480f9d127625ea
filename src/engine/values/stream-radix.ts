/**
 * The reference keeps a stream's blocks in a compressed radix tree under the 16 bytes of their first ID, and tells how
 * many nodes that tree has. The number follows from the keys alone: a run of bytes without a fork is one node, a fork is
 * one, and each key ends in one. Source: the head of the reference's `rax.h`.
 */
import type { Stream } from './stream.ts';
import { encodeId } from './stream-id.ts';

const KEY_LENGTH = 16;

/** Number of nodes of the tree that the stream's blocks would make. */
export function countRadixNodes(stream: Stream): number {
  const keys = stream.blocks.map((block) => encodeId(block.master));
  return keys.length === 0 ? 1 : countNodes(keys, 0, keys.length, 0);
}

/** Nodes under the keys [from, to), which ascend and agree in their first `depth` bytes. */
function countNodes(keys: readonly string[], from: number, to: number, depth: number): number {
  if (to - from === 1) return depth < KEY_LENGTH ? 2 : 1;
  const first = keys[from] as string;
  const last = keys[to - 1] as string;
  let fork = depth;
  while (first[fork] === last[fork]) fork++;
  let nodes = fork > depth ? 2 : 1;
  for (let start = from; start < to; ) {
    const byte = keys[start]?.[fork];
    let end = start + 1;
    while (end < to && keys[end]?.[fork] === byte) end++;
    nodes += countNodes(keys, start, end, fork + 1);
    start = end;
  }
  return nodes;
}
