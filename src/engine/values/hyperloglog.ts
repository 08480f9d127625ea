/**
 * HyperLogLog, byte for byte as the reference keeps it in a string: 16 bytes of header (`HYLL`, encoding, cached
 * cardinality), then 16384 registers of 6 bits. Each element picks a register by 14 bits of its hash and offers it the
 * position of the lowest set bit of the rest; the register keeps the largest offer.
 *
 * Dense, the registers stand packed one after another, low bits first. Sparse (see `hyperloglog-sparse.ts`), runs of
 * equal registers are opcodes. The estimate is Otmar Ertl's (arXiv:1702.01284, algorithm 6), computed from the histogram
 * of the registers.
 */
import { murmur64 } from '../murmur.ts';
import { narrow } from '../numbers.ts';
import { Bytes } from './bytes.ts';
import { setSparse, sparseRuns } from './hyperloglog-sparse.ts';

export const REGISTERS = 16384;
export const HEADER = 16;
const INDEX_BITS = 14;
/** Bits of the hash that are left for the pattern. */
const PATTERN_BITS = 64 - INDEX_BITS;
const DENSE = 0;
const SPARSE = 1;
const ENCODING_AT = 4;
const CACHE_AT = 8;
const DENSE_SIZE = HEADER + (REGISTERS * 6) / 8;
const ALPHA = 0.7213475204444817;

/** An empty sparse HyperLogLog, its cached cardinality valid and 0. */
export function createHyperLogLog(): Bytes {
  const bytes = new Bytes(new Uint8Array(HEADER + 2));
  bytes.write(0, 'HYLL');
  bytes.buffer[ENCODING_AT] = SPARSE;
  // One opcode: a run of 16384 zeros.
  bytes.write(HEADER, '\x7f\xff');
  return bytes;
}

/** True where the bytes can be a HyperLogLog; broken runs show only when they are read. */
export function isHyperLogLog(bytes: Uint8Array): boolean {
  if (bytes.length < HEADER) return false;
  if (bytes[0] !== 72 || bytes[1] !== 89 || bytes[2] !== 76 || bytes[3] !== 76) return false;
  const encoding = bytes[ENCODING_AT] ?? 0;
  return encoding === SPARSE || (encoding === DENSE && bytes.length === DENSE_SIZE);
}

export const isDense = (bytes: Bytes): boolean => bytes.buffer[ENCODING_AT] === DENSE;

// ---- the cached cardinality: 64 bits, the highest of which says that it is stale

/** The cached cardinality, or undefined where it is stale. Exact, since a broken string may claim any number. */
export function cachedCount(bytes: Bytes): number | bigint | undefined {
  if (((bytes.buffer[CACHE_AT + 7] ?? 0) & 0x80) !== 0) return undefined;
  let count = 0n;
  for (let i = 7; i >= 0; i--) count = (count << 8n) | BigInt(bytes.buffer[CACHE_AT + i] ?? 0);
  return narrow(count);
}

export function storeCount(bytes: Bytes, count: number): void {
  let rest = count;
  for (let i = 0; i < 8; i++) {
    bytes.buffer[CACHE_AT + i] = rest % 256;
    rest = Math.floor(rest / 256);
  }
}

export function spoilCount(bytes: Bytes): void {
  bytes.buffer[CACHE_AT + 7] = (bytes.buffer[CACHE_AT + 7] ?? 0) | 0x80;
}

// ---- registers

const denseAt = (buffer: Uint8Array, register: number): number => {
  const at = HEADER + ((register * 6) >> 3);
  const shift = (register * 6) & 7;
  return (((buffer[at] ?? 0) >> shift) | ((buffer[at + 1] ?? 0) << (8 - shift))) & 63;
};

function writeDense(buffer: Uint8Array, register: number, value: number): void {
  const at = HEADER + ((register * 6) >> 3);
  const shift = (register * 6) & 7;
  buffer[at] = ((buffer[at] ?? 0) & ~(63 << shift)) | (value << shift);
  if (shift > 2) buffer[at + 1] = ((buffer[at + 1] ?? 0) & ~(63 >> (8 - shift))) | (value >> (8 - shift));
}

/**
 * Raises a register to `value`. Returns 1 where it was lower, 0 where it was not, and -1 where the sparse runs are
 * broken. A sparse one that would outgrow `sparseMax` bytes, header included, becomes dense.
 */
