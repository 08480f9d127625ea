/** Popping from the first of several lists that has elements, at once or after a wait. */
import type { Args } from '../../args.ts';
import type { Call } from '../../call.ts';
import { type Command, defineCommand } from '../../command.ts';
import * as errors from '../../errors.ts';
import { NULL_ARRAY, type Reply } from '../../reply.ts';
import { popEnd, popMany, positive, readSide, type Side } from './shared.ts';

interface MultiPop {
  readonly keys: readonly string[];
  readonly side: Side;
  readonly count: number;
}

const NUMKEYS = errors.err('numkeys should be greater than 0');
const COUNT = errors.err('count should be greater than 0');

/** Reads `numkeys key [key ...] LEFT | RIGHT [COUNT count]`. */
function readMultiPop(args: Args): MultiPop {
  const numkeys = positive(args.next(), NUMKEYS, 1);
  // The word for the side must still be there behind the keys.
  if (numkeys >= args.left) throw errors.SYNTAX;
  const keys: string[] = [];
  for (let i = 0; i < numkeys; i++) keys.push(args.next());
  const side = readSide(args);
  let count = -1;
  while (!args.done) {
    if (count !== -1 || !args.accept('COUNT') || args.done) throw errors.SYNTAX;
    count = positive(args.next(), COUNT, 1);
  }
  return { keys, side, count: count === -1 ? 1 : count };
}

/** Pops from the first list that is there, or returns undefined. Logged as LPOP or RPOP with what was taken. */
function popFirst(call: Call, { keys, side, count }: MultiPop): Reply | undefined {
  for (const key of keys) {
    const list = call.db.edit(key, 'list');
    if (list === undefined) continue;
    const values = popMany(call, key, list, side, count);
    call.logAs(side === 'LEFT' ? 'LPOP' : 'RPOP', key, String(values.length));
    return [key, values];
  }
  return undefined;
}

const lmpop = defineCommand({
  name: 'LMPOP',
  group: 'list',
  since: '7.0.0',
  arity: -4,
  flags: ['write'],
  keys: [{ kind: 'count', at: 1, first: 2, step: 1 }],
  complexity: 'O(N+M)',
  summary: 'Takes elements off the first of several lists that has any.',
  syntax: 'numkeys key [key ...] <LEFT | RIGHT> [COUNT count]',
  categories: ['list'],
  parse: readMultiPop,
  run: (call, request) => popFirst(call, request) ?? NULL_ARRAY,
});

const blmpop = defineCommand({
  name: 'BLMPOP',
  group: 'list',
  since: '7.0.0',
  arity: -5,
  flags: ['write', 'blocking'],
  keys: [{ kind: 'count', at: 2, first: 3, step: 1 }],
  complexity: 'O(N+M)',
  summary: 'Takes elements off the first of several lists that has any, and waits if all are empty.',
  syntax: 'timeout numkeys key [key ...] <LEFT | RIGHT> [COUNT count]',
  categories: ['list'],
  parse(args) {
    const timeoutMs = args.timeout();
    return { timeoutMs, request: readMultiPop(args) };
  },
  run(call, { timeoutMs, request }) {
    const reply = popFirst(call, request);
    if (reply !== undefined) return reply;
    return call.block({ keys: request.keys, type: 'list', timeoutMs, onTimeout: NULL_ARRAY });
  },
});

/** Reads `key [key ...] timeout`; the timeout is judged first. */
function readBlockingPop(args: Args): { keys: readonly string[]; timeoutMs: number } {
  const words = args.rest();
  args.pos--;
  const timeoutMs = args.timeout();
  words.pop();
  return { keys: words, timeoutMs };
}

function popOrBlock(call: Call, keys: readonly string[], timeoutMs: number, side: Side): Reply {
  for (const key of keys) {
    const list = call.db.edit(key, 'list');
    if (list === undefined) continue;
    const value = popEnd(call, key, list, side);
    call.logAs(side === 'LEFT' ? 'LPOP' : 'RPOP', key);
    return [key, value];
  }
  return call.block({ keys, type: 'list', timeoutMs, onTimeout: NULL_ARRAY });
}

const blpop = defineCommand({
  name: 'BLPOP',
  group: 'list',
  since: '2.0.0',
  arity: -3,
  flags: ['write', 'blocking'],
  keys: [{ kind: 'range', first: 1, last: -2, step: 1 }],
  complexity: 'O(N)',
  summary: 'Takes the first element of the first list that has one, and waits if all are empty.',
  syntax: 'key [key ...] timeout',
  categories: ['list'],
  parse: readBlockingPop,
  run: (call, { keys, timeoutMs }) => popOrBlock(call, keys, timeoutMs, 'LEFT'),
});

const brpop = defineCommand({
  name: 'BRPOP',
  group: 'list',
  since: '2.0.0',
  arity: -3,
  flags: ['write', 'blocking'],
  keys: [{ kind: 'range', first: 1, last: -2, step: 1 }],
  complexity: 'O(N)',
  summary: 'Takes the last element of the first list that has one, and waits if all are empty.',
  syntax: 'key [key ...] timeout',
  categories: ['list'],
  parse: readBlockingPop,
  run: (call, { keys, timeoutMs }) => popOrBlock(call, keys, timeoutMs, 'RIGHT'),
});

export const multiPopCommands: readonly Command[] = [lmpop, blmpop, blpop, brpop];
