/** Whole databases: how many keys, emptying, exchanging. */
import type { Args } from '../../args.ts';
import { type Command, type CommandFacts, defineCommand, noKeys } from '../../command.ts';
import * as errors from '../../errors.ts';
import { type ErrorReply, OK } from '../../reply.ts';

const dbsize = defineCommand({
  name: 'DBSIZE',
  group: 'server',
  since: '1.0.0',
  arity: 1,
  flags: ['readonly', 'fast'],
  keys: noKeys,
  complexity: 'O(1)',
  summary: 'Returns how many keys the database holds.',
  syntax: '',
  categories: ['keyspace'],
  run: ({ db }) => db.size,
});

/** ASYNC and SYNC say when the reference frees the memory; the keys are gone at once either way. */
function parseFlush(args: Args): void {
  if (!args.accept('ASYNC')) args.accept('SYNC');
  args.end();
}

const flushFacts = {
  group: 'server',
  since: '1.0.0',
  arity: -1,
  flags: ['write'],
  keys: noKeys,
  complexity: 'O(N)',
  syntax: '[ASYNC | SYNC]',
  categories: ['keyspace', 'dangerous'],
} satisfies Partial<CommandFacts>;

const flushdb = defineCommand({
  ...flushFacts,
  name: 'FLUSHDB',
  summary: 'Deletes all keys of the current database.',
  parse: parseFlush,
  run(call) {
    call.keyspace.dirty += call.db.clear('flushdb');
    call.logAs('FLUSHDB');
    return OK;
  },
});

const flushall = defineCommand({
  ...flushFacts,
  name: 'FLUSHALL',
  summary: 'Deletes all keys of all databases.',
  parse: parseFlush,
  run(call) {
    for (const db of call.keyspace.databases) call.keyspace.dirty += db.clear('flushall');
    call.logAs('FLUSHALL');
    return OK;
  },
});

const FIRST = errors.err('invalid first DB index');
const SECOND = errors.err('invalid second DB index');

/** A database's number must fit 32 bits; whether there is such a database is checked later. */
function parseIndex(args: Args, error: ErrorReply): number {
  const index = args.integer(error);
  if (index !== (index | 0)) throw error;
  return index;
}

const swapdb = defineCommand({
  name: 'SWAPDB',
  group: 'server',
  since: '4.0.0',
  arity: 3,
  flags: ['write', 'fast'],
  keys: noKeys,
  complexity: 'O(N)',
  summary: 'Exchanges the contents of two databases; clients stay where they are.',
  syntax: 'index1 index2',
  categories: ['keyspace', 'dangerous'],
  parse: (args) => ({ first: parseIndex(args, FIRST), second: parseIndex(args, SECOND) }),
  run({ engine, keyspace }, { first, second }) {
    const a = engine.database(first);
    const b = engine.database(second);
    if (a !== b) a.swap(b);
    keyspace.dirty++;
    return OK;
  },
});

export const databaseCommands: readonly Command[] = [dbsize, flushdb, flushall, swapdb];
