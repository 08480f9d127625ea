/** BITOP: combines strings bit by bit; shorter ones count as followed by zeros. */
import { type Command, defineCommand } from '../../command.ts';
import * as errors from '../../errors.ts';
import { viewOf } from '../../values/bits.ts';
import { Bytes } from '../../values/bytes.ts';

type Operation = 'AND' | 'OR' | 'XOR' | 'NOT' | 'DIFF' | 'DIFF1' | 'ANDOR' | 'ONE';
const OPERATIONS: readonly string[] = [
  'AND',
  'OR',
  'XOR',
  'NOT',
  'DIFF',
  'DIFF1',
  'ANDOR',
  'ONE',
] satisfies Operation[];
const isOperation = (word: string): word is Operation => OPERATIONS.includes(word);

const ONE_SOURCE = errors.err('BITOP NOT must be called with a single source key.');

/** The result, as long as the longest source. */
function combine(operation: Operation, sources: readonly Uint8Array[]): Uint8Array {
  const length = Math.max(0, ...sources.map((source) => source.length));
  const result = new Uint8Array(length);
  const [first = result, ...others] = sources;
  switch (operation) {
    case 'NOT':
      for (let i = 0; i < length; i++) result[i] = ~(first[i] ?? 0);
      return result;
    case 'AND':
      result.set(first);
      for (const other of others)
        for (let i = 0; i < length; i++) result[i] = (result[i] ?? 0) & (other[i] ?? 0);
      return result;
    case 'XOR':
      for (const source of sources) {
        for (let i = 0; i < source.length; i++) result[i] = (result[i] ?? 0) ^ (source[i] ?? 0);
      }
      return result;
    case 'ONE':
      return exactlyOne(sources, length);
    case 'OR':
      return union(sources, length);
    default: {
      const rest = union(others, length);
      for (let i = 0; i < length; i++) {
        const a = first[i] ?? 0;
        const b = rest[i] ?? 0;
        result[i] = operation === 'DIFF' ? a & ~b : operation === 'DIFF1' ? ~a & b : a & b;
      }
      return result;
    }
  }
}

function union(sources: readonly Uint8Array[], length: number): Uint8Array {
  const result = new Uint8Array(length);
  for (const source of sources)
    for (let i = 0; i < source.length; i++) result[i] = (result[i] ?? 0) | (source[i] ?? 0);
  return result;
}

/** The bits that are set in one source and no other. */
function exactlyOne(sources: readonly Uint8Array[], length: number): Uint8Array {
  const result = new Uint8Array(length);
  const several = new Uint8Array(length);
  for (const source of sources) {
    for (let i = 0; i < source.length; i++) {
      const byte = source[i] ?? 0;
      several[i] = (several[i] ?? 0) | ((result[i] ?? 0) & byte);
      result[i] = (result[i] ?? 0) | byte;
    }
  }
  for (let i = 0; i < length; i++) result[i] = (result[i] ?? 0) & ~(several[i] ?? 0);
  return result;
}

const bitop = defineCommand({
  name: 'BITOP',
  group: 'bitmap',
  since: '2.6.0',
  arity: -4,
  flags: ['write', 'denyoom'],
  keys: [
    { kind: 'range', first: 2, last: 0, step: 1 },
    { kind: 'range', first: 3, last: -1, step: 1 },
  ],
  complexity: 'O(N)',
  summary: 'Combines strings bit by bit and stores the result under a key.',
  syntax: '<AND | OR | XOR | NOT | DIFF | DIFF1 | ANDOR | ONE> destkey key [key ...]',
  categories: ['bitmap'],
  parse(args) {
    const operation = args.option();
    if (!isOperation(operation)) throw errors.SYNTAX;
    const target = args.next();
    const keys = args.rest();
    if (operation === 'NOT' && keys.length !== 1) throw ONE_SOURCE;
    if ((operation === 'DIFF' || operation === 'DIFF1' || operation === 'ANDOR') && keys.length < 2) {
      throw errors.err(`BITOP ${operation} must be called with at least two source keys.`);
    }
    return { operation, target, keys };
  },
  run({ db }, { operation, target, keys }) {
    const result = combine(
      operation,
      keys.map((key) => viewOf(db.read(key, 'string'))),
    );
    if (result.length === 0) db.remove(target);
    else db.put(target, new Bytes(result), 'set');
    return result.length;
  },
});

export const bitopCommands: readonly Command[] = [bitop];
