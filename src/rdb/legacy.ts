/**
 * Compact encodings that servers before Redis 7.0 wrote, and the intset, which they still write: each in one blob.
 * Sources: the reference's `ziplist.c`, `zipmap.c` and `intset.c`. All throw RdbError where a blob is malformed.
 */
import { ByteReader } from './byte-reader.ts';

/**
 * Ziplist: total bytes (4), offset of the last entry (4), number of entries (2), entries, 0xff. An entry begins with the
 * length of the one before it (1 byte, or 0xfe and 4), then encoding and data.
 */
export function readZiplist(bytes: Uint8Array, base: number): string[] {
  const reader = new ByteReader(bytes, base);
  if (reader.u32() !== bytes.length) reader.fail('a ziplist has another length than it says');
  const tail = reader.u32();
  const said = reader.u16();
  const entries: string[] = [];
  let last = 10;
  while (reader.left > 0) {
    if (bytes[reader.pos] === 0xff) {
      if (reader.left !== 1) reader.fail('a ziplist goes on after its end');
      if (said !== 65535 && said !== entries.length) reader.fail('a ziplist has another number of entries');
      if (entries.length > 0 && tail !== last) reader.fail('a ziplist has its tail elsewhere');
      return entries;
    }
    const before = reader.pos - last;
    last = reader.pos;
    let previous = reader.u8();
    if (previous === 0xfe) previous = reader.u32();
    if (previous !== before) reader.fail('an entry of a ziplist has another length before it');
    entries.push(ziplistEntry(reader));
  }
  return reader.fail('a ziplist has no end');
}

function ziplistEntry(reader: ByteReader): string {
  const first = reader.u8();
  switch (first >> 6) {
    case 0:
      return reader.text(first & 63);
    case 1:
      return reader.text(((first & 63) << 8) | reader.u8());
    case 2:
      return reader.text(reader.u32BigEndian());
  }
  switch (first) {
    case 0xc0:
      return String(reader.i16());
    case 0xd0:
      return String(reader.i32());
    case 0xe0:
      return String(reader.i64());
    case 0xf0:
      return String(reader.i24());
    case 0xfe:
      return String(reader.i8());
  }
  if (first >= 0xf1 && first <= 0xfd) return String((first & 15) - 1);
  return reader.fail('unknown entry in a ziplist');
}

/**
 * Zipmap (hashes before Redis 2.6): number of pairs (1 byte, 254 and above for "count them"), then key length, key,
 * value length, unused bytes, value, those unused bytes; 0xff. A length is one byte, or 0xfe and four.
 */
export function readZipmap(bytes: Uint8Array, base: number): string[] {
  const reader = new ByteReader(bytes, base);
  const said = reader.u8();
  const entries: string[] = [];
  for (;;) {
    const first = reader.u8();
    if (first === 0xff) {
      if (reader.left > 0) reader.fail('a zipmap goes on after its end');
      if (said < 254 && said * 2 !== entries.length) reader.fail('a zipmap has another number of pairs');
      return entries;
    }
    const field = reader.text(first === 0xfe ? reader.u32() : first);
    const length = reader.u8();
    if (length === 0xff) reader.fail('a zipmap ends between a field and its value');
    const size = length === 0xfe ? reader.u32() : length;
    const unused = reader.u8();
    const value = reader.text(size);
    reader.skip(unused);
    entries.push(field, value);
  }
}

/** Intset: width of a member in bytes (4), number of members (4), members in ascending order. */
export function readIntset(bytes: Uint8Array, base: number): string[] {
  const reader = new ByteReader(bytes, base);
  const width = reader.u32();
  const count = reader.u32();
  if (width !== 2 && width !== 4 && width !== 8) reader.fail('an intset has an unknown width');
  if (count * width !== reader.left) reader.fail('an intset has another length than it says');
  const members: string[] = [];
  let last: number | bigint | undefined;
  for (let i = 0; i < count; i++) {
    const member = width === 2 ? reader.i16() : width === 4 ? reader.i32() : reader.i64();
    if (last !== undefined && member <= last) reader.fail('an intset is out of order');
    last = member;
    members.push(String(member));
  }
  return members;
}

/** The bytes of an intset of these members, whatever their order. */
export function writeIntset(members: readonly (number | bigint)[]): Uint8Array {
  const sorted = [...members].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const fits = (limit: number) => sorted.every((value) => value >= -limit && value < limit);
  const width = fits(2 ** 15) ? 2 : fits(2 ** 31) ? 4 : 8;
  const bytes = new Uint8Array(8 + width * sorted.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, width, true);
  view.setUint32(4, sorted.length, true);
  sorted.forEach((value, i) => {
    const at = 8 + i * width;
    if (width === 2) view.setInt16(at, Number(value), true);
    else if (width === 4) view.setInt32(at, Number(value), true);
    else view.setBigInt64(at, BigInt(value), true);
  });
  return bytes;
}
