/**
 * Writes values in the compact form that fits them, with what version 10 knows wherever that is enough. Large values are
 * written in steps: the generator yields where a caller may stop to look after other things.
 */
import { formatDouble } from '../engine/numbers.ts';
import type { Hash } from '../engine/values/hash.ts';
import type { List } from '../engine/values/list.ts';
import { listpackEntrySize } from '../engine/values/listpack.ts';
import type { SetValue } from '../engine/values/set.ts';
import type { SortedSet } from '../engine/values/sorted-set.ts';
import type { StringValue, Value } from '../engine/values/value.ts';
import type { ByteWriter } from './byte-writer.ts';
import { writeIntset } from './legacy.ts';
import { ListpackWriter } from './listpack.ts';
import { CONTAINER, TYPE, VERSION_ACTIVE_TIME, VERSION_FIELD_TTL, VERSION_PLAIN } from './opcodes.ts';
import { writeStream } from './write-stream.ts';

/** Elements written between two yields. */
const STEP = 256;
/** Most bytes of a node of a list. */
const NODE_BYTES = 8192;

const pack = new ListpackWriter();

/** The oldest version that can hold the value. */
export function versionOf(value: Value): number {
  return typeof value === 'object' && value.type === 'hash' && value.expiring > 0
    ? VERSION_FIELD_TTL
    : VERSION_PLAIN;
}

/** The number of the type under which `writeValue` writes the value into a file of `version`. */
export function rdbTypeOf(value: Value, version: number): number {
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
export function* writeValue(out: ByteWriter, value: Value, version: number): Generator<void, void, void> {
  if (typeof value !== 'object' || value.type === 'string') {
    writeString(out, value);
    return;
  }
  switch (value.type) {
    case 'list':
      yield* writeList(out, value);
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

function* writeList(out: ByteWriter, list: List): Generator<void, void, void> {
  const ends = yield* nodesOf(list);
  out.len(ends.length);
  let start = 0;
  for (const end of ends) {
    const first = list.at(start);
    if (end - start === 1 && first.length > NODE_BYTES) {
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
function* nodesOf(list: List): Generator<void, number[], void> {
  const ends: number[] = [];
  let bytes = 0;
  for (let i = 0; i < list.size; i++) {
    const size = listpackEntrySize(list.at(i));
    if (bytes > 0 && bytes + size > NODE_BYTES) {
      ends.push(i);
      bytes = 0;
    }
    bytes += size;
    if (i % 4096 === 4095) yield;
  }
  ends.push(list.size);
  return ends;
}

function* writeSet(out: ByteWriter, set: SetValue): Generator<void, void, void> {
  if (set.encoding === 'intset') {
    out.blob(writeIntset([...set].map((member) => safeInteger(member))));
    return;
  }
  out.len(set.size);
  let count = 0;
  for (const member of set) {
    out.string(member);
    if (++count % STEP === 0) yield;
  }
}

function safeInteger(text: string): number | bigint {
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : BigInt(text);
}

function* writeSortedSet(out: ByteWriter, set: SortedSet): Generator<void, void, void> {
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

function* writeHash(out: ByteWriter, hash: Hash): Generator<void, void, void> {
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
      if (expiring) pack.addInteger(Math.max(0, hash.expiryOf(field)));
    }
    out.blob(pack.finish());
    return;
  }
  out.len(fields.length);
  for (let i = 0; i < fields.length; i++) {
    const field = fields[i] as string;
    if (expiring) {
      const at = hash.expiryOf(field);
      out.len(at < 0 ? 0 : at - earliest + 1);
    }
    out.string(field);
    out.string(values[i] as string);
    if (i % STEP === STEP - 1) yield;
  }
}
