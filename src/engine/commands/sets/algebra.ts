/** Intersection, union and difference of sets. */
import type { Call } from '../../call.ts';
import { allKeys, type Command, defineCommand } from '../../command.ts';
import type { Database } from '../../database.ts';
import * as errors from '../../errors.ts';
import { parseInt64 } from '../../numbers.ts';
import { type Reply, set } from '../../reply.ts';
import { SetValue } from '../../values/set.ts';
import type { Limits } from '../../values/value.ts';

/** The sets under `keys`, undefined where there is none. All are looked at, so that a wrong type is never missed. */
function sources(db: Database, keys: readonly string[]): (SetValue | undefined)[] {
  return keys.map((key) => db.read(key, 'set'));
}

/** Hands every common member to `visit`, in the order of the smallest set, until it returns false. */
function intersect(
  sets: readonly (SetValue | undefined)[],
  visit: (member: string) => boolean,
): SetValue | undefined {
  const present = sets.filter((item) => item !== undefined);
  if (present.length < sets.length) return undefined;
  const [smallest, ...others] = present.sort((a, b) => a.size - b.size);
  if (smallest === undefined) return undefined;
  for (const member of smallest.items) {
    if (others.every((other) => other === smallest || other.has(member)) && !visit(member)) break;
  }
  return smallest;
}

function union(sets: readonly (SetValue | undefined)[], limits: Limits): SetValue {
  const result = new SetValue('intset');
  for (const item of sets) if (item) for (const member of item.items) result.add(member, limits);
  return result;
}

/**
 * The members of the first set that no other has. Either each of them is looked for in the others, or the others are
 * taken away from a copy, whichever is less work; the reference estimates it the same way.
 */
function difference(sets: readonly (SetValue | undefined)[], limits: Limits): SetValue {
  const result = new SetValue('intset');
  const [first, ...others] = sets;
  if (first === undefined || others.includes(first)) return result;
  const present = others.filter((item) => item !== undefined);
  const looking = (first.size * (present.length + 1)) / 2;
  const taking = present.reduce((sum, item) => sum + item.size, first.size);
  if (Math.floor(looking) <= taking) {
    present.sort((a, b) => b.size - a.size);
    for (const member of first.items) {
      if (!present.some((other) => other.has(member))) result.add(member, limits);
    }
    return result;
  }
  for (const member of first.items) result.add(member, limits);
  for (const other of present) {
    for (const member of other.items) result.delete(member);
    if (result.size === 0) break;
  }
  return result;
}

/** Puts a result under `key` and returns its size; an empty one removes the key. */
function store({ db }: Call, key: string, result: SetValue, event: string): Reply {
  if (result.size === 0) db.remove(key);
  else db.put(key, result, event);
  return result.size;
}

const sinter = defineCommand({
  name: 'SINTER',
  group: 'set',
  since: '1.0.0',
  arity: -2,
  flags: ['readonly'],
  keys: allKeys,
  complexity: 'O(N*M)',
  summary: 'Returns the members that all sets have.',
  syntax: 'key [key ...]',
  categories: ['set'],
  parse: (args) => args.rest(),
  run({ db }, keys) {
    const members: string[] = [];
    intersect(sources(db, keys), (member) => members.push(member) > 0);
    return set(members);
  },
});

const sintercard = defineCommand({
  name: 'SINTERCARD',
  group: 'set',
  since: '7.0.0',
  arity: -3,
  flags: ['readonly'],
  keys: [{ kind: 'count', at: 1, first: 2, step: 1 }],
  complexity: 'O(N*M)',
  summary: 'Returns how many members all sets have in common, counting up to a limit.',
  syntax: 'numkeys key [key ...] [LIMIT limit]',
  categories: ['set'],
  parse(args) {
    const numkeys = parseInt64(args.next());
    if (numkeys === undefined || numkeys < 1) throw errors.err('numkeys should be greater than 0');
    if (numkeys > args.left) throw errors.err("Number of keys can't be greater than number of args");
    const keys: string[] = [];
    for (let i = 0; i < numkeys; i++) keys.push(args.next());
    let limit = 0;
    while (!args.done) {
      if (!args.accept('LIMIT') || args.done) throw errors.SYNTAX;
      const value = parseInt64(args.next());
      if (value === undefined || value < 0) throw errors.err("LIMIT can't be negative");
      limit = Number(value);
    }
    return { keys, limit };
  },
  run({ db }, { keys, limit }) {
    let count = 0;
    intersect(sources(db, keys), () => ++count !== limit);
    return count;
  },
});

