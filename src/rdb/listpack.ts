/**
 * Listpacks: many short strings and integers in one run of bytes. Header: total length (4 bytes) and number of entries
 * (2 bytes, 65535 for "count them"); then for each entry encoding and data, then their length once more, written so that
 * it can be read backwards; at the end 0xff. Source: the reference's `listpack.c`.
 */
import { parseInt64 } from '../engine/numbers.ts';
import { ByteReader } from './byte-reader.ts';
import { ByteWriter } from './byte-writer.ts';

const END = 0xff;

/** Builds listpacks, one after the other, in a buffer of its own. */
export class ListpackWriter {
  private readonly out = new ByteWriter(4096, false);
  private count = 0;

  constructor() {
    this.start();
  }

  /** Bytes so far, with the end mark. */
  get size(): number {
    return this.out.length + 1;
  }
  get entries(): number {
    return this.count;
  }

  start(): void {
    this.out.length = 0;
    this.out.u32(0);
    this.out.u16(0);
    this.count = 0;
  }

  /** Adds a string, as an integer where it is the canonical text of one. */
  add(text: string): void {
    if (text.length > 0 && text.length <= 20) {
      const first = text.charCodeAt(0);
      if (first <= 57 && (first >= 48 || first === 45)) {
        const value = parseInt64(text);
        if (value !== undefined) {
          this.addInteger(value);
          return;
        }
      }
    }
    const { out } = this;
    const start = out.length;
    const { length } = text;
    if (length < 64) out.u8(0x80 | length);
    else if (length < 4096) {
      out.u8(0xe0 | (length >> 8));
      out.u8(length & 255);
    } else {
      out.u8(0xf0);
      out.u32(length);
    }
    out.raw(text);
    this.close(start);
  }

  addInteger(value: number | bigint): void {
    const { out } = this;
    const start = out.length;
    if (typeof value === 'bigint' || value < -2147483648 || value > 2147483647) {
      out.u8(0xf4);
      out.i64(value);
    } else if (value >= 0 && value <= 127) out.u8(value);
    else if (value >= -4096 && value <= 4095) {
      out.u8(0xc0 | ((value >> 8) & 31));
      out.u8(value & 255);
    } else if (value >= -32768 && value <= 32767) {
      out.u8(0xf1);
      out.u16(value);
    } else if (value >= -8388608 && value <= 8388607) {
      out.u8(0xf2);
      out.u16(value);
      out.u8((value >> 16) & 255);
    } else {
      out.u8(0xf3);
      out.u32(value);
    }
    this.close(start);
  }

  /** The finished listpack; a view that holds until the next `start`. */
  finish(): Uint8Array {
    const { out } = this;
    out.u8(END);
    const view = new DataView(out.buffer.buffer);
    view.setUint32(0, out.length, true);
    view.setUint16(4, Math.min(this.count, 65535), true);
    return out.buffer.subarray(0, out.length);
  }

  /** Writes the backward length of the entry that began at `start`. */
  private close(start: number): void {
    const { out } = this;
    const size = out.length - start;
    const groups = backwardGroups(size);
    for (let i = groups - 1; i >= 0; i--) {
      const group = Math.floor(size / 128 ** i) & 127;
      out.u8(i === groups - 1 ? group : group | 128);
    }
    this.count++;
  }
}

/** How many bytes the backward length of an entry takes. */
function backwardGroups(size: number): number {
  if (size <= 127) return 1;
  if (size < 16383) return 2;
  if (size < 2097151) return 3;
  return size < 268435455 ? 4 : 5;
}

/**
 * All entries of a listpack, as byte strings. `base` is its offset in the file for error messages. Throws RdbError
 * where it is malformed.
 */
export function readListpack(bytes: Uint8Array, base: number): string[] {
  const reader = new ByteReader(bytes, base);
  if (reader.u32() !== bytes.length) reader.fail('a listpack has another length than it says');
  const said = reader.u16();
  const entries: string[] = [];
  while (reader.left > 0) {
    if (bytes[reader.pos] === END) {
      if (reader.left !== 1) reader.fail('a listpack goes on after its end');
      if (said !== 65535 && said !== entries.length) reader.fail('a listpack has another number of entries');
      return entries;
    }
    const start = reader.pos;
    entries.push(entry(reader));
    const size = reader.pos - start;
    const groups = backwardGroups(size);
    let back = 0;
    for (let i = 0; i < groups; i++) back = back * 128 + (reader.u8() & 127);
    if (back !== size) reader.fail('an entry of a listpack has another length backwards');
  }
  return reader.fail('a listpack has no end');
}

function entry(reader: ByteReader): string {
  const first = reader.u8();
  if (first < 0x80) return String(first);
  if (first < 0xc0) return reader.text(first & 63);
  if (first < 0xe0) return String((((first & 31) << 27) >> 19) | reader.u8());
  if (first < 0xf0) return reader.text(((first & 15) << 8) | reader.u8());
  switch (first) {
    case 0xf0:
      return reader.text(reader.u32());
    case 0xf1:
      return String(reader.i16());
    case 0xf2:
      return String(reader.i24());
    case 0xf3:
      return String(reader.i32());
    case 0xf4:
      return String(reader.i64());
    default:
      return reader.fail('unknown entry in a listpack');
  }
}
