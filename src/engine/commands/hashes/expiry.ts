/** Fields with a time to live. */
import type { Call } from '../../call.ts';
import { type Command, defineCommand, firstKey } from '../../command.ts';
import * as errors from '../../errors.ts';
import type { Reply } from '../../reply.ts';
import { type Condition, expireField, FIELDS_POSITIVE, readFields, readFieldTime } from './shared.ts';

const NUMFIELDS = errors.err('Parameter `numFields` should be greater than 0');

function readCondition(word: string | undefined): Condition {
  const condition = word?.toUpperCase();
  return condition === 'NX' || condition === 'XX' || condition === 'GT' || condition === 'LT'
    ? condition
    : undefined;
}

/**
 * HEXPIRE and its three relatives. The reference looks at the key's type before it reads the rest. What is logged names
 * the absolute time and only the fields that got it.
 */
function expire(call: Call, unit: 1 | 1000, relative: boolean): Reply {
  const { db, argv } = call;
  const key = argv[1] as string;
  const hash = db.edit(key, 'hash');
  const at = readFieldTime(call, argv[2] as string, unit, relative ? call.now : 0);
  const condition = readCondition(argv[3]);
  const fields = readFields(argv, condition === undefined ? 3 : 4, NUMFIELDS);
  if (hash === undefined) return fields.map(() => -2);
  hash.allowExpiry();
  const results = fields.map((field) => expireField(call, key, hash, field, at, condition));
  const updated = fields.filter((_, i) => results[i] === 1);
  const deleted = results.filter((result) => result === 2).length;
  if (updated.length > 0) {
    const words = condition === undefined ? [] : [argv[3] as string];
    call.logAs('HPEXPIREAT', key, String(at), ...words, 'FIELDS', String(updated.length), ...updated);
  }
  if (updated.length + deleted > 0) {
    db.changed(key, deleted > 0 ? 'hdel' : 'hexpire', updated.length + deleted);
  }
  return results;
}

const hexpire = defineCommand({
  name: 'HEXPIRE',
  group: 'hash',
  since: '7.4.0',
  arity: -6,
  flags: ['write', 'fast'],
  keys: firstKey,
  complexity: 'O(N)',
  summary: 'Gives fields a time to live in seconds.',
  syntax: 'key seconds [NX | XX | GT | LT] FIELDS numfields field [field ...]',
  categories: ['hash'],
  run: (call) => expire(call, 1000, true),
});

const hpexpire = defineCommand({
  name: 'HPEXPIRE',
  group: 'hash',
  since: '7.4.0',
  arity: -6,
  flags: ['write', 'fast'],
  keys: firstKey,
  complexity: 'O(N)',
  summary: 'Gives fields a time to live in milliseconds.',
  syntax: 'key milliseconds [NX | XX | GT | LT] FIELDS numfields field [field ...]',
  categories: ['hash'],
  run: (call) => expire(call, 1, true),
});

const hexpireat = defineCommand({
  name: 'HEXPIREAT',
  group: 'hash',
  since: '7.4.0',
  arity: -6,
  flags: ['write', 'fast'],
  keys: firstKey,
  complexity: 'O(N)',
  summary: 'Sets the time at which fields end, in seconds since 1970.',
  syntax: 'key unix-time-seconds [NX | XX | GT | LT] FIELDS numfields field [field ...]',
  categories: ['hash'],
  run: (call) => expire(call, 1000, false),
});

const hpexpireat = defineCommand({
  name: 'HPEXPIREAT',
  group: 'hash',
  since: '7.4.0',
  arity: -6,
  flags: ['write', 'fast'],
  keys: firstKey,
  complexity: 'O(N)',
  summary: 'Sets the time at which fields end, in milliseconds since 1970.',
  syntax: 'key unix-time-milliseconds [NX | XX | GT | LT] FIELDS numfields field [field ...]',
  categories: ['hash'],
  run: (call) => expire(call, 1, false),
});

/** HTTL and its three relatives: -2 without such a field, -1 without a TTL. Seconds are rounded up. */
function timeLeft({ db, argv, now }: Call, unit: 1 | 1000, relative: boolean): Reply {
  const hash = db.read(argv[1] as string, 'hash');
  const fields = readFields(argv, 2, FIELDS_POSITIVE);
  return fields.map((field) => {
    const at = hash === undefined ? -2 : hash.expiryOf(field);
    if (at < 0) return at;
    const ms = relative ? at - now : at;
    return Math.ceil(ms / unit);
  });
}

const httl = defineCommand({
  name: 'HTTL',
  group: 'hash',
  since: '7.4.0',
  arity: -5,
  flags: ['readonly', 'fast'],
  keys: firstKey,
  complexity: 'O(N)',
  summary: 'Returns how many seconds fields have left.',
  syntax: 'key FIELDS numfields field [field ...]',
  categories: ['hash'],
  run: (call) => timeLeft(call, 1000, true),
});

const hpttl = defineCommand({
  name: 'HPTTL',
  group: 'hash',
  since: '7.4.0',
  arity: -5,
  flags: ['readonly', 'fast'],
  keys: firstKey,
  complexity: 'O(N)',
  summary: 'Returns how many milliseconds fields have left.',
  syntax: 'key FIELDS numfields field [field ...]',
  categories: ['hash'],
  run: (call) => timeLeft(call, 1, true),
});

const hexpiretime = defineCommand({
  name: 'HEXPIRETIME',
  group: 'hash',
  since: '7.4.0',
  arity: -5,
  flags: ['readonly', 'fast'],
  keys: firstKey,
  complexity: 'O(N)',
  summary: 'Returns the time at which fields end, in seconds since 1970.',
  syntax: 'key FIELDS numfields field [field ...]',
  categories: ['hash'],
  run: (call) => timeLeft(call, 1000, false),
});

const hpexpiretime = defineCommand({
  name: 'HPEXPIRETIME',
  group: 'hash',
  since: '7.4.0',
  arity: -5,
  flags: ['readonly', 'fast'],
  keys: firstKey,
  complexity: 'O(N)',
  summary: 'Returns the time at which fields end, in milliseconds since 1970.',
  syntax: 'key FIELDS numfields field [field ...]',
  categories: ['hash'],
  run: (call) => timeLeft(call, 1, false),
});

const hpersist = defineCommand({
  name: 'HPERSIST',
  group: 'hash',
  since: '7.4.0',
  arity: -5,
  flags: ['write', 'fast'],
  keys: firstKey,
  complexity: 'O(N)',
  summary: 'Takes the time to live away from fields.',
  syntax: 'key FIELDS numfields field [field ...]',
  categories: ['hash'],
  run({ db, argv }) {
    const key = argv[1] as string;
    const hash = db.edit(key, 'hash');
    const fields = readFields(argv, 2, FIELDS_POSITIVE);
    if (hash === undefined) return fields.map(() => -2);
    let persisted = 0;
    const results = fields.map((field) => {
      const at = hash.expiryOf(field);
      if (at < 0) return at;
      hash.setExpiry(field, -1);
      persisted++;
      return 1;
    });
    if (persisted > 0) db.changed(key, 'hpersist', persisted);
    return results;
  },
});

export const fieldExpiryCommands: readonly Command[] = [
  hexpire,
  hpexpire,
  hexpireat,
  hpexpireat,
  httl,
  hpttl,
  hexpiretime,
  hpexpiretime,
  hpersist,
];
