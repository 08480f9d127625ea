/** Moving an element from an end of one list to an end of another, or of the same. */
import type { Call } from '../../call.ts';
import { type Command, defineCommand } from '../../command.ts';
import { NULL_ARRAY, type Reply } from '../../reply.ts';
import { newList, popEnd, pushEnd, readSide, type Side } from './shared.ts';

interface Move {
  readonly source: string;
  readonly destination: string;
  readonly from: Side;
  readonly to: Side;
}

/**
 * Moves one element and returns it, or undefined where the source is not there. The push is published before the pop,
 * as the reference does, and so a list that turns around itself is never seen empty.
 */
function move(call: Call, { source, destination, from, to }: Move): string | undefined {
  const { db, limits } = call;
  const list = db.edit(source, 'list');
  if (list === undefined) return undefined;
  if (source === destination) {
    const value = from === 'LEFT' ? list.popLeft() : list.popRight();
    if (to === 'LEFT') list.pushLeft(value);
    else list.pushRight(value);
    db.changed(source, to === 'LEFT' ? 'lpush' : 'rpush', 0);
    list.compactAgain(limits.listMaxListpackSize);
    db.changed(source, from === 'LEFT' ? 'lpop' : 'rpop');
    return value;
  }
  const target = db.edit(destination, 'list');
  const value = list.at(from === 'LEFT' ? 0 : list.size - 1);
  pushEnd(call, destination, target ?? db.editOrCreate(destination, 'list', newList), to, value);
  return popEnd(call, source, list, from);
}

const lmove = defineCommand({
  name: 'LMOVE',
  group: 'list',
  since: '6.2.0',
  arity: 5,
  flags: ['write', 'denyoom'],
  keys: [
    { kind: 'range', first: 1, last: 0, step: 1 },
    { kind: 'range', first: 2, last: 0, step: 1 },
  ],
  complexity: 'O(1)',
  summary: 'Takes an element off one list and pushes it onto another, in one step.',
  syntax: 'source destination <LEFT | RIGHT> <LEFT | RIGHT>',
  categories: ['list'],
  parse: (args) => ({
    source: args.next(),
    destination: args.next(),
    from: readSide(args),
    to: readSide(args),
  }),
  run: (call, request) => move(call, request) ?? null,
});

const rpoplpush = defineCommand({
  name: 'RPOPLPUSH',
  group: 'list',
  since: '1.2.0',
  arity: 3,
  flags: ['write', 'denyoom'],
  keys: [
    { kind: 'range', first: 1, last: 0, step: 1 },
    { kind: 'range', first: 2, last: 0, step: 1 },
  ],
  complexity: 'O(1)',
  summary: 'Takes the last element of a list and puts it in front of another.',
  syntax: 'source destination',
  categories: ['list'],
  deprecatedSince: '6.2.0',
  replacedBy: 'LMOVE',
  parse: (args): Move => ({ source: args.next(), destination: args.next(), from: 'RIGHT', to: 'LEFT' }),
  run: (call, request) => move(call, request) ?? null,
});

/** Moves at once, or waits for the source. `log` is the plain command of which this is the blocking form. */
function moveOrBlock(call: Call, request: Move & { timeoutMs: number }, log: readonly string[]): Reply {
  const value = move(call, request);
  if (value === undefined) {
    return call.block({
      keys: [request.source],
      type: 'list',
      timeoutMs: request.timeoutMs,
      // A wait that ends answers a null array, but where nothing can wait the answer is LMOVE's own null.
      onTimeout: call.origin === 'plain' ? NULL_ARRAY : null,
    });
  }
  call.logAs(...log);
  return value;
}

const blmove = defineCommand({
  name: 'BLMOVE',
  group: 'list',
  since: '6.2.0',
  arity: 6,
  flags: ['write', 'denyoom', 'blocking'],
  keys: [
    { kind: 'range', first: 1, last: 0, step: 1 },
    { kind: 'range', first: 2, last: 0, step: 1 },
  ],
  complexity: 'O(1)',
  summary: 'Moves an element from one list to another as LMOVE does, and waits for one if there is none.',
  syntax: 'source destination <LEFT | RIGHT> <LEFT | RIGHT> timeout',
  categories: ['list'],
  parse: (args) => ({
    source: args.next(),
    destination: args.next(),
    from: readSide(args),
    to: readSide(args),
    timeoutMs: args.timeout(),
  }),
  run: (call, request) =>
    moveOrBlock(call, request, ['LMOVE', request.source, request.destination, request.from, request.to]),
});

const brpoplpush = defineCommand({
  name: 'BRPOPLPUSH',
  group: 'list',
  since: '2.2.0',
  arity: 4,
  flags: ['write', 'denyoom', 'blocking'],
  keys: [
    { kind: 'range', first: 1, last: 0, step: 1 },
    { kind: 'range', first: 2, last: 0, step: 1 },
  ],
  complexity: 'O(1)',
  summary: 'Moves the last element of a list to the front of another, and waits for one if there is none.',
  syntax: 'source destination timeout',
  categories: ['list'],
  deprecatedSince: '6.2.0',
  replacedBy: 'BLMOVE',
  parse: (args) => ({
    source: args.next(),
    destination: args.next(),
    from: 'RIGHT' as const,
    to: 'LEFT' as const,
    timeoutMs: args.timeout(),
  }),
  run: (call, request) => moveOrBlock(call, request, ['RPOPLPUSH', request.source, request.destination]),
});

export const moveCommands: readonly Command[] = [lmove, rpoplpush, blmove, brpoplpush];
