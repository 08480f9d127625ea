/** BITFIELD: a string as an array of integers of any width up to 64 bits. */
import type { Args } from '../../args.ts';
import type { Call } from '../../call.ts';
import { type Command, defineCommand, firstKey } from '../../command.ts';
import * as errors from '../../errors.ts';
import { INT64_MAX, narrow, parseInt64 } from '../../numbers.ts';
import type { Reply } from '../../reply.ts';
import { getField, setField, viewOf } from '../../values/bits.ts';
import { editBytes } from '../strings/edit.ts';
import { checkBitOffset, parseBitOffset } from './offset.ts';

type Overflow = 'WRAP' | 'SAT' | 'FAIL';

interface Operation {
  readonly kind: 'GET' | 'SET' | 'INCRBY';
  readonly signed: boolean;
  /** Bits. */
  readonly width: number;
  readonly offset: number;
  /** New value of SET, increment of INCRBY. */
  readonly operand: bigint;
  readonly overflow: Overflow;
}

interface Request {
  readonly key: string;
  readonly operations: readonly Operation[];
}

const BAD_TYPE = errors.err(
  'Invalid bitfield type. Use something like i16 u8. Note that u64 is not supported but i64 is.',
);
const BAD_OVERFLOW = errors.err('Invalid OVERFLOW type specified');
const GET_ONLY = errors.err('BITFIELD_RO only supports the GET subcommand');

function parseType(text: string): { signed: boolean; width: number } {
  const signed = text.startsWith('i');
  const width = parseInt64(text.slice(1));
  if ((!signed && !text.startsWith('u')) || width === undefined) throw BAD_TYPE;
  if (width < 1 || width > (signed ? 64 : 63)) throw BAD_TYPE;
  return { signed, width: Number(width) };
}

function parseRequest(args: Args): Request {
  const key = args.next();
  const operations: Operation[] = [];
  let overflow: Overflow = 'WRAP';
  while (!args.done) {
    const word = args.option();
    if (word === 'OVERFLOW' && args.left >= 1) {
      const mode = args.option();
      if (mode !== 'WRAP' && mode !== 'SAT' && mode !== 'FAIL') throw BAD_OVERFLOW;
      overflow = mode;
      continue;
    }
    if (word !== 'GET' && word !== 'SET' && word !== 'INCRBY') throw errors.SYNTAX;
    if (args.left < (word === 'GET' ? 2 : 3)) throw errors.SYNTAX;
    const { signed, width } = parseType(args.next());
    const offset = parseBitOffset(args.next(), width);
    const operand = word === 'GET' ? 0n : args.int64();
    operations.push({ kind: word, signed, width, offset, operand, overflow });
  }
  return { key, operations };
}

const read = (bytes: Uint8Array, { signed, width, offset }: Operation): bigint => {
  const value = getField(bytes, offset, width);
  return signed ? BigInt.asIntN(width, value) : value;
};

/** `value` fitted into the field by its overflow mode; undefined where that mode is FAIL and it does not fit. */
function fitted(value: bigint, { kind, signed, width, overflow }: Operation): bigint | undefined {
  const max = (1n << BigInt(signed ? width - 1 : width)) - 1n;
  const min = signed ? -max - 1n : 0n;
  if (value >= min && value <= max) return value;
  if (overflow === 'FAIL') return undefined;
  if (overflow === 'SAT') {
    // The reference computes the distance to the maximum in 64 bits: where that overflows, a value far below the
    // minimum that is SET saturates at the maximum.
    const wraps = kind === 'SET' && signed && width < 64 && max - value > INT64_MAX;
    return value > max || wraps ? max : min;
  }
  return signed ? BigInt.asIntN(width, value) : BigInt.asUintN(width, value);
}

/** Runs the operations in order on a string that is long enough; returns the replies and how many changed something. */
function write(bytes: Uint8Array, operations: readonly Operation[]): { replies: Reply[]; changes: number } {
  let changes = 0;
  const replies = operations.map((operation): Reply => {
    const before = read(bytes, operation);
    if (operation.kind === 'GET') return narrow(before);
    // A negative value SET into an unsigned field counts as the large number with the same 64 bits.
    const given = operation.signed ? operation.operand : BigInt.asUintN(64, operation.operand);
    const after = fitted(operation.kind === 'SET' ? given : before + operation.operand, operation);
    if (after === undefined) return null;
    if (after !== before) {
      setField(bytes, operation.offset, operation.width, after);
      changes++;
    }
    return narrow(operation.kind === 'SET' ? before : after);
  });
  return { replies, changes };
}

function run({ db, engine }: Call, { key, operations }: Request): Reply {
  for (const { offset } of operations) checkBitOffset(engine, offset);
  const writes = operations.filter(({ kind }) => kind !== 'GET');
  if (writes.length === 0) {
    const bytes = viewOf(db.read(key, 'string'));
    return operations.map((operation) => narrow(read(bytes, operation)));
  }
  const end = Math.max(...writes.map(({ offset, width }) => offset + width));
  const value = editBytes(db, key);
  const before = value.length;
  value.grow(Math.ceil(end / 8));
  const { replies, changes } = write(value.buffer, operations);
  // A string that only grew has changed as well.
  const dirty = value.length > before ? Math.max(changes, 1) : changes;
  if (dirty > 0) db.changed(key, 'setbit', dirty);
  return replies;
}

const bitfield = defineCommand<Request>({
  name: 'BITFIELD',
  group: 'bitmap',
  since: '3.2.0',
  arity: -2,
  flags: ['write', 'denyoom'],
  keys: firstKey,
  complexity: 'O(1)',
  summary: 'Reads and writes integers of any width inside a string.',
  syntax:
    'key [<GET encoding offset | [OVERFLOW <WRAP | SAT | FAIL>] <SET encoding offset value | INCRBY encoding offset increment>> [<GET encoding offset | [OVERFLOW <WRAP | SAT | FAIL>] <SET encoding offset value | INCRBY encoding offset increment>> ...]]',
  categories: ['bitmap'],
  parse: parseRequest,
  run,
});

const bitfieldReadOnly = defineCommand<Request>({
  name: 'BITFIELD_RO',
  group: 'bitmap',
  since: '6.0.0',
  arity: -2,
  flags: ['readonly', 'fast'],
  keys: firstKey,
  complexity: 'O(1)',
  summary: 'Reads integers of any width inside a string.',
  syntax: 'key [GET encoding offset [GET encoding offset ...]]',
  categories: ['bitmap'],
  parse(args) {
    const request = parseRequest(args);
    if (request.operations.some(({ kind }) => kind !== 'GET')) throw GET_ONLY;
    return request;
  },
  run,
});

export const bitfieldCommands: readonly Command[] = [bitfield, bitfieldReadOnly];
