/**
 * Reads values. What stands in one blob (strings, compact encodings) is read at once; what stands element by element is
 * read by a loader that can stop where a chunk ends and go on with the next.
 */
import { parseFloat64 } from '../engine/numbers.ts';
import { textOf } from '../engine/values/bytes.ts';
import type { Collection, Limits, Value } from '../engine/values/value.ts';
import { HashBuilder, ListBuilder, SetBuilder, stringValue, ZsetBuilder } from './build.ts';
import type { ByteReader } from './byte-reader.ts';
import { readIntset, readZiplist, readZipmap } from './legacy.ts';
import { readListpack } from './listpack.ts';
import { CONTAINER, TYPE } from './opcodes.ts';
import { StreamLoader } from './read-stream.ts';
import { ElementLoader, ValueLoader } from './value-loader.ts';

export { ValueLoader };

/**
 * Reads a value of `type`, or as much of it as tells how to go on. undefined is an empty collection, which has no place
 * in a keyspace.
 */
export function startValue(
  type: number,
  reader: ByteReader,
  limits: Limits,
  valkey: boolean,
): Value | undefined | ValueLoader {
  switch (type) {
    case TYPE.STRING:
      return stringValue(reader.string());
    case TYPE.LIST:
      return new ListLoader(reader.len(), limits, (list) => list.add(reader.string()));
    case TYPE.LIST_QUICKLIST:
      return new ListLoader(reader.len(), limits, (list) => list.addAll(fromBlob(reader, readZiplist)));
    case TYPE.LIST_QUICKLIST_2:
      return new ListLoader(reader.len(), limits, (list) => {
        const container = reader.len();
        if (container === CONTAINER.PACKED) list.addAll(fromBlob(reader, readListpack));
        else if (container === CONTAINER.PLAIN) list.add(reader.string());
        else reader.fail('a node of a list is of an unknown kind');
      });
    case TYPE.LIST_ZIPLIST:
      return new ListBuilder(limits).addAll(fromBlob(reader, readZiplist)).finish();
    case TYPE.SET:
      return new SetLoader(reader.len(), limits, reader);
    case TYPE.SET_INTSET:
      return members(fromBlob(reader, readIntset), limits, reader, false);
    case TYPE.SET_LISTPACK:
      return members(fromBlob(reader, readListpack), limits, reader, true);
    case TYPE.ZSET:
      return new ZsetLoader(reader.len(), limits, asciiDouble);
    case TYPE.ZSET_2:
      return new ZsetLoader(reader.len(), limits, (from) => from.double());
    case TYPE.ZSET_ZIPLIST:
      return scores(fromBlob(reader, readZiplist), limits, reader);
    case TYPE.ZSET_LISTPACK:
      return scores(fromBlob(reader, readListpack), limits, reader);
    case TYPE.HASH:
      return new HashLoader(reader.len(), limits, 'none', 0);
    case TYPE.HASH_METADATA_PRE_GA:
      return new HashLoader(reader.len(), limits, valkey ? 'after' : 'before', 0);
    case TYPE.HASH_METADATA: {
      const earliest = Number(reader.i64());
      return new HashLoader(reader.len(), limits, 'before', earliest - 1);
    }
    case TYPE.HASH_ZIPMAP:
      return fields(fromBlob(reader, readZipmap), 2, limits, reader);
    case TYPE.HASH_ZIPLIST:
      return fields(fromBlob(reader, readZiplist), 2, limits, reader);
    case TYPE.HASH_LISTPACK:
      return fields(fromBlob(reader, readListpack), 2, limits, reader);
    case TYPE.HASH_LISTPACK_EX_PRE_GA:
      return fields(fromBlob(reader, readListpack), 3, limits, reader);
    case TYPE.HASH_LISTPACK_EX:
      reader.i64();
      return fields(fromBlob(reader, readListpack), 3, limits, reader);
    case TYPE.STREAM_LISTPACKS:
      return new StreamLoader(reader.len(), 1);
    case TYPE.STREAM_LISTPACKS_2:
      return new StreamLoader(reader.len(), 2);
    case TYPE.STREAM_LISTPACKS_3:
      return new StreamLoader(reader.len(), 3);
    case TYPE.STREAM_LISTPACKS_4:
      return new StreamLoader(reader.len(), 4);
    case TYPE.STREAM_LISTPACKS_5:
      return new StreamLoader(reader.len(), 5);
    case TYPE.MODULE_PRE_GA:
      return reader.fail('a module of a release candidate wrote this key: it cannot be stepped over');
    default:
      return reader.fail(`value type ${type} is not known`);
  }
}

