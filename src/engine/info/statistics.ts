/** INFO's sections about what happened: stats, and the figures of each command and error. */

import type { CommandStats } from '../accounts.ts';
import type { Command } from '../command.ts';
import type { Engine } from '../engine.ts';
import type { Line, Section } from './info.ts';

function* stats(engine: Engine): Generator<Line> {
  const { stats: totals, keyspace, pubsub, tracking } = engine;
  yield ['total_connections_received', totals.connections];
  yield ['total_commands_processed', totals.commands];
  yield ['instantaneous_ops_per_sec', totals.rate.perSecond(keyspace.now, totals.commands)];
  yield ['rejected_connections', engine.connections.rejected];
  yield ['expired_subkeys', keyspace.stats.expiredFields];
  yield ['expired_keys', keyspace.stats.expired];
  yield ['evicted_keys', keyspace.stats.evicted];
  yield ['evicted_scripts', engine.scripting.scripts.evicted];
  yield ['keyspace_hits', keyspace.stats.hits];
  yield ['keyspace_misses', keyspace.stats.misses];
  yield ['pubsub_channels', pubsub.channels.size];
  yield ['pubsub_patterns', pubsub.patterns.size];
  yield ['pubsubshard_channels', pubsub.shardChannels.size];
  yield ['tracking_total_keys', tracking.stats.keys];
  yield ['tracking_total_items', tracking.stats.items];
  yield ['tracking_total_prefixes', tracking.stats.prefixes];
  const { refused } = engine.acl.log;
  yield ['acl_access_denied_auth', refused.auth];
  yield ['acl_access_denied_cmd', refused.command];
  yield ['acl_access_denied_key', refused.key];
  yield ['acl_access_denied_channel', refused.channel];
  yield ['total_error_replies', [...totals.errors.values()].reduce((sum, count) => sum + count, 0)];
}

const sorted = (engine: Engine): [Command, CommandStats][] =>
  [...engine.stats.byCommand].sort(([a], [b]) => (a.id < b.id ? -1 : 1));

function* commandLines(engine: Engine): Generator<Line> {
  for (const [{ id }, { calls, micros, rejected, failed }] of sorted(engine)) {
    if (calls + rejected + failed === 0) continue;
    const mean = calls === 0 ? 0 : micros / calls;
    yield [
      `cmdstat_${id}`,
      `calls=${calls},usec=${Math.round(micros)},usec_per_call=${mean.toFixed(2)},` +
        `rejected_calls=${rejected},failed_calls=${failed}`,
    ];
  }
}

function* errorLines({ stats: { errors } }: Engine): Generator<Line> {
  for (const [code, count] of errors) yield [`errorstat_${code}`, `count=${count}`];
}

function* latencyLines(engine: Engine): Generator<Line> {
  for (const [{ id }, { latency }] of sorted(engine)) {
    if (!latency) continue;
    const values = engine.stats.latency.percentiles.map((p) => `p${p}=${latency.percentile(p).toFixed(3)}`);
    yield [`latency_percentiles_usec_${id}`, values.join(',')];
  }
}

export const statisticsSections: readonly Section[] = [
  { name: 'stats', title: 'Stats', byDefault: true, lines: stats },
  { name: 'commandstats', title: 'Commandstats', byDefault: false, lines: commandLines },
  { name: 'errorstats', title: 'Errorstats', byDefault: true, lines: errorLines },
  { name: 'latencystats', title: 'Latencystats', byDefault: false, lines: latencyLines },
];
