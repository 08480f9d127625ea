/** Publish and subscribe: messages to whoever listens now, kept nowhere. */
import { type Command, defineCommand, defineContainer, firstKey, noKeys } from '../../command.ts';
import * as errors from '../../errors.ts';
import { globMatch } from '../../glob.ts';
import { helpCommand } from '../help.ts';
import { psubscribe, punsubscribe, ssubscribe, subscribe, sunsubscribe, unsubscribe } from './subscribe.ts';

const publish = defineCommand({
  name: 'PUBLISH',
  group: 'pubsub',
  since: '2.0.0',
  arity: 3,
  flags: ['pubsub', 'loading', 'stale', 'fast', 'may_replicate', 'sentinel'],
  keys: noKeys,
  complexity: 'O(N+M)',
  summary: 'Sends a message to a channel and returns how many clients received it.',
  syntax: 'channel message',
  parse: (args) => ({ channel: args.next(), message: args.next() }),
  run: ({ engine }, { channel, message }) => engine.pubsub.publish(channel, message),
});

const spublish = defineCommand({
  name: 'SPUBLISH',
  group: 'pubsub',
  since: '7.0.0',
  arity: 3,
  flags: ['pubsub', 'loading', 'stale', 'fast', 'may_replicate'],
  keys: firstKey,
  complexity: 'O(N)',
  summary: 'Sends a message to a shard channel and returns how many clients received it.',
  syntax: 'shardchannel message',
  parse: (args) => ({ channel: args.next(), message: args.next() }),
  run: ({ engine }, { channel, message }) => engine.pubsub.publishShard(channel, message),
});

/** PUBSUB CHANNELS and SHARDCHANNELS; NUMSUB and SHARDNUMSUB: two of each, over two tables. */
function listing(name: string, since: string, of: 'channels' | 'shardChannels', summary: string): Command {
  return defineCommand({
    name: `PUBSUB ${name}`,
    group: 'pubsub',
    since,
    arity: -2,
    flags: ['pubsub', 'loading', 'stale'],
    keys: noKeys,
    complexity: 'O(N)',
    summary,
    syntax: '[pattern]',
    parse(args) {
      if (args.left > 1) throw errors.subcommandSyntax(args.argv[1] ?? '', 'PUBSUB');
      return args.done ? undefined : args.next();
    },
    run({ engine }, pattern) {
      const names = [...engine.pubsub[of].keys()];
      return pattern === undefined ? names : names.filter((channel) => globMatch(pattern, channel));
    },
  });
}

function counting(
  name: string,
  since: string,
  of: 'channels' | 'shardChannels',
  syntax: string,
  summary: string,
): Command {
  return defineCommand({
    name: `PUBSUB ${name}`,
    group: 'pubsub',
    since,
    arity: -2,
    flags: ['pubsub', 'loading', 'stale'],
    keys: noKeys,
    complexity: 'O(N)',
    summary,
    syntax,
    parse: (args) => args.rest(),
    run: ({ engine }, names) => names.flatMap((name) => [name, engine.pubsub[of].get(name)?.size ?? 0]),
  });
}

const numpat = defineCommand({
  name: 'PUBSUB NUMPAT',
  group: 'pubsub',
  since: '2.8.0',
  arity: 2,
  flags: ['pubsub', 'loading', 'stale'],
  keys: noKeys,
  complexity: 'O(1)',
  summary: 'Returns how many different patterns are listened to.',
  syntax: '',
  run: ({ engine }) => engine.pubsub.patterns.size,
});

const pubsub = defineContainer(
  {
    name: 'PUBSUB',
    group: 'pubsub',
    since: '2.8.0',
    arity: -2,
    flags: [],
    keys: noKeys,
    complexity: '-',
    summary: 'Tells who listens to what.',
    syntax: '',
  },
  [
    listing('CHANNELS', '2.8.0', 'channels', 'Lists the channels that somebody listens to.'),
    counting(
      'NUMSUB',
      '2.8.0',
      'channels',
      '[channel [channel ...]]',
      'Returns each channel with the number of its listeners, pattern listeners not counted.',
    ),
    numpat,
    listing('SHARDCHANNELS', '7.0.0', 'shardChannels', 'Lists the shard channels that somebody listens to.'),
    counting(
      'SHARDNUMSUB',
      '7.0.0',
      'shardChannels',
      '[shardchannel [shardchannel ...]]',
      'Returns each shard channel with the number of its listeners.',
    ),
    helpCommand('PUBSUB', { group: 'pubsub', since: '6.2.0' }),
  ],
);

export const pubsubCommands: readonly Command[] = [
  subscribe,
  unsubscribe,
  psubscribe,
  punsubscribe,
  ssubscribe,
  sunsubscribe,
  publish,
  spublish,
  pubsub,
];
