/**
 * A stream: entries in blocks of about a hundred, each block and the row of blocks searched by halves. Entries only come
 * at the end; deleted ones stay as gaps until their block is empty, as in the reference, whose trimming depends on it.
 */

import type { FrozenStream } from './frozen.ts';
import { type EntryFields, StreamBlock } from './stream-block.ts';
import { Group } from './stream-group.ts';
import { compareIds, isZeroId, MAX_ID, MIN_ID, type StreamId } from './stream-id.ts';
import type { CollectionBase, Limits } from './value.ts';

export interface StreamEntry {
  readonly id: StreamId;
  readonly fields: EntryFields;
}

/** The reference's bound for a block where `stream-node-max-bytes` sets none. */
const MAX_BLOCK_BYTES = 1 << 30;

export class Stream implements CollectionBase {
  readonly type = 'stream';
  readonly encoding = 'stream';
  /** Number of entries. */
  size = 0;
  /** Bytes of all fields and values together. */
  payload = 0;
  lastId: StreamId = MIN_ID;
  /** ID of the first entry, or 0-0. */
  firstId: StreamId = MIN_ID;
  /** The greatest ID that XDEL removed. */
  maxDeletedId: StreamId = MIN_ID;
  /** Entries that were ever added. */
  entriesAdded = 0;
  blocks: StreamBlock[] = [];
  readonly groups = new Map<string, Group>();

  copy(): Stream {
    const copy = new Stream();
    copy.size = this.size;
    copy.payload = this.payload;
    copy.lastId = this.lastId;
    copy.firstId = this.firstId;
    copy.maxDeletedId = this.maxDeletedId;
    copy.entriesAdded = this.entriesAdded;
    copy.blocks = this.blocks.map((block) => block.copy());
    for (const group of this.groups.values()) copy.groups.set(group.name, group.copy());
    return copy;
  }

  frozen(): FrozenStream {
    const { size, lastId, firstId, maxDeletedId, entriesAdded } = this;
    return {
      type: 'stream',
      size,
      blocks: this.blocks.map((block) => block.frozen()),
      lastId,
      firstId,
      maxDeletedId,
      entriesAdded,
      groups: new Map([...this.groups].map(([name, group]) => [name, group.frozen()])),
    };
  }

  /** Appends an entry; `id` must be greater than `lastId`. */
  append(id: StreamId, fields: EntryFields, limits: Limits): void {
    let length = 0;
    for (const text of fields) length += text.length;
    let block = this.blocks.at(-1);
    const { streamNodeMaxBytes: maxBytes, streamNodeMaxEntries: maxEntries } = limits;
    const bound = maxBytes === 0 ? MAX_BLOCK_BYTES : Math.min(maxBytes, MAX_BLOCK_BYTES);
    if (
      block === undefined ||
      block.bytes + length >= bound ||
      (maxEntries > 0 && block.ids.length >= maxEntries)
    ) {
      block = new StreamBlock(
        id,
        fields.filter((_, i) => i % 2 === 0),
      );
      this.blocks.push(block);
    }
    block.append(id, fields);
    this.size++;
    this.payload += length;
    this.entriesAdded++;
    this.lastId = id;
    if (this.size === 1) this.firstId = id;
  }

  /** The fields of an entry, or undefined where it is not there. */
  get(id: StreamId): EntryFields | undefined {
    const block = this.blocks[this.blockOf(id)];
    if (block === undefined) return undefined;
    const at = block.lowerBound(id);
    const found = block.ids[at];
    return found !== undefined && compareIds(found, id) === 0 ? block.entries[at] : undefined;
  }

  /** Up to `count` entries within [start, end], in ascending order, or in descending order from `end` on. */
  range(start: StreamId, end: StreamId, count = Infinity, descending = false): StreamEntry[] {
    const found: StreamEntry[] = [];
    if (compareIds(start, end) > 0) return found;
    const { blocks } = this;
    if (descending) {
      for (let b = this.blockOf(end); b >= 0; b--) {
        const block = blocks[b];
        if (block === undefined) break;
        for (let i = block.ids.length - 1; i >= 0; i--) {
          const id = block.ids[i] as StreamId;
          const fields = block.entries[i];
          if (fields === undefined || compareIds(id, end) > 0) continue;
          if (compareIds(id, start) < 0 || found.length >= count) return found;
          found.push({ id, fields });
        }
      }
      return found;
    }
    for (let b = this.blockOf(start); b < blocks.length; b++) {
      const block = blocks[b] as StreamBlock;
      for (let i = block.lowerBound(start); i < block.ids.length; i++) {
        const fields = block.entries[i];
        if (fields === undefined) continue;
        const id = block.ids[i] as StreamId;
        if (compareIds(id, end) > 0 || found.length >= count) return found;
        found.push({ id, fields });
      }
    }
    return found;
  }

