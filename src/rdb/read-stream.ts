/**
 * Reads a stream, of any of the five forms that its type has had. Source of the format: see `write-stream.ts`; what forms 4
 * and 5 added (state of idempotent producers, pending entries that were given back) is described by Redis 8.8's `rdb.c`.
 */
import { narrow } from '../engine/numbers.ts';
import { textOf } from '../engine/values/bytes.ts';
import { Stream } from '../engine/values/stream.ts';
import { StreamBlock } from '../engine/values/stream-block.ts';
import { Consumer, type Group } from '../engine/values/stream-group.ts';
import { compareIds, type IdPart, MIN_ID, type StreamId } from '../engine/values/stream-id.ts';
import type { Collection } from '../engine/values/value.ts';
import type { ByteReader } from './byte-reader.ts';
import { RdbError } from './error.ts';
import { readListpack } from './listpack.ts';
import { ValueLoader } from './value-loader.ts';
import { DELETED, SAME_FIELDS } from './write-stream.ts';

const ID_BYTES = 16;

export type StreamForm = 1 | 2 | 3 | 4 | 5;

interface Undelivered {
  readonly id: StreamId;
  readonly at: number;
  readonly deliveries: number;
}

export class StreamLoader extends ValueLoader {
  private readonly stream = new Stream();
  private readonly form: StreamForm;
  private blocksLeft: number;
  private headRead = false;
  private groupsLeft = 0;
  private group: Group | undefined;
  /** Pending entries of the group whose consumer was not read yet, by the bytes of their ID. */
  private readonly pending = new Map<string, Undelivered>();
  private pendingLeft = 0;
  /** undefined before their number was read. */
  private consumersLeft: number | undefined;
  private consumer: Consumer | undefined;
  private ownLeft = 0;
  /** Of the group's entries that no consumer has; undefined before their number was read. */
  private givenBackLeft: number | undefined;
  private givenBack = 0;
  /** undefined before what stands after the groups was begun. */
  private producersLeft: number | undefined;
  private idsLeft = 0;
  private ended = false;
  private previous: StreamId | undefined;

  /** `form` 1 came with Redis 5, 2 with 7.0, 3 with 7.2, 4 with 8.6, 5 with 8.8. */
  constructor(blocks: number, form: StreamForm) {
    super();
    this.blocksLeft = blocks;
    this.form = form;
  }

  override run(reader: ByteReader): Collection {
    const { stream } = this;
    for (; this.blocksLeft > 0; this.blocksLeft--) {
      this.readBlock(reader);
      reader.commit();
    }
    if (!this.headRead) this.readHead(reader);
    while (this.group || this.groupsLeft > 0) this.readGroup(reader);
    if (this.form >= 4 && !this.ended) this.readProducers(reader);
    return stream;
  }

  private readBlock(reader: ByteReader): void {
    const key = reader.blob();
    if (key.length !== ID_BYTES) reader.fail('a block of a stream has no ID');
    const master = idOf(key, 0);
    const bytes = reader.blob();
    const words = new Words(readListpack(bytes, reader.offset - bytes.length), reader);
    const live = words.integer();
    const deleted = words.integer();
    const names = words.take(words.integer());
    if (words.integer() !== 0) reader.fail('the head of a block of a stream has no end');
    const block = new StreamBlock(master, names);
    const gaps: number[] = [];
    let payload = 0;
    while (!words.done) {
      const flags = words.integer();
      const id = { ms: plus(master.ms, words.difference()), seq: plus(master.seq, words.difference()) };
      if (this.previous && compareIds(id, this.previous) <= 0) reader.fail('a stream is out of order');
      this.previous = id;
      const same = (flags & SAME_FIELDS) !== 0;
      const values = words.take(same ? names.length : 2 * words.integer());
      const fields = same ? names.flatMap((name, i) => [name, values[i] ?? '']) : values;
      words.integer();
      if (flags & DELETED) gaps.push(block.ids.length);
      else for (const text of fields) payload += text.length;
      block.append(id, fields);
    }
    if (gaps.length !== deleted || block.ids.length !== live + deleted || block.ids.length === 0) {
      reader.fail('a block of a stream has another number of entries than it says');
    }
    for (const at of gaps) block.entries[at] = undefined;
    block.live = live;
    this.stream.blocks.push(block);
    this.stream.size += live;
    this.stream.payload += payload;
  }

  private readHead(reader: ByteReader): void {
    const { stream } = this;
    const length = reader.len();
    const lastId = readId(reader);
    const second = this.form >= 2 && {
      firstId: readId(reader),
      maxDeletedId: readId(reader),
      entriesAdded: reader.len(),
    };
    const groups = reader.len();
    if (length !== stream.size) reader.fail('a stream has another number of entries than it says');
    if (this.previous && compareIds(lastId, this.previous) < 0) {
      reader.fail('the last ID of a stream lies before its last entry');
    }
    stream.lastId = lastId;
    stream.findFirst();
    stream.maxDeletedId = second ? second.maxDeletedId : MIN_ID;
    stream.entriesAdded = second ? second.entriesAdded : length;
    this.groupsLeft = groups;
    this.headRead = true;
    reader.commit();
  }

