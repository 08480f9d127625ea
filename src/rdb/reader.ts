/**
 * Reads RDB files of every version, as they come in chunks, and hands over one key at a time. At most one value and what
 * has not been read of a chunk is held. Input is hostile until the checksum at the end agrees: lengths are checked
 * against what is there, nothing is allocated on their word alone, and what cannot be read is an `RdbError` with its
 * offset. Source of the format: the reference's `rdb.c` (`rdbLoadRio`).
 */
import type { Limits, Value } from '../engine/values/value.ts';
import { ByteReader, NEED_MORE } from './byte-reader.ts';
import { Crc64 } from './crc64.ts';
import { RdbError } from './error.ts';
import { OPCODE, TYPE, VERSION_VALKEY } from './opcodes.ts';
import { startValue, ValueLoader } from './read-value.ts';

/** A key of the file. Times are ms since the epoch. */
export interface RdbKey {
  readonly db: number;
  readonly key: string;
  readonly value: Value;
  /** -1 where it has none. */
  readonly expireAt: number;
  /** Seconds since it was last used, where the file says so. */
  readonly idle: number | undefined;
  /** Its LFU counter, where the file says so. */
  readonly freq: number | undefined;
}

/** Who gets what is read, in the order of the file. */
export interface RdbVisitor {
  header?(version: number): void;
  /** `redis-ver`, `ctime`, `used-mem`, … */
  aux?(name: string, value: string): void;
  /** How many keys, and keys with a TTL, a database is about to have. */
  resize?(db: number, keys: number, volatile: number): void;
  /** The code of a function library. */
  library?(code: string): void;
  key(key: RdbKey): void;
  /** Something that has no place here was stepped over: a module's data, an empty collection. */
  skipped?(what: string, offset: number): void;
}

export class RdbParser {
  version = 0;
  /** True once the end of the file was reached; `rest` then holds what follows it (the commands of an AOF). */
  done = false;
  /** Bytes read so far. */
  get offset(): number {
    return this.reader.offset;
  }

  private readonly reader = new ByteReader(undefined, 0, false);
  private readonly crc = new Crc64();
  private readonly visitor: RdbVisitor;
  private readonly limits: Limits;
  private readonly checksum: boolean;
  private waiting: Uint8Array[] = [];
  private waitingBytes = 0;
  private started = false;
  private db = 0;
  private expireAt = -1;
  private idle: number | undefined;
  private freq: number | undefined;
  private key = '';
  private loader: ValueLoader | undefined;

  /**
   * `limits` decide the encodings of the values made. `checksum` false leaves the sum at the end unread, as the reference
   * does with `rdbchecksum no`: for what comes from a place that checks its bytes itself.
   */
  constructor(visitor: RdbVisitor, limits: Limits, checksum = true) {
    this.visitor = visitor;
    this.limits = limits;
    this.checksum = checksum;
  }

  /** Takes the next chunk and reads as far as it goes. The chunk is kept until it was read and must not change. */
  push(chunk: Uint8Array): void {
    if (chunk.length === 0) return;
    this.waiting.push(chunk);
    this.waitingBytes += chunk.length;
    const { reader } = this;
    if (!this.done && reader.left + this.waitingBytes < reader.wanted - reader.pos) return;
    this.refill();
    this.run();
  }

  /** Says that no more chunks come. Throws where the file is not whole. */
  finish(): void {
    if (this.waitingBytes > 0) this.refill();
    this.reader.final = true;
    if (!this.done) this.run();
  }

  /** What came after the end of the file; the parser forgets it. */
  rest(): Uint8Array {
    if (this.waitingBytes > 0) this.refill();
    return this.reader.take(this.reader.left);
  }

  private refill(): void {
    const { reader } = this;
    if (this.checksum && !this.done) this.crc.update(reader.bytes, 0, reader.pos);
    const kept = reader.bytes.subarray(reader.pos);
    const base = reader.offset;
    let bytes = this.waiting[0] ?? kept;
    if (kept.length > 0 || this.waiting.length > 1) {
      bytes = new Uint8Array(kept.length + this.waitingBytes);
      bytes.set(kept);
      let at = kept.length;
      for (const chunk of this.waiting) {
        bytes.set(chunk, at);
        at += chunk.length;
      }
    }
    this.waiting = [];
    this.waitingBytes = 0;
    reader.reset(bytes, base);
  }

  private run(): void {
    const { reader } = this;
    try {
      while (!this.done) {
        if (this.loader !== undefined) this.deliver(this.loader.run(reader));
        else if (this.started) this.step();
        else this.readHeader();
        reader.commit();
      }
    } catch (error) {
      if (error !== NEED_MORE) throw error;
      reader.pos = reader.mark;
    }
  }

