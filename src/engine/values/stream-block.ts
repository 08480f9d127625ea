/**
 * A run of stream entries that the reference keeps in one listpack. Trimming with `~` removes whole runs only, so where a
 * run ends decides what such a trim leaves; its size in bytes is therefore counted as the reference would fill it.
 * Source of the format: the head of the reference's `t_stream.c` (master entry, flags, deltas, same-fields entries).
 */
import type { FrozenStreamBlock } from './frozen.ts';
import { LISTPACK_OVERHEAD, listpackEntrySize, listpackIntegerSize } from './listpack.ts';
import { compareIds, type StreamId } from './stream-id.ts';

/** Fields and values of an entry in turn. */
export type EntryFields = readonly string[];

export class StreamBlock {
  /** ID of the first entry that was ever in the block. */
  readonly master: StreamId;
  /** Field names of that entry: entries with the same names do not repeat them. */
  readonly masterFields: readonly string[];
  readonly ids: StreamId[] = [];
  /** The entries' fields; undefined where an entry was deleted. */
  readonly entries: (EntryFields | undefined)[] = [];
  /** Entries that are not deleted. */
  live = 0;
  /** Bytes of the listpack. */
  bytes: number;

  /** An empty block whose first entry has the ID `master` and the field names `names`. */
  constructor(master: StreamId, names: readonly string[]) {
    this.master = master;
    this.masterFields = names;
    // Count, deleted, number of fields, the fields, and a zero that ends the master entry.
    this.bytes = LISTPACK_OVERHEAD + 2 + 2 + listpackIntegerSize(names.length) + 2;
    for (const name of names) this.bytes += listpackEntrySize(name);
  }

  append(id: StreamId, fields: EntryFields): void {
    this.ids.push(id);
    this.entries.push(fields);
    this.live++;
    this.bytes += this.sizeOf(id, fields);
  }

  /** The first place whose ID is not before `id`. */
  lowerBound(id: StreamId): number {
    const { ids } = this;
    let low = 0;
    let high = ids.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compareIds(ids[middle] as StreamId, id) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  frozen(): FrozenStreamBlock {
    const { master, masterFields, live } = this;
    return { master, masterFields, ids: this.ids.slice(), entries: this.entries.slice(), live };
  }

  copy(): StreamBlock {
    const copy = new StreamBlock(this.master, this.masterFields);
    copy.live = this.live;
    copy.bytes = this.bytes;
    copy.ids.push(...this.ids);
    copy.entries.push(...this.entries);
    return copy;
  }

  private sizeOf({ ms, seq }: StreamId, fields: EntryFields): number {
    const { master, masterFields } = this;
    const same =
      fields.length === masterFields.length * 2 && masterFields.every((name, i) => fields[i * 2] === name);
    const count = fields.length / 2;
    let bytes = 2 + deltaSize(ms, master.ms) + deltaSize(seq, master.seq);
    for (let i = same ? 1 : 0; i < fields.length; i += same ? 2 : 1)
      bytes += listpackEntrySize(fields[i] as string);
    if (!same) bytes += listpackIntegerSize(count);
    return bytes + listpackIntegerSize(same ? count + 3 : count * 2 + 4);
  }
}

/** Bytes of the difference of two ID parts, as a signed 64-bit integer. */
function deltaSize(part: number | bigint, base: number | bigint): number {
  if (typeof part === 'number' && typeof base === 'number') return listpackIntegerSize(part - base);
  return listpackIntegerSize(BigInt.asIntN(64, BigInt(part) - BigInt(base)));
}
