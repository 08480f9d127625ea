/** Taking the members with the lowest or highest scores off, at once or after a wait. */
import type { Args } from '../../args.ts';
import type { Call } from '../../call.ts';
import { type Command, defineCommand, firstKey } from '../../command.ts';
import * as errors from '../../errors.ts';
import { parseInt64 } from '../../numbers.ts';
import { double, EMPTY, type ErrorReply, NULL_ARRAY, type Reply } from '../../reply.ts';
import type { SortedSet } from '../../values/sorted-set.ts';

const NUMKEYS = errors.err('numkeys should be greater than 0');
const COUNT = errors.err('count should be greater than 0');

type Side = 'MIN' | 'MAX';
type Element = readonly [member: string, score: number];

/** Takes up to `count` elements off one end, which must be more than none; publishes `zpopmin` or `zpopmax`. */
function take({ db }: Call, key: string, zset: SortedSet, side: Side, count: number): Element[] {
  const taken: Element[] = [];
  const max = side === 'MAX';
  zset.walk(max ? zset.size - 1 : 0, count, max, (member, score) => taken.push([member, score]));
  for (const [member] of taken) zset.delete(member);
  db.changed(key, max ? 'zpopmax' : 'zpopmin', taken.length);
  return taken;
}

const pair = ([member, score]: Element): Reply => [member, double(score)];

interface Pop {
  readonly key: string;
  /** Undefined where no count was given: a single element, flat. */
  readonly count: number | undefined;
}

function parsePop(args: Args): Pop {
  const key = args.next();
  if (args.left > 1) throw errors.SYNTAX;
  if (args.done) return { key, count: undefined };
  const count = args.integer(errors.NOT_POSITIVE);
  if (count < 0) throw errors.NOT_POSITIVE;
  return { key, count };
}

function pop(call: Call, { key, count }: Pop, side: Side): Reply {
  const zset = call.db.edit(key, 'zset');
  if (zset === undefined || count === 0) return EMPTY;
  const taken = take(call, key, zset, side, count ?? 1);
  // RESP3 answers with pairs, but a single element without a count stays flat.
  return count !== undefined && call.resp === 3
    ? taken.map(pair)
    : taken.flatMap(([member, score]): Reply[] => [member, double(score)]);
}

const zpopmin = defineCommand({
  name: 'ZPOPMIN',
  group: 'sorted_set',
  since: '5.0.0',
  arity: -2,
  flags: ['write', 'fast'],
  keys: firstKey,
  complexity: 'O(log(N)*M)',
  summary: 'Takes off the members with the lowest scores and returns them.',
  syntax: 'key [count]',
  categories: ['sortedset'],
  parse: parsePop,
  run: (call, request) => pop(call, request, 'MIN'),
});

const zpopmax = defineCommand({
  name: 'ZPOPMAX',
  group: 'sorted_set',
  since: '5.0.0',
  arity: -2,
  flags: ['write', 'fast'],
  keys: firstKey,
  complexity: 'O(log(N)*M)',
  summary: 'Takes off the members with the highest scores and returns them.',
  syntax: 'key [count]',
  categories: ['sortedset'],
  parse: parsePop,
  run: (call, request) => pop(call, request, 'MAX'),
});

interface BlockingPop {
  readonly keys: readonly string[];
  readonly timeoutMs: number;
}

function parseBlockingPop(args: Args): BlockingPop {
  const words = args.rest();
  const timeoutMs = args.reset(words, words.length - 1).timeout();
  return { keys: words.slice(0, -1), timeoutMs };
}

function blockingPop(call: Call, { keys, timeoutMs }: BlockingPop, side: Side): Reply {
  for (const key of keys) {
    const zset = call.db.edit(key, 'zset');
    if (zset === undefined) continue;
    const taken = take(call, key, zset, side, 1);
    call.logAs(`ZPOP${side}`, key);
    return [key, ...taken.flatMap(([member, score]): Reply[] => [member, double(score)])];
  }
  return call.block({ keys, type: 'zset', timeoutMs, onTimeout: NULL_ARRAY });
}

