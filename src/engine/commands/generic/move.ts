/** Giving a value another name, another database, or a twin. */
import type { Args } from '../../args.ts';
import type { Call } from '../../call.ts';
import { type Command, type CommandFacts, defineCommand, firstKey, type KeySpec } from '../../command.ts';
import type { Database, Entry } from '../../database.ts';
import * as errors from '../../errors.ts';
import { OK } from '../../reply.ts';
import { typeOf, type Value } from '../../values/value.ts';

const twoKeys: readonly KeySpec[] = [
  { kind: 'range', first: 1, last: 0, step: 1 },
  { kind: 'range', first: 2, last: 0, step: 1 },
];

const NOT_INT32 = errors.err('value is out of range, value must between -2147483648 and 2147483647');

/**
 * Puts a value with its deadline and access data under a key that may hold another, which goes without an event of its
 * own. Publishes `overwritten`, `type_changed` and `new` only; the caller publishes what happened.
 */
function place(db: Database, key: string, value: Value, from: Entry): void {
  const target = db.peek(key);
  if (target !== undefined) db.drop(target);
  const entry = db.add(key, value);
  entry.access = from.access;
  db.setDeadline(entry, from.expireAt);
  if (target === undefined) return;
  const { keyspace } = db;
  keyspace.notify('o', 'overwritten', key, db.index);
  if (typeOf(target.value) !== typeOf(value)) keyspace.notify('c', 'type_changed', key, db.index);
}

/** Reads the number of a database: 32 bits here, whether there is such a database is checked later. */
function parseIndex(args: Args): number {
  return args.ranged(-(2 ** 31), 2 ** 31 - 1, NOT_INT32);
}

interface Names {
  readonly from: string;
  readonly to: string;
}

const parseNames = (args: Args): Names => ({ from: args.next(), to: args.next() });

function rename({ db }: Call, from: string, to: string): void {
  const entry = db.peek(from);
  if (entry === undefined) throw errors.NO_SUCH_KEY;
  if (from === to) return;
  db.drop(entry);
  place(db, to, entry.value, entry);
  db.signal(from, 'rename_from', 0);
  db.signal(to, 'rename_to', 1);
  db.keyspace.notify('g', 'rename_from', from, db.index);
  db.keyspace.notify('g', 'rename_to', to, db.index);
}

const renameFacts = {
  group: 'generic',
  since: '1.0.0',
  arity: 3,
  keys: twoKeys,
  complexity: 'O(1)',
  syntax: 'key newkey',
  categories: ['keyspace'],
} satisfies Partial<CommandFacts>;

const renameCommand = defineCommand<Names>({
  ...renameFacts,
  name: 'RENAME',
  flags: ['write'],
  summary: 'Gives a key another name; what was under that name is gone.',
  parse: parseNames,
  run(call, { from, to }) {
    rename(call, from, to);
    return OK;
  },
});

const renamenx = defineCommand<Names>({
  ...renameFacts,
  name: 'RENAMENX',
  flags: ['write', 'fast'],
  summary: 'Gives a key another name unless that name is taken.',
  parse: parseNames,
  run(call, { from, to }) {
    const { db } = call;
    if (!db.has(from)) throw errors.NO_SUCH_KEY;
    if (db.has(to)) return 0;
    rename(call, from, to);
    return 1;
  },
});

const copyOf = (value: Value): Value => (typeof value === 'object' ? value.copy() : value);

const copy = defineCommand({
  name: 'COPY',
  group: 'generic',
  since: '6.2.0',
  arity: -3,
  flags: ['write', 'denyoom'],
  keys: twoKeys,
  complexity: 'O(N)',
  summary: 'Puts a copy of a value, with its expiration, under another key or in another database.',
  syntax: 'source destination [DB destination-db] [REPLACE]',
  categories: ['keyspace'],
  parse(args) {
    const from = args.next();
    const to = args.next();
    let index: number | undefined;
    let replace = false;
    let valid = true;
    while (valid && !args.done) {
      if (args.accept('REPLACE')) replace = true;
      else if (args.left >= 2 && args.accept('DB')) index = parseIndex(args);
      else valid = false;
    }
    return { from, to, index, replace, valid };
  },
  run({ db, engine }, { from, to, index, replace, valid }) {
    // The reference looks for the database while it still reads the options.
    const target = index === undefined ? db : engine.database(index);
    if (!valid) throw errors.SYNTAX;
    if (target === db && from === to) throw errors.SAME_OBJECT;
    const entry = db.lookup(from);
    if (entry === undefined) return 0;
    if (target.has(to) && !replace) return 0;
    place(target, to, copyOf(entry.value), entry);
    target.signal(to, 'copy_to', 1);
    target.keyspace.notify('g', 'copy_to', to, target.index);
    return 1;
  },
});

const move = defineCommand({
  name: 'MOVE',
  group: 'generic',
  since: '1.0.0',
  arity: 3,
  flags: ['write', 'fast'],
  keys: firstKey,
  complexity: 'O(1)',
  summary: 'Moves a key to another database unless it exists there.',
  syntax: 'key db',
  categories: ['keyspace'],
  parse: (args) => ({ key: args.next(), index: parseIndex(args) }),
  run({ db, engine }, { key, index }) {
    const target = engine.database(index);
    if (target === db) throw errors.SAME_OBJECT;
    const entry = db.peek(key);
    if (entry === undefined || target.has(key)) return 0;
    db.drop(entry);
    place(target, key, entry.value, entry);
    db.signal(key, 'move_from', 0);
    target.signal(key, 'move_to', 1);
    db.keyspace.notify('g', 'move_from', key, db.index);
    db.keyspace.notify('g', 'move_to', key, target.index);
    return 1;
  },
});

export const moveCommands: readonly Command[] = [renameCommand, renamenx, copy, move];
