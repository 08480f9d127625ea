/**
 * Ranges: ZRANGE in all its forms, the older commands that each do one of them, and ZRANGESTORE. All are one function with
 * different presets, as in the reference, so that they agree in their errors and in the order of their checks.
 */
import type { Args } from '../../args.ts';
import type { Call } from '../../call.ts';
import { type Command, defineCommand, firstKey } from '../../command.ts';
import * as errors from '../../errors.ts';
import { EMPTY, type Reply } from '../../reply.ts';
import { SortedSet } from '../../values/sorted-set.ts';
import { indexRanks, parseLexRange, parseScoreRange, scoreRanks } from './bounds.ts';
import { MemberList } from './replies.ts';

const LIMIT_BY_RANK = errors.err(
  'syntax error, LIMIT is only supported in combination with either BYSCORE or BYLEX',
);
const SCORES_BY_LEX = errors.err('syntax error, WITHSCORES not supported in combination with BYLEX');

type By = 'rank' | 'score' | 'lex';

/** What a command has decided already; what it leaves open may be given as an option. */
interface Preset {
  readonly by?: By;
  readonly reverse?: boolean;
  readonly store?: boolean;
}

/** Finds the ranks [start, end) of a range in a sorted set. */
type Select = (zset: SortedSet) => [start: number, end: number];

interface RangeQuery {
  readonly destination: string;
  readonly key: string;
  readonly select: Select;
  readonly reverse: boolean;
  readonly withScores: boolean;
  readonly offset: number;
  /** Negative: no limit. */
  readonly limit: number;
}

interface Options {
  by: By;
  reverse: boolean;
  withScores: boolean;
  offset: number;
  limit: number;
}

function readOptions(args: Args, preset: Preset): Options {
  let { by, reverse } = preset;
  let withScores = false;
  let offset = 0;
  let limit = -1;
  while (!args.done) {
    if (!preset.store && args.accept('WITHSCORES')) withScores = true;
    else if (args.left > 2 && args.accept('LIMIT')) {
      offset = args.integer();
      limit = args.integer();
    } else if (reverse === undefined && args.accept('REV')) reverse = true;
    else if (by === undefined && args.accept('BYLEX')) by = 'lex';
    else if (by === undefined && args.accept('BYSCORE')) by = 'score';
    else throw errors.SYNTAX;
  }
  by ??= 'rank';
  if (by === 'rank') {
    // A limit of -1 passes for none, and the offset before it means nothing then.
    if (limit !== -1) throw LIMIT_BY_RANK;
    offset = 0;
  }
  if (withScores && by === 'lex') throw SCORES_BY_LEX;
  return { by, reverse: reverse ?? false, withScores, offset, limit };
}

function parseRange(args: Args, preset: Preset): RangeQuery {
  const destination = preset.store ? args.next() : '';
  const key = args.next();
  const first = args.next();
  const second = args.next();
  const { by, reverse, withScores, offset, limit } = readOptions(args, preset);
  // By score and by member, a reversed range is given with its upper end first.
  const [low, high] = reverse && by !== 'rank' ? [second, first] : [first, second];
  return {
    destination,
    key,
    select: selector(args, by, reverse, low, high),
    reverse,
    withScores,
    offset,
    limit,
  };
}

function selector(args: Args, by: By, reverse: boolean, low: string, high: string): Select {
  if (by === 'score') {
    const range = parseScoreRange(low, high);
    return (zset) => scoreRanks(zset, range);
  }
  if (by === 'lex') {
    const { min, max } = parseLexRange(low, high);
    return (zset) => zset.lexRange(min, max, reverse);
  }
  const start = index(args, low);
  const stop = index(args, high);
  return ({ size }) => {
    const [from, end] = indexRanks(size, start, stop);
    return reverse ? [size - end, size - from] : [from, end];
  };
}

function index(args: Args, text: string): number {
  return args.reset([text], 0).integer();
}

/** Visits what the query selects, in its order. */
function visitRange(
  zset: SortedSet,
  query: RangeQuery,
  visit: (member: string, score: number) => void,
): void {
  const { reverse, offset, limit } = query;
  const [start, end] = query.select(zset);
  if (offset < 0) return;
  const available = end - start - offset;
  const count = limit < 0 ? available : Math.min(limit, available);
  if (count > 0) zset.walk(reverse ? end - 1 - offset : start + offset, count, reverse, visit);
}

function range(call: Call, query: RangeQuery): Reply {
  const zset = call.db.read(query.key, 'zset');
  if (zset === undefined) return EMPTY;
  const list = new MemberList(query.withScores, call.resp === 3);
  visitRange(zset, query, list.add);
  return list.items;
}

