/** Writing several strings at once. */
import type { Args } from '../../args.ts';
import type { Call } from '../../call.ts';
import { type Command, type CommandFacts, defineCommand, type KeySpec } from '../../command.ts';
import * as errors from '../../errors.ts';
import { parseInt64 } from '../../numbers.ts';
import { OK } from '../../reply.ts';
import { encodeString } from '../../values/string.ts';
import { deadlineOf, parseStringOptions } from './options.ts';
import { putWithDeadline } from './set.ts';

/** Key, value, key, value, … */
type Pairs = readonly string[];

const INVALID_NUMKEYS = errors.err('invalid numkeys value');
const WRONG_PAIRS = errors.err('wrong number of key-value pairs');

function eachPair(pairs: Pairs, visit: (key: string, value: string) => void): void {
  for (let i = 0; i + 1 < pairs.length; i += 2) visit(pairs[i] ?? '', pairs[i + 1] ?? '');
}

/** How many of the keys exist. */
function existing({ db }: Call, pairs: Pairs): number {
  let count = 0;
  eachPair(pairs, (key) => {
    if (db.has(key)) count++;
  });
  return count;
}

function parsePairs(args: Args, command: string): Pairs {
  if (args.left % 2 !== 0) throw errors.wrongArity(command);
  return args.rest();
}

const msetFacts = {
  group: 'string',
  since: '1.0.1',
  arity: -3,
  flags: ['write', 'denyoom'],
  keys: [{ kind: 'range', first: 1, last: -1, step: 2 }] satisfies KeySpec[],
  complexity: 'O(N)',
  syntax: 'key value [key value ...]',
  categories: ['string'],
} satisfies Partial<CommandFacts>;

const mset = defineCommand<Pairs>({
  ...msetFacts,
  name: 'MSET',
  summary: 'Stores several strings at once.',
  parse: (args) => parsePairs(args, 'mset'),
  run({ db }, pairs) {
    eachPair(pairs, (key, value) => db.put(key, encodeString(value), 'set'));
    return OK;
  },
});

const msetnx = defineCommand<Pairs>({
  ...msetFacts,
  name: 'MSETNX',
  summary: 'Stores several strings, all or none: none if one of the keys exists.',
  parse: (args) => parsePairs(args, 'msetnx'),
  run(call, pairs) {
    if (existing(call, pairs) > 0) return 0;
    eachPair(pairs, (key, value) => call.db.put(key, encodeString(value), 'set'));
    return 1;
  },
});

const msetex = defineCommand({
  name: 'MSETEX',
  group: 'string',
  since: '8.4.0',
  arity: -4,
  flags: ['write', 'denyoom'],
  // The facts name the place of the count; the keys alternate with their values.
  keys: [{ kind: 'count', at: 1, first: 2, step: 2 }],
  complexity: 'O(N)',
  summary: 'Stores several strings at once, with one condition and one expiration for all.',
  syntax:
    'numkeys key value [key value ...] [NX | XX] [EX seconds | PX milliseconds | EXAT unix-time-seconds | PXAT unix-time-milliseconds | KEEPTTL]',
  categories: ['string'],
  parse(args) {
    const count = parseInt64(args.next());
    if (count === undefined || count < 1 || count > 0x7fffffff) throw INVALID_NUMKEYS;
    if (args.left < 2 * Number(count)) throw WRONG_PAIRS;
    const pairs: string[] = [];
    for (let i = 0; i < 2 * Number(count); i++) pairs.push(args.next());
    return { pairs, options: parseStringOptions(args, 'MSETEX') };
  },
  run(call, { pairs, options }) {
    const { db } = call;
    const at = options.expire && deadlineOf(options.expire, call.now, 'msetex');
    if (options.exists !== undefined) {
      const wanted = options.exists === 'XX' ? pairs.length / 2 : 0;
      if (existing(call, pairs) !== wanted) return 0;
    }
    const keepTtl = options.ttl === 'KEEPTTL';
    eachPair(pairs, (key, value) => {
      if (at !== undefined) putWithDeadline(db, key, value, at);
      else db.put(key, encodeString(value), 'set', { keepTtl });
    });
    const words = ['MSETEX', String(pairs.length / 2), ...pairs];
    if (at !== undefined) words.push('PXAT', String(at));
    else if (keepTtl) words.push('KEEPTTL');
    call.logAs(...words);
    return 1;
  },
});

export const multipleCommands: readonly Command[] = [mset, msetnx, msetex];
