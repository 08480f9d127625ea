/**
 * LZF, the compression of long strings in RDB files. A stream is a row of runs: a control byte below 32 is followed by
 * control + 1 literal bytes; else its high three bits are a length (7: the next byte adds to it) and its low five, with
 * the byte after, say how far back the copy starts. Source: the format of Marc Lehmann's liblzf; the encoder here is a
 * plain greedy one over a table of three-byte hashes.
 */
const HASH_BITS = 14;
const MAX_LITERAL = 32;
const MAX_OFFSET = 8192;
const MAX_MATCH = 264;

/** Last position of each hash, offset by `epoch` so that the table need not be cleared between strings. */
const table = new Float64Array(1 << HASH_BITS);
let epoch = 1;

/**
 * Compresses bytes [start, end) of `input` into `output` from 0 on. Returns the length, or 0 where it would not fit into
 * `limit` bytes (it does not pay then).
 */
export function compress(
  input: Uint8Array,
  start: number,
  end: number,
  output: Uint8Array,
  limit: number,
): number {
  const compressor = new Compressor(input, start, end, output, limit);
  compressor.step(end - start);
  return compressor.size;
}

/** `compress` in steps. Others may compress in between: what the table then says of other positions is out of range. */
export class Compressor {
  /** Length of the output once it is through; 0 where it does not pay. */
  size = 0;
  private readonly input: Uint8Array;
  private readonly start: number;
  private readonly end: number;
  private readonly output: Uint8Array;
  private readonly limit: number;
  private readonly base: number;
  private at: number;
  private out = 1;
  private literals = 0;

  constructor(input: Uint8Array, start: number, end: number, output: Uint8Array, limit: number) {
    this.input = input;
    this.start = start;
    this.end = end;
    this.output = output;
    this.limit = limit;
    this.at = start;
    this.base = epoch - start;
    epoch += end - start;
  }

  /** Goes on for about `bytes` bytes of input; true when it is through. */
  step(bytes: number): boolean {
    const { input, start, end, output, limit, base } = this;
    const until = Math.min(end, this.at + bytes);
    let { at, out, literals } = this;
    while (at < until) {
      let match = -1;
      if (at + 2 < end) {
        const hash = hash3(input, at);
        const candidate = (table[hash] as number) - base;
        table[hash] = at + base;
        if (
          candidate >= start &&
          candidate < at &&
          at - candidate <= MAX_OFFSET &&
          input[candidate] === input[at] &&
          input[candidate + 1] === input[at + 1] &&
          input[candidate + 2] === input[at + 2]
        ) {
          match = candidate;
        }
      }
      if (match < 0) {
        if (out >= limit) return true;
        output[out++] = input[at++] as number;
        if (++literals === MAX_LITERAL) {
          output[out - literals - 1] = literals - 1;
          literals = 0;
          out++;
        }
        continue;
      }
      const most = Math.min(MAX_MATCH, end - at);
      let length = 3;
      while (length < most && input[match + length] === input[at + length]) length++;
      if (literals > 0) output[out - literals - 1] = literals - 1;
      else out--;
      literals = 0;
      if (out + 4 > limit) return true;
      const distance = at - match - 1;
      if (length - 2 < 7) output[out++] = ((length - 2) << 5) | (distance >> 8);
      else {
        output[out++] = (7 << 5) | (distance >> 8);
        output[out++] = length - 9;
      }
      output[out++] = distance & 255;
      out++;
      at += length;
    }
    this.at = at;
    this.out = out;
    this.literals = literals;
    if (at < end) return false;
    if (literals > 0) output[out - literals - 1] = literals - 1;
    else out--;
    this.size = out <= limit ? out : 0;
    return true;
  }
}

function hash3(input: Uint8Array, at: number): number {
  const three = ((input[at] as number) << 16) | ((input[at + 1] as number) << 8) | (input[at + 2] as number);
  return Math.imul(three, 0x9e3779b1) >>> (32 - HASH_BITS);
}

/**
 * Decompresses bytes [start, end) of `input` into an array of exactly `length` bytes. Returns undefined where the stream
 * is malformed or makes another length. A stream of n bytes never makes more than 264 n bytes, so callers can refuse an
 * absurd `length` before anything is allocated (`maxDecompressed`).
 */
export function decompress(
  input: Uint8Array,
  start: number,
  end: number,
  length: number,
): Uint8Array | undefined {
  const output = new Uint8Array(length);
  let at = start;
  let out = 0;
  while (at < end) {
    const control = input[at++] as number;
    if (control < MAX_LITERAL) {
      const count = control + 1;
      if (at + count > end || out + count > length) return undefined;
      for (let i = 0; i < count; i++) output[out++] = input[at++] as number;
      continue;
    }
    let count = control >> 5;
    if (count === 7) {
      if (at >= end) return undefined;
      count += input[at++] as number;
    }
    count += 2;
    if (at >= end) return undefined;
    let from = out - ((control & 31) << 8) - (input[at++] as number) - 1;
    if (from < 0 || out + count > length) return undefined;
    for (let i = 0; i < count; i++) output[out++] = output[from++] as number;
  }
  return out === length ? output : undefined;
}

/** Most bytes that a stream of `compressed` bytes can make. */
export const maxDecompressed = (compressed: number): number => compressed * MAX_MATCH;
