/**
 * Writes values in the compact form that fits them, with what version 10 knows wherever that is enough. Large values are
 * written in steps: the generator yields where a caller may stop to look after other things.
 */
import { formatDouble } from '../engine/numbers.ts';
import { Bytes } from '../engine/values/bytes.ts';
import type { Frozen, FrozenHash, FrozenList, FrozenSet, FrozenSortedSet } from '../engine/values/frozen.ts';
import { exceeds } from '../engine/values/list.ts';
import { LISTPACK_OVERHEAD, listpackEntrySize } from '../engine/values/listpack.ts';
import { DEFAULT_LIMITS, type StringValue, type Value } from '../engine/values/value.ts';
import type { ByteWriter } from './byte-writer.ts';
import { writeIntset } from './legacy.ts';
import { ListpackWriter } from './listpack.ts';
import { Compressor } from './lzf.ts';
import { CONTAINER, TYPE, VERSION_ACTIVE_TIME, VERSION_FIELD_TTL, VERSION_PLAIN } from './opcodes.ts';
import { writeStream } from './write-stream.ts';

/** Elements written between two yields. */
const STEP = 256;

/** A value, or a collection as it was at a moment. */
export type Writable = StringValue | Frozen;

/** What a file's values may look like. */
export interface Format {
  readonly version: number;
  /** How long a node of a list may get, as `list-max-listpack-size` says it. */
  readonly listNode: number;
}

export const formatOf = (version: number): Format => ({
  version,
  listNode: DEFAULT_LIMITS.listMaxListpackSize,
});

const pack = new ListpackWriter();

/** The oldest version that can hold the value. */
export function versionOf(value: Writable): number {
  return typeof value === 'object' && value.type === 'hash' && value.expiring > 0
    ? VERSION_FIELD_TTL
    : VERSION_PLAIN;
}

/** The number of the type under which `writeValue` writes the value into a file of `version`. */
export function rdbTypeOf(value: Writable, version: number): number {
  if (typeof value !== 'object') return TYPE.STRING;
  switch (value.type) {
    case 'string':
      return TYPE.STRING;
    case 'list':
      return TYPE.LIST_QUICKLIST_2;
    case 'set':
      return value.encoding === 'intset' ? TYPE.SET_INTSET : TYPE.SET;
    case 'zset':
      return value.encoding === 'listpack' ? TYPE.ZSET_LISTPACK : TYPE.ZSET_2;
    case 'hash':
      if (value.encoding === 'hashtable') return value.expiring > 0 ? TYPE.HASH_METADATA : TYPE.HASH;
      return value.expiring > 0 ? TYPE.HASH_LISTPACK_EX : TYPE.HASH_LISTPACK;
    case 'stream':
      return version < VERSION_ACTIVE_TIME ? TYPE.STREAM_LISTPACKS_2 : TYPE.STREAM_LISTPACKS_3;
  }
}

/** Writes a value without its type. The value must not change before the last step. */
export function* writeValue(
  out: ByteWriter,
  value: Writable,
  { version, listNode }: Format,
): Generator<void, void, void> {
  if (typeof value !== 'object' || value.type === 'string') {
    if (isLong(value)) yield* writeLongString(out, value);
    else writeString(out, value);
    return;
  }
  switch (value.type) {
    case 'list':
      yield* writeList(out, value, listNode);
      return;
    case 'set':
      yield* writeSet(out, value);
      return;
    case 'zset':
      yield* writeSortedSet(out, value);
      return;
    case 'hash':
      yield* writeHash(out, value);
      return;
    case 'stream':
      yield* writeStream(out, value, version >= VERSION_ACTIVE_TIME);
      return;
  }
}

export function writeString(out: ByteWriter, value: StringValue): void {
  if (typeof value === 'string') out.string(value);
  else if (typeof value === 'number') {
    if (!out.integer(value)) out.string(String(value));
  } else if (typeof value === 'bigint') out.string(String(value));
  else if (value.length <= 11) out.string(value.text);
  else out.blob(value.buffer.subarray(0, value.length));
}

/** Strings of more bytes than this are written in steps. */
const LONG_STRING = 64 * 1024;

function isLong(value: StringValue): value is string | Bytes {
  return (typeof value === 'string' || typeof value === 'object') && value.length > LONG_STRING;
}

/** True for a string that is written at once. */
export function isShortString(value: Writable): value is StringValue {
  return typeof value === 'object' ? value.type === 'string' && !isLong(value) : !isLong(value);
}

/** True for a value of which writing takes more than one step: it is frozen before it may change. */
export function isLarge(value: Value): boolean {
  if (typeof value !== 'object') return isLong(value);
  if (value.type === 'string') return isLong(value);
  return (
    value.size > STEP || value.payload > LONG_STRING || (value.type === 'stream' && value.groups.size > 0)
  );
}

/** The value as it is now, whatever happens to it later. */
export function frozenOf(value: Value): Writable {
  if (typeof value !== 'object') return value;
  return value.type === 'string' ? new Bytes(value.buffer.slice(0, value.length)) : value.frozen();
}