  private readHeader(): void {
    const { reader } = this;
    const text = reader.text(9);
    const version = /^(?:REDIS(\d{4})|VALKEY(\d{3}))$/.exec(text);
    if (!version) throw new RdbError('this is not an RDB file', 0);
    this.version = Number(version[1] ?? version[2]);
    if (this.version < 1) throw new RdbError(`RDB version ${this.version} is not known`, 5);
    this.started = true;
    this.visitor.header?.(this.version);
  }

  /** Reads one opcode with what belongs to it, or the beginning of a key. Changes nothing before all of it is there. */
  private step(): void {
    const { reader, visitor } = this;
    const opcode = reader.u8();
    switch (opcode) {
      case OPCODE.EXPIRETIME_MS:
        this.expireAt = this.time(Number(reader.i64()));
        return;
      case OPCODE.EXPIRETIME:
        this.expireAt = this.time(reader.i32() * 1000);
        return;
      case OPCODE.FREQ:
        this.freq = reader.u8();
        return;
      case OPCODE.IDLE:
        this.idle = reader.len();
        return;
      case OPCODE.SELECTDB:
        this.db = reader.len();
        return;
      case OPCODE.RESIZEDB: {
        const keys = reader.len();
        const volatile = reader.len();
        visitor.resize?.(this.db, keys, volatile);
        return;
      }
      case OPCODE.AUX: {
        const name = reader.string();
        const value = reader.string();
        visitor.aux?.(name, value);
        return;
      }
      case OPCODE.FUNCTION2: {
        const code = reader.string();
        visitor.library?.(code);
        return;
      }
      case OPCODE.FUNCTION_PRE_GA:
        reader.string();
        reader.string();
        if (reader.len() === 1) reader.string();
        reader.string();
        visitor.skipped?.('a function of a release candidate', reader.offset);
        return;
      case OPCODE.SLOT_INFO:
        for (let i = 0; i < 3; i++) reader.len();
        return;
      case OPCODE.KEY_META:
        if (this.version >= VERSION_VALKEY) reader.fail('a slot was being imported, which has no place here');
        for (let left = reader.len(); left > 0; left--) {
          reader.skip(4);
          skipModule(reader);
        }
        visitor.skipped?.('what a module attached to a key', reader.offset);
        return;
      case OPCODE.MODULE_AUX:
        reader.len64();
        reader.len();
        reader.len();
        skipModule(reader);
        visitor.skipped?.('data of a module', reader.offset);
        return;
      case OPCODE.EOF:
        this.end();
        return;
    }
    this.key = reader.string();
    if (opcode === TYPE.MODULE_2) {
      reader.len64();
      skipModule(reader);
      visitor.skipped?.(`key "${this.key}" of a module's type`, reader.offset);
      this.forget();
      return;
    }
    const started = startValue(opcode, reader, this.limits, this.version >= VERSION_VALKEY);
    if (started instanceof ValueLoader) this.loader = started;
    else this.deliver(started);
  }

  private deliver(value: Value | undefined): void {
    const { visitor, key, db, expireAt, idle, freq } = this;
    for (const what of this.loader?.leftOut ?? []) visitor.skipped?.(`of key "${key}" ${what}`, this.offset);
    this.loader = undefined;
    this.forget();
    if (value === undefined) visitor.skipped?.(`key "${key}", which is empty`, this.offset);
    else visitor.key({ db, key, value, expireAt, idle, freq });
  }

  private forget(): void {
    this.expireAt = -1;
    this.idle = undefined;
    this.freq = undefined;
  }

  /** A time that is not absurd; negative ones are long past. */
  private time(ms: number): number {
    if (!Number.isSafeInteger(ms)) this.reader.fail('a TTL is absurd');
    return Math.max(0, ms);
  }

  private end(): void {
    const { reader, crc } = this;
    if (this.version >= 5) {
      reader.need(8);
      if (this.checksum) {
        crc.update(reader.bytes, 0, reader.pos);
        if (!crc.matches(reader.bytes, reader.pos)) reader.fail('the checksum does not agree');
      }
      reader.skip(8);
    }
    this.done = true;
  }
}

/** Steps over a module's value: numbered parts up to an end mark. */
function skipModule(reader: ByteReader): void {
  for (;;) {
    const part = reader.len();
    switch (part) {
      case 0:
        return;
      case 1:
      case 2:
        reader.len64();
        break;
      case 3:
        reader.skip(4);
        break;
      case 4:
        reader.skip(8);
        break;
      case 5:
        reader.blob();
        break;
      default:
        reader.fail('a module wrote a part of an unknown kind');
    }
  }
}

/** Reads a whole file in memory. */
export function readRdb(bytes: Uint8Array, visitor: RdbVisitor, limits: Limits): RdbParser {
  const parser = new RdbParser(visitor, limits);
  parser.push(bytes);
  parser.finish();
  return parser;
}