  private readGroup(reader: ByteReader): void {
    const { stream } = this;
    if (!this.group) {
      const name = reader.string();
      const lastId = readId(reader);
      const read = this.form >= 2 ? Number(BigInt.asIntN(64, reader.len64())) : -1;
      const pending = reader.len();
      if (stream.groups.has(name)) reader.fail('a stream has a group twice');
      this.group = stream.createGroup(name, lastId, this.form >= 2 ? read : stream.entriesUpTo(lastId));
      this.pendingLeft = pending;
      this.consumersLeft = undefined;
      reader.commit();
    }
    for (; this.pendingLeft > 0; this.pendingLeft--) {
      const bytes = reader.take(ID_BYTES);
      const key = textOf(bytes, 0, ID_BYTES);
      const id = idOf(bytes, 0);
      const at = Number(reader.i64());
      const deliveries = reader.len();
      if (this.pending.has(key)) reader.fail('a group has an entry pending twice');
      this.pending.set(key, { id, at, deliveries });
      reader.commit();
    }
    this.consumersLeft ??= reader.len();
    reader.commit();
    while (this.consumer || this.consumersLeft > 0) this.readConsumer(reader, this.group);
    if (this.form >= 5) this.readGivenBack(reader, this.group);
    if (this.pending.size > 0) reader.fail('an entry is pending without a consumer');
    this.group = undefined;
    this.groupsLeft--;
  }

  /** Pending entries that a consumer gave back and nobody has: there are none here. */
  private readGivenBack(reader: ByteReader, group: Group): void {
    if (this.givenBackLeft === undefined) {
      this.givenBackLeft = reader.len();
      this.givenBack = this.givenBackLeft;
      reader.commit();
    }
    for (; this.givenBackLeft > 0; this.givenBackLeft--) {
      const bytes = reader.take(ID_BYTES);
      if (!this.pending.delete(textOf(bytes, 0, ID_BYTES))) {
        throw new RdbError('an entry was given back that the group does not have', reader.offset);
      }
      reader.commit();
    }
    if (this.givenBack > 0) {
      this.leftOut.push(`${this.givenBack} entries that consumers of group "${group.name}" gave back`);
    }
    this.givenBackLeft = undefined;
  }

  /** What the stream remembers of idempotent producers, so that none adds an entry twice: nobody asks for it here. */
  private readProducers(reader: ByteReader): void {
    if (this.producersLeft === undefined) {
      // For how long, and how many of each.
      reader.len64();
      reader.len64();
      this.producersLeft = reader.len();
      if (this.producersLeft > 0)
        this.leftOut.push(`the memory of ${this.producersLeft} idempotent producers`);
      reader.commit();
    }
    while (this.idsLeft > 0 || this.producersLeft > 0) {
      if (this.idsLeft === 0) {
        reader.string();
        this.idsLeft = reader.len();
        this.producersLeft--;
      } else {
        reader.string();
        readId(reader);
        this.idsLeft--;
      }
      reader.commit();
    }
    // How many IDs were added, and how many came twice.
    reader.len64();
    reader.len64();
    this.ended = true;
    reader.commit();
  }

  private readConsumer(reader: ByteReader, group: Group): void {
    if (!this.consumer) {
      const name = reader.string();
      const seenAt = Number(reader.i64());
      const activeAt = this.form >= 3 ? Number(reader.i64()) : seenAt;
      const own = reader.len();
      if (group.consumers.has(name)) reader.fail('a group has a consumer twice');
      this.consumer = new Consumer(name, seenAt);
      this.consumer.activeAt = activeAt;
      group.consumers.set(name, this.consumer);
      this.consumersLeft = (this.consumersLeft ?? 0) - 1;
      this.ownLeft = own;
      reader.commit();
    }
    for (; this.ownLeft > 0; this.ownLeft--) {
      const bytes = reader.take(ID_BYTES);
      const key = textOf(bytes, 0, ID_BYTES);
      const found = this.pending.get(key);
      if (!found) {
        throw new RdbError('a consumer has an entry pending that the group does not have', reader.offset);
      }
      this.pending.delete(key);
      group.deliver(found.id, this.consumer, found.at).deliveries = found.deliveries;
      reader.commit();
    }
    this.consumer = undefined;
  }
}

/** The entries of a listpack, one after the other. */
class Words {
  private readonly words: readonly string[];
  private readonly reader: ByteReader;
  private at = 0;

  constructor(words: readonly string[], reader: ByteReader) {
    this.words = words;
    this.reader = reader;
  }

  get done(): boolean {
    return this.at >= this.words.length;
  }

  take(count: number): string[] {
    const taken = this.words.slice(this.at, this.at + count);
    if (taken.length !== count) this.reader.fail('a block of a stream ends too early');
    this.at += count;
    return taken;
  }

  /** A count or a flag. */
  integer(): number {
    const value = Number(this.take(1)[0]);
    if (!Number.isSafeInteger(value) || value < 0) this.reader.fail('a block of a stream is malformed');
    return value;
  }

  difference(): bigint {
    const text = this.take(1)[0] ?? '';
    if (!/^-?\d+$/.test(text)) this.reader.fail('an ID of a stream is malformed');
    return BigInt(text);
  }
}

/** The ID in 16 bytes, the greater byte first. */
function idOf(bytes: Uint8Array, at: number): StreamId {
  const view = new DataView(bytes.buffer, bytes.byteOffset + at, ID_BYTES);
  return { ms: narrow(view.getBigUint64(0)), seq: narrow(view.getBigUint64(8)) };
}

function readId(reader: ByteReader): StreamId {
  const ms = narrow(reader.len64());
  return { ms, seq: narrow(reader.len64()) };
}

function plus(base: IdPart, difference: bigint): IdPart {
  return narrow(BigInt.asUintN(64, BigInt(base) + difference));
}
