/** A hash as a whole: all of it, a walk through it, or a random part. */
import type { Call } from '../../call.ts';
import { type Command, defineCommand, firstKey } from '../../command.ts';
import * as errors from '../../errors.ts';
import { parseInt64 } from '../../numbers.ts';
import { EMPTY, map, type Reply } from '../../reply.ts';
import { drawIndexes, sampleIndexes } from '../../sampling.ts';
import { parseCollectionScan, parseScanOptions, scanMatches, scanReply, scanSlots } from '../../scan.ts';
import type { Hash } from '../../values/hash.ts';

const hgetall = defineCommand({
  name: 'HGETALL',
  group: 'hash',
  since: '2.0.0',
  arity: 2,
  flags: ['readonly'],
  keys: firstKey,
  complexity: 'O(N)',
  summary: 'Returns all fields of a hash with their values.',
  syntax: 'key',
  categories: ['hash'],
  parse: (args) => args.next(),
  run({ db }, key) {
    const hash = db.read(key, 'hash');
    if (hash === undefined) return map([]);
    const entries: string[] = [];
    const { fields, values } = hash;
    for (let i = 0; i < fields.length; i++) entries.push(fields[i] as string, values[i] as string);
    return map(entries);
  },
});

const hkeys = defineCommand({
  name: 'HKEYS',
  group: 'hash',
  since: '2.0.0',
  arity: 2,
  flags: ['readonly'],
  keys: firstKey,
  complexity: 'O(N)',
  summary: 'Returns all field names of a hash.',
  syntax: 'key',
  categories: ['hash'],
  parse: (args) => args.next(),
  run: ({ db }, key) => db.read(key, 'hash')?.fields.slice() ?? EMPTY,
});

const hvals = defineCommand({
  name: 'HVALS',
  group: 'hash',
  since: '2.0.0',
  arity: 2,
  flags: ['readonly'],
  keys: firstKey,
  complexity: 'O(N)',
  summary: 'Returns all values of a hash.',
  syntax: 'key',
  categories: ['hash'],
  parse: (args) => args.next(),
  run: ({ db }, key) => db.read(key, 'hash')?.values.slice() ?? EMPTY,
});

const hscan = defineCommand({
  name: 'HSCAN',
  group: 'hash',
  since: '2.8.0',
  arity: -3,
  flags: ['readonly'],
  keys: firstKey,
  complexity: 'O(1)',
  summary: 'Walks through the fields of a hash, a few at a call.',
  syntax: 'key cursor [MATCH pattern] [COUNT count] [NOVALUES]',
  categories: ['hash'],
  parse: parseCollectionScan,
  run({ db }, { key, cursor, options: words }) {
    const hash = db.read(key, 'hash');
    if (hash === undefined) return scanReply(0, EMPTY);
    const options = parseScanOptions(words, { noValues: true });
    // A compact hash comes whole, as the reference has it.
    const { next, items } =
      hash.encoding === 'hashtable'
        ? scanSlots(hash.fields, cursor, options.count)
        : { next: 0, items: hash.fields };
    const found: string[] = [];
    for (const field of items) {
      if (!scanMatches(options, field)) continue;
      found.push(field);
      if (!options.noValues) found.push(hash.get(field) ?? '');
    }
    return scanReply(next, found);
  },
});

const HALF_INT64_MAX = 4611686018427387903n;
const VALUE_OUT_OF_RANGE = errors.err('value is out of range');

/** Fields at `indexes`; with their values they are pairs in RESP3 and flat in RESP2. */
function fieldsAt(call: Call, hash: Hash, indexes: readonly number[], withValues: boolean): Reply {
  const { fields, values } = hash;
  if (!withValues) return indexes.map((i) => fields[i] as string);
  if (call.resp === 3) return indexes.map((i) => [fields[i] as string, values[i] as string]);
  return indexes.flatMap((i) => [fields[i] as string, values[i] as string]);
}

const hrandfield = defineCommand({
  name: 'HRANDFIELD',
  group: 'hash',
  since: '6.2.0',
  arity: -2,
  flags: ['readonly'],
  keys: firstKey,
  complexity: 'O(N)',
  summary: 'Returns one or several random fields of a hash.',
  syntax: 'key [count [WITHVALUES]]',
  categories: ['hash'],
  parse(args) {
    const key = args.next();
    if (args.done) return { key, count: undefined, withValues: false };
    const count = parseInt64(args.next());
    if (count === undefined) throw errors.NOT_INTEGER;
    if (count < -9223372036854775807n) {
      throw errors.err(
        'value is out of range, value must between -9223372036854775807 and 9223372036854775807',
      );
    }
    if (args.left > 1 || (args.left === 1 && !args.accept('WITHVALUES'))) throw errors.SYNTAX;
    const withValues = args.argv.length === 4;
    if (withValues && (count < -HALF_INT64_MAX || count > HALF_INT64_MAX)) throw VALUE_OUT_OF_RANGE;
    return { key, count: Number(count), withValues };
  },
  run(call, { key, count, withValues }) {
    const hash = call.db.read(key, 'hash');
    const { random } = call;
    if (count === undefined) {
      return hash === undefined ? null : (hash.fields[random.below(hash.size)] ?? null);
    }
    if (hash === undefined || count === 0) return EMPTY;
    const { size } = hash;
    if (count < 0) return fieldsAt(call, hash, drawIndexes(random, size, -count), withValues);
    const indexes = count >= size ? [...hash.fields.keys()] : sampleIndexes(random, size, count);
    return fieldsAt(call, hash, indexes, withValues);
  },
});

export const wholeHashCommands: readonly Command[] = [hgetall, hkeys, hvals, hscan, hrandfield];
