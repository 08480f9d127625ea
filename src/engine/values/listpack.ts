/**
 * Sizes in the reference's compact encoding, the listpack: one run of bytes with an entry for each element. The engine
 * does not store values that way, but thresholds (`list-max-listpack-size`) and memory figures count its bytes.
 * Source of the format: the reference's `listpack.md` (entry = encoding and data, then its length once more backwards).
 */
import { parseInt64 } from '../numbers.ts';

/** Bytes of an empty listpack: total length (4), number of entries (2), end mark (1). */
export const LISTPACK_OVERHEAD = 7;

/** Bytes that `text` takes as an entry: canonical integers are packed, everything else is kept as it is. */
export function listpackEntrySize(text: string): number {
  const { length } = text;
  if (length > 0 && length <= 20) {
    const first = text.charCodeAt(0);
    if (first <= 57 && (first >= 48 || first === 45)) {
      const value = parseInt64(text);
      if (value !== undefined) return listpackIntegerSize(value);
    }
  }
  if (length < 64) return length + 2;
  const data = length < 4096 ? length + 2 : length + 5;
  return data + backwardLength(data);
}

/** Bytes that an integer takes as an entry. */
export function listpackIntegerSize(value: number | bigint): number {
  if (value >= 0 && value <= 127) return 2;
  if (value >= -4096 && value <= 4095) return 3;
  if (value >= -32768 && value <= 32767) return 4;
  if (value >= -8388608 && value <= 8388607) return 5;
  if (value >= -2147483648 && value <= 2147483647) return 6;
  return 10;
}

function backwardLength(size: number): number {
  if (size <= 127) return 1;
  if (size <= 16383) return 2;
  if (size <= 2097151) return 3;
  return size <= 268435455 ? 4 : 5;
}