const zrange = defineCommand({
  name: 'ZRANGE',
  group: 'sorted_set',
  since: '1.2.0',
  arity: -4,
  flags: ['readonly'],
  keys: firstKey,
  complexity: 'O(log(N)+M)',
  summary: 'Returns the members in a range of ranks, of scores or of the alphabet.',
  syntax: 'key start stop [BYSCORE | BYLEX] [REV] [LIMIT offset count] [WITHSCORES]',
  categories: ['sortedset'],
  parse: (args) => parseRange(args, {}),
  run: range,
});

const zrevrange = defineCommand({
  name: 'ZREVRANGE',
  group: 'sorted_set',
  since: '1.2.0',
  arity: -4,
  flags: ['readonly'],
  keys: firstKey,
  complexity: 'O(log(N)+M)',
  summary: 'Returns the members in a range of ranks, highest score first.',
  syntax: 'key start stop [WITHSCORES]',
  categories: ['sortedset'],
  deprecatedSince: '6.2.0',
  parse: (args) => parseRange(args, { by: 'rank', reverse: true }),
  run: range,
});

const zrangebyscore = defineCommand({
  name: 'ZRANGEBYSCORE',
  group: 'sorted_set',
  since: '1.0.5',
  arity: -4,
  flags: ['readonly'],
  keys: firstKey,
  complexity: 'O(log(N)+M)',
  summary: 'Returns the members in a range of scores, lowest first.',
  syntax: 'key min max [WITHSCORES] [LIMIT offset count]',
  categories: ['sortedset'],
  deprecatedSince: '6.2.0',
  parse: (args) => parseRange(args, { by: 'score', reverse: false }),
  run: range,
});

const zrevrangebyscore = defineCommand({
  name: 'ZREVRANGEBYSCORE',
  group: 'sorted_set',
  since: '2.2.0',
  arity: -4,
  flags: ['readonly'],
  keys: firstKey,
  complexity: 'O(log(N)+M)',
  summary: 'Returns the members in a range of scores, highest first.',
  syntax: 'key max min [WITHSCORES] [LIMIT offset count]',
  categories: ['sortedset'],
  deprecatedSince: '6.2.0',
  parse: (args) => parseRange(args, { by: 'score', reverse: true }),
  run: range,
});

const zrangebylex = defineCommand({
  name: 'ZRANGEBYLEX',
  group: 'sorted_set',
  since: '2.8.9',
  arity: -4,
  flags: ['readonly'],
  keys: firstKey,
  complexity: 'O(log(N)+M)',
  summary: 'Returns the members in an alphabetical range, where all scores are the same.',
  syntax: 'key min max [LIMIT offset count]',
  categories: ['sortedset'],
  deprecatedSince: '6.2.0',
  parse: (args) => parseRange(args, { by: 'lex', reverse: false }),
  run: range,
});

const zrevrangebylex = defineCommand({
  name: 'ZREVRANGEBYLEX',
  group: 'sorted_set',
  since: '2.8.9',
  arity: -4,
  flags: ['readonly'],
  keys: firstKey,
  complexity: 'O(log(N)+M)',
  summary: 'Returns the members in an alphabetical range from its end, where all scores are the same.',
  syntax: 'key max min [LIMIT offset count]',
  categories: ['sortedset'],
  deprecatedSince: '6.2.0',
  parse: (args) => parseRange(args, { by: 'lex', reverse: true }),
  run: range,
});

const zrangestore = defineCommand({
  name: 'ZRANGESTORE',
  group: 'sorted_set',
  since: '6.2.0',
  arity: -5,
  flags: ['write', 'denyoom'],
  keys: [
    { kind: 'range', first: 1, last: 0, step: 1 },
    { kind: 'range', first: 2, last: 0, step: 1 },
  ],
  complexity: 'O(log(N)+M)',
  summary: 'Stores a range of a sorted set as another sorted set.',
  syntax: 'dst src min max [BYSCORE | BYLEX] [REV] [LIMIT offset count]',
  categories: ['sortedset'],
  parse: (args) => parseRange(args, { store: true }),
  run({ db, limits }, query) {
    const zset = db.read(query.key, 'zset');
    const result = new SortedSet();
    if (zset !== undefined) visitRange(zset, query, (member, score) => result.insert(member, score, limits));
    if (result.size > 0) db.put(query.destination, result, 'zrangestore');
    else db.remove(query.destination);
    return result.size;
  },
});

export const rangeCommands: readonly Command[] = [
  zrange,
  zrevrange,
  zrangebyscore,
  zrevrangebyscore,
  zrangebylex,
  zrevrangebylex,
  zrangestore,
];
