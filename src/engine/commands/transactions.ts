/** Transactions: MULTI queues, EXEC runs the queue as one unit, WATCH makes EXEC conditional. */
import { allKeys, type Command, defineCommand, noKeys } from '../command.ts';
import * as errors from '../errors.ts';
import { NO_REPLY, NULL_ARRAY, OK, type Reply, tagged } from '../reply.ts';

const multi = defineCommand({
  name: 'MULTI',
  group: 'transactions',
  since: '1.2.0',
  arity: 1,
  flags: ['noscript', 'loading', 'stale', 'fast', 'allow_busy'],
  keys: noKeys,
  categories: ['transaction'],
  complexity: 'O(1)',
  summary: 'Starts a transaction: the commands that follow are queued until EXEC.',
  syntax: '',
  run({ client }) {
    if (client.transaction) throw errors.NESTED_MULTI;
    client.transaction = { queue: [], aborted: false };
    return OK;
  },
});

const exec = defineCommand({
  name: 'EXEC',
  group: 'transactions',
  since: '1.2.0',
  arity: 1,
  flags: ['noscript', 'loading', 'stale', 'skip_slowlog'],
  keys: noKeys,
  categories: ['transaction'],
  complexity: '-',
  summary: 'Runs all queued commands as one unit.',
  syntax: '',
  run(call) {
    const { client, engine } = call;
    const { transaction } = client;
    if (!transaction) throw errors.EXEC_WITHOUT_MULTI;
    const dirtyCas = client.dirtyCas || client.watched.some(watchedKeyExpired);
    client.transaction = undefined;
    client.unwatch();
    if (transaction.aborted) throw errors.EXECABORT;
    if (dirtyCas) return NULL_ARRAY;
    call.logNothing();
    const mute = client.replyMode === 'off';
    const replies: Reply[] = [];
    let { resp } = client;
    for (const { command, argv } of transaction.queue) {
      const { closing } = client;
      // Rights may have changed since the command was queued.
      const denial = engine.acl.check(client, command, argv, call.now, 'exec');
      const reply = denial
        ? errors.noLongerAllowed(denial)
        : engine.invoke(client, command, argv, 'exec', false);
      if (client.resp !== resp) {
        // What HELLO and those after it answer is in the new protocol; what was answered before is written already.
        for (const [i, said] of replies.entries()) replies[i] = spoken(said, resp);
        ({ resp } = client);
      }
      const all = [reply, ...client.surplus.splice(0)];
      // CLIENT REPLY OFF and ON hold from that command on. Whoever killed itself hears no more, but what follows runs.
      if (client.replyMode !== 'off' && !closing) replies.push(...all);
      else if (!mute) replies.push(NO_REPLY);
    }
    // The head of the array was written, or not, before the first command ran.
    if (mute !== (client.replyMode === 'off')) {
      client.deferred.unshift(...(mute ? replies : [replies]));
      return NO_REPLY;
    }
    // The reference has counted the commands before it ran them: what is too much comes behind the array.
    client.deferred.unshift(...replies.splice(transaction.queue.length));
    return replies;
  },
});

/** A reply in the protocol that it was given in, unless that is noted already. */
function spoken(reply: Reply, resp: 2 | 3): Reply {
  const before = tagged(reply);
  return before?.kind === 'spoken' || before?.kind === 'none' ? reply : { kind: 'spoken', resp, reply };
}

/** A key that was alive at WATCH and has passed its TTL since counts as touched. */
function watchedKeyExpired({
  db,
  key,
  expired,
}: {
  db: import('../database.ts').Database;
  key: string;
  expired: boolean;
}) {
  const entry = db.entries.get(key);
  return !expired && entry !== undefined && entry.expireAt >= 0 && entry.expireAt <= db.keyspace.now;
}

const discard = defineCommand({
  name: 'DISCARD',
  group: 'transactions',
  since: '2.0.0',
  arity: 1,
  flags: ['noscript', 'loading', 'stale', 'fast', 'allow_busy'],
  keys: noKeys,
  categories: ['transaction'],
  complexity: 'O(N)',
  summary: 'Drops the queued commands and ends the transaction.',
  syntax: '',
  run({ client }) {
    if (!client.transaction) throw errors.DISCARD_WITHOUT_MULTI;
    client.transaction = undefined;
    client.unwatch();
    return OK;
  },
});

const watch = defineCommand({
  name: 'WATCH',
  group: 'transactions',
  since: '2.2.0',
  arity: -2,
  flags: ['noscript', 'loading', 'stale', 'fast', 'allow_busy'],
  keys: allKeys,
  categories: ['transaction'],
  complexity: 'O(1)',
  summary: 'Makes the next EXEC do nothing if one of these keys is changed before it.',
  syntax: 'key [key ...]',
  parse: (args) => args.rest(),
  run({ client, db, now }, keys) {
    if (client.transaction) throw errors.WATCH_INSIDE_MULTI;
    // A WATCH that already failed stays failed: there is nothing more to watch for.
    if (client.dirtyCas) return OK;
    for (const key of keys) {
      if (client.watched.some((item) => item.db === db && item.key === key)) continue;
      const entry = db.entries.get(key);
      const expired = entry !== undefined && entry.expireAt >= 0 && entry.expireAt <= now;
      const watch = { client, db, key, expired };
      client.watched.push(watch);
      let watchers = db.watchers.get(key);
      if (!watchers) db.watchers.set(key, (watchers = new Set()));
      watchers.add(watch);
    }
    return OK;
  },
});

const unwatch = defineCommand({
  name: 'UNWATCH',
  group: 'transactions',
  since: '2.2.0',
  arity: 1,
  flags: ['noscript', 'loading', 'stale', 'fast', 'allow_busy'],
  keys: noKeys,
  categories: ['transaction'],
  complexity: 'O(1)',
  summary: 'Forgets all watched keys.',
  syntax: '',
  run({ client }) {
    client.unwatch();
    return OK;
  },
});

export const transactionCommands: readonly Command[] = [multi, exec, discard, watch, unwatch];
