/**
 * CRC-64 as the RDB format uses it: the Jones polynomial 0xad93d23594c935a9, reflected, starting at 0, with no final
 * inversion. JavaScript has no fast 64-bit integers, so a checksum is a pair of 32-bit halves, and eight bytes go through
 * eight tables at a time (slicing-by-8, Kounavis and Berry).
 */
const POLY_HIGH = 0x95ac9329 | 0;
const POLY_LOW = 0xac4bc9b5 | 0;

const HIGH = new Int32Array(8 * 256);
const LOW = new Int32Array(8 * 256);

for (let byte = 0; byte < 256; byte++) {
  let high = 0;
  let low = byte;
  for (let bit = 0; bit < 8; bit++) {
    const odd = low & 1;
    low = (low >>> 1) | (high << 31);
    high >>>= 1;
    if (odd) {
      high ^= POLY_HIGH;
      low ^= POLY_LOW;
    }
  }
  HIGH[byte] = high;
  LOW[byte] = low;
}
for (let i = 256; i < 8 * 256; i++) {
  const high = HIGH[i - 256] as number;
  const low = LOW[i - 256] as number;
  const index = low & 255;
  HIGH[i] = (high >>> 8) ^ (HIGH[index] as number);
  LOW[i] = ((low >>> 8) | (high << 24)) ^ (LOW[index] as number);
}

/** A running checksum. */
export class Crc64 {
  private high = 0;
  private low = 0;

  /** Adds bytes [start, end). */
  update(bytes: Uint8Array, start = 0, end = bytes.length): this {
    let high = this.high;
    let low = this.low;
    let i = start;
    for (; i + 8 <= end; i += 8) {
      // The halves are little-endian: the first byte meets the lowest eight bits.
      const a =
        low ^ (at(bytes, i) | (at(bytes, i + 1) << 8) | (at(bytes, i + 2) << 16) | (at(bytes, i + 3) << 24));
      const b =
        high ^
        (at(bytes, i + 4) | (at(bytes, i + 5) << 8) | (at(bytes, i + 6) << 16) | (at(bytes, i + 7) << 24));
      const t0 = 1792 + (a & 255);
      const t1 = 1536 + ((a >>> 8) & 255);
      const t2 = 1280 + ((a >>> 16) & 255);
      const t3 = 1024 + (a >>> 24);
      const t4 = 768 + (b & 255);
      const t5 = 512 + ((b >>> 8) & 255);
      const t6 = 256 + ((b >>> 16) & 255);
      const t7 = b >>> 24;
      high = fold(HIGH, t0, t1, t2, t3) ^ fold(HIGH, t4, t5, t6, t7);
      low = fold(LOW, t0, t1, t2, t3) ^ fold(LOW, t4, t5, t6, t7);
    }
    for (; i < end; i++) {
      const index = (low ^ at(bytes, i)) & 255;
      low = ((low >>> 8) | (high << 24)) ^ (LOW[index] as number);
      high = (high >>> 8) ^ (HIGH[index] as number);
    }
    this.high = high;
    this.low = low;
    return this;
  }

  /** The eight bytes as files end with them (little-endian). */
  bytes(): Uint8Array {
    const out = new Uint8Array(8);
    const view = new DataView(out.buffer);
    view.setInt32(0, this.low, true);
    view.setInt32(4, this.high, true);
    return out;
  }

  /** True where the eight bytes at `offset` say the same, or are all zero (a writer that had checksums off). */
  matches(bytes: Uint8Array, offset: number): boolean {
    const view = new DataView(bytes.buffer, bytes.byteOffset + offset, 8);
    const low = view.getInt32(0, true);
    const high = view.getInt32(4, true);
    return (low === this.low && high === this.high) || (low === 0 && high === 0);
  }

  /** Sixteen hexadecimal digits. */
  get hex(): string {
    const digits = (half: number) => (half >>> 0).toString(16).padStart(8, '0');
    return digits(this.high) + digits(this.low);
  }
}

function at(bytes: Uint8Array, i: number): number {
  return bytes[i] as number;
}

function fold(table: Int32Array, a: number, b: number, c: number, d: number): number {
  return (table[a] as number) ^ (table[b] as number) ^ (table[c] as number) ^ (table[d] as number);
}
