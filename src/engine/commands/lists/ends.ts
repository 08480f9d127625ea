/** Pushing and popping at the ends of a list. */
import type { Call } from '../../call.ts';
import { type Command, defineCommand, firstKey } from '../../command.ts';
import * as errors from '../../errors.ts';
import { EMPTY, NULL_ARRAY, type Reply } from '../../reply.ts';
import { newList, popEnd, popMany, positive, type Side } from './shared.ts';

/** Pushes argv[2] and what follows; with `existing` only onto a list that is there. Reads argv in place: a hot path. */
function push({ db, argv, limits }: Call, side: Side, existing: boolean): Reply {
  const key = argv[1] as string;
  const list = existing ? db.edit(key, 'list') : db.editOrCreate(key, 'list', newList);
  if (list === undefined) return 0;
  const count = argv.length - 2;
  if (list.encoding === 'listpack') {
    let bytes = 0;
    for (let i = 2; i < argv.length; i++) bytes += (argv[i] as string).length;
    list.makeRoom(limits.listMaxListpackSize, bytes, count);
  }
  if (side === 'LEFT') {
    for (let i = 2; i < argv.length; i++) list.pushLeft(argv[i] as string);
    db.changed(key, 'lpush', count);
  } else {
    for (let i = 2; i < argv.length; i++) list.pushRight(argv[i] as string);
    db.changed(key, 'rpush', count);
  }
  return list.size;
}

const lpush = defineCommand({
  name: 'LPUSH',
  group: 'list',
  since: '1.0.0',
  arity: -3,
  flags: ['write', 'denyoom', 'fast'],
  keys: firstKey,
  complexity: 'O(1)',
  summary: 'Puts elements in front of a list, one after another.',
  syntax: 'key element [element ...]',
  categories: ['list'],
  run: (call) => push(call, 'LEFT', false),
});

const rpush = defineCommand({
  name: 'RPUSH',
  group: 'list',
  since: '1.0.0',
  arity: -3,
  flags: ['write', 'denyoom', 'fast'],
  keys: firstKey,
  complexity: 'O(1)',
  summary: 'Appends elements to a list.',
  syntax: 'key element [element ...]',
  categories: ['list'],
  run: (call) => push(call, 'RIGHT', false),
});

const lpushx = defineCommand({
  name: 'LPUSHX',
  group: 'list',
  since: '2.2.0',
  arity: -3,
  flags: ['write', 'denyoom', 'fast'],
  keys: firstKey,
  complexity: 'O(1)',
  summary: 'Puts elements in front of a list, only if the list is there.',
  syntax: 'key element [element ...]',
  categories: ['list'],
  run: (call) => push(call, 'LEFT', true),
});

const rpushx = defineCommand({
  name: 'RPUSHX',
  group: 'list',
  since: '2.2.0',
  arity: -3,
  flags: ['write', 'denyoom', 'fast'],
  keys: firstKey,
  complexity: 'O(1)',
  summary: 'Appends elements to a list, only if the list is there.',
  syntax: 'key element [element ...]',
  categories: ['list'],
  run: (call) => push(call, 'RIGHT', true),
});

/** Reads the count of LPOP and RPOP, or -1 where there is none. */
function popCount(call: Call): number {
  const { argv, command } = call;
  if (argv.length === 2) return -1;
  if (argv.length > 3) throw errors.wrongArity(command.name);
  return positive(argv[2] as string, errors.NOT_POSITIVE);
}

function pop(call: Call, side: Side): Reply {
  const count = popCount(call);
  const key = call.argv[1] as string;
  const list = call.db.edit(key, 'list');
  if (list === undefined) return count < 0 ? null : NULL_ARRAY;
  if (count < 0) return popEnd(call, key, list, side);
  if (count === 0) return EMPTY;
  return popMany(call, key, list, side, count);
}

const lpop = defineCommand({
  name: 'LPOP',
  group: 'list',
  since: '1.0.0',
  arity: -2,
  flags: ['write', 'fast'],
  keys: firstKey,
  complexity: 'O(N)',
  summary: 'Takes the first element of a list, or several.',
  syntax: 'key [count]',
  categories: ['list'],
  run: (call) => pop(call, 'LEFT'),
});

const rpop = defineCommand({
  name: 'RPOP',
  group: 'list',
  since: '1.0.0',
  arity: -2,
  flags: ['write', 'fast'],
  keys: firstKey,
  complexity: 'O(N)',
  summary: 'Takes the last element of a list, or several.',
  syntax: 'key [count]',
  categories: ['list'],
  run: (call) => pop(call, 'RIGHT'),
});

export const endCommands: readonly Command[] = [lpush, rpush, lpushx, rpushx, lpop, rpop];