const sinterstore = defineCommand({
  name: 'SINTERSTORE',
  group: 'set',
  since: '1.0.0',
  arity: -3,
  flags: ['write', 'denyoom'],
  keys: [
    { kind: 'range', first: 1, last: 0, step: 1 },
    { kind: 'range', first: 2, last: -1, step: 1 },
  ],
  complexity: 'O(N*M)',
  summary: 'Stores the members that all sets have.',
  syntax: 'destination key [key ...]',
  categories: ['set'],
  parse: (args) => ({ destination: args.next(), keys: args.rest() }),
  run(call, { destination, keys }) {
    const { limits } = call;
    const members: string[] = [];
    const smallest = intersect(sources(call.db, keys), (member) => members.push(member) > 0);
    const result = new SetValue(smallest?.encoding === 'intset' ? 'intset' : 'listpack');
    for (const member of members) result.add(member, limits);
    if (members.every((member) => parseInt64(member) !== undefined)) result.toIntset(limits);
    return store(call, destination, result, 'sinterstore');
  },
});

const sunion = defineCommand({
  name: 'SUNION',
  group: 'set',
  since: '1.0.0',
  arity: -2,
  flags: ['readonly'],
  keys: allKeys,
  complexity: 'O(N)',
  summary: 'Returns the members that any of the sets has.',
  syntax: 'key [key ...]',
  categories: ['set'],
  parse: (args) => args.rest(),
  run: ({ db, limits }, keys) => set(union(sources(db, keys), limits).items),
});

const sunionstore = defineCommand({
  name: 'SUNIONSTORE',
  group: 'set',
  since: '1.0.0',
  arity: -3,
  flags: ['write', 'denyoom'],
  keys: [
    { kind: 'range', first: 1, last: 0, step: 1 },
    { kind: 'range', first: 2, last: -1, step: 1 },
  ],
  complexity: 'O(N)',
  summary: 'Stores the members that any of the sets has.',
  syntax: 'destination key [key ...]',
  categories: ['set'],
  parse: (args) => ({ destination: args.next(), keys: args.rest() }),
  run: (call, { destination, keys }) =>
    store(call, destination, union(sources(call.db, keys), call.limits), 'sunionstore'),
});

const sdiff = defineCommand({
  name: 'SDIFF',
  group: 'set',
  since: '1.0.0',
  arity: -2,
  flags: ['readonly'],
  keys: allKeys,
  complexity: 'O(N)',
  summary: 'Returns the members of the first set that no other set has.',
  syntax: 'key [key ...]',
  categories: ['set'],
  parse: (args) => args.rest(),
  run: ({ db, limits }, keys) => set(difference(sources(db, keys), limits).items),
});

const sdiffstore = defineCommand({
  name: 'SDIFFSTORE',
  group: 'set',
  since: '1.0.0',
  arity: -3,
  flags: ['write', 'denyoom'],
  keys: [
    { kind: 'range', first: 1, last: 0, step: 1 },
    { kind: 'range', first: 2, last: -1, step: 1 },
  ],
  complexity: 'O(N)',
  summary: 'Stores the members of the first set that no other set has.',
  syntax: 'destination key [key ...]',
  categories: ['set'],
  parse: (args) => ({ destination: args.next(), keys: args.rest() }),
  run: (call, { destination, keys }) =>
    store(call, destination, difference(sources(call.db, keys), call.limits), 'sdiffstore'),
});

export const algebraCommands: readonly Command[] = [
  sinter,
  sintercard,
  sinterstore,
  sunion,
  sunionstore,
  sdiff,
  sdiffstore,
];
