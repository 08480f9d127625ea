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

/** The block that is written to is allocated this large from the start, and cut to size when it is full. */
const PREALLOCATED = 4096;
/** How many blocks are looked at for a mean. */
const SAMPLES = 64;

/**
 * Bytes of a stream's own structures; `allocated` rounds up to what an allocation takes, `maxBytes` is
 * `stream-node-max-bytes`.
 */
export function streamUsage(stream: Stream, maxBytes: number, allocated: (bytes: number) => number): number {
  const ahead = maxBytes > 0 ? Math.min(maxBytes, PREALLOCATED) : PREALLOCATED;
  const { blocks } = stream;
  let bytes = STREAM + tree(blocks.length);
  const last = blocks.at(-1);
  if (last) bytes += allocated(Math.max(ahead, last.bytes));
  const full = blocks.length - 1;
  const looked = Math.min(full, SAMPLES);
  let sum = 0;
  for (let i = 0; i < looked; i++) sum += allocated(blocks[Math.floor((i * full) / looked)]?.bytes ?? 0);
  if (looked > 0) bytes += (sum / looked) * full;
  for (const { pending, consumers } of stream.groups.values()) {
    bytes += GROUP + tree(pending.size) + pending.size * PENDING;
    for (const consumer of consumers.values()) {
      bytes += CONSUMER + allocated(consumer.name.length + 2) + tree(consumer.pending.size);
    }
  }
  return bytes;
}
