/**
 * A growing buffer with the primitives of the format: lengths, strings in their encodings, little-endian numbers.
 * Source of the encodings: the reference's `rdb.c` (`rdbSaveLen`, `rdbSaveRawString`).
 */
import { parseInt64 } from '../engine/numbers.ts';
import { compress } from './lzf.ts';
import { ENCODING } from './opcodes.ts';

/** Strings up to this length are never compressed: it would not pay. */
const MIN_COMPRESSED = 20;

export class ByteWriter {
  buffer: Uint8Array;
  length = 0;
  private view: DataView;
  private scratch = new Uint8Array(1024);
  /** Whether strings over 20 bytes are compressed where that makes them shorter. */
  private readonly compression: boolean;

  constructor(capacity = 1024, compression = true) {
    this.buffer = new Uint8Array(capacity);
    this.view = new DataView(this.buffer.buffer);
    this.compression = compression;
  }

  /** A copy of what was written; the writer is empty afterwards and keeps its buffer. */
  take(): Uint8Array {
    const bytes = this.buffer.slice(0, this.length);
    this.length = 0;
    return bytes;
  }

  /** Makes room for `more` bytes. */
  reserve(more: number): void {
    const needed = this.length + more;
    if (needed <= this.buffer.length) return;
    const next = new Uint8Array(Math.max(needed, this.buffer.length * 2));
    next.set(this.buffer.subarray(0, this.length));
    this.buffer = next;
    this.view = new DataView(next.buffer);
  }

  u8(value: number): void {
    this.reserve(1);
    this.buffer[this.length++] = value;
  }

  /** Two, four bytes, little-endian; negative values in two's complement. */
  u16(value: number): void {
    this.reserve(2);
    this.view.setInt16(this.length, value, true);
    this.length += 2;
  }
  u32(value: number): void {
    this.reserve(4);
    this.view.setInt32(this.length, value, true);
    this.length += 4;
  }
  u32BigEndian(value: number): void {
    this.reserve(4);
    this.view.setUint32(this.length, value, false);
    this.length += 4;
  }
  /** Eight bytes, little-endian, signed. */
  i64(value: number | bigint): void {
    this.reserve(8);
    this.view.setBigInt64(this.length, BigInt(value), true);
    this.length += 8;
  }
  u64BigEndian(value: bigint): void {
    this.reserve(8);
    this.view.setBigUint64(this.length, value, false);
    this.length += 8;
  }
  double(value: number): void {
    this.reserve(8);
    this.view.setFloat64(this.length, value, true);
    this.length += 8;
  }

  /** Bytes [start, end) as they are. */
  bytes(bytes: Uint8Array, start = 0, end = bytes.length): void {
    this.reserve(end - start);
    this.buffer.set(start === 0 && end === bytes.length ? bytes : bytes.subarray(start, end), this.length);
    this.length += end - start;
  }

  /** A byte string as it is, without its length. */
  raw(text: string): void {
    const count = text.length;
    this.reserve(count);
    const { buffer } = this;
    let at = this.length;
    for (let i = 0; i < count; i++) buffer[at++] = text.charCodeAt(i);
    this.length = at;
  }

  /** A length: 6, 14, 32 or 64 bits, big-endian, marked by the top bits of the first byte. */
  len(value: number | bigint): void {
    if (value < 64) this.u8(Number(value));
    else if (value < 16384) {
      this.u8((Number(value) >> 8) | 0x40);
      this.u8(Number(value) & 255);
    } else if (value < 4294967296) {
      this.u8(0x80);
      this.u32BigEndian(Number(value));
    } else {
      this.u8(0x81);
      this.u64BigEndian(BigInt(value));
    }
  }

  /** A string: a 32-bit integer where its text is one, compressed where that pays, else length and bytes. */
  string(text: string): void {
    const count = text.length;
    if (count <= 11 && count > 0) {
      const value = parseInt64(text);
      if (typeof value === 'number' && this.integer(value)) return;
    }
    if (count > MIN_COMPRESSED && this.compression) {
      const start = this.length;
      this.raw(text);
      this.compressFrom(start);
      return;
    }
    this.len(count);
    this.raw(text);
  }

  /** Bytes as a string: compressed where that pays. */
  blob(bytes: Uint8Array): void {
    if (bytes.length > MIN_COMPRESSED && this.compression) {
      const start = this.length;
      this.bytes(bytes);
      this.compressFrom(start);
      return;
    }
    this.len(bytes.length);
    this.bytes(bytes);
  }

  /** The shortest integer encoding of a string; false where it does not fit 32 bits. */
  integer(value: number): boolean {
    if (value >= -128 && value <= 127) {
      this.u8(0xc0 | ENCODING.INT8);
      this.u8(value & 255);
    } else if (value >= -32768 && value <= 32767) {
      this.u8(0xc0 | ENCODING.INT16);
      this.u16(value);
    } else if (value >= -2147483648 && value <= 2147483647) {
      this.u8(0xc0 | ENCODING.INT32);
      this.u32(value);
    } else return false;
    return true;
  }

  /** What stands before the compressed bytes of a string: their number, and how many they become. */
  compressedHead(packed: number, length: number): void {
    this.u8(0xc0 | ENCODING.LZF);
    this.len(packed);
    this.len(length);
  }

  /** Turns the plain bytes from `start` on into a string, compressed or with its length before it. */
  private compressFrom(start: number): void {
    const count = this.length - start;
    if (this.scratch.length < count) this.scratch = new Uint8Array(count * 2);
    const packed = compress(this.buffer, start, this.length, this.scratch, count - 4);
    if (packed > 0) {
      this.length = start;
      this.compressedHead(packed, count);
      this.bytes(this.scratch, 0, packed);
      return;
    }
    const head = count < 64 ? 1 : count < 16384 ? 2 : 5;
    this.reserve(head);
    this.buffer.copyWithin(start + head, start, start + count);
    this.length = start;
    this.len(count);
    this.length += count;
  }
}
