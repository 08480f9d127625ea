/** Writing whole strings: SET and its older forms. */
import type { Call } from '../../call.ts';
import { type Command, defineCommand, firstKey } from '../../command.ts';
import type { Database } from '../../database.ts';
import * as errors from '../../errors.ts';
import { OK, type Reply } from '../../reply.ts';
import { encodeString } from '../../values/string.ts';
import { stringOf, typeOf } from '../../values/value.ts';
import { holds } from './conditions.ts';
import { deadlineOf, type ExpireUnit, parseStringOptions, type StringOptions } from './options.ts';

/** Puts a string under a key with an absolute deadline in ms, and publishes `set` and `expire`. */
export function putWithDeadline(db: Database, key: string, value: string, at: number): void {
  const entry = db.put(key, encodeString(value), 'set', { keepTtl: true });
  db.setDeadline(entry, at);
  db.keyspace.notify('g', 'expire', key, db.index);
}

/** SET with options: returns the reply. A refused write answers null, or the old value with GET. */
function setWithOptions(call: Call, key: string, value: string, options: StringOptions): Reply {
  const { db } = call;
  const at = options.expire && deadlineOf(options.expire, call.now, 'set');
  const old = options.get ? db.read(key, 'string') : undefined;
  const before: Reply = old === undefined ? null : stringOf(old);
  if (!admits(db, key, options)) return before;
  if (at === undefined) {
    const keepTtl = options.ttl === 'KEEPTTL';
    db.put(key, encodeString(value), 'set', keepTtl ? { keepTtl } : undefined);
    if (keepTtl) call.logAs('SET', key, value, 'KEEPTTL');
    else call.logAs('SET', key, value);
  } else {
    putWithDeadline(db, key, value, at);
    call.logAs('SET', key, value, 'PXAT', String(at));
  }
  return options.get ? before : OK;
}

/** True where NX, XX or a comparison lets the write happen. */
function admits(db: Database, key: string, { exists, compare }: StringOptions): boolean {
  if (exists === undefined && compare === undefined) return true;
  const entry = db.peek(key);
  if (exists !== undefined) return (entry !== undefined) === (exists === 'XX');
  if (compare === undefined) return true;
  if (entry === undefined) return compare.kind === 'IFNE' || compare.kind === 'IFDNE';
  if (typeOf(entry.value) !== 'string') throw errors.WRONGTYPE;
  const current = db.read(key, 'string');
  return current !== undefined && holds(compare.kind, compare.operand, current);
}

const set = defineCommand({
  name: 'SET',
  group: 'string',
  since: '1.0.0',
  arity: -3,
  flags: ['write', 'denyoom'],
  keys: firstKey,
  complexity: 'O(1)',
  summary: 'Stores a string under a key, replacing what was there.',
  syntax:
    'key value [NX | XX | IFEQ ifeq-value | IFNE ifne-value | IFDEQ ifdeq-digest | IFDNE ifdne-digest] [GET] [EX seconds | PX milliseconds | EXAT unix-time-seconds | PXAT unix-time-milliseconds | KEEPTTL]',
  categories: ['string'],
  parse: (args) => ({
    key: args.next(),
    value: args.next(),
    options: args.done ? undefined : parseStringOptions(args, 'SET'),
  }),
  run(call, { key, value, options }) {
    if (options) return setWithOptions(call, key, value, options);
    call.db.put(key, encodeString(value), 'set');
    return OK;
  },
});

const setnx = defineCommand({
  name: 'SETNX',
  group: 'string',
  since: '1.0.0',
  arity: 3,
  flags: ['write', 'denyoom', 'fast'],
  keys: firstKey,
  complexity: 'O(1)',
  summary: 'Stores a string only if the key does not exist.',
  syntax: 'key value',
  categories: ['string'],
  deprecatedSince: '2.6.12',
  replacedBy: '`SET` with the `NX` argument',
  parse: (args) => ({ key: args.next(), value: args.next() }),
  run({ db }, { key, value }) {
    if (db.has(key)) return 0;
    db.put(key, encodeString(value), 'set');
    return 1;
  },
});

interface Timed {
  readonly key: string;
  readonly text: string;
  readonly value: string;
}

function setTimed(call: Call, { key, text, value }: Timed, unit: ExpireUnit, command: string): Reply {
  const at = deadlineOf({ unit, text }, call.now, command);
  putWithDeadline(call.db, key, value, at);
  call.logAs('SET', key, value, 'PXAT', String(at));
  return OK;
}

const setex = defineCommand<Timed>({
  name: 'SETEX',
  group: 'string',
  since: '2.0.0',
  arity: 4,
  flags: ['write', 'denyoom'],
  keys: firstKey,
  complexity: 'O(1)',
  summary: 'Stores a string that expires after some seconds.',
  syntax: 'key seconds value',
  categories: ['string'],
  deprecatedSince: '2.6.12',
  replacedBy: '`SET` with the `EX` argument',
  parse: (args) => ({ key: args.next(), text: args.next(), value: args.next() }),
  run: (call, timed) => setTimed(call, timed, 'EX', 'setex'),
});

const psetex = defineCommand<Timed>({
  name: 'PSETEX',
  group: 'string',
  since: '2.6.0',
  arity: 4,
  flags: ['write', 'denyoom'],
  keys: firstKey,
  complexity: 'O(1)',
  summary: 'Stores a string that expires after some milliseconds.',
  syntax: 'key milliseconds value',
  categories: ['string'],
  deprecatedSince: '2.6.12',
  replacedBy: '`SET` with the `PX` argument',
  parse: (args) => ({ key: args.next(), text: args.next(), value: args.next() }),
  run: (call, timed) => setTimed(call, timed, 'PX', 'psetex'),
});

const getset = defineCommand({
  name: 'GETSET',
  group: 'string',
  since: '1.0.0',
  arity: 3,
  flags: ['write', 'denyoom', 'fast'],
  keys: firstKey,
  complexity: 'O(1)',
  summary: 'Stores a string and returns the one that was there.',
  syntax: 'key value',
  categories: ['string'],
  deprecatedSince: '6.2.0',
  replacedBy: '`SET` with the `GET` argument',
  parse: (args) => ({ key: args.next(), value: args.next() }),
  run(call, { key, value }) {
    const old = call.db.read(key, 'string');
    const before = old === undefined ? null : stringOf(old);
    call.db.put(key, encodeString(value), 'set');
    call.logAs('SET', key, value);
    return before;
  },
});

export const setCommands: readonly Command[] = [set, setnx, setex, psetex, getset];