  get first(): StreamEntry | undefined {
    return this.range(MIN_ID, MAX_ID, 1)[0];
  }

  get last(): StreamEntry | undefined {
    return this.range(MIN_ID, MAX_ID, 1, true)[0];
  }

  /** Deletes an entry and remembers its ID as deleted; false where it is not there. */
  delete(id: StreamId): boolean {
    const b = this.blockOf(id);
    const block = this.blocks[b];
    if (block === undefined) return false;
    const at = block.lowerBound(id);
    const found = block.ids[at];
    if (found === undefined || compareIds(found, id) !== 0 || block.entries[at] === undefined) return false;
    this.blank(block, at);
    if (block.live === 0) this.blocks.splice(b, 1);
    if (compareIds(id, this.maxDeletedId) > 0) this.maxDeletedId = id;
    if (compareIds(id, this.firstId) === 0) this.findFirst();
    return true;
  }

  /** Takes an entry out of its block; an empty block is for the caller to drop. */
  blank(block: StreamBlock, at: number): void {
    for (const text of block.entries[at] ?? []) this.payload -= text.length;
    block.entries[at] = undefined;
    block.live--;
    this.size--;
  }

  /** Finds `firstId` anew. */
  findFirst(): void {
    this.firstId = this.first?.id ?? MIN_ID;
  }

  /** True where an entry at or after `start` was deleted by XDEL, as far as the stream remembers. */
  hasGapFrom(start: StreamId): boolean {
    if (this.size === 0 || isZeroId(this.maxDeletedId)) return false;
    if (compareIds(this.firstId, this.maxDeletedId) > 0) return false;
    return compareIds(start, this.maxDeletedId) <= 0;
  }

  /**
   * How many entries of the stream's whole life stood at or before `id`, or -1 where that cannot be told.
   * Source: the reference's `streamEstimateDistanceFromFirstEverEntry`.
   */
  entriesUpTo(id: StreamId): number {
    if (this.entriesAdded === 0) return 0;
    if (this.size === 0 && compareIds(id, this.lastId) <= 0) return this.entriesAdded;
    if (!isZeroId(id) && compareIds(id, this.maxDeletedId) < 0) return -1;
    const fromLast = compareIds(id, this.lastId);
    if (fromLast === 0) return this.entriesAdded;
    if (fromLast > 0) return -1;
    if (isZeroId(this.maxDeletedId) || compareIds(this.maxDeletedId, this.firstId) < 0) {
      const fromFirst = compareIds(id, this.firstId);
      if (fromFirst < 0) return this.entriesAdded - this.size;
      if (fromFirst === 0) return this.entriesAdded - this.size + 1;
    }
    return -1;
  }

  /** How many entries a group has still to read; undefined where that cannot be told. */
  lagOf(group: Group): number | undefined {
    if (this.entriesAdded === 0 || this.size === 0) return 0;
    if (compareIds(group.lastId, this.firstId) < 0 && compareIds(this.maxDeletedId, this.firstId) < 0) {
      return this.size;
    }
    if (group.entriesRead >= 0 && !this.hasGapFrom(group.lastId))
      return this.entriesAdded - group.entriesRead;
    const read = this.entriesUpTo(group.lastId);
    return read < 0 ? undefined : this.entriesAdded - read;
  }

  /** True where a group has not read the entry yet or holds it as pending. */
  isReferenced(id: StreamId): boolean {
    for (const group of this.groups.values()) if (compareIds(id, group.lastId) > 0) return true;
    for (const group of this.groups.values()) if (group.pending.get(id)) return true;
    return false;
  }

  /** Takes an entry off every group's pending list; false where none had it. */
  dropReferences(id: StreamId): boolean {
    let dropped = false;
    for (const group of this.groups.values()) dropped = group.acknowledge(id) || dropped;
    return dropped;
  }

  createGroup(name: string, lastId: StreamId, entriesRead: number): Group {
    const group = new Group(name, lastId, entriesRead);
    this.groups.set(name, group);
    return group;
  }

  /** Index of the block in which `id` belongs: the last that begins at or before it. */
  private blockOf(id: StreamId): number {
    const { blocks } = this;
    let low = 0;
    let high = blocks.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compareIds((blocks[middle] as StreamBlock).master, id) <= 0) low = middle + 1;
      else high = middle;
    }
    return Math.max(0, low - 1);
  }
}