export function raise(bytes: Bytes, register: number, value: number, sparseMax: number): -1 | 0 | 1 {
  if (!isDense(bytes)) {
    const outcome = setSparse(bytes, register, value, sparseMax);
    if (outcome !== 'full') return outcome;
    if (!toDense(bytes)) return -1;
  }
  if (denseAt(bytes.buffer, register) >= value) return 0;
  writeDense(bytes.buffer, register, value);
  return 1;
}

/** Adds an element; returns as `raise` does. */
export function addElement(bytes: Bytes, element: string, sparseMax: number): -1 | 0 | 1 {
  const hash = murmur64(element);
  const register = hash.low & (REGISTERS - 1);
  return raise(bytes, register, patternLength(hash.high, hash.low), sparseMax);
}

/** Position, from 1, of the lowest set bit of the hash above the register's 14 bits; 51 where there is none. */
function patternLength(high: number, low: number): number {
  const rest = ((low >>> INDEX_BITS) | (high << (32 - INDEX_BITS))) >>> 0;
  if (rest !== 0) return 32 - Math.clz32(rest & -rest);
  const upper = high >>> INDEX_BITS;
  return upper === 0 ? PATTERN_BITS + 1 : 64 - Math.clz32(upper & -upper);
}

/** Makes a sparse HyperLogLog dense, keeping the cache as it is; false where its runs are broken. */
export function toDense(bytes: Bytes): boolean {
  if (isDense(bytes)) return true;
  const buffer = new Uint8Array(DENSE_SIZE);
  buffer.set(bytes.buffer.subarray(0, HEADER));
  buffer[ENCODING_AT] = DENSE;
  const valid = eachRegister(bytes, (register, value) => writeDense(buffer, register, value));
  if (!valid) return false;
  bytes.buffer = buffer;
  bytes.length = DENSE_SIZE;
  return true;
}

/** Visits every register that is not 0; false where the sparse runs are broken. */
function eachRegister(bytes: Bytes, visit: (register: number, value: number) => void): boolean {
  if (isDense(bytes)) {
    for (let i = 0; i < REGISTERS; i++) {
      const value = denseAt(bytes.buffer, i);
      if (value > 0) visit(i, value);
    }
    return true;
  }
  let at = 0;
  for (const { value, length } of sparseRuns(bytes)) {
    if (at + length > REGISTERS) return false;
    if (value > 0) for (let i = 0; i < length; i++) visit(at + i, value);
    at += length;
  }
  return at === REGISTERS;
}

/** Raises `registers` (one byte each) to those of a HyperLogLog; false where that is broken. */
export function mergeInto(registers: Uint8Array, bytes: Bytes): boolean {
  return eachRegister(bytes, (register, value) => {
    if (value > (registers[register] ?? 0)) registers[register] = value;
  });
}

/** All registers, one byte each, or undefined where the sparse runs are broken. */
export function registersOf(bytes: Bytes): Uint8Array | undefined {
  const registers = new Uint8Array(REGISTERS);
  return mergeInto(registers, bytes) ? registers : undefined;
}

// ---- the estimate

/** The estimated number of distinct elements behind these registers. */
export function estimate(registers: Uint8Array): number {
  const histogram = new Array<number>(64).fill(0);
  for (const value of registers) histogram[value] = (histogram[value] ?? 0) + 1;
  const m = REGISTERS;
  let z = m * tau((m - (histogram[PATTERN_BITS + 1] ?? 0)) / m);
  for (let i = PATTERN_BITS; i >= 1; i--) z = (z + (histogram[i] ?? 0)) * 0.5;
  z += m * sigma((histogram[0] ?? 0) / m);
  return Math.round((ALPHA * m * m) / z);
}

function tau(start: number): number {
  if (start === 0 || start === 1) return 0;
  let x = start;
  let y = 1;
  let z = 1 - x;
  for (;;) {
    x = Math.sqrt(x);
    const before = z;
    y *= 0.5;
    z -= (1 - x) * (1 - x) * y;
    if (before === z) return z / 3;
  }
}

function sigma(start: number): number {
  if (start === 1) return Infinity;
  let x = start;
  let y = 1;
  let z = x;
  for (;;) {
    x *= x;
    const before = z;
    z += x * y;
    y += y;
    if (before === z) return z;
  }
}
