/** Asking when a key expires. */
import { type Command, type CommandFacts, defineCommand, firstKey } from '../../command.ts';
import { INT64_MAX, narrow } from '../../numbers.ts';
import { inspect } from './inspect.ts';

/** Ms from `since` to `at`. Deadlines beyond 2⁵³ were rounded when they were set, and none passes 64 bits. */
function milliseconds(at: number, since = 0): number | bigint {
  if (Number.isSafeInteger(at)) return at - since;
  const exact = BigInt(at);
  return narrow((exact > INT64_MAX ? INT64_MAX : exact) - BigInt(since));
}

function seconds(at: number, since = 0): number | bigint {
  const ms = milliseconds(at, since);
  return typeof ms === 'number' ? Math.floor((ms + 500) / 1000) : narrow((ms + 500n) / 1000n);
}

/** Four commands that differ in what they make of the deadline; -2 is no key, -1 no expiration. */
function defineTtl(
  name: string,
  since: string,
  summary: string,
  reply: (at: number, now: number) => number | bigint,
): Command {
  const facts: CommandFacts = {
    name,
    since,
    summary,
    group: 'generic',
    arity: 2,
    flags: ['readonly', 'fast'],
    keys: firstKey,
    complexity: 'O(1)',
    syntax: 'key',
    categories: ['keyspace'],
  };
  return defineCommand({
    ...facts,
    parse: (args) => args.next(),
    run({ db, now }, key) {
      const entry = inspect(db, key);
      if (entry === undefined) return -2;
      return entry.expireAt < 0 ? -1 : reply(entry.expireAt, now);
    },
  });
}

export const ttlCommands: readonly Command[] = [
  defineTtl('TTL', '1.0.0', 'Returns in how many seconds a key expires.', seconds),
  defineTtl('PTTL', '2.6.0', 'Returns in how many milliseconds a key expires.', milliseconds),
  defineTtl('EXPIRETIME', '7.0.0', 'Returns when a key expires, in seconds since 1970.', (at) => seconds(at)),
  defineTtl('PEXPIRETIME', '7.0.0', 'Returns when a key expires, in milliseconds since 1970.', (at) =>
    milliseconds(at),
  ),
];
