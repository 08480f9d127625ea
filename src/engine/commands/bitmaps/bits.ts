/** Single bits, counting and finding them. */
import type { Args } from '../../args.ts';
import { type Command, defineCommand, firstKey } from '../../command.ts';
import * as errors from '../../errors.ts';
import { bitAt, countBits, findBit, viewOf } from '../../values/bits.ts';
import { editBytes } from '../strings/edit.ts';
import { checkBitOffset, parseBitOffset } from './offset.ts';

const BAD_BIT = errors.err('bit is not an integer or out of range');
const BAD_BIT_ARGUMENT = errors.err('The bit argument must be 1 or 0.');

const setbit = defineCommand({
  name: 'SETBIT',
  group: 'bitmap',
  since: '2.2.0',
  arity: 4,
  flags: ['write', 'denyoom'],
  keys: firstKey,
  complexity: 'O(1)',
  summary: 'Sets or clears one bit of a string and returns what it was.',
  syntax: 'key offset value',
  categories: ['bitmap'],
  parse(args) {
    const key = args.next();
    const offset = parseBitOffset(args.next());
    const value = args.integer(BAD_BIT);
    if (value !== 0 && value !== 1) throw BAD_BIT;
    return { key, offset, value };
  },
  run({ db, engine }, { key, offset, value }) {
    checkBitOffset(engine, offset);
    const bytes = editBytes(db, key);
    const at = Math.floor(offset / 8);
    const grows = at >= bytes.length;
    bytes.grow(at + 1);
    const mask = 0x80 >> (offset % 8);
    const byte = bytes.buffer[at] ?? 0;
    const before = (byte & mask) === 0 ? 0 : 1;
    if (grows || before !== value) {
      bytes.buffer[at] = value === 1 ? byte | mask : byte & ~mask;
      db.changed(key, 'setbit');
    }
    return before;
  },
});

const getbit = defineCommand({
  name: 'GETBIT',
  group: 'bitmap',
  since: '2.2.0',
  arity: 3,
  flags: ['readonly', 'fast'],
  keys: firstKey,
  complexity: 'O(1)',
  summary: 'Returns one bit of a string; bits beyond its end are 0.',
  syntax: 'key offset',
  categories: ['bitmap'],
  parse: (args) => ({ key: args.next(), offset: parseBitOffset(args.next()) }),
  run({ db, engine }, { key, offset }) {
    checkBitOffset(engine, offset);
    const value = db.read(key, 'string');
    return value === undefined ? 0 : bitAt(value, offset);
  },
});

/** First and last place, in bytes or bits; `end` undefined: to the end of the string. */
interface Range {
  readonly start: number;
  readonly end: number | undefined;
  readonly inBits: boolean;
}

function parseUnit(word: string | undefined): boolean {
  if (word === undefined) return false;
  const unit = word.toUpperCase();
  if (unit !== 'BIT' && unit !== 'BYTE') throw errors.SYNTAX;
  return unit === 'BIT';
}

/** The range in bit numbers, or undefined where it is empty. Negative places count from the end. */
function resolve({ start, end, inBits }: Range, bytes: number): { from: number; to: number } | undefined {
  const last = end ?? -1;
  const total = inBits ? bytes * 8 : bytes;
  const from = Math.max(0, start < 0 ? total + start : start);
  const to = Math.min(total - 1, Math.max(0, last < 0 ? total + last : last));
  if (from > to) return undefined;
  return inBits ? { from, to } : { from: from * 8, to: to * 8 + 7 };
}

function parseCountRange(args: Args): Range {
  if (args.done) return { start: 0, end: undefined, inBits: false };
  if (args.left < 2 || args.left > 3) throw errors.SYNTAX;
  const start = args.integer();
  const end = args.integer();
  return { start, end, inBits: parseUnit(args.peek()) };
}

const bitcount = defineCommand({
  name: 'BITCOUNT',
  group: 'bitmap',
  since: '2.6.0',
  arity: -2,
  flags: ['readonly'],
  keys: firstKey,
  complexity: 'O(N)',
  summary: 'Returns how many bits of a string, or of a part of it, are set.',
  syntax: 'key [start end [BYTE | BIT]]',
  categories: ['bitmap'],
  parse: (args) => ({ key: args.next(), range: parseCountRange(args) }),
  run({ db }, { key, range }) {
    const bytes = viewOf(db.read(key, 'string'));
    // Two places before the start that are out of order stay so, though both would be clamped to 0. BITPOS lets them meet.
    const { start, end } = range;
    if (end !== undefined && start < 0 && end < 0 && start > end) return 0;
    const bits = resolve(range, bytes.length);
    return bits ? countBits(bytes, bits.from, bits.to) : 0;
  },
});

function parsePositionRange(args: Args): Range {
  if (args.left > 3) throw errors.SYNTAX;
  const start = args.done ? 0 : args.integer();
  // The unit is looked at before the end is read.
  const inBits = parseUnit(args.peek(1));
  return { start, end: args.done ? undefined : args.integer(), inBits };
}

const bitpos = defineCommand({
  name: 'BITPOS',
  group: 'bitmap',
  since: '2.8.7',
  arity: -3,
  flags: ['readonly'],
  keys: firstKey,
  complexity: 'O(N)',
  summary: 'Returns the number of the first bit that is set, or clear, in a string or a part of it.',
  syntax: 'key bit [start [end [BYTE | BIT]]]',
  categories: ['bitmap'],
  parse(args) {
    const key = args.next();
    const wanted = args.integer();
    if (wanted !== 0 && wanted !== 1) throw BAD_BIT_ARGUMENT;
    const bit: 0 | 1 = wanted;
    return { key, bit, range: parsePositionRange(args) };
  },
  run({ db }, { key, bit, range }) {
    const value = db.read(key, 'string');
    if (value === undefined) return bit === 1 ? -1 : 0;
    const bytes = viewOf(value);
    const bits = resolve(range, bytes.length);
    if (!bits) return -1;
    const found = findBit(bytes, bit, bits.from, bits.to);
    // Without an end the string counts as followed by endless zeros.
    return found < 0 && bit === 0 && range.end === undefined ? bits.to + 1 : found;
  },
});

export const bitCommands: readonly Command[] = [setbit, getbit, bitcount, bitpos];
