/**
 * Writes an RDB file piece by piece. The caller walks the keys, takes what was written whenever it likes, and ends with
 * `finish`; the checksum is kept along the way. Nothing is held but what was not taken yet.
 */
import { ByteWriter } from './byte-writer.ts';
import { Crc64 } from './crc64.ts';
import { OPCODE, VERSION_PLAIN } from './opcodes.ts';
import {
  type Format,
  formatOf,
  isShortString,
  rdbTypeOf,
  type Writable,
  writeString,
  writeValue,
} from './write-value.ts';

export interface RdbWriterOptions {
  /** The version in the header: `versionOf` of the most demanding value. Default 10. */
  version?: number;
  /** Facts about the file, such as `redis-ver` and `ctime`; only true ones. */
  aux?: readonly (readonly [string, string])[];
  /** How long a node of a list may get, as `list-max-listpack-size` says it. */
  listNode?: number;
  /** Code of the function libraries. */
  libraries?: readonly string[];
}

export class RdbWriter {
  private readonly out = new ByteWriter(64 * 1024);
  private readonly crc = new Crc64();
  private readonly format: Format;
  private db = -1;
  private taken = 0;

  constructor(options: RdbWriterOptions = {}) {
    const { out } = this;
    const plain = formatOf(options.version ?? VERSION_PLAIN);
    this.format = { ...plain, listNode: options.listNode ?? plain.listNode };
    out.raw(`REDIS${String(this.format.version).padStart(4, '0')}`);
    for (const [name, value] of options.aux ?? []) {
      out.u8(OPCODE.AUX);
      out.string(name);
      out.string(value);
    }
    for (const code of options.libraries ?? []) {
      out.u8(OPCODE.FUNCTION2);
      out.string(code);
    }
  }

  /** Bytes that wait to be taken. */
  get length(): number {
    return this.out.length;
  }
  /** Bytes written in all. */
  get total(): number {
    return this.taken + this.out.length;
  }

  /** Goes to a database; a hint of how many keys it has is written where it is given. */
  select(db: number, keys?: number, volatile = 0): void {
    if (db !== this.db) {
      this.db = db;
      this.out.u8(OPCODE.SELECTDB);
      this.out.len(db);
    }
    if (keys !== undefined) {
      this.out.u8(OPCODE.RESIZEDB);
      this.out.len(keys);
      this.out.len(volatile);
    }
  }

  /**
   * Begins a key; `expireAt` is ms since the epoch or -1. Returns the steps of writing it, or undefined where it is
   * already done. Until the last step nothing else may be written and the value may not change.
   */
  key(db: number, key: string, value: Writable, expireAt: number): Generator<void, void, void> | undefined {
    const { out } = this;
    if (db !== this.db) this.select(db);
    if (expireAt >= 0) {
      out.u8(OPCODE.EXPIRETIME_MS);
      out.i64(expireAt);
    }
    out.u8(rdbTypeOf(value, this.format.version));
    out.string(key);
    if (isShortString(value)) {
      writeString(out, value);
      return undefined;
    }
    const steps = writeValue(out, value, this.format);
    return steps.next().done ? undefined : steps;
  }

  /** Writes a key whole. */
  wholeKey(db: number, key: string, value: Writable, expireAt: number): void {
    const steps = this.key(db, key, value, expireAt);
    if (steps) while (!steps.next().done);
  }

  /** Adds keys that another writer of the same format wrote, between two keys. */
  append(pieces: Uint8Array): void {
    this.out.bytes(pieces);
    this.db = -1;
  }

  /** The bytes since the last time. */
  take(): Uint8Array {
    const bytes = this.out.take();
    this.crc.update(bytes);
    this.taken += bytes.length;
    return bytes;
  }

  /** Ends the file and returns what was not taken yet. */
  finish(): Uint8Array {
    this.out.u8(OPCODE.EOF);
    const last = this.take();
    const sum = this.crc.bytes();
    const bytes = new Uint8Array(last.length + sum.length);
    bytes.set(last);
    bytes.set(sum, last.length);
    return bytes;
  }
}
