/** CLUSTER outside a cluster: where keys would go can be told, all else is refused as the reference refuses it. */
import { type Command, defineCommand, defineContainer, noKeys } from '../../../command.ts';
import * as errors from '../../../errors.ts';
import { verbatim } from '../../../reply.ts';
import { keySlot, SLOTS } from '../../../slots.ts';
import { helpCommand } from '../../help.ts';
import { CLUSTER_COMMANDS, CLUSTER_SUBCOMMANDS, type ClusterFacts } from './cluster-facts.ts';

const refused = (facts: ClusterFacts): Command =>
  defineCommand({
    ...facts,
    group: 'cluster',
    keys: noKeys,
    run() {
      throw errors.NO_CLUSTER;
    },
  });

const info = defineCommand({
  name: 'CLUSTER INFO',
  group: 'cluster',
  since: '3.0.0',
  arity: 2,
  flags: ['loading', 'stale'],
  keys: noKeys,
  complexity: 'O(1)',
  summary: 'Tells the state of the cluster: here there is none.',
  syntax: '',
  run: () =>
    verbatim('cluster_enabled:0\r\ncluster_slots_assigned:0\r\ncluster_known_nodes:1\r\ncluster_size:0\r\n'),
});

const keyslot = defineCommand({
  name: 'CLUSTER KEYSLOT',
  group: 'cluster',
  since: '3.0.0',
  arity: 3,
  flags: ['loading', 'stale'],
  keys: noKeys,
  complexity: 'O(N)',
  summary: 'Returns the hash slot that a key belongs to in a cluster.',
  syntax: 'key',
  parse: (args) => args.next(),
  run: (_, key) => keySlot(key),
});

const countkeysinslot = defineCommand({
  name: 'CLUSTER COUNTKEYSINSLOT',
  group: 'cluster',
  since: '3.0.0',
  arity: 3,
  flags: ['stale'],
  keys: noKeys,
  complexity: 'O(1)',
  summary: 'Returns how many keys of database 0 belong to a hash slot.',
  syntax: 'slot',
  parse: (args) => args.integer(),
  run({ keyspace }, slot) {
    if (slot < 0 || slot >= SLOTS) throw errors.err('Invalid slot');
    let count = 0;
    for (const { key } of keyspace.db(0).slots) if (keySlot(key) === slot) count++;
    return count;
  },
});

const cluster = defineContainer(
  {
    name: 'CLUSTER',
    group: 'cluster',
    since: '3.0.0',
    arity: -2,
    flags: [],
    keys: noKeys,
    complexity: '-',
    summary: 'Manages a cluster of servers; this server is not part of one.',
    syntax: '',
  },
  [
    info,
    keyslot,
    countkeysinslot,
    helpCommand('CLUSTER', { group: 'cluster', since: '5.0.0' }),
    ...CLUSTER_SUBCOMMANDS.map(refused),
  ],
);

export const clusterCommands: readonly Command[] = [cluster, ...CLUSTER_COMMANDS.map(refused)];
