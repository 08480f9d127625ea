/** Bits of a byte string. Bit 0 is the highest bit of the first byte, as in the reference. */
import { Bytes } from './bytes.ts';
import { type StringValue, stringOf } from './value.ts';

/** The bytes of a string value; for reading only, since it may be the value's own buffer. */
export function viewOf(value: StringValue | undefined): Uint8Array {
  if (value === undefined) return new Uint8Array(0);
  if (typeof value !== 'object') return Bytes.from(stringOf(value)).buffer;
  return value.buffer.subarray(0, value.length);
}

/** One bit, 0 beyond the end. */
export function bitAt(value: StringValue, offset: number): number {
  const at = Math.floor(offset / 8);
  let byte: number;
  if (typeof value === 'object') byte = at < value.length ? (value.buffer[at] ?? 0) : 0;
  else {
    const text = stringOf(value);
    byte = at < text.length ? text.charCodeAt(at) : 0;
  }
  return (byte >> (7 - (offset % 8))) & 1;
}

const POPULATION = new Uint8Array(256);
for (let i = 1; i < 256; i++) POPULATION[i] = (i & 1) + (POPULATION[i >> 1] ?? 0);

/** The byte at `at` with only its bits inside [from, to] left, by absolute bit numbers. */
function masked(bytes: Uint8Array, at: number, from: number, to: number): number {
  let byte = bytes[at] ?? 0;
  const first = at * 8;
  if (from > first) byte &= 0xff >> (from - first);
  if (to < first + 7) byte &= (0xff << (first + 7 - to)) & 0xff;
  return byte;
}

/** How many bits are set in [from, to]; both inside the bytes. */
export function countBits(bytes: Uint8Array, from: number, to: number): number {
  const first = Math.floor(from / 8);
  const last = Math.floor(to / 8);
  let count = POPULATION[masked(bytes, first, from, to)] ?? 0;
  for (let i = first + 1; i < last; i++) count += POPULATION[bytes[i] ?? 0] ?? 0;
  if (last > first) count += POPULATION[masked(bytes, last, from, to)] ?? 0;
  return count;
}

/** The first bit in [from, to] that is `bit`, or -1; both ends inside the bytes. */
export function findBit(bytes: Uint8Array, bit: 0 | 1, from: number, to: number): number {
  const skip = bit === 1 ? 0 : 0xff;
  let at = from;
  while (at <= to) {
    if (at % 8 === 0) {
      let byte = at / 8;
      while (at + 7 <= to && bytes[byte] === skip) {
        byte++;
        at += 8;
      }
      if (at > to) return -1;
    }
    if ((((bytes[Math.floor(at / 8)] ?? 0) >> (7 - (at % 8))) & 1) === bit) return at;
    at++;
  }
  return -1;
}

/** The unsigned integer of `width` bits from bit `offset` on; bits beyond the end are 0. */
export function getField(bytes: Uint8Array, offset: number, width: number): bigint {
  const first = Math.floor(offset / 8);
  const last = Math.floor((offset + width - 1) / 8);
  let value = 0n;
  for (let i = first; i <= last; i++) value = (value << 8n) | BigInt(bytes[i] ?? 0);
  return BigInt.asUintN(width, value >> BigInt(last * 8 + 7 - (offset + width - 1)));
}

/** Writes the lowest `width` bits of `value` from bit `offset` on; the bytes must be long enough. */
export function setField(bytes: Uint8Array, offset: number, width: number, value: bigint): void {
  const first = Math.floor(offset / 8);
  const last = Math.floor((offset + width - 1) / 8);
  const shift = BigInt(last * 8 + 7 - (offset + width - 1));
  let whole = 0n;
  for (let i = first; i <= last; i++) whole = (whole << 8n) | BigInt(bytes[i] ?? 0);
  const mask = ((1n << BigInt(width)) - 1n) << shift;
  whole = (whole & ~mask) | (BigInt.asUintN(width, value) << shift);
  for (let i = last; i >= first; i--) {
    bytes[i] = Number(whole & 255n);
    whole >>= 8n;
  }
}