const bzpopmin = defineCommand({
  name: 'BZPOPMIN',
  group: 'sorted_set',
  since: '5.0.0',
  arity: -3,
  flags: ['write', 'fast', 'blocking'],
  keys: [{ kind: 'range', first: 1, last: -2, step: 1 }],
  complexity: 'O(log(N))',
  summary:
    'Takes off the member with the lowest score of the first set that has any, and waits if all are empty.',
  syntax: 'key [key ...] timeout',
  categories: ['sortedset'],
  parse: parseBlockingPop,
  run: (call, request) => blockingPop(call, request, 'MIN'),
});

const bzpopmax = defineCommand({
  name: 'BZPOPMAX',
  group: 'sorted_set',
  since: '5.0.0',
  arity: -3,
  flags: ['write', 'fast', 'blocking'],
  keys: [{ kind: 'range', first: 1, last: -2, step: 1 }],
  complexity: 'O(log(N))',
  summary:
    'Takes off the member with the highest score of the first set that has any, and waits if all are empty.',
  syntax: 'key [key ...] timeout',
  categories: ['sortedset'],
  parse: parseBlockingPop,
  run: (call, request) => blockingPop(call, request, 'MAX'),
});

interface MultiPop {
  readonly keys: readonly string[];
  readonly side: Side;
  readonly count: number;
}

function atLeastOne(text: string, error: ErrorReply): number {
  const value = parseInt64(text);
  if (value === undefined || value < 1) throw error;
  return Number(value);
}

function parseMultiPop(args: Args): MultiPop {
  const numkeys = atLeastOne(args.next(), NUMKEYS);
  // The word for the side must still be there behind the keys.
  if (numkeys >= args.left) throw errors.SYNTAX;
  const keys: string[] = [];
  for (let i = 0; i < numkeys; i++) keys.push(args.next());
  const side = args.option();
  if (side !== 'MIN' && side !== 'MAX') throw errors.SYNTAX;
  let count: number | undefined;
  while (!args.done) {
    if (count !== undefined || args.left < 2 || !args.accept('COUNT')) throw errors.SYNTAX;
    count = atLeastOne(args.next(), COUNT);
  }
  return { keys, side, count: count ?? 1 };
}

/** Pops from the first set that is there, or returns undefined. Logged as ZPOPMIN or ZPOPMAX with what was taken. */
function popFirst(call: Call, { keys, side, count }: MultiPop): Reply | undefined {
  for (const key of keys) {
    const zset = call.db.edit(key, 'zset');
    if (zset === undefined) continue;
    const taken = take(call, key, zset, side, count);
    call.logAs(`ZPOP${side}`, key, String(taken.length));
    return [key, taken.map(pair)];
  }
  return undefined;
}

const zmpop = defineCommand({
  name: 'ZMPOP',
  group: 'sorted_set',
  since: '7.0.0',
  arity: -4,
  flags: ['write'],
  keys: [{ kind: 'count', at: 1, first: 2, step: 1 }],
  complexity: 'O(K)',
  summary: 'Takes members with the lowest or highest scores off the first of several sets that has any.',
  syntax: 'numkeys key [key ...] <MIN | MAX> [COUNT count]',
  categories: ['sortedset'],
  parse: parseMultiPop,
  run: (call, request) => popFirst(call, request) ?? NULL_ARRAY,
});

const bzmpop = defineCommand({
  name: 'BZMPOP',
  group: 'sorted_set',
  since: '7.0.0',
  arity: -5,
  flags: ['write', 'blocking'],
  keys: [{ kind: 'count', at: 2, first: 3, step: 1 }],
  complexity: 'O(K)',
  summary: 'Takes members off the first of several sets that has any, and waits if all are empty.',
  syntax: 'timeout numkeys key [key ...] <MIN | MAX> [COUNT count]',
  categories: ['sortedset'],
  parse(args) {
    const timeoutMs = args.timeout();
    return { timeoutMs, request: parseMultiPop(args) };
  },
  run(call, { timeoutMs, request }) {
    const reply = popFirst(call, request);
    if (reply !== undefined) return reply;
    return call.block({ keys: request.keys, type: 'zset', timeoutMs, onTimeout: NULL_ARRAY });
  },
});

export const popCommands: readonly Command[] = [zpopmin, zpopmax, bzpopmin, bzpopmax, zmpop, bzmpop];