/** As `writeString`, a piece at a time: into bytes, compressed where that pays, into the file. */
function* writeLongString(out: ByteWriter, value: string | Bytes): Generator<void, void, void> {
  const { length } = value;
  let bytes: Uint8Array;
  if (typeof value === 'object') bytes = value.buffer.subarray(0, length);
  else {
    bytes = new Uint8Array(length);
    for (let at = 0; at < length; ) {
      for (const end = Math.min(length, at + LONG_STRING); at < end; at++) bytes[at] = value.charCodeAt(at);
      yield;
    }
  }
  const packed = new Uint8Array(length);
  const compressor = new Compressor(bytes, 0, length, packed, length - 4);
  while (!compressor.step(LONG_STRING)) yield;
  const { size } = compressor;
  if (size > 0) out.compressedHead(size, length);
  else out.len(length);
  const content = size > 0 ? packed.subarray(0, size) : bytes;
  for (let at = 0; at < content.length; at += LONG_STRING) {
    out.bytes(content, at, Math.min(content.length, at + LONG_STRING));
    yield;
  }
}

function* writeList(out: ByteWriter, list: FrozenList, limit: number): Generator<void, void, void> {
  const ends = yield* nodesOf(list, limit);
  out.len(ends.length);
  let start = 0;
  for (const end of ends) {
    const first = list.at(start);
    if (end - start === 1 && exceeds(limit, first.length, 1)) {
      out.len(CONTAINER.PLAIN);
      out.string(first);
    } else {
      pack.start();
      for (let i = start; i < end; i++) pack.add(list.at(i));
      out.len(CONTAINER.PACKED);
      out.blob(pack.finish());
    }
    start = end;
    yield;
  }
}

/** Where the nodes of a list end: as many elements together as fit. */
function* nodesOf(list: FrozenList, limit: number): Generator<void, number[], void> {
  const ends: number[] = [];
  let start = 0;
  let bytes = LISTPACK_OVERHEAD;
  for (let i = 0; i < list.size; i++) {
    const size = listpackEntrySize(list.at(i));
    if (i > start && exceeds(limit, bytes + size, i - start + 1)) {
      ends.push(i);
      start = i;
      bytes = LISTPACK_OVERHEAD;
    }
    bytes += size;
    if (i % 4096 === 4095) yield;
  }
  ends.push(list.size);
  return ends;
}

function* writeSet(out: ByteWriter, set: FrozenSet): Generator<void, void, void> {
  if (set.encoding === 'intset') {
    out.blob(writeIntset(set.items.map((member) => safeInteger(member))));
    return;
  }
  out.len(set.size);
  const due = pace(out);
  for (const member of set.items) {
    out.string(member);
    if (due()) yield;
  }
}

/** Says after each element whether it is time to yield: after so many elements, or so many bytes. */
function pace(out: ByteWriter): () => boolean {
  let count = 0;
  let from = out.length;
  return () => {
    // What was written may have been taken meanwhile.
    if (out.length < from) from = 0;
    if (++count < STEP && out.length - from < LONG_STRING) return false;
    count = 0;
    from = out.length;
    return true;
  };
}

function safeInteger(text: string): number | bigint {
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : BigInt(text);
}

function* writeSortedSet(out: ByteWriter, set: FrozenSortedSet): Generator<void, void, void> {
  if (set.encoding === 'listpack') {
    pack.start();
    set.walk(0, set.size, false, (member, score) => {
      pack.add(member);
      pack.add(formatDouble(score));
    });
    out.blob(pack.finish());
    return;
  }
  out.len(set.size);
  // From the highest score down, as the reference does: it loads fastest in that order.
  for (let left = set.size; left > 0; left -= STEP) {
    set.walk(left - 1, Math.min(STEP, left), true, (member, score) => {
      out.string(member);
      out.double(score);
    });
    yield;
  }
}

function* writeHash(out: ByteWriter, hash: FrozenHash): Generator<void, void, void> {
  const { fields, values } = hash;
  const expiring = hash.expiring > 0;
  const earliest = expiring ? hash.nextExpiry : 0;
  if (expiring) out.i64(earliest);
  if (hash.encoding !== 'hashtable') {
    pack.start();
    for (let i = 0; i < fields.length; i++) {
      const field = fields[i] as string;
      pack.add(field);
      pack.add(values[i] as string);
      if (expiring) pack.addInteger(Math.max(0, hash.expiryAt(i)));
    }
    out.blob(pack.finish());
    return;
  }
  out.len(fields.length);
  const due = pace(out);
  for (let i = 0; i < fields.length; i++) {
    const field = fields[i] as string;
    if (expiring) {
      const at = hash.expiryAt(i);
      out.len(at < 0 ? 0 : at - earliest + 1);
    }
    out.string(field);
    out.string(values[i] as string);
    if (due()) yield;
  }
}