class ListLoader extends ElementLoader {
  private readonly builder: ListBuilder;
  private readonly node: (list: ListBuilder) => void;
  constructor(count: number, limits: Limits, node: (list: ListBuilder) => void) {
    super(count);
    this.builder = new ListBuilder(limits);
    this.node = node;
  }
  protected override element(): void {
    this.node(this.builder);
  }
  protected override finish(): Collection | undefined {
    return this.builder.finish();
  }
}

class SetLoader extends ElementLoader {
  private readonly builder: SetBuilder;
  constructor(count: number, limits: Limits, reader: ByteReader) {
    super(count);
    this.builder = new SetBuilder(limits, reader, count, false);
  }
  protected override element(reader: ByteReader): void {
    this.builder.add(reader.string());
  }
  protected override finish(): Collection | undefined {
    return this.builder.finish();
  }
}

class ZsetLoader extends ElementLoader {
  private readonly builder: ZsetBuilder;
  private readonly score: (reader: ByteReader) => number;
  constructor(count: number, limits: Limits, score: (reader: ByteReader) => number) {
    super(count);
    this.builder = new ZsetBuilder(limits);
    this.score = score;
  }
  protected override element(reader: ByteReader): void {
    const member = reader.string();
    this.builder.add(member, this.score(reader), reader);
  }
  protected override finish(): Collection | undefined {
    return this.builder.finish();
  }
}

class HashLoader extends ElementLoader {
  private readonly builder: HashBuilder;
  /** Where the TTL of a field stands: not at all, before the field as a length, after the value as eight bytes. */
  private readonly ttl: 'none' | 'before' | 'after';
  /** What is added to a TTL that is not 0. */
  private readonly base: number;
  constructor(count: number, limits: Limits, ttl: 'none' | 'before' | 'after', base: number) {
    super(count);
    this.builder = new HashBuilder(limits, ttl !== 'none');
    this.ttl = ttl;
    this.base = base;
  }
  protected override element(reader: ByteReader): void {
    const before = this.ttl === 'before' ? reader.len() : 0;
    const field = reader.string();
    const value = reader.string();
    const after = this.ttl === 'after' ? Number(reader.i64()) : -1;
    this.builder.add(field, value, before > 0 ? before + this.base : after, reader);
  }
  protected override finish(): Collection | undefined {
    return this.builder.finish();
  }
}

/** Reads a blob whole, then what is inside. */
function fromBlob(reader: ByteReader, read: (bytes: Uint8Array, base: number) => string[]): string[] {
  const bytes = reader.blob();
  return read(bytes, reader.offset - bytes.length);
}

function members(
  entries: string[],
  limits: Limits,
  reader: ByteReader,
  listpack: boolean,
): Collection | undefined {
  const builder = new SetBuilder(limits, reader, entries.length, listpack);
  for (const entry of entries) builder.add(entry);
  return builder.finish();
}

function scores(entries: string[], limits: Limits, reader: ByteReader): Collection | undefined {
  if (entries.length % 2 !== 0) reader.fail('a sorted set has a member without a score');
  const builder = new ZsetBuilder(limits);
  for (let i = 0; i < entries.length; i += 2) {
    const score = parseFloat64(entries[i + 1] ?? '');
    if (score === undefined) reader.fail('a score is not a number');
    else builder.add(entries[i] ?? '', score, reader);
  }
  return builder.finish();
}

/** Fields, values and, with `step` 3, absolute TTLs in ms (0: none). */
function fields(entries: string[], step: 2 | 3, limits: Limits, reader: ByteReader): Collection | undefined {
  if (entries.length % step !== 0) reader.fail('a hash has a field without a value');
  const builder = new HashBuilder(limits, step === 3);
  for (let i = 0; i < entries.length; i += step) {
    let expireAt = -1;
    if (step === 3) {
      expireAt = Number(entries[i + 2] ?? '') || -1;
      if (!Number.isSafeInteger(expireAt)) reader.fail('the TTL of a field is absurd');
    }
    builder.add(entries[i] ?? '', entries[i + 1] ?? '', expireAt, reader);
  }
  return builder.finish();
}

/** Scores before version 8: a length byte and decimal text; 253 to 255 are NaN and the infinities. */
function asciiDouble(reader: ByteReader): number {
  const length = reader.u8();
  if (length === 255) return -Infinity;
  if (length === 254) return Infinity;
  if (length === 253) return Number.NaN;
  const bytes = reader.take(length);
  return parseFloat64(textOf(bytes, 0, bytes.length)) ?? Number.NaN;
}
