/** Numbers in fields. */
import { type Command, defineCommand, firstKey } from '../../command.ts';
import * as errors from '../../errors.ts';
import { addLongDouble, formatLongDouble, isFiniteLongDouble, parseLongDouble } from '../../long-double.ts';
import { INT64_MAX, INT64_MIN, narrow, parseInt64 } from '../../numbers.ts';
import { newHash } from './shared.ts';

const HASH_NOT_INTEGER = errors.err('hash value is not an integer');
const HASH_NOT_FLOAT = errors.err('hash value is not a float');
const VALUE_NAN_OR_INFINITY = errors.err('value is NaN or Infinity');

const hincrby = defineCommand({
  name: 'HINCRBY',
  group: 'hash',
  since: '2.0.0',
  arity: 4,
  flags: ['write', 'denyoom', 'fast'],
  keys: firstKey,
  complexity: 'O(1)',
  summary: 'Adds a whole number to the number in a field.',
  syntax: 'key field increment',
  categories: ['hash'],
  parse(args) {
    const key = args.next();
    const field = args.next();
    const increment = parseInt64(args.next());
    if (increment === undefined) throw errors.NOT_INTEGER;
    return { key, field, increment };
  },
  run({ db, limits }, { key, field, increment }) {
    const old = db.edit(key, 'hash')?.get(field);
    const value = old === undefined ? 0 : parseInt64(old);
    if (value === undefined) throw HASH_NOT_INTEGER;
    let sum: number | bigint;
    if (
      typeof value === 'number' &&
      typeof increment === 'number' &&
      Number.isSafeInteger(value + increment)
    ) {
      sum = value + increment;
    } else {
      const exact = BigInt(value) + BigInt(increment);
      if (exact > INT64_MAX || exact < INT64_MIN) throw errors.OVERFLOW;
      sum = narrow(exact);
    }
    db.editOrCreate(key, 'hash', newHash).set(field, String(sum), limits, true);
    db.changed(key, 'hincrby');
    return sum;
  },
});

const hincrbyfloat = defineCommand({
  name: 'HINCRBYFLOAT',
  group: 'hash',
  since: '2.6.0',
  arity: 4,
  flags: ['write', 'denyoom', 'fast'],
  keys: firstKey,
  complexity: 'O(1)',
  summary: 'Adds a number with a fraction to the number in a field.',
  syntax: 'key field increment',
  categories: ['hash'],
  parse(args) {
    const key = args.next();
    const field = args.next();
    const increment = parseLongDouble(args.next());
    if (increment === undefined) throw errors.NOT_FLOAT;
    if (!isFiniteLongDouble(increment)) throw VALUE_NAN_OR_INFINITY;
    return { key, field, increment };
  },
  run(call, { key, field, increment }) {
    const { db, limits } = call;
    const value = parseLongDouble(db.edit(key, 'hash')?.get(field) ?? '0');
    if (value === undefined) throw HASH_NOT_FLOAT;
    const sum = addLongDouble(value, increment);
    if (!isFiniteLongDouble(sum)) throw errors.NAN_OR_INFINITY;
    const text = formatLongDouble(sum);
    db.editOrCreate(key, 'hash', newHash).set(field, text, limits, true);
    // The result is logged and not the sum, so that a replay cannot round differently.
    call.logAs('HSETEX', key, 'KEEPTTL', 'FIELDS', '1', field, text);
    db.changed(key, 'hincrbyfloat');
    return text;
  },
});

export const arithmeticCommands: readonly Command[] = [hincrby, hincrbyfloat];
