/**
 * The sparse form of a HyperLogLog: runs of equal registers, as opcodes of one or two bytes.
 *
 *     00xxxxxx            a run of x+1 zeros (1–64)
 *     01xxxxxx yyyyyyyy   a run of xy+1 zeros (1–16384)
 *     1vvvvvxx            a run of x+1 registers (1–4) of value v+1 (1–32)
 *
 * Raising a register splits the run it stands in into up to three, and merges neighbours where that is possible. The
 * order of these steps is the reference's, because two forms of the same registers would be different strings.
 */
import type { Bytes } from './bytes.ts';

const HEADER = 16;
const MAX_VALUE = 32;
const MAX_VALUE_RUN = 4;
const MAX_SHORT_ZEROS = 64;

export interface Run {
  /** 0 for a run of zeros. */
  readonly value: number;
  readonly length: number;
  /** Bytes of its opcode. */
  readonly size: 1 | 2;
}

const isValue = (byte: number) => byte >= 0x80;
const valueIn = (byte: number) => ((byte >> 2) & 31) + 1;
const runIn = (byte: number) => (byte & 3) + 1;
const valueCode = (value: number, length: number) => 0x80 | ((value - 1) << 2) | (length - 1);

function zeroCode(length: number): number[] {
  if (length <= MAX_SHORT_ZEROS) return [length - 1];
  return [0x40 | ((length - 1) >> 8), (length - 1) & 255];
}

function runAt(buffer: Uint8Array, at: number): Run {
  const byte = buffer[at] ?? 0;
  if (isValue(byte)) return { value: valueIn(byte), length: runIn(byte), size: 1 };
  if (byte < 0x40) return { value: 0, length: byte + 1, size: 1 };
  return { value: 0, length: (((byte & 63) << 8) | (buffer[at + 1] ?? 0)) + 1, size: 2 };
}

/** The runs in order. */
export function* sparseRuns(bytes: Bytes): Generator<Run> {
  for (let at = HEADER; at < bytes.length; ) {
    const run = runAt(bytes.buffer, at);
    yield run;
    at += run.size;
  }
}

/**
 * Raises `register` to `value`: 1 where it was lower, 0 where it was not, -1 where the runs do not reach it, and `full`
 * where it takes the dense form: the value is too large, or the string would outgrow `maxBytes`.
 */
export function setSparse(
  bytes: Bytes,
  register: number,
  value: number,
  maxBytes: number,
): -1 | 0 | 1 | 'full' {
  if (value > MAX_VALUE) return 'full';
  let at = HEADER;
  let previous = HEADER;
  let first = 0;
  let run = runAt(bytes.buffer, at);
  while (at < bytes.length && register >= first + run.length) {
    previous = at;
    at += run.size;
    first += run.length;
    run = runAt(bytes.buffer, at);
  }
  if (at >= bytes.length) return -1;
  if (run.value >= value) return 0;
  if (run.length === 1 && run.size === 1) bytes.buffer[at] = valueCode(value, 1);
  else {
    const codes = split(run, register - first, value);
    const growth = codes.length - run.size;
    if (growth > 0 && bytes.length + growth > maxBytes) return 'full';
    replace(bytes, at, run.size, codes);
  }
  mergeFrom(bytes, previous);
  return 1;
}

/** The opcodes for a run in which the register at `index` gets a value of its own. */
function split(run: Run, index: number, value: number): number[] {
  const part = (length: number) => {
    if (length === 0) return [];
    return run.value === 0 ? zeroCode(length) : [valueCode(run.value, length)];
  };
  return [...part(index), valueCode(value, 1), ...part(run.length - index - 1)];
}

/** Puts `codes` in the place of `size` bytes. */
function replace(bytes: Bytes, at: number, size: number, codes: readonly number[]): void {
  const end = bytes.length;
  const growth = codes.length - size;
  if (growth > 0) bytes.grow(end + growth);
  bytes.buffer.copyWithin(at + codes.length, at + size, end);
  bytes.buffer.set(codes, at);
  if (growth < 0) {
    bytes.length = end + growth;
    bytes.buffer.fill(0, bytes.length, end);
  }
}

/** Joins neighbouring runs of one value, looking at five opcodes from `start` on. */
function mergeFrom(bytes: Bytes, start: number): void {
  const { buffer } = bytes;
  let at = start;
  for (let steps = 0; steps < 5 && at < bytes.length; steps++) {
    const byte = buffer[at] ?? 0;
    const next = at + 1 < bytes.length ? (buffer[at + 1] ?? 0) : 0;
    if (!isValue(byte)) at += byte < 0x40 ? 1 : 2;
    else if (isValue(next) && valueIn(next) === valueIn(byte) && runIn(byte) + runIn(next) <= MAX_VALUE_RUN) {
      buffer[at + 1] = valueCode(valueIn(byte), runIn(byte) + runIn(next));
      buffer.copyWithin(at, at + 1, bytes.length);
      bytes.length--;
      buffer[bytes.length] = 0;
    } else at++;
  }
}
