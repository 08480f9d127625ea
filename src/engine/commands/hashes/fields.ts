/** Fields of a hash one by one. */
import type { Call } from '../../call.ts';
import { type Command, defineCommand, firstKey } from '../../command.ts';
import * as errors from '../../errors.ts';
import { OK } from '../../reply.ts';
import { newHash } from './shared.ts';

/** Sets the pairs from argv[2] on and returns how many fields are new. Reads argv in place: a hot path. */
function setPairs({ db, argv, command, limits }: Call): number {
  if (argv.length % 2 === 1) throw errors.wrongArity(command.name);
  const key = argv[1] as string;
  const hash = db.editOrCreate(key, 'hash', newHash);
  hash.makeRoom(argv, 2, limits);
  let created = 0;
  for (let i = 2; i < argv.length; i += 2) {
    if (hash.set(argv[i] as string, argv[i + 1] as string, limits)) created++;
  }
  db.changed(key, 'hset', (argv.length - 2) / 2);
  return created;
}

const hset = defineCommand({
  name: 'HSET',
  group: 'hash',
  since: '2.0.0',
  arity: -4,
  flags: ['write', 'denyoom', 'fast'],
  keys: firstKey,
  complexity: 'O(1)',
  summary: 'Sets fields of a hash, and returns how many of them are new.',
  syntax: 'key field value [field value ...]',
  categories: ['hash'],
  run: setPairs,
});

const hmset = defineCommand({
  name: 'HMSET',
  group: 'hash',
  since: '2.0.0',
  arity: -4,
  flags: ['write', 'denyoom', 'fast'],
  keys: firstKey,
  complexity: 'O(N)',
  summary: 'Sets fields of a hash.',
  syntax: 'key field value [field value ...]',
  categories: ['hash'],
  deprecatedSince: '4.0.0',
  replacedBy: 'HSET',
  run(call) {
    setPairs(call);
    return OK;
  },
});

const hsetnx = defineCommand({
  name: 'HSETNX',
  group: 'hash',
  since: '2.0.0',
  arity: 4,
  flags: ['write', 'denyoom', 'fast'],
  keys: firstKey,
  complexity: 'O(1)',
  summary: 'Sets a field of a hash, only if it is not there yet.',
  syntax: 'key field value',
  categories: ['hash'],
  parse: (args) => ({ key: args.next(), field: args.next(), value: args.next() }),
  run({ db, argv, limits }, { key, field, value }) {
    const hash = db.editOrCreate(key, 'hash', newHash);
    if (hash.has(field)) return 0;
    hash.makeRoom(argv, 2, limits);
    hash.set(field, value, limits);
    db.changed(key, 'hset');
    return 1;
  },
});

const hget = defineCommand({
  name: 'HGET',
  group: 'hash',
  since: '2.0.0',
  arity: 3,
  flags: ['readonly', 'fast'],
  keys: firstKey,
  complexity: 'O(1)',
  summary: 'Returns the value of a field.',
  syntax: 'key field',
  categories: ['hash'],
  run: ({ db, argv }) => db.read(argv[1] as string, 'hash')?.get(argv[2] as string) ?? null,
});

const hmget = defineCommand({
  name: 'HMGET',
  group: 'hash',
  since: '2.0.0',
  arity: -3,
  flags: ['readonly', 'fast'],
  keys: firstKey,
  complexity: 'O(N)',
  summary: 'Returns the values of several fields.',
  syntax: 'key field [field ...]',
  categories: ['hash'],
  parse: (args) => ({ key: args.next(), fields: args.rest() }),
  run({ db }, { key, fields }) {
    const hash = db.read(key, 'hash');
    return fields.map((field) => hash?.get(field) ?? null);
  },
});

const hdel = defineCommand({
  name: 'HDEL',
  group: 'hash',
  since: '2.0.0',
  arity: -3,
  flags: ['write', 'fast'],
  keys: firstKey,
  complexity: 'O(N)',
  summary: 'Removes fields from a hash.',
  syntax: 'key field [field ...]',
  categories: ['hash'],
  parse: (args) => ({ key: args.next(), fields: args.rest() }),
  run({ db }, { key, fields }) {
    const hash = db.edit(key, 'hash');
    if (hash === undefined) return 0;
    let deleted = 0;
    for (const field of fields) if (hash.delete(field)) deleted++;
    if (deleted > 0) db.changed(key, 'hdel', deleted);
    return deleted;
  },
});

const hlen = defineCommand({
  name: 'HLEN',
  group: 'hash',
  since: '2.0.0',
  arity: 2,
  flags: ['readonly', 'fast'],
  keys: firstKey,
  complexity: 'O(1)',
  summary: 'Returns how many fields a hash has.',
  syntax: 'key',
  categories: ['hash'],
  parse: (args) => args.next(),
  run: ({ db }, key) => db.read(key, 'hash')?.size ?? 0,
});

const hstrlen = defineCommand({
  name: 'HSTRLEN',
  group: 'hash',
  since: '3.2.0',
  arity: 3,
  flags: ['readonly', 'fast'],
  keys: firstKey,
  complexity: 'O(1)',
  summary: "Returns the length of a field's value in bytes.",
  syntax: 'key field',
  categories: ['hash'],
  parse: (args) => ({ key: args.next(), field: args.next() }),
  run: ({ db }, { key, field }) => db.read(key, 'hash')?.get(field)?.length ?? 0,
});

const hexists = defineCommand({
  name: 'HEXISTS',
  group: 'hash',
  since: '2.0.0',
  arity: 3,
  flags: ['readonly', 'fast'],
  keys: firstKey,
  complexity: 'O(1)',
  summary: 'Tells whether a hash has a field.',
  syntax: 'key field',
  categories: ['hash'],
  parse: (args) => ({ key: args.next(), field: args.next() }),
  run: ({ db }, { key, field }) => (db.read(key, 'hash')?.has(field) ? 1 : 0),
});

export const fieldCommands: readonly Command[] = [
  hset,
  hmset,
  hsetnx,
  hget,
  hmget,
  hdel,
  hlen,
  hstrlen,
  hexists,
];
