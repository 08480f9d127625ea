/**
 * Writes a stream: its blocks as listpacks under the ID of each one's first entry, then what the stream remembers, then
 * its groups with what is pending. Source of the format: the reference's `rdb.c` and the head of `t_stream.c`.
 */
import type { FrozenGroup, FrozenStream, FrozenStreamBlock } from '../engine/values/frozen.ts';
import { encodeId, type IdPart, MIN_ID, type StreamId } from '../engine/values/stream-id.ts';
import type { ByteWriter } from './byte-writer.ts';
import { ListpackWriter } from './listpack.ts';

/** Flags of an entry in a listpack. */
export const DELETED = 1;
export const SAME_FIELDS = 2;
/** Pending entries written between two yields. */
const STEP = 256;

const pack = new ListpackWriter();

/** `activeTimes`: the file's version has room for when a consumer last got something. */
export function* writeStream(
  out: ByteWriter,
  stream: FrozenStream,
  activeTimes: boolean,
): Generator<void, void, void> {
  out.len(stream.blocks.length);
  for (const block of stream.blocks) {
    out.string(encodeId(block.master));
    out.blob(blockOf(block));
    yield;
  }
  out.len(stream.size);
  writeId(out, stream.lastId);
  writeId(out, stream.firstId);
  writeId(out, stream.maxDeletedId);
  out.len(stream.entriesAdded);
  out.len(stream.groups.size);
  for (const group of stream.groups.values()) yield* writeGroup(out, group, activeTimes);
}

function* writeGroup(out: ByteWriter, group: FrozenGroup, activeTimes: boolean): Generator<void, void, void> {
  out.string(group.name);
  writeId(out, group.lastId);
  out.len(BigInt.asUintN(64, BigInt(group.entriesRead)));
  out.len(group.pending.size);
  let count = 0;
  for (const { id, deliveredAt, deliveries } of group.pending.from(MIN_ID)) {
    out.raw(encodeId(id));
    out.i64(deliveredAt);
    out.len(deliveries);
    if (++count % STEP === 0) yield;
  }
  out.len(group.consumers.size);
  for (const { name, seenAt, activeAt, pending } of group.consumers.values()) {
    out.string(name);
    out.i64(seenAt);
    if (activeTimes) out.i64(activeAt);
    out.len(pending.size);
    for (const { id } of pending.from(MIN_ID)) {
      out.raw(encodeId(id));
      if (++count % STEP === 0) yield;
    }
  }
}

function writeId(out: ByteWriter, { ms, seq }: StreamId): void {
  out.len(ms);
  out.len(seq);
}

/** Master entry: count, deleted, number of fields, the fields, 0. Then the entries; of a deleted one its ID is left. */
function blockOf({ master, masterFields, ids, entries, live }: FrozenStreamBlock): Uint8Array {
  pack.start();
  pack.addInteger(live);
  pack.addInteger(ids.length - live);
  pack.addInteger(masterFields.length);
  for (const field of masterFields) pack.add(field);
  pack.addInteger(0);
  ids.forEach((id, i) => {
    const fields = entries[i];
    const same =
      fields !== undefined &&
      fields.length === masterFields.length * 2 &&
      masterFields.every((name, j) => fields[j * 2] === name);
    pack.addInteger(fields === undefined ? DELETED : same ? SAME_FIELDS : 0);
    pack.addInteger(difference(id.ms, master.ms));
    pack.addInteger(difference(id.seq, master.seq));
    const words = fields ?? [];
    if (!same) pack.addInteger(words.length / 2);
    for (let j = same ? 1 : 0; j < words.length; j += same ? 2 : 1) pack.add(words[j] as string);
    pack.addInteger(same ? words.length / 2 + 3 : words.length + 4);
  });
  return pack.finish();
}

/** The difference of two parts of IDs, as a signed 64-bit number. */
function difference(part: IdPart, base: IdPart): number | bigint {
  if (typeof part === 'number' && typeof base === 'number') return part - base;
  return BigInt.asIntN(64, BigInt(part) - BigInt(base));
}
