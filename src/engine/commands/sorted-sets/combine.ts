/** Union, intersection and difference of sorted sets and sets. */
import type { Args } from '../../args.ts';
import type { Call } from '../../call.ts';
import { type Command, defineCommand } from '../../command.ts';
import * as errors from '../../errors.ts';
import { parseFloat64, parseInt64 } from '../../numbers.ts';
import type { Reply } from '../../reply.ts';
import { SortedSet } from '../../values/sorted-set.ts';
import { MemberList } from './replies.ts';
import {
  type Aggregate,
  aggregates,
  difference,
  type Input,
  inputOf,
  intersection,
  type Scores,
  union,
} from './sources.ts';

const WEIGHT = errors.err('weight value is not a float');
const NEGATIVE_LIMIT = errors.err("LIMIT can't be negative");

type Operation = 'union' | 'inter' | 'diff' | 'card';

interface Combination {
  readonly destination: string | undefined;
  readonly keys: readonly string[];
  /** Options as they came: the reference looks at the keys' types before it reads them. */
  readonly options: readonly string[];
}

interface Options {
  readonly weights: readonly number[] | undefined;
  readonly aggregate: Aggregate;
  readonly withScores: boolean;
  readonly limit: number;
}

function parse(args: Args, name: string, store: boolean): Combination {
  const destination = store ? args.next() : undefined;
  const numkeys = args.integer();
  if (numkeys < 1) {
    throw errors.err(`at least 1 input key is needed for '${name.toLowerCase()}' command`);
  }
  if (numkeys > args.left) throw errors.SYNTAX;
  const words = args.rest();
  return { destination, keys: words.slice(0, numkeys), options: words.slice(numkeys) };
}

function readOptions({ options, keys, destination }: Combination, operation: Operation): Options {
  let weights: number[] | undefined;
  let aggregate: Aggregate = aggregates.SUM;
  let withScores = false;
  let limit = 0;
  const merges = operation === 'union' || operation === 'inter';
  for (let i = 0; i < options.length; i++) {
    const word = (options[i] ?? '').toUpperCase();
    const left = options.length - i;
    if (merges && word === 'WEIGHTS' && left > keys.length) {
      weights = options.slice(i + 1, i + 1 + keys.length).map(readWeight);
      i += keys.length;
    } else if (merges && word === 'AGGREGATE' && left > 1) {
      aggregate = readAggregate(options[++i] ?? '');
    } else if (operation !== 'card' && destination === undefined && word === 'WITHSCORES') withScores = true;
    else if (operation === 'card' && word === 'LIMIT' && left > 1) {
      const value = parseInt64(options[++i] ?? '');
      if (value === undefined || value < 0) throw NEGATIVE_LIMIT;
      limit = Number(value);
    } else throw errors.SYNTAX;
  }
  return { weights, aggregate, withScores, limit };
}

function readWeight(text: string): number {
  const weight = parseFloat64(text);
  if (weight === undefined) throw WEIGHT;
  return weight;
}

function readAggregate(text: string): Aggregate {
  switch (text.toUpperCase()) {
    case 'SUM':
      return aggregates.SUM;
    case 'MIN':
      return aggregates.MIN;
    case 'MAX':
      return aggregates.MAX;
    default:
      throw errors.SYNTAX;
  }
}

function combine(call: Call, request: Combination, operation: Operation): Reply {
  const { db, limits, resp } = call;
  const found = request.keys.map((key) => inputOf(db.lookup(key)?.value));
  const options = readOptions(request, operation);
  const inputs = found.map((source, i): Input => ({ source, weight: options.weights?.[i] ?? 1 }));
  if (operation === 'card') {
    const limit = options.limit === 0 ? Infinity : options.limit;
    return intersection(inputs, options.aggregate, limit).size;
  }
  const scores = run(inputs, options.aggregate, operation);
  const { destination } = request;
  if (destination === undefined) {
    const list = new MemberList(options.withScores, resp === 3);
    const result = sorted(scores, { zsetMaxListpackEntries: 0, zsetMaxListpackValue: 0 });
    result.walk(0, result.size, false, list.add);
    return list.items;
  }
  const result = sorted(scores, limits);
  if (result.size > 0) db.put(destination, result, `z${operation}store`);
  else db.remove(destination);
  return result.size;
}

function run(inputs: readonly Input[], aggregate: Aggregate, operation: Operation): Scores {
  if (operation === 'diff') return difference(inputs);
  return operation === 'union' ? union(inputs, aggregate) : intersection(inputs, aggregate, Infinity);
}

function sorted(scores: Scores, limits: Parameters<SortedSet['insert']>[2]): SortedSet {
  const result = new SortedSet();
  // The reference builds the long form and then sees whether the short one will do: only the short one loses -0.
  const long = [...scores.keys()].some((member) => member.length > limits.zsetMaxListpackValue);
  result.expect(long ? Infinity : scores.size, limits);
  for (const [member, score] of scores) result.insert(member, score, limits);
  return result;
}

