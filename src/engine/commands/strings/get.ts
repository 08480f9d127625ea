/** Reading strings, and reading them while their TTL or they themselves go. */

import type { Args } from '../../args.ts';
import type { Call } from '../../call.ts';
import { allKeys, type Command, type CommandFacts, defineCommand, firstKey } from '../../command.ts';
import type { Reply } from '../../reply.ts';
import { stringLength } from '../../values/string.ts';
import { stringOf } from '../../values/value.ts';
import { deadlineOf, parseStringOptions } from './options.ts';

const get = defineCommand({
  name: 'GET',
  group: 'string',
  since: '1.0.0',
  arity: 2,
  flags: ['readonly', 'fast'],
  keys: firstKey,
  complexity: 'O(1)',
  summary: 'Returns the string under a key.',
  syntax: 'key',
  categories: ['string'],
  parse: (args) => args.next(),
  run({ db }, key) {
    const value = db.read(key, 'string');
    return value === undefined ? null : stringOf(value);
  },
});

const getex = defineCommand({
  name: 'GETEX',
  group: 'string',
  since: '6.2.0',
  arity: -2,
  flags: ['write', 'fast'],
  keys: firstKey,
  complexity: 'O(1)',
  summary: 'Returns the string under a key and sets or removes its expiration.',
  syntax:
    'key [EX seconds | PX milliseconds | EXAT unix-time-seconds | PXAT unix-time-milliseconds | PERSIST]',
  categories: ['string'],
  parse: (args) => ({ key: args.next(), options: parseStringOptions(args, 'GETEX') }),
  run(call, { key, options }) {
    const { db } = call;
    const value = db.read(key, 'string');
    if (value === undefined) return null;
    const { expire } = options;
    const at = expire && deadlineOf(expire, call.now, 'getex');
    const text = stringOf(value);
    const entry = db.peek(key);
    if (entry === undefined) return text;
    if (at !== undefined && at <= call.now && (expire?.unit === 'EXAT' || expire?.unit === 'PXAT')) {
      db.remove(key);
      call.logAs('DEL', key);
    } else if (at !== undefined) {
      db.setExpiry(entry, at, 'expire');
      call.logAs('PEXPIREAT', key, String(at));
    } else if (options.ttl === 'PERSIST' && entry.expireAt >= 0) {
      db.setExpiry(entry, -1, 'persist');
      call.logAs('PERSIST', key);
    }
    return text;
  },
});

const getdel = defineCommand({
  name: 'GETDEL',
  group: 'string',
  since: '6.2.0',
  arity: 2,
  flags: ['write', 'fast'],
  keys: firstKey,
  complexity: 'O(1)',
  summary: 'Returns the string under a key and deletes the key.',
  syntax: 'key',
  categories: ['string'],
  parse: (args) => args.next(),
  run(call, key) {
    const value = call.db.read(key, 'string');
    if (value === undefined) return null;
    const text = stringOf(value);
    call.db.remove(key);
    call.logAs('DEL', key);
    return text;
  },
});

const mget = defineCommand({
  name: 'MGET',
  group: 'string',
  since: '1.0.0',
  arity: -2,
  flags: ['readonly', 'fast'],
  keys: allKeys,
  complexity: 'O(N)',
  summary: 'Returns the strings under several keys, null for each that holds none.',
  syntax: 'key [key ...]',
  categories: ['string'],
  parse: (args) => args.rest(),
  run: ({ db }, keys) =>
    keys.map((key) => {
      const value = db.lookup(key)?.value;
      return value === undefined || (typeof value === 'object' && value.type !== 'string')
        ? null
        : stringOf(value);
    }),
});

const strlen = defineCommand({
  name: 'STRLEN',
  group: 'string',
  since: '2.2.0',
  arity: 2,
  flags: ['readonly', 'fast'],
  keys: firstKey,
  complexity: 'O(1)',
  summary: 'Returns the length of a string in bytes.',
  syntax: 'key',
  categories: ['string'],
  parse: (args) => args.next(),
  run({ db }, key) {
    const value = db.read(key, 'string');
    return value === undefined ? 0 : stringLength(value);
  },
});

interface Range {
  readonly key: string;
  readonly start: number;
  readonly end: number;
}

const parseRange = (args: Args): Range => ({
  key: args.next(),
  start: args.integer(),
  end: args.integer(),
});

function getRange({ db }: Call, { key, start, end }: Range): Reply {
  const value = db.read(key, 'string');
  if (value === undefined) return '';
  const length = stringLength(value);
  // Two ends before the start that are out of order stay out of order; clamping alone would make them meet at 0.
  if (start < 0 && end < 0 && start > end) return '';
  const from = Math.max(0, start < 0 ? length + start : start);
  const to = Math.min(length - 1, Math.max(0, end < 0 ? length + end : end));
  if (from > to) return '';
  return typeof value === 'object' ? value.slice(from, to + 1) : stringOf(value).slice(from, to + 1);
}

const rangeFacts = {
  group: 'string',
  arity: 4,
  flags: ['readonly'],
  keys: firstKey,
  complexity: 'O(N)',
  syntax: 'key start end',
  categories: ['string'],
} satisfies Partial<CommandFacts>;

const getrange = defineCommand<Range>({
  ...rangeFacts,
  name: 'GETRANGE',
  since: '2.4.0',
  summary: 'Returns a part of a string, by first and last index; negative indexes count from the end.',
  parse: parseRange,
  run: getRange,
});

const substr = defineCommand<Range>({
  ...rangeFacts,
  name: 'SUBSTR',
  since: '1.0.0',
  deprecatedSince: '2.0.0',
  replacedBy: '`GETRANGE`',
  summary: 'The older name of GETRANGE.',
  parse: parseRange,
  run: getRange,
});

export const getCommands: readonly Command[] = [get, getex, getdel, mget, strlen, getrange, substr];
