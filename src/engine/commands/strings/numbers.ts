/** Strings as counters. */
import type { Call } from '../../call.ts';
import { type Command, type CommandFacts, defineCommand, firstKey } from '../../command.ts';
import * as errors from '../../errors.ts';
import { addLongDouble, formatLongDouble, isFiniteLongDouble, parseLongDouble } from '../../long-double.ts';
import { INT64_MAX, INT64_MIN, narrow, parseInt64 } from '../../numbers.ts';
import type { Reply } from '../../reply.ts';
import { type StringValue, stringOf } from '../../values/value.ts';

/** Adds `by` to the integer under `key`; a missing key counts as 0. Exact in 64 bits, an overflow is an error. */
function increment({ db }: Call, key: string, by: number | bigint): Reply {
  const current = db.edit(key, 'string');
  const value = current === undefined ? 0 : integerOf(current);
  const sum = add(value, by);
  db.replaceString(key, sum);
  db.changed(key, 'incrby');
  return sum;
}

function integerOf(value: StringValue): number | bigint {
  if (typeof value === 'number' || typeof value === 'bigint') return value;
  const parsed = parseInt64(stringOf(value));
  if (parsed === undefined) throw errors.NOT_INTEGER;
  return parsed;
}

function add(a: number | bigint, b: number | bigint): number | bigint {
  if (typeof a === 'number' && typeof b === 'number') {
    const sum = a + b;
    if (Number.isSafeInteger(sum)) return sum;
  }
  const sum = BigInt(a) + BigInt(b);
  if (sum > INT64_MAX || sum < INT64_MIN) throw errors.OVERFLOW;
  return narrow(sum);
}

const facts = {
  group: 'string',
  flags: ['write', 'denyoom', 'fast'],
  keys: firstKey,
  complexity: 'O(1)',
  categories: ['string'],
} satisfies Partial<CommandFacts>;

const incr = defineCommand({
  ...facts,
  name: 'INCR',
  since: '1.0.0',
  arity: 2,
  summary: 'Adds one to the integer under a key.',
  syntax: 'key',
  parse: (args) => args.next(),
  run: (call, key) => increment(call, key, 1),
});

const decr = defineCommand({
  ...facts,
  name: 'DECR',
  since: '1.0.0',
  arity: 2,
  summary: 'Subtracts one from the integer under a key.',
  syntax: 'key',
  parse: (args) => args.next(),
  run: (call, key) => increment(call, key, -1),
});

const incrby = defineCommand({
  ...facts,
  name: 'INCRBY',
  since: '1.0.0',
  arity: 3,
  summary: 'Adds an integer to the one under a key.',
  syntax: 'key increment',
  parse: (args) => ({ key: args.next(), by: narrow(args.int64()) }),
  run: (call, { key, by }) => increment(call, key, by),
});

const DECREMENT_OVERFLOW = errors.err('decrement would overflow');

const decrby = defineCommand({
  ...facts,
  name: 'DECRBY',
  since: '1.0.0',
  arity: 3,
  summary: 'Subtracts an integer from the one under a key.',
  syntax: 'key decrement',
  parse(args) {
    const key = args.next();
    const by = args.int64();
    // The smallest 64-bit integer has no counterpart to add.
    if (by === INT64_MIN) throw DECREMENT_OVERFLOW;
    return { key, by: narrow(-by) };
  },
  run: (call, { key, by }) => increment(call, key, by),
});

const incrbyfloat = defineCommand({
  ...facts,
  name: 'INCRBYFLOAT',
  since: '2.6.0',
  arity: 3,
  summary: 'Adds a floating-point number to the one under a key.',
  syntax: 'key increment',
  parse: (args) => ({ key: args.next(), by: args.next() }),
  run(call, { key, by }) {
    const { db } = call;
    const current = db.edit(key, 'string');
    const value = parseLongDouble(current === undefined ? '0' : stringOf(current));
    const step = parseLongDouble(by);
    if (value === undefined || step === undefined) throw errors.NOT_FLOAT;
    const sum = addLongDouble(value, step);
    if (!isFiniteLongDouble(sum)) throw errors.NAN_OR_INFINITY;
    const text = formatLongDouble(sum);
    // Kept as text, as the reference does it, even where it looks like an integer.
    db.replaceString(key, text);
    db.changed(key, 'incrbyfloat');
    // Logged as the result: other machines may round or print otherwise.
    call.logAs('SET', key, text, 'KEEPTTL');
    return text;
  },
});

export const numberCommands: readonly Command[] = [incr, decr, incrby, decrby, incrbyfloat];
