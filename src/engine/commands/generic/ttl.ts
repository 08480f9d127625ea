/** Asking when a key expires. */
import { type Command, type CommandFacts, defineCommand, firstKey } from '../../command.ts';
import { INT64_MAX, narrow } from '../../numbers.ts';
import { inspect } from './inspect.ts';

/** A time in ms as an integer reply; times beyond 2⁵³ were rounded when they were set and must not pass 64 bits. */
function integer(ms: number): number | bigint {
  if (Number.isSafeInteger(ms)) return ms;
  const exact = BigInt(ms);
  return narrow(exact > INT64_MAX ? INT64_MAX : exact);
}

const seconds = (ms: number) =>
  Number.isSafeInteger(ms) ? Math.floor((ms + 500) / 1000) : narrow((BigInt(ms) + 500n) / 1000n);

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
  defineTtl('TTL', '1.0.0', 'Returns in how many seconds a key expires.', (at, now) => seconds(at - now)),
  defineTtl('PTTL', '2.6.0', 'Returns in how many milliseconds a key expires.', (at, now) =>
    integer(at - now),
  ),
  defineTtl('EXPIRETIME', '7.0.0', 'Returns when a key expires, in seconds since 1970.', seconds),
  defineTtl('PEXPIRETIME', '7.0.0', 'Returns when a key expires, in milliseconds since 1970.', integer),
];
