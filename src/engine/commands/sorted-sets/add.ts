/** Adding members to a sorted set and changing their scores. */
import type { Args } from '../../args.ts';
import type { Call } from '../../call.ts';
import { type Command, defineCommand, firstKey } from '../../command.ts';
import * as errors from '../../errors.ts';
import { double, type Reply } from '../../reply.ts';
import { SortedSet } from '../../values/sorted-set.ts';

const NX_AND_XX = errors.err('XX and NX options at the same time are not compatible');
const GT_LT_NX = errors.err('GT, LT, and/or NX options at the same time are not compatible');
const ONE_PAIR = errors.err('INCR option supports a single increment-element pair');
const SCORE_NAN = errors.err('resulting score is not a number (NaN)');

/** Options of ZADD as bits: testing them costs nothing in the loop. */
export const NX = 1;
export const XX = 2;
const GT = 4;
const LT = 8;
export const CH = 16;
const INCR = 32;

export interface Addition {
  readonly key: string;
  readonly options: number;
  readonly scores: readonly number[];
  readonly members: readonly string[];
}

const newSortedSet = () => new SortedSet();

function readOptions(args: Args): number {
  let options = 0;
  for (;;) {
    if (args.accept('NX')) options |= NX;
    else if (args.accept('XX')) options |= XX;
    else if (args.accept('GT')) options |= GT;
    else if (args.accept('LT')) options |= LT;
    else if (args.accept('CH')) options |= CH;
    else if (args.accept('INCR')) options |= INCR;
    else return options;
  }
}

function parseAddition(args: Args): Addition {
  const key = args.next();
  const options = readOptions(args);
  if (args.done || args.left % 2 !== 0) throw errors.SYNTAX;
  if (options & NX && options & XX) throw NX_AND_XX;
  const exclusive = (options & NX ? 1 : 0) + (options & GT ? 1 : 0) + (options & LT ? 1 : 0);
  if (exclusive > 1) throw GT_LT_NX;
  if (options & INCR && args.left > 2) throw ONE_PAIR;
  const scores: number[] = [];
  const members: string[] = [];
  while (!args.done) {
    scores.push(args.float());
    members.push(args.next());
  }
  return { key, options, scores, members };
}

/** Runs ZADD and ZINCRBY. With INCR the reply is the new score, or null where an option forbade the change. */
export function add(call: Call, { key, options, scores, members }: Addition): Reply {
  const { db, limits } = call;
  const incr = (options & INCR) !== 0;
  let zset = db.edit(key, 'zset');
  if (zset === undefined) {
    if (options & XX) return incr ? null : 0;
    zset = db.editOrCreate(key, 'zset', newSortedSet);
  }
  zset.expect(members.length, limits);
  let added = 0;
  let updated = 0;
  let outcome: number | null = null;
  for (let i = 0; i < members.length; i++) {
    const member = members[i] ?? '';
    let score = scores[i] ?? 0;
    const handle = zset.find(member);
    if (handle < 0) {
      if (options & XX) continue;
      zset.insert(member, score, limits);
      added++;
      outcome = score;
      continue;
    }
    if (options & NX) continue;
    const current = zset.scoreAt(handle);
    if (incr) {
      score += current;
      if (Number.isNaN(score)) throw SCORE_NAN;
    }
    if ((options & LT && score >= current) || (options & GT && score <= current)) continue;
    outcome = score;
    if (score === current) continue;
    zset.rescore(handle, score);
    updated++;
  }
  if (added + updated > 0) db.changed(key, incr ? 'zincr' : 'zadd', added + updated);
  if (incr) return outcome === null ? null : double(outcome);
  return options & CH ? added + updated : added;
}

const zadd = defineCommand({
  name: 'ZADD',
  group: 'sorted_set',
  since: '1.2.0',
  arity: -4,
  flags: ['write', 'denyoom', 'fast'],
  keys: firstKey,
  complexity: 'O(log(N))',
  summary: 'Adds members with their scores to a sorted set, or moves those that are there.',
  syntax: 'key [NX | XX] [GT | LT] [CH] [INCR] score member [score member ...]',
  categories: ['sortedset'],
  parse: parseAddition,
  run: add,
});

const zincrby = defineCommand({
  name: 'ZINCRBY',
  group: 'sorted_set',
  since: '1.2.0',
  arity: 4,
  flags: ['write', 'denyoom', 'fast'],
  keys: firstKey,
  complexity: 'O(log(N))',
  summary: 'Adds a number to the score of a member; a new member starts at 0.',
  syntax: 'key increment member',
  categories: ['sortedset'],
  parse(args): Addition {
    const key = args.next();
    const score = args.float();
    return { key, options: INCR, scores: [score], members: [args.next()] };
  },
  run: add,
});

export const addCommands: readonly Command[] = [zadd, zincrby];
