/** MIGRATE: reads its arguments as the reference does, and then finds that no other server can be reached from here. */
import type { Args } from '../../../args.ts';
import { type Command, defineCommand } from '../../../command.ts';
import * as errors from '../../../errors.ts';
import { ErrorReply, simple } from '../../../reply.ts';

const KEY_AND_KEYS = errors.err(
  'When using MIGRATE KEYS option, the key argument must be set to the empty string',
);
const UNREACHABLE = new ErrorReply('IOERR error or timeout connecting to the client');
const NOKEY = simple('NOKEY');

/** The keys to send. */
function parse(args: Args): readonly string[] {
  args.next();
  args.next();
  let keys = [args.next()];
  const [database, timeout] = [args.pos, args.pos + 1];
  args.pos += 2;
  while (!args.done) {
    const option = args.option();
    if (option === 'COPY' || option === 'REPLACE') continue;
    if (option === 'AUTH' && args.left > 0) args.next();
    else if (option === 'AUTH2' && args.left > 1) args.pos += 2;
    else if (option === 'KEYS') {
      if (keys[0] !== '') throw KEY_AND_KEYS;
      keys = args.rest();
    } else throw errors.SYNTAX;
  }
  args.pos = timeout;
  args.integer();
  args.pos = database;
  args.integer();
  return keys;
}

const migrate = defineCommand({
  name: 'MIGRATE',
  group: 'generic',
  since: '2.6.0',
  arity: -6,
  flags: ['write'],
  keys: [
    { kind: 'range', first: 3, last: 0, step: 1, unless: 'KEYS' },
    { kind: 'keyword', word: 'KEYS', from: -2 },
  ],
  complexity: 'O(N) with the number of keys',
  summary: 'Moves keys to another server; none can be reached from here.',
  syntax:
    'host port <key | ""> destination-db timeout [COPY] [REPLACE] [AUTH password | AUTH2 username password] [KEYS key [key ...]]',
  categories: ['keyspace', 'dangerous'],
  parse,
  run({ db }, keys) {
    if (!keys.some((key) => db.lookup(key))) return NOKEY;
    throw UNREACHABLE;
  },
});

export const migrateCommands: readonly Command[] = [migrate];
