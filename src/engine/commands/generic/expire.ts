/** Setting and removing expiration. */
import type { Args } from '../../args.ts';
import type { Call } from '../../call.ts';
import { type Command, type CommandFacts, defineCommand, firstKey } from '../../command.ts';
import * as errors from '../../errors.ts';
import { INT64_MAX, INT64_MIN } from '../../numbers.ts';
import type { Reply } from '../../reply.ts';

interface Conditions {
  nx: boolean;
  xx: boolean;
  gt: boolean;
  lt: boolean;
}

interface Request {
  readonly key: string;
  readonly conditions: Conditions;
  readonly time: bigint;
}

const NX_CONFLICT = errors.err('NX and XX, GT or LT options at the same time are not compatible');
const GT_CONFLICT = errors.err('GT and LT options at the same time are not compatible');

/** Reads the words after the time; the reference does so before it reads the time itself. */
function parseConditions(words: readonly string[]): Conditions {
  const conditions = { nx: false, xx: false, gt: false, lt: false };
  for (const word of words) {
    const option = word.toUpperCase();
    if (option === 'NX') conditions.nx = true;
    else if (option === 'XX') conditions.xx = true;
    else if (option === 'GT') conditions.gt = true;
    else if (option === 'LT') conditions.lt = true;
    else {
      // A text of C ends before the first zero.
      throw errors.err(errors.sanitize(`Unsupported option ${word.split('\0', 1)[0]}`));
    }
  }
  const { nx, xx, gt, lt } = conditions;
  if (nx && (xx || gt || lt)) throw NX_CONFLICT;
  if (gt && lt) throw GT_CONFLICT;
  return conditions;
}

function parseRequest(args: Args): Request {
  const conditions = parseConditions(args.argv.slice(args.pos + 2));
  return { key: args.next(), conditions, time: args.int64() };
}

/** True where NX, XX, GT or LT lets a deadline of `at` replace `current` (-1: none, which is later than any). */
function admits({ nx, xx, gt, lt }: Conditions, current: number, at: number): boolean {
  if (nx) return current < 0;
  if (xx && current < 0) return false;
  if (gt) return current >= 0 && at > current;
  if (lt) return current < 0 || at < current;
  return true;
}

/** Sets the deadline `time` × `unit` ms after `base`; a deadline that has passed deletes the key. */
function expireAt(call: Call, { key, conditions, time }: Request, unit: bigint, base: number): Reply {
  const { db } = call;
  const relative = time * unit;
  const absolute = relative + BigInt(base);
  if (relative > INT64_MAX || relative < INT64_MIN || absolute > INT64_MAX) {
    throw errors.invalidExpire(call.command.name);
  }
  const at = Number(absolute);
  const entry = db.peek(key);
  if (entry === undefined || !admits(conditions, entry.expireAt, at)) return 0;
  if (at <= call.now) {
    db.remove(key);
    call.logAs('DEL', key);
  } else {
    db.setExpiry(entry, at, 'expire');
    call.logAs('PEXPIREAT', key, String(absolute));
  }
  return 1;
}

const facts = {
  group: 'generic',
  arity: -3,
  flags: ['write', 'fast'],
  keys: firstKey,
  complexity: 'O(1)',
  categories: ['keyspace'],
} satisfies Partial<CommandFacts>;

const expire = defineCommand<Request>({
  ...facts,
  name: 'EXPIRE',
  since: '1.0.0',
  summary: 'Lets a key expire after some seconds.',
  syntax: 'key seconds [NX | XX | GT | LT]',
  parse: parseRequest,
  run: (call, request) => expireAt(call, request, 1000n, call.now),
});

const pexpire = defineCommand<Request>({
  ...facts,
  name: 'PEXPIRE',
  since: '2.6.0',
  summary: 'Lets a key expire after some milliseconds.',
  syntax: 'key milliseconds [NX | XX | GT | LT]',
  parse: parseRequest,
  run: (call, request) => expireAt(call, request, 1n, call.now),
});

const expireat = defineCommand<Request>({
  ...facts,
  name: 'EXPIREAT',
  since: '1.2.0',
  summary: 'Lets a key expire at a time, in seconds since 1970.',
  syntax: 'key unix-time-seconds [NX | XX | GT | LT]',
  parse: parseRequest,
  run: (call, request) => expireAt(call, request, 1000n, 0),
});

const pexpireat = defineCommand<Request>({
  ...facts,
  name: 'PEXPIREAT',
  since: '2.6.0',
  summary: 'Lets a key expire at a time, in milliseconds since 1970.',
  syntax: 'key unix-time-milliseconds [NX | XX | GT | LT]',
  parse: parseRequest,
  run: (call, request) => expireAt(call, request, 1n, 0),
});

const persist = defineCommand({
  ...facts,
  name: 'PERSIST',
  since: '2.2.0',
  arity: 2,
  summary: 'Takes the expiration off a key.',
  syntax: 'key',
  parse: (args) => args.next(),
  run({ db }, key) {
    const entry = db.peek(key);
    if (entry === undefined || entry.expireAt < 0) return 0;
    db.setExpiry(entry, -1, 'persist');
    return 1;
  },
});

export const expireCommands: readonly Command[] = [expire, pexpire, expireat, pexpireat, persist];
