/** Looking into a list. */
import { type Command, defineCommand, firstKey } from '../../command.ts';
import * as errors from '../../errors.ts';
import { parseInt64 } from '../../numbers.ts';
import { EMPTY } from '../../reply.ts';
import { directed, positive } from './shared.ts';

const llen = defineCommand({
  name: 'LLEN',
  group: 'list',
  since: '1.0.0',
  arity: 2,
  flags: ['readonly', 'fast'],
  keys: firstKey,
  complexity: 'O(1)',
  summary: 'Returns how many elements a list has.',
  syntax: 'key',
  categories: ['list'],
  parse: (args) => args.next(),
  run: ({ db }, key) => db.read(key, 'list')?.size ?? 0,
});

const lrange = defineCommand({
  name: 'LRANGE',
  group: 'list',
  since: '1.0.0',
  arity: 4,
  flags: ['readonly'],
  keys: firstKey,
  complexity: 'O(S+N)',
  summary:
    'Returns the elements between two positions, both included; negative positions count from the end.',
  syntax: 'key start stop',
  categories: ['list'],
  parse: (args) => ({ key: args.next(), start: args.integer(), stop: args.integer() }),
  run({ db }, { key, start, stop }) {
    const list = db.read(key, 'list');
    if (list === undefined) return EMPTY;
    const { size } = list;
    const from = start < 0 ? Math.max(0, size + start) : start;
    const to = Math.min(size, (stop < 0 ? size + stop : stop) + 1);
    return from >= to ? EMPTY : list.slice(from, to);
  },
});

const lindex = defineCommand({
  name: 'LINDEX',
  group: 'list',
  since: '1.0.0',
  arity: 3,
  flags: ['readonly'],
  keys: firstKey,
  complexity: 'O(N)',
  summary: 'Returns the element at a position.',
  syntax: 'key index',
  categories: ['list'],
  parse: (args) => ({ key: args.next(), index: args.next() }),
  run({ db }, { key, index: text }) {
    const list = db.read(key, 'list');
    if (list === undefined) return null;
    // The reference reads the position only once it has the list.
    const value = parseInt64(text);
    if (value === undefined) throw errors.NOT_INTEGER;
    const index = Number(value) < 0 ? list.size + Number(value) : Number(value);
    return index >= 0 && index < list.size ? list.at(index) : null;
  },
});

const RANK_ZERO = errors.err(
  "RANK can't be zero: use 1 to start from the first match, 2 from the second ... or use negative to start from the end of the list",
);
const COUNT_NEGATIVE = errors.err("COUNT can't be negative");
const MAXLEN_NEGATIVE = errors.err("MAXLEN can't be negative");

const lpos = defineCommand({
  name: 'LPOS',
  group: 'list',
  since: '6.0.6',
  arity: -3,
  flags: ['readonly'],
  keys: firstKey,
  complexity: 'O(N)',
  summary: 'Returns the positions at which an element stands.',
  syntax: 'key element [RANK rank] [COUNT num-matches] [MAXLEN len]',
  categories: ['list'],
  parse(args) {
    const key = args.next();
    const element = args.next();
    let rank = 1;
    let count = -1;
    let maxlen = 0;
    while (!args.done) {
      const option = args.option();
      if (args.done) throw errors.SYNTAX;
      if (option === 'RANK') {
        rank = directed(args.next());
        if (rank === 0) throw RANK_ZERO;
      } else if (option === 'COUNT') count = positive(args.next(), COUNT_NEGATIVE);
      else if (option === 'MAXLEN') maxlen = positive(args.next(), MAXLEN_NEGATIVE);
      else throw errors.SYNTAX;
    }
    return { key, element, rank, count, maxlen };
  },
  run({ db }, { key, element, rank, count, maxlen }) {
    const list = db.read(key, 'list');
    if (list === undefined) return count < 0 ? null : EMPTY;
    const { size } = list;
    const compared = maxlen === 0 ? size : Math.min(size, maxlen);
    const found: number[] = [];
    let skip = Math.abs(rank) - 1;
    for (let i = 0; i < compared; i++) {
      const index = rank > 0 ? i : size - 1 - i;
      if (list.at(index) !== element || skip-- > 0) continue;
      if (count < 0) return index;
      found.push(index);
      if (found.length === count) break;
    }
    return count < 0 ? null : found;
  },
});

export const readingCommands: readonly Command[] = [llen, lrange, lindex, lpos];
