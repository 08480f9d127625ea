/** Digests of strings, and deleting a string only if it is still what one thinks. */
import { type Command, defineCommand, firstKey } from '../../command.ts';
import * as errors from '../../errors.ts';
import { stringOf } from '../../values/value.ts';
import { xxh3Hex } from '../../xxh3.ts';
import { holds } from './conditions.ts';
import type { Comparison } from './options.ts';

const digest = defineCommand({
  name: 'DIGEST',
  group: 'string',
  since: '8.4.0',
  arity: 2,
  flags: ['readonly', 'fast'],
  keys: firstKey,
  complexity: 'O(N)',
  summary: 'Returns a 64-bit hash of a string as 16 hexadecimal digits.',
  syntax: 'key',
  categories: ['string'],
  parse: (args) => args.next(),
  run({ db }, key) {
    const value = db.read(key, 'string');
    return value === undefined ? null : xxh3Hex(stringOf(value));
  },
});

const NOT_A_STRING = errors.err('Key should be of string type if conditions are specified');
const INVALID_CONDITION = errors.err('Invalid condition. Use IFEQ, IFNE, IFDEQ, or IFDNE');
const COMPARISONS: readonly string[] = ['IFEQ', 'IFNE', 'IFDEQ', 'IFDNE'] satisfies Comparison[];
const isComparison = (word: string): word is Comparison => COMPARISONS.includes(word);

const delex = defineCommand({
  name: 'DELEX',
  group: 'string',
  since: '8.4.0',
  arity: -2,
  flags: ['write', 'fast'],
  keys: firstKey,
  complexity: 'O(1)',
  summary: 'Deletes a key, on demand only if its string or its digest is, or is not, a given one.',
  syntax: 'key [IFEQ ifeq-value | IFNE ifne-value | IFDEQ ifdeq-digest | IFDNE ifdne-digest]',
  categories: ['string'],
  parse(args) {
    const key = args.next();
    if (args.done) return { key, word: undefined, operand: '' };
    if (args.left !== 2) throw errors.wrongArity('delex');
    return { key, word: args.option(), operand: args.next() };
  },
  run(call, { key, word, operand }) {
    const { db } = call;
    const entry = db.peek(key);
    if (entry === undefined) return 0;
    if (word !== undefined) {
      const { value } = entry;
      if (typeof value === 'object' && value.type !== 'string') throw NOT_A_STRING;
      if (!isComparison(word)) throw INVALID_CONDITION;
      if (!holds(word, operand, value)) return 0;
    }
    db.remove(key);
    call.logAs('DEL', key);
    return 1;
  },
});

export const digestCommands: readonly Command[] = [digest, delex];
