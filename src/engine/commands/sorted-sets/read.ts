/** Looking single members up, and counting. */
import type { Args } from '../../args.ts';
import type { Call } from '../../call.ts';
import { type Command, defineCommand, firstKey } from '../../command.ts';
import * as errors from '../../errors.ts';
import { double, NULL_ARRAY, type Reply } from '../../reply.ts';
import { parseLexRange, parseScoreRange, scoreRanks } from './bounds.ts';

const zscore = defineCommand({
  name: 'ZSCORE',
  group: 'sorted_set',
  since: '1.2.0',
  arity: 3,
  flags: ['readonly', 'fast'],
  keys: firstKey,
  complexity: 'O(1)',
  summary: 'Returns the score of a member.',
  syntax: 'key member',
  categories: ['sortedset'],
  parse: (args) => ({ key: args.next(), member: args.next() }),
  run({ db }, { key, member }) {
    const score = db.read(key, 'zset')?.score(member);
    return score === undefined ? null : double(score);
  },
});

const zmscore = defineCommand({
  name: 'ZMSCORE',
  group: 'sorted_set',
  since: '6.2.0',
  arity: -3,
  flags: ['readonly', 'fast'],
  keys: firstKey,
  complexity: 'O(N)',
  summary: 'Returns the scores of several members.',
  syntax: 'key member [member ...]',
  categories: ['sortedset'],
  parse: (args) => ({ key: args.next(), members: args.rest() }),
  run({ db }, { key, members }) {
    const zset = db.read(key, 'zset');
    return members.map((member) => {
      const score = zset?.score(member);
      return score === undefined ? null : double(score);
    });
  },
});

const zcard = defineCommand({
  name: 'ZCARD',
  group: 'sorted_set',
  since: '1.2.0',
  arity: 2,
  flags: ['readonly', 'fast'],
  keys: firstKey,
  complexity: 'O(1)',
  summary: 'Returns how many members a sorted set has.',
  syntax: 'key',
  categories: ['sortedset'],
  parse: (args) => args.next(),
  run: ({ db }, key) => db.read(key, 'zset')?.size ?? 0,
});

const zcount = defineCommand({
  name: 'ZCOUNT',
  group: 'sorted_set',
  since: '2.0.0',
  arity: 4,
  flags: ['readonly', 'fast'],
  keys: firstKey,
  complexity: 'O(log(N))',
  summary: 'Counts the members whose score lies in a range.',
  syntax: 'key min max',
  categories: ['sortedset'],
  parse: (args) => ({ key: args.next(), range: parseScoreRange(args.next(), args.next()) }),
  run({ db }, { key, range }) {
    const zset = db.read(key, 'zset');
    if (zset === undefined) return 0;
    const [start, end] = scoreRanks(zset, range);
    return end - start;
  },
});

const zlexcount = defineCommand({
  name: 'ZLEXCOUNT',
  group: 'sorted_set',
  since: '2.8.9',
  arity: 4,
  flags: ['readonly', 'fast'],
  keys: firstKey,
  complexity: 'O(log(N))',
  summary: 'Counts the members in an alphabetical range, where all scores are the same.',
  syntax: 'key min max',
  categories: ['sortedset'],
  parse: (args) => ({ key: args.next(), range: parseLexRange(args.next(), args.next()) }),
  run({ db }, { key, range }) {
    const zset = db.read(key, 'zset');
    if (zset === undefined) return 0;
    const [start, end] = zset.lexRange(range.min, range.max, false);
    return end - start;
  },
});

interface RankQuery {
  readonly key: string;
  readonly member: string;
  readonly withScore: boolean;
}

function parseRank(name: string, args: Args): RankQuery {
  const key = args.next();
  const member = args.next();
  if (args.left > 1) throw errors.wrongArity(name);
  const withScore = args.accept('WITHSCORE');
  args.end();
  return { key, member, withScore };
}

function rank({ db }: Call, { key, member, withScore }: RankQuery, reverse: boolean): Reply {
  const zset = db.read(key, 'zset');
  const handle = zset === undefined ? -1 : zset.find(member);
  if (zset === undefined || handle < 0) return withScore ? NULL_ARRAY : null;
  const fromLowest = zset.rankAt(handle);
  const place = reverse ? zset.size - 1 - fromLowest : fromLowest;
  return withScore ? [place, double(zset.scoreAt(handle))] : place;
}

const zrank = defineCommand({
  name: 'ZRANK',
  group: 'sorted_set',
  since: '2.0.0',
  arity: -3,
  flags: ['readonly', 'fast'],
  keys: firstKey,
  complexity: 'O(log(N))',
  summary: 'Returns the place of a member, counted from 0 at the lowest score.',
  syntax: 'key member [WITHSCORE]',
  categories: ['sortedset'],
  parse: (args) => parseRank('ZRANK', args),
  run: (call, query) => rank(call, query, false),
});

const zrevrank = defineCommand({
  name: 'ZREVRANK',
  group: 'sorted_set',
  since: '2.0.0',
  arity: -3,
  flags: ['readonly', 'fast'],
  keys: firstKey,
  complexity: 'O(log(N))',
  summary: 'Returns the place of a member, counted from 0 at the highest score.',
  syntax: 'key member [WITHSCORE]',
  categories: ['sortedset'],
  parse: (args) => parseRank('ZREVRANK', args),
  run: (call, query) => rank(call, query, true),
});

export const readCommands: readonly Command[] = [zscore, zmscore, zcard, zcount, zlexcount, zrank, zrevrank];
