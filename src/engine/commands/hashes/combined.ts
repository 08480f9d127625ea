/** Reading or setting fields together with what becomes of them: removal or a time to live. */
import type { Call } from '../../call.ts';
import { type Command, defineCommand, firstKey } from '../../command.ts';
import * as errors from '../../errors.ts';
import { parseInt64 } from '../../numbers.ts';
import { expireField, FIELDS_POSITIVE, newHash, readFields, readFieldTime } from './shared.ts';

const hgetdel = defineCommand({
  name: 'HGETDEL',
  group: 'hash',
  since: '8.0.0',
  arity: -5,
  flags: ['write', 'fast'],
  keys: firstKey,
  complexity: 'O(N)',
  summary: 'Returns the values of fields and removes them.',
  syntax: 'key FIELDS numfields field [field ...]',
  categories: ['hash'],
  run(call) {
    const { db, argv } = call;
    const key = argv[1] as string;
    const hash = db.edit(key, 'hash');
    const fields = readFields(argv, 2, FIELDS_POSITIVE);
    if (hash === undefined) return fields.map(() => null);
    let deleted = 0;
    const values = fields.map((field) => {
      const value = hash.get(field);
      if (value === undefined) return null;
      hash.delete(field);
      deleted++;
      return value;
    });
    if (deleted > 0) {
      call.logAs('HDEL', key, ...fields);
      db.changed(key, 'hdel', deleted);
    }
    return values;
  },
});

/** The options that say when fields end: their unit in ms, and whether they count from now. */
const TIMES: ReadonlyMap<string, { unit: 1 | 1000; relative: boolean }> = new Map([
  ['EX', { unit: 1000, relative: true }],
  ['PX', { unit: 1, relative: true }],
  ['EXAT', { unit: 1000, relative: false }],
  ['PXAT', { unit: 1, relative: false }],
]);

const hgetex = defineCommand({
  name: 'HGETEX',
  group: 'hash',
  since: '8.0.0',
  arity: -5,
  flags: ['write', 'fast'],
  keys: firstKey,
  complexity: 'O(N)',
  summary: 'Returns the values of fields and sets or takes away their time to live.',
  syntax:
    'key [EX seconds | PX milliseconds | EXAT unix-time-seconds | PXAT unix-time-milliseconds | PERSIST] FIELDS numfields field [field ...]',
  categories: ['hash'],
  run(call) {
    const { db, argv } = call;
    const key = argv[1] as string;
    const hash = db.edit(key, 'hash');
    const option = (argv[2] as string).toUpperCase();
    const time = TIMES.get(option);
    const at = time && readFieldTime(call, argv[3] as string, time.unit, time.relative ? call.now : 0);
    const persist = option === 'PERSIST';
    const fields = readFields(argv, time ? 4 : persist ? 3 : 2, FIELDS_POSITIVE);
    if (hash === undefined) return fields.map(() => null);
    if (time || persist) hash.allowExpiry();
    let updated = 0;
    let deleted = 0;
    const values = fields.map((field) => {
      const value = hash.get(field);
      if (value === undefined) return null;
      if (at !== undefined) {
        if (expireField(call, key, hash, field, at, undefined) === 2) deleted++;
        else updated++;
      } else if (persist && hash.expiryOf(field) >= 0) {
        hash.setExpiry(field, -1);
        updated++;
      }
      return value;
    });
    const tail = ['FIELDS', String(fields.length), ...fields];
    if (updated > 0) call.logAs(...(persist ? ['HPERSIST', key] : ['HPEXPIREAT', key, String(at)]), ...tail);
    if (updated + deleted > 0) {
      db.changed(key, deleted > 0 ? 'hdel' : persist ? 'hpersist' : 'hexpire', updated + deleted);
    }
    return values;
  },
});

const FIELD_COUNT = errors.err('invalid number of fields');
const MISSING_TIME = errors.err('missing expire time');
const ONE_CONDITION = errors.err('Only one of FXX or FNX arguments can be specified');
const ONE_TIME = errors.err('Only one of EX, PX, EXAT, PXAT or KEEPTTL arguments can be specified');
const INT32_MAX = 2147483647;

