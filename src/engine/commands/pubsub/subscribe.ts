/**
 * SUBSCRIBE and its kin. Each channel is confirmed by a message of its own, so these commands answer by pushes: they
 * write them at once and return no reply. Inside EXEC they stand in the array, which has too few places if a command names
 * several channels; see EXEC.
 */
import type { Call } from '../../call.ts';
import type { Client } from '../../client.ts';
import { allKeys, type Command, defineCommand, type Flag, type KeySpec, noKeys } from '../../command.ts';
import * as errors from '../../errors.ts';
import { NO_REPLY, type PushReply, push, type Reply } from '../../reply.ts';

type Kind = 'channels' | 'patterns' | 'shardChannels';

/** Channels and patterns are counted together, shard channels apart. */
function countOf(client: Client, kind: Kind): number {
  return kind === 'shardChannels' ? client.shardChannels.size : client.channels.size + client.patterns.size;
}

/** The older SUBSCRIBE and PSUBSCRIBE may, for the sake of who does. */
const NOT_INSIDE_EXEC = errors.err("SSUBSCRIBE isn't allowed for a DENY BLOCKING client");

function answer(call: Call, messages: readonly PushReply[]): Reply {
  if (call.origin === 'exec') {
    const [first, ...others] = messages;
    call.client.surplus.push(...others);
    return first ?? NO_REPLY;
  }
  for (const message of messages) call.client.sink.push(message);
  return NO_REPLY;
}

function subscribeTo(call: Call, kind: Kind, names: readonly string[]): Reply {
  const { client, engine } = call;
  if (kind === 'shardChannels' && call.origin !== 'plain') throw NOT_INSIDE_EXEC;
  const word = call.command.id;
  const messages = names.map((name) => {
    client[kind].add(name);
    engine.pubsub.add(engine.pubsub[kind], name, client);
    return push([word, name, countOf(client, kind)]);
  });
  return answer(call, messages);
}

function unsubscribeFrom(call: Call, kind: Kind, names: readonly string[]): Reply {
  const { client, engine } = call;
  const word = call.command.id;
  const targets = names.length > 0 ? names : [...client[kind]];
  if (targets.length === 0) return answer(call, [push([word, null, countOf(client, kind)])]);
  const messages = targets.map((name) => {
    client[kind].delete(name);
    engine.pubsub.remove(engine.pubsub[kind], name, client);
    return push([word, name, countOf(client, kind)]);
  });
  return answer(call, messages);
}

interface Facts {
  readonly name: string;
  readonly since: string;
  readonly arity: number;
  readonly flags: readonly Flag[];
  readonly keys: readonly KeySpec[];
  readonly complexity: string;
  readonly summary: string;
  readonly syntax: string;
}

const subscribing = (kind: Kind, facts: Facts): Command =>
  defineCommand({
    ...facts,
    group: 'pubsub',
    parse: (args) => args.rest(),
    run: (call, names) => subscribeTo(call, kind, names),
  });

const unsubscribing = (kind: Kind, facts: Facts): Command =>
  defineCommand({
    ...facts,
    group: 'pubsub',
    parse: (args) => args.rest(),
    run: (call, names) => unsubscribeFrom(call, kind, names),
  });

export const subscribe = subscribing('channels', {
  name: 'SUBSCRIBE',
  since: '2.0.0',
  arity: -2,
  flags: ['pubsub', 'noscript', 'loading', 'stale', 'sentinel', 'denyoom'],
  keys: noKeys,
  complexity: 'O(N)',
  summary: 'Listens to channels: their messages come to this client from now on.',
  syntax: 'channel [channel ...]',
});

export const psubscribe = subscribing('patterns', {
  name: 'PSUBSCRIBE',
  since: '2.0.0',
  arity: -2,
  flags: ['pubsub', 'noscript', 'loading', 'stale', 'sentinel', 'denyoom'],
  keys: noKeys,
  complexity: 'O(N)',
  summary: 'Listens to all channels whose names match a glob pattern.',
  syntax: 'pattern [pattern ...]',
});

export const ssubscribe = subscribing('shardChannels', {
  name: 'SSUBSCRIBE',
  since: '7.0.0',
  arity: -2,
  flags: ['pubsub', 'noscript', 'loading', 'stale', 'denyoom'],
  keys: allKeys,
  complexity: 'O(N)',
  summary: 'Listens to shard channels, which a cluster keeps on the node of their slot.',
  syntax: 'shardchannel [shardchannel ...]',
});

export const unsubscribe = unsubscribing('channels', {
  name: 'UNSUBSCRIBE',
  since: '2.0.0',
  arity: -1,
  flags: ['pubsub', 'noscript', 'loading', 'stale', 'sentinel'],
  keys: noKeys,
  complexity: 'O(N)',
  summary: 'Stops listening to the given channels, or to all of them.',
  syntax: '[channel [channel ...]]',
});

export const punsubscribe = unsubscribing('patterns', {
  name: 'PUNSUBSCRIBE',
  since: '2.0.0',
  arity: -1,
  flags: ['pubsub', 'noscript', 'loading', 'stale', 'sentinel'],
  keys: noKeys,
  complexity: 'O(N)',
  summary: 'Stops listening to the given patterns, or to all of them.',
  syntax: '[pattern [pattern ...]]',
});

export const sunsubscribe = unsubscribing('shardChannels', {
  name: 'SUNSUBSCRIBE',
  since: '7.0.0',
  arity: -1,
  flags: ['pubsub', 'noscript', 'loading', 'stale'],
  keys: allKeys,
  complexity: 'O(N)',
  summary: 'Stops listening to the given shard channels, or to all of them.',
  syntax: '[shardchannel [shardchannel ...]]',
});
