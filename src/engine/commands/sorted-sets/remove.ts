/** Removing members by name, rank, score or alphabet. */
import type { Call } from '../../call.ts';
import { type Command, defineCommand, firstKey } from '../../command.ts';
import type { SortedSet } from '../../values/sorted-set.ts';
import { indexRanks, parseLexRange, parseScoreRange, scoreRanks } from './bounds.ts';

const zrem = defineCommand({
  name: 'ZREM',
  group: 'sorted_set',
  since: '1.2.0',
  arity: -3,
  flags: ['write', 'fast'],
  keys: firstKey,
  complexity: 'O(M*log(N))',
  summary: 'Removes members from a sorted set.',
  syntax: 'key member [member ...]',
  categories: ['sortedset'],
  parse: (args) => ({ key: args.next(), members: args.rest() }),
  run({ db }, { key, members }) {
    const zset = db.edit(key, 'zset');
    if (zset === undefined) return 0;
    let removed = 0;
    for (const member of members) if (zset.delete(member)) removed++;
    if (removed > 0) db.changed(key, 'zrem', removed);
    return removed;
  },
});

/** Removes the ranks [start, end) that `select` finds; returns how many and publishes `event`. */
function removeRange(
  { db }: Call,
  key: string,
  event: string,
  select: (zset: SortedSet) => [start: number, end: number],
): number {
  const zset = db.edit(key, 'zset');
  if (zset === undefined) return 0;
  const [start, end] = select(zset);
  const removed = zset.deleteRange(start, end);
  if (removed > 0) db.changed(key, event, removed);
  return removed;
}

const zremrangebyrank = defineCommand({
  name: 'ZREMRANGEBYRANK',
  group: 'sorted_set',
  since: '2.0.0',
  arity: 4,
  flags: ['write'],
  keys: firstKey,
  complexity: 'O(log(N)+M)',
  summary: 'Removes the members in a range of ranks.',
  syntax: 'key start stop',
  categories: ['sortedset'],
  parse: (args) => ({ key: args.next(), start: args.integer(), stop: args.integer() }),
  run: (call, { key, start, stop }) =>
    removeRange(call, key, 'zremrangebyrank', (zset) => indexRanks(zset.size, start, stop)),
});

const zremrangebyscore = defineCommand({
  name: 'ZREMRANGEBYSCORE',
  group: 'sorted_set',
  since: '1.2.0',
  arity: 4,
  flags: ['write'],
  keys: firstKey,
  complexity: 'O(log(N)+M)',
  summary: 'Removes the members whose score lies in a range.',
  syntax: 'key min max',
  categories: ['sortedset'],
  parse: (args) => ({ key: args.next(), range: parseScoreRange(args.next(), args.next()) }),
  run: (call, { key, range }) =>
    removeRange(call, key, 'zremrangebyscore', (zset) => scoreRanks(zset, range)),
});

const zremrangebylex = defineCommand({
  name: 'ZREMRANGEBYLEX',
  group: 'sorted_set',
  since: '2.8.9',
  arity: 4,
  flags: ['write'],
  keys: firstKey,
  complexity: 'O(log(N)+M)',
  summary: 'Removes the members in an alphabetical range, where all scores are the same.',
  syntax: 'key min max',
  categories: ['sortedset'],
  parse: (args) => ({ key: args.next(), range: parseLexRange(args.next(), args.next()) }),
  run: (call, { key, range }) =>
    removeRange(call, key, 'zremrangebylex', (zset) => zset.lexRange(range.min, range.max, false)),
});

export const removeCommands: readonly Command[] = [zrem, zremrangebyrank, zremrangebyscore, zremrangebylex];