interface SetEx {
  /** When the fields end, ms since the epoch. */
  at: number | undefined;
  /** Where that time stands in argv. */
  timeAt: number;
  keepTtl: boolean;
  condition: 'FNX' | 'FXX' | undefined;
  /** Where the first field stands in argv. */
  first: number;
}

/** Reads the options of HSETEX. FIELDS comes last; times are judged as they come. */
function readSetEx(call: Call): SetEx {
  const { argv, command } = call;
  const found: SetEx = { at: undefined, timeAt: -1, keepTtl: false, condition: undefined, first: 0 };
  for (let i = 2; i < argv.length; i++) {
    const word = argv[i] as string;
    const option = word.toUpperCase();
    if (option === 'FIELDS') {
      if (i >= argv.length - 3) throw errors.wrongArity(command.name);
      const count = parseInt64(argv[i + 1] as string);
      if (count === undefined || count < 1 || count > INT32_MAX) throw FIELD_COUNT;
      if (Number(count) * 2 !== argv.length - i - 2) throw errors.wrongArity(command.name);
      found.first = i + 2;
      return found;
    }
    const time = TIMES.get(option);
    if (time || option === 'KEEPTTL') {
      if (found.at !== undefined || found.keepTtl) throw ONE_TIME;
      if (time === undefined) found.keepTtl = true;
      else {
        if (i >= argv.length - 1) throw MISSING_TIME;
        found.timeAt = ++i;
        found.at = readFieldTime(call, argv[i] as string, time.unit, time.relative ? call.now : 0);
      }
    } else if (option === 'FXX' || option === 'FNX') {
      if (found.condition !== undefined) throw ONE_CONDITION;
      found.condition = option;
    } else throw errors.err(`unknown argument: ${word}`);
  }
  throw errors.SYNTAX;
}

const hsetex = defineCommand({
  name: 'HSETEX',
  group: 'hash',
  since: '8.0.0',
  arity: -6,
  flags: ['write', 'denyoom', 'fast'],
  keys: firstKey,
  complexity: 'O(N)',
  summary:
    'Sets fields together with their time to live, if wanted only where all or none of them are there.',
  syntax:
    'key [FNX | FXX] [EX seconds | PX milliseconds | EXAT unix-time-seconds | PXAT unix-time-milliseconds | KEEPTTL] FIELDS numfields field value [field value ...]',
  categories: ['hash'],
  run(call) {
    const { db, argv, limits } = call;
    const { at, timeAt, keepTtl, condition, first } = readSetEx(call);
    const key = argv[1] as string;
    const present = db.edit(key, 'hash');
    if (condition !== undefined) {
      for (let i = first; i < argv.length; i += 2) {
        if ((present?.has(argv[i] as string) ?? false) !== (condition === 'FXX')) return 0;
      }
    }
    const hash = present ?? db.editOrCreate(key, 'hash', newHash);
    hash.makeRoom(argv, first, limits);
    if (at !== undefined) hash.allowExpiry();
    let deleted = false;
    for (let i = first; i < argv.length; i += 2) {
      const field = argv[i] as string;
      hash.set(field, argv[i + 1] as string, limits, keepTtl || at !== undefined);
      if (at !== undefined && expireField(call, key, hash, field, at, undefined) === 2) deleted = true;
    }
    const count = (argv.length - first) / 2;
    if (at === undefined) db.changed(key, 'hset', count);
    else {
      if (!deleted) {
        const words = argv.slice();
        words[timeAt - 1] = 'PXAT';
        words[timeAt] = String(at);
        call.logAs(...words);
      }
      // Two events and one change; the second may remove the key.
      db.keyspace.notify('h', 'hset', key, db.index);
      db.changed(key, deleted ? 'hdel' : 'hexpire', count);
    }
    return 1;
  },
});

export const combinedCommands: readonly Command[] = [hgetdel, hgetex, hsetex];
