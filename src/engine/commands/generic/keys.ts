/** Asking for keys and removing them, whatever they hold. */
import type { Call } from '../../call.ts';
import { allKeys, type Command, type CommandFacts, defineCommand, firstKey, noKeys } from '../../command.ts';
import { globMatch } from '../../glob.ts';
import { type Reply, simple } from '../../reply.ts';
import { parseCursor, parseScanOptions, scanMatches, scanReply, scanSlots } from '../../scan.ts';
import { typeOf } from '../../values/value.ts';
import { inspect } from './inspect.ts';

function removeAll({ db }: Call, keys: readonly string[]): Reply {
  let count = 0;
  for (const key of keys) if (db.remove(key)) count++;
  return count;
}

const keyspaceFacts = {
  group: 'generic',
  syntax: 'key [key ...]',
  arity: -2,
  keys: allKeys,
  categories: ['keyspace'],
} satisfies Partial<CommandFacts>;

const del = defineCommand({
  ...keyspaceFacts,
  name: 'DEL',
  since: '1.0.0',
  flags: ['write'],
  complexity: 'O(N)',
  summary: 'Deletes keys and returns how many there were.',
  parse: (args) => args.rest(),
  run: removeAll,
});

const unlink = defineCommand({
  ...keyspaceFacts,
  name: 'UNLINK',
  since: '4.0.0',
  flags: ['write', 'fast'],
  complexity: 'O(1)',
  summary: 'Deletes keys; the reference frees their memory later, in the background.',
  parse: (args) => args.rest(),
  run: removeAll,
});

const exists = defineCommand({
  ...keyspaceFacts,
  name: 'EXISTS',
  since: '1.0.0',
  flags: ['readonly', 'fast'],
  complexity: 'O(N)',
  summary: 'Returns how many of the keys exist; a key named twice counts twice.',
  parse: (args) => args.rest(),
  run({ db }, keys) {
    let count = 0;
    for (const key of keys) if (inspect(db, key)) count++;
    return count;
  },
});

const touch = defineCommand({
  ...keyspaceFacts,
  name: 'TOUCH',
  since: '3.2.1',
  flags: ['readonly', 'fast'],
  complexity: 'O(N)',
  summary: 'Marks keys as used now and returns how many of them exist.',
  parse: (args) => args.rest(),
  run({ db }, keys) {
    let count = 0;
    for (const key of keys) if (db.lookup(key)) count++;
    return count;
  },
});

const type = defineCommand({
  name: 'TYPE',
  group: 'generic',
  since: '1.0.0',
  arity: 2,
  flags: ['readonly', 'fast'],
  keys: firstKey,
  complexity: 'O(1)',
  summary: 'Returns what kind of value a key holds.',
  syntax: 'key',
  categories: ['keyspace'],
  parse: (args) => args.next(),
  run({ db }, key) {
    const entry = inspect(db, key);
    return simple(entry ? typeOf(entry.value) : 'none');
  },
});

const keys = defineCommand({
  name: 'KEYS',
  group: 'generic',
  since: '1.0.0',
  arity: 2,
  flags: ['readonly'],
  keys: noKeys,
  complexity: 'O(N)',
  summary: 'Returns all keys that match a pattern; it looks at every key.',
  syntax: 'pattern',
  categories: ['keyspace', 'dangerous'],
  parse: (args) => args.next(),
  run({ db, now }, pattern) {
    const found: string[] = [];
    for (const { key, expireAt } of db.slots) {
      const alive = expireAt < 0 || expireAt > now;
      if (alive && (pattern === '*' || globMatch(pattern, key))) found.push(key);
    }
    return found;
  },
});

const scan = defineCommand({
  name: 'SCAN',
  group: 'generic',
  since: '2.8.0',
  arity: -2,
  flags: ['readonly', 'touches_arbitrary_keys'],
  keys: noKeys,
  complexity: 'O(1)',
  summary: 'Walks through the keys a few at a time; what is there throughout is found.',
  syntax: 'cursor [MATCH pattern] [COUNT count] [TYPE type]',
  categories: ['keyspace'],
  parse: (args) => ({
    cursor: parseCursor(args.next()),
    options: parseScanOptions(args.rest(), { type: true }),
  }),
  run({ db }, { cursor, options }) {
    const { next, items } = scanSlots(db.slots, cursor, options.count);
    const found: string[] = [];
    for (const { key, value } of items) {
      if (!scanMatches(options, key)) continue;
      if (options.type !== undefined && typeOf(value) !== options.type) continue;
      // Ends the key where its time has come.
      if (db.peek(key)) found.push(key);
    }
    return scanReply(next, found);
  },
});

/** How many keys RANDOMKEY draws in a pause before it takes one past its TTL. Source: the reference's `dbRandomKey`. */
const HIDDEN_TRIES = 100;

const randomkey = defineCommand({
  name: 'RANDOMKEY',
  group: 'generic',
  since: '1.0.0',
  arity: 1,
  flags: ['readonly', 'touches_arbitrary_keys'],
  keys: noKeys,
  complexity: 'O(1)',
  summary: 'Returns a key by chance, each as likely as the others.',
  syntax: '',
  categories: ['keyspace'],
  run({ db, keyspace, random }) {
    const onlyVolatile = db.volatile === db.size;
    for (let tries = HIDDEN_TRIES; db.size > 0; tries--) {
      const entry = db.slots[random.below(db.size)];
      if (!entry) continue;
      // A key whose time has come ends here, and the draw is repeated among the others.
      if (db.peek(entry.key)) return entry.key;
      // In a pause it stays, and there may be no others.
      if (keyspace.paused && onlyVolatile && tries <= 1) return entry.key;
    }
    return null;
  },
});

export const keyCommands: readonly Command[] = [del, unlink, exists, touch, type, keys, scan, randomkey];