const zunion = defineCommand({
  name: 'ZUNION',
  group: 'sorted_set',
  since: '6.2.0',
  arity: -3,
  flags: ['readonly'],
  keys: [{ kind: 'count', at: 1, first: 2, step: 1 }],
  complexity: 'O(N)',
  summary: 'Returns all members of several sorted sets, with their scores added up.',
  syntax:
    'numkeys key [key ...] [WEIGHTS weight [weight ...]] [AGGREGATE <SUM | MIN | MAX | COUNT>] [WITHSCORES]',
  categories: ['sortedset'],
  parse: (args) => parse(args, 'ZUNION', false),
  run: (call, request) => combine(call, request, 'union'),
});

const zunionstore = defineCommand({
  name: 'ZUNIONSTORE',
  group: 'sorted_set',
  since: '2.0.0',
  arity: -4,
  flags: ['write', 'denyoom'],
  keys: [
    { kind: 'range', first: 1, last: 0, step: 1 },
    { kind: 'count', at: 2, first: 3, step: 1 },
  ],
  complexity: 'O(N)',
  summary: 'Stores all members of several sorted sets, with their scores added up.',
  syntax:
    'destination numkeys key [key ...] [WEIGHTS weight [weight ...]] [AGGREGATE <SUM | MIN | MAX | COUNT>]',
  categories: ['sortedset'],
  parse: (args) => parse(args, 'ZUNIONSTORE', true),
  run: (call, request) => combine(call, request, 'union'),
});

const zinter = defineCommand({
  name: 'ZINTER',
  group: 'sorted_set',
  since: '6.2.0',
  arity: -3,
  flags: ['readonly'],
  keys: [{ kind: 'count', at: 1, first: 2, step: 1 }],
  complexity: 'O(N*K)',
  summary: 'Returns the members that are in every one of several sorted sets, with their scores added up.',
  syntax:
    'numkeys key [key ...] [WEIGHTS weight [weight ...]] [AGGREGATE <SUM | MIN | MAX | COUNT>] [WITHSCORES]',
  categories: ['sortedset'],
  parse: (args) => parse(args, 'ZINTER', false),
  run: (call, request) => combine(call, request, 'inter'),
});

const zinterstore = defineCommand({
  name: 'ZINTERSTORE',
  group: 'sorted_set',
  since: '2.0.0',
  arity: -4,
  flags: ['write', 'denyoom'],
  keys: [
    { kind: 'range', first: 1, last: 0, step: 1 },
    { kind: 'count', at: 2, first: 3, step: 1 },
  ],
  complexity: 'O(N*K)',
  summary: 'Stores the members that are in every one of several sorted sets, with their scores added up.',
  syntax:
    'destination numkeys key [key ...] [WEIGHTS weight [weight ...]] [AGGREGATE <SUM | MIN | MAX | COUNT>]',
  categories: ['sortedset'],
  parse: (args) => parse(args, 'ZINTERSTORE', true),
  run: (call, request) => combine(call, request, 'inter'),
});

const zdiff = defineCommand({
  name: 'ZDIFF',
  group: 'sorted_set',
  since: '6.2.0',
  arity: -3,
  flags: ['readonly'],
  keys: [{ kind: 'count', at: 1, first: 2, step: 1 }],
  complexity: 'O(L+(N-K)log(N))',
  summary: 'Returns the members of the first sorted set that are in none of the others.',
  syntax: 'numkeys key [key ...] [WITHSCORES]',
  categories: ['sortedset'],
  parse: (args) => parse(args, 'ZDIFF', false),
  run: (call, request) => combine(call, request, 'diff'),
});

const zdiffstore = defineCommand({
  name: 'ZDIFFSTORE',
  group: 'sorted_set',
  since: '6.2.0',
  arity: -4,
  flags: ['write', 'denyoom'],
  keys: [
    { kind: 'range', first: 1, last: 0, step: 1 },
    { kind: 'count', at: 2, first: 3, step: 1 },
  ],
  complexity: 'O(L+(N-K)log(N))',
  summary: 'Stores the members of the first sorted set that are in none of the others.',
  syntax: 'destination numkeys key [key ...]',
  categories: ['sortedset'],
  parse: (args) => parse(args, 'ZDIFFSTORE', true),
  run: (call, request) => combine(call, request, 'diff'),
});

const zintercard = defineCommand({
  name: 'ZINTERCARD',
  group: 'sorted_set',
  since: '7.0.0',
  arity: -3,
  flags: ['readonly'],
  keys: [{ kind: 'count', at: 1, first: 2, step: 1 }],
  complexity: 'O(N*K)',
  summary: 'Counts the members that are in every one of several sorted sets.',
  syntax: 'numkeys key [key ...] [LIMIT limit]',
  categories: ['sortedset'],
  parse: (args) => parse(args, 'ZINTERCARD', false),
  run: (call, request) => combine(call, request, 'card'),
});

export const combineCommands: readonly Command[] = [
  zunion,
  zunionstore,
  zinter,
  zinterstore,
  zdiff,
  zdiffstore,
  zintercard,
];
