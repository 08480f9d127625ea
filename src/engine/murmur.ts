/**
 * MurmurHash64A of Austin Appleby, with the seed that the reference's HyperLogLog uses. Worked out on pairs of 32-bit
 * words, since one PFADD may hash many elements and bigint would allocate at every step.
 */
const SEED_LOW = 0xadc83b19;
const M_HIGH = 0xc6a4a793;
const M_LOW = 0x5bd1e995;

/** A 64-bit hash as two unsigned words. One object is reused: read it before the next call. */
export interface Hash64 {
  high: number;
  low: number;
}

const result: Hash64 = { high: 0, low: 0 };

/** result = (high, low) × m, modulo 2⁶⁴. */
function multiply(high: number, low: number): void {
  const a0 = low & 0xffff;
  const a1 = low >>> 16;
  const cross = a1 * (M_LOW & 0xffff) + Math.floor((a0 * (M_LOW & 0xffff)) / 65536);
  const upper = a0 * (M_LOW >>> 16) + (cross % 65536);
  const carried = a1 * (M_LOW >>> 16) + Math.floor(cross / 65536) + Math.floor(upper / 65536);
  result.high = (carried + Math.imul(high, M_LOW) + Math.imul(low, M_HIGH)) >>> 0;
  result.low = Math.imul(low, M_LOW) >>> 0;
}

/** result ^= result >> 47 */
function fold(): void {
  result.low = (result.low ^ (result.high >>> 15)) >>> 0;
}

const word = (text: string, at: number) =>
  (text.charCodeAt(at) |
    (text.charCodeAt(at + 1) << 8) |
    (text.charCodeAt(at + 2) << 16) |
    (text.charCodeAt(at + 3) << 24)) >>>
  0;

/** Hashes a byte string (one char a byte). */
export function murmur64(text: string): Hash64 {
  const { length } = text;
  multiply(0, length);
  let high = result.high;
  let low = (result.low ^ SEED_LOW) >>> 0;
  const blocks = length - (length % 8);
  for (let i = 0; i < blocks; i += 8) {
    multiply(word(text, i + 4), word(text, i));
    fold();
    multiply(result.high, result.low);
    multiply((high ^ result.high) >>> 0, (low ^ result.low) >>> 0);
    high = result.high;
    low = result.low;
  }
  if (blocks < length) {
    for (let i = length - 1; i >= blocks; i--) {
      const shift = (i - blocks) * 8;
      if (shift >= 32) high = (high ^ (text.charCodeAt(i) << (shift - 32))) >>> 0;
      else low = (low ^ (text.charCodeAt(i) << shift)) >>> 0;
    }
    multiply(high, low);
    high = result.high;
    low = result.low;
  }
  result.high = high;
  result.low = low;
  fold();
  multiply(result.high, result.low);
  fold();
  return result;
}
