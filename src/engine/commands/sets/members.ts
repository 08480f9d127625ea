/** Members of a set one by one. */
import { type Command, defineCommand, firstKey } from '../../command.ts';
import { EMPTY, set } from '../../reply.ts';
import { parseCollectionScan, parseScanOptions, scanMatches, scanReply, scanSlots } from '../../scan.ts';
import { SetValue } from '../../values/set.ts';

const sadd = defineCommand({
  name: 'SADD',
  group: 'set',
  since: '1.0.0',
  arity: -3,
  flags: ['write', 'denyoom', 'fast'],
  keys: firstKey,
  complexity: 'O(1)',
  summary: 'Adds members to a set, and returns how many are new.',
  syntax: 'key member [member ...]',
  categories: ['set'],
  // Reads argv in place: a hot path.
  run({ db, argv, limits }) {
    const key = argv[1] as string;
    const count = argv.length - 2;
    let value = db.edit(key, 'set');
    if (value === undefined) {
      const first = argv[2] as string;
      value = db.editOrCreate(key, 'set', () => SetValue.for(first, count, limits));
    } else value.makeRoom(count, limits);
    let added = 0;
    for (let i = 2; i < argv.length; i++) if (value.add(argv[i] as string, limits)) added++;
    if (added > 0) db.changed(key, 'sadd', added);
    return added;
  },
});

const srem = defineCommand({
  name: 'SREM',
  group: 'set',
  since: '1.0.0',
  arity: -3,
  flags: ['write', 'fast'],
  keys: firstKey,
  complexity: 'O(N)',
  summary: 'Removes members from a set.',
  syntax: 'key member [member ...]',
  categories: ['set'],
  parse: (args) => ({ key: args.next(), members: args.rest() }),
  run({ db }, { key, members }) {
    const value = db.edit(key, 'set');
    if (value === undefined) return 0;
    let removed = 0;
    for (const member of members) if (value.delete(member)) removed++;
    if (removed > 0) db.changed(key, 'srem', removed);
    return removed;
  },
});

const sismember = defineCommand({
  name: 'SISMEMBER',
  group: 'set',
  since: '1.0.0',
  arity: 3,
  flags: ['readonly', 'fast'],
  keys: firstKey,
  complexity: 'O(1)',
  summary: 'Tells whether a set has a member.',
  syntax: 'key member',
  categories: ['set'],
  run: ({ db, argv }) => (db.read(argv[1] as string, 'set')?.has(argv[2] as string) ? 1 : 0),
});

const smismember = defineCommand({
  name: 'SMISMEMBER',
  group: 'set',
  since: '6.2.0',
  arity: -3,
  flags: ['readonly', 'fast'],
  keys: firstKey,
  complexity: 'O(N)',
  summary: 'Tells for each of several members whether a set has it.',
  syntax: 'key member [member ...]',
  categories: ['set'],
  parse: (args) => ({ key: args.next(), members: args.rest() }),
  run({ db }, { key, members }) {
    const value = db.read(key, 'set');
    return members.map((member) => (value?.has(member) ? 1 : 0));
  },
});

const scard = defineCommand({
  name: 'SCARD',
  group: 'set',
  since: '1.0.0',
  arity: 2,
  flags: ['readonly', 'fast'],
  keys: firstKey,
  complexity: 'O(1)',
  summary: 'Returns how many members a set has.',
  syntax: 'key',
  categories: ['set'],
  parse: (args) => args.next(),
  run: ({ db }, key) => db.read(key, 'set')?.size ?? 0,
});

const smembers = defineCommand({
  name: 'SMEMBERS',
  group: 'set',
  since: '1.0.0',
  arity: 2,
  flags: ['readonly'],
  keys: firstKey,
  complexity: 'O(N)',
  summary: 'Returns all members of a set.',
  syntax: 'key',
  categories: ['set'],
  parse: (args) => args.next(),
  run: ({ db }, key) => set(db.read(key, 'set')?.items.slice() ?? EMPTY),
});

const smove = defineCommand({
  name: 'SMOVE',
  group: 'set',
  since: '1.0.0',
  arity: 4,
  flags: ['write', 'fast'],
  keys: [
    { kind: 'range', first: 1, last: 0, step: 1 },
    { kind: 'range', first: 2, last: 0, step: 1 },
  ],
  complexity: 'O(1)',
  summary: 'Moves a member from one set to another.',
  syntax: 'source destination member',
  categories: ['set'],
  parse: (args) => ({ source: args.next(), destination: args.next(), member: args.next() }),
  run({ db, limits }, { source, destination, member }) {
    const from = db.edit(source, 'set');
    if (from === undefined) return 0;
    const to = db.edit(destination, 'set');
    if (from === to) return from.has(member) ? 1 : 0;
    if (!from.delete(member)) return 0;
    db.changed(source, 'srem');
    const target = to ?? db.editOrCreate(destination, 'set', () => SetValue.for(member, 1, limits));
    if (target.add(member, limits)) db.changed(destination, 'sadd');
    return 1;
  },
});

const sscan = defineCommand({
  name: 'SSCAN',
  group: 'set',
  since: '2.8.0',
  arity: -3,
  flags: ['readonly'],
  keys: firstKey,
  complexity: 'O(1)',
  summary: 'Walks through the members of a set, a few at a call.',
  syntax: 'key cursor [MATCH pattern] [COUNT count]',
  categories: ['set'],
  parse: parseCollectionScan,
  run({ db }, { key, cursor, options: words }) {
    const value = db.read(key, 'set');
    if (value === undefined) return scanReply(0, EMPTY);
    const options = parseScanOptions(words);
    // A compact set comes whole, as the reference has it.
    const { next, items } =
      value.encoding === 'hashtable'
        ? scanSlots(value.items, cursor, options.count)
        : { next: 0, items: value.items };
    return scanReply(
      next,
      items.filter((member) => scanMatches(options, member)),
    );
  },
});

export const memberCommands: readonly Command[] = [
  sadd,
  srem,
  sismember,
  smismember,
  scard,
  smembers,
  smove,
  sscan,
];
