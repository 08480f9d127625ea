/** Members by chance, and the scan of all of them. */
import { type Command, defineCommand, firstKey } from '../../command.ts';
import * as errors from '../../errors.ts';
import { formatDouble, INT64_MAX } from '../../numbers.ts';
import { EMPTY, type Reply } from '../../reply.ts';
import { checkDrawn } from '../../sampling.ts';
import { parseCollectionScan, parseScanOptions, scanMatches, scanReply } from '../../scan.ts';
import { MemberList } from './replies.ts';

const COUNT_RANGE = errors.err(`value is out of range, value must between -${INT64_MAX} and ${INT64_MAX}`);
const COUNT_WITH_SCORES = errors.err('value is out of range');
/** Up to a third of the set, picking again where a rank was picked before is cheaper than shuffling all ranks. */
const SPARSE = 3;

const zrandmember = defineCommand({
  name: 'ZRANDMEMBER',
  group: 'sorted_set',
  since: '6.2.0',
  arity: -2,
  flags: ['readonly'],
  keys: firstKey,
  complexity: 'O(N)',
  summary: 'Returns members picked by chance.',
  syntax: 'key [count [WITHSCORES]]',
  categories: ['sortedset'],
  parse(args) {
    const key = args.next();
    if (args.done) return { key, count: undefined, withScores: false };
    const count = args.int64();
    if (count < -INT64_MAX) throw COUNT_RANGE;
    if (args.left > 1) throw errors.SYNTAX;
    const withScores = args.accept('WITHSCORES');
    args.end();
    const half = INT64_MAX / 2n;
    if (withScores && (count < -half || count > half)) throw COUNT_WITH_SCORES;
    return { key, count: Number(count), withScores };
  },
  run({ db, random, resp }, { key, count, withScores }) {
    const zset = db.read(key, 'zset');
    if (count === undefined) return zset === undefined ? null : zset.memberAtRank(random.below(zset.size));
    if (zset === undefined || count === 0) return EMPTY;
    const { size } = zset;
    const list = new MemberList(withScores, resp === 3);
    if (count >= size) zset.walk(0, size, false, list.add);
    else if (count < 0) {
      checkDrawn(-count);
      for (let i = 0; i < -count; i++) zset.walk(random.below(size), 1, false, list.add);
    } else if (count * SPARSE <= size) {
      const picked = new Set<number>();
      while (picked.size < count) picked.add(random.below(size));
      for (const rank of picked) zset.walk(rank, 1, false, list.add);
    } else {
      const ranks = Array.from({ length: size }, (_, i) => i);
      for (let i = 0; i < count; i++) {
        const j = i + random.below(size - i);
        const rank = ranks[j] ?? 0;
        ranks[j] = ranks[i] ?? 0;
        zset.walk(rank, 1, false, list.add);
      }
    }
    return list.items;
  },
});

const zscan = defineCommand({
  name: 'ZSCAN',
  group: 'sorted_set',
  since: '2.8.0',
  arity: -3,
  flags: ['readonly'],
  keys: firstKey,
  complexity: 'O(1)',
  summary: 'Walks over the members and scores of a sorted set, some at a time.',
  syntax: 'key cursor [MATCH pattern] [COUNT count]',
  categories: ['sortedset'],
  parse: parseCollectionScan,
  run({ db }, { key, cursor, options: words }) {
    const zset = db.read(key, 'zset');
    if (zset === undefined) return scanReply(0, EMPTY);
    const options = parseScanOptions(words);
    const items: Reply[] = [];
    const next = zset.scan(cursor, options.count, (member, score) => {
      if (scanMatches(options, member)) items.push(member, formatDouble(score));
    });
    return scanReply(next, items);
  },
});

export const sampleCommands: readonly Command[] = [zrandmember, zscan];
