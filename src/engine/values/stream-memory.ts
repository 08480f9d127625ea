/**
 * The bytes that a stream would take in the reference server: listpacks of entries in a radix tree, and for each group
 * its pending entries in another. Source: the reference's `streamRadixTreeMemoryUsage` and `objectComputeSize`, which count
 * a fixed 244 bytes a tree node and 16 a key.
 */
import type { Stream } from './stream.ts';

const STREAM = 96;
const GROUP = 48;
const CONSUMER = 40;
/** A pending entry's delivery data. */
const PENDING = 24;

/** A radix tree with `keys` keys of 16 bytes: a leaf for each, and about as many nodes above them. */
const tree = (keys: number): number => 16 * keys + 244 * (keys === 0 ? 1 : 2 * keys);

/** Bytes of a stream's own structures; `allocated` rounds up to what an allocation takes. */
export function streamUsage(stream: Stream, allocated: (bytes: number) => number): number {
  let bytes = STREAM + tree(stream.blocks.length);
  for (const block of stream.blocks) bytes += allocated(block.bytes);
  for (const { pending, consumers } of stream.groups.values()) {
    bytes += GROUP + tree(pending.size) + pending.size * PENDING;
    for (const consumer of consumers.values()) {
      bytes += CONSUMER + allocated(consumer.name.length + 2) + tree(consumer.pending.size);
    }
  }
  return bytes;
}
