/**
 * A bounded cursor over bytes. Every read is checked against what is there; nothing is allocated on the word of a length
 * alone. It serves two masters: a whole file or blob in memory, where running out is an error, and a file that comes in
 * chunks, where running out means to wait: then `NEED_MORE` is thrown and the caller starts again from its last `commit`.
 */
import { textOf } from '../engine/values/bytes.ts';
import { RdbError } from './error.ts';
import { decompress, maxDecompressed } from './lzf.ts';
import { ENCODING, MAX_STRING } from './opcodes.ts';

/** Thrown where a chunk ends in the middle of something. */
export const NEED_MORE = Symbol('need more bytes');

const EMPTY = new Uint8Array(0);

export class ByteReader {
  bytes: Uint8Array;
  pos = 0;
  /** Where to start again when more bytes have come. */
  mark = 0;
  /** Bytes that must be there, counted from the start of `bytes`, before it is worth trying again. */
  wanted = 0;
  /** True once no more bytes will come. */
  final: boolean;
  /** Offset of `bytes[0]` in the whole file, for error messages. */
  base: number;
  private view: DataView;

  constructor(bytes: Uint8Array = EMPTY, base = 0, final = true) {
    this.bytes = bytes;
    this.base = base;
    this.final = final;
    this.view = viewOf(bytes);
  }

  /** Goes on with other bytes, from `pos` on. */
  reset(bytes: Uint8Array, base: number): void {
    this.bytes = bytes;
    this.base = base;
    this.view = viewOf(bytes);
    this.pos = 0;
    this.mark = 0;
    this.wanted = 0;
  }

  get offset(): number {
    return this.base + this.pos;
  }
  get left(): number {
    return this.bytes.length - this.pos;
  }

  /** What was read up to here is done with. */
  commit(): void {
    this.mark = this.pos;
  }

  fail(message: string): never {
    throw new RdbError(message, this.offset);
  }

  /** Makes sure that `count` bytes are there. */
  need(count: number): void {
    if (this.pos + count <= this.bytes.length) return;
    if (this.final) this.fail('the data ends too early');
    // At least twice of what will be read again: something long without a commit would be read once for each chunk.
    this.wanted = Math.max(this.pos + count, this.bytes.length * 2 - this.mark);
    throw NEED_MORE;
  }

  u8(): number {
    this.need(1);
    return this.bytes[this.pos++] as number;
  }
  i8(): number {
    return (this.u8() << 24) >> 24;
  }
  u16(): number {
    this.need(2);
    this.pos += 2;
    return this.view.getUint16(this.pos - 2, true);
  }
  i16(): number {
    return (this.u16() << 16) >> 16;
  }
  u24(): number {
    return this.u16() | (this.u8() << 16);
  }
  i24(): number {
    return (this.u24() << 8) >> 8;
  }
  u32(): number {
    this.need(4);
    this.pos += 4;
    return this.view.getUint32(this.pos - 4, true);
  }
  i32(): number {
    return this.u32() | 0;
  }
  i64(): bigint {
    this.need(8);
    this.pos += 8;
    return this.view.getBigInt64(this.pos - 8, true);
  }
  double(): number {
    this.need(8);
    this.pos += 8;
    return this.view.getFloat64(this.pos - 8, true);
  }
  u32BigEndian(): number {
    this.need(4);
    this.pos += 4;
    return this.view.getUint32(this.pos - 4, false);
  }
  u64BigEndian(): bigint {
    this.need(8);
    this.pos += 8;
    return this.view.getBigUint64(this.pos - 8, false);
  }

  /** A view of the next `count` bytes; use it before the next chunk comes. */
  take(count: number): Uint8Array {
    this.need(count);
    this.pos += count;
    return this.bytes.subarray(this.pos - count, this.pos);
  }

  /** The next `count` bytes as a byte string. */
  text(count: number): string {
    this.need(count);
    this.pos += count;
    return textOf(this.bytes, this.pos - count, this.pos);
  }

  skip(count: number): void {
    this.need(count);
    this.pos += count;
  }

  /** A length that may not be an encoding. Numbers beyond 2⁵³ are refused: nothing here is that long. */
  len(): number {
    const value = this.len64();
    if (value > BigInt(Number.MAX_SAFE_INTEGER)) this.fail('a length is absurd');
    return Number(value);
  }

  /** An unsigned 64-bit number in the length encoding (stream ids, LFU data, module values). */
  len64(): bigint {
    const value = this.lenOrEncoding();
    if (value < 0) this.fail('a length was expected and an encoded string found');
    return BigInt(value);
  }

  /** A length, or -1 - encoding. */
  private lenOrEncoding(): number | bigint {
    const first = this.u8();
    switch (first >> 6) {
      case 0:
        return first;
      case 1:
        return ((first & 63) << 8) | this.u8();
      case 2:
        if (first === 0x80) return this.u32BigEndian();
        if (first === 0x81) return this.u64BigEndian();
        return this.fail('unknown length encoding');
      default:
        return -1 - (first & 63);
    }
  }

  /** A string in any of its encodings. */
  string(): string {
    const length = this.lenOrEncoding();
    if (length >= 0) return this.text(this.stringLength(length));
    switch (-1 - Number(length)) {
      case ENCODING.INT8:
        return String(this.i8());
      case ENCODING.INT16:
        return String(this.i16());
      case ENCODING.INT32:
        return String(this.i32());
      case ENCODING.LZF: {
        const bytes = this.lzf();
        return textOf(bytes, 0, bytes.length);
      }
      default:
        return this.fail('unknown string encoding');
    }
  }

  /** A string as bytes; use it before the next chunk comes. */
  blob(): Uint8Array {
    const start = this.pos;
    const length = this.lenOrEncoding();
    if (length >= 0) return this.take(this.stringLength(length));
    if (-1 - Number(length) === ENCODING.LZF) return this.lzf();
    this.pos = start;
    const text = this.string();
    return Uint8Array.from(text, (char) => char.charCodeAt(0));
  }

  private lzf(): Uint8Array {
    const packed = this.len();
    const length = this.len();
    if (length > MAX_STRING || length > maxDecompressed(packed)) this.fail('a compressed string is too long');
    this.need(packed);
    const bytes = decompress(this.bytes, this.pos, this.pos + packed, length);
    if (bytes === undefined) return this.fail('a compressed string is corrupt');
    this.pos += packed;
    return bytes;
  }

  private stringLength(length: number | bigint): number {
    if (length > MAX_STRING) this.fail('a string is longer than 512 MB');
    return Number(length);
  }
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
