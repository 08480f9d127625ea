/** INFO's sections about what is: server, clients, memory, persistence, replication, cluster, keyspace. */
import type { Engine } from '../engine.ts';
import { COMPATIBLE_VERSION } from '../version.ts';
import type { Line, Section } from './info.ts';
import { keySizes } from './key-sizes.ts';
import { overheads, totalOverhead } from './overhead.ts';

/** Bytes as people read them: `1.50K`. Source: the reference's `bytesToHuman`. */
export function humanBytes(bytes: number): string {
  const units = ['B', 'K', 'M', 'G', 'T', 'P'];
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  return unit === 0 ? `${bytes}B` : `${value.toFixed(2)}${units[unit]}`;
}

function* server({ clock, startedAt, runId, keyspace }: Engine): Generator<Line> {
  const seconds = Math.floor((keyspace.now - startedAt) / 1000);
  yield ['redis_version', COMPATIBLE_VERSION];
  yield ['redis_mode', 'standalone'];
  yield ['arch_bits', 64];
  yield ['run_id', runId];
  yield ['server_time_usec', clock.now() * 1000];
  yield ['uptime_in_seconds', seconds];
  yield ['uptime_in_days', Math.floor(seconds / 86400)];
  yield ['lru_clock', keyspace.lruClock];
}

function* clients(engine: Engine): Generator<Line> {
  let blocked = 0;
  let listening = 0;
  let watching = 0;
  let watched = 0;
  /** Keys that clients wait for, and those of which they hear too when the key goes. */
  const awaited = new Set<string>();
  const awaitedGone = new Set<string>();
  for (const client of engine.clients.values()) {
    if (client.blocked) {
      blocked++;
      const { db, keys, type } = client.blocked;
      for (const key of keys) {
        awaited.add(`${db.index}:${key}`);
        if (type === 'any') awaitedGone.add(`${db.index}:${key}`);
      }
    }
    if (client.subscriptions > 0) listening++;
    if (client.watched.length > 0) watching++;
    watched += client.watched.length;
  }
  yield ['connected_clients', engine.clients.size];
  yield ['maxclients', engine.connections.max];
  yield ['blocked_clients', blocked];
  yield ['tracking_clients', engine.tracking.stats.clients];
  yield ['pubsub_clients', listening];
  yield ['watching_clients', watching];
  yield ['total_watched_keys', watched];
  yield ['total_blocking_keys', awaited.size];
  yield ['total_blocking_keys_on_nokey', awaitedGone.size];
}

function* memory({ eviction, keyspace, scripting }: Engine): Generator<Line> {
  const used = eviction.used();
  yield ['used_memory', used];
  yield ['used_memory_human', humanBytes(used)];
  yield ['used_memory_peak', eviction.peak];
  yield ['used_memory_peak_human', humanBytes(eviction.peak)];
  yield [
    'used_memory_peak_perc',
    `${eviction.peak === 0 ? '0.00' : ((used / eviction.peak) * 100).toFixed(2)}%`,
  ];
  const overhead = totalOverhead(overheads(keyspace));
  const dataset = Math.max(0, used - overhead);
  yield ['used_memory_overhead', overhead];
  yield ['used_memory_dataset', dataset];
  yield ['used_memory_dataset_perc', `${used === 0 ? '0.00' : ((dataset / used) * 100).toFixed(2)}%`];
  const { scripts, functions } = scripting;
  yield ['used_memory_vm_eval', scripts.interpreter.memory];
  yield ['number_of_cached_scripts', scripts.size];
  yield ['number_of_functions', functions.functionCount];
  yield ['number_of_libraries', functions.libraryCount];
  yield ['used_memory_vm_functions', functions.memory];
  const machines = scripts.interpreter.memory + functions.memory;
  yield ['used_memory_vm_total', machines];
  yield ['used_memory_vm_total_human', humanBytes(machines)];
  yield ['maxmemory', eviction.maxMemory];
  yield ['maxmemory_human', humanBytes(eviction.maxMemory)];
  yield ['maxmemory_policy', eviction.policy];
}

function* persistence({ persistence: host }: Engine): Generator<Line> {
  yield ['loading', 0];
  if (host) yield* host.info();
}

function* replication({ replicationId }: Engine): Generator<Line> {
  yield ['role', 'master'];
  yield ['connected_slaves', 0];
  yield ['master_replid', replicationId];
}

function* keyspaceLines({ keyspace }: Engine): Generator<Line> {
  for (const db of keyspace.databases) {
    if (db.size === 0) continue;
    yield [
      `db${db.index}`,
      `keys=${db.size},expires=${db.volatile},avg_ttl=${averageTtl(keyspace.now, db.slots)},` +
        `subexpiry=${db.expiringHashes.size}`,
    ];
  }
}

/** How many keys are looked at for the mean of the TTLs. */
const TTL_SAMPLES = 1000;

/** The mean time to live of the keys that have one, in ms, from evenly spread keys. */
function averageTtl(now: number, slots: readonly { readonly expireAt: number }[]): number {
  const count = Math.min(slots.length, TTL_SAMPLES);
  let sum = 0;
  let found = 0;
  for (let i = 0; i < count; i++) {
    const at = slots[Math.floor((i * slots.length) / count)]?.expireAt ?? -1;
    if (at < 0) continue;
    sum += Math.max(0, at - now);
    found++;
  }
  return found === 0 ? 0 : Math.round(sum / found);
}

export const stateSections: readonly Section[] = [
  { name: 'server', title: 'Server', byDefault: true, lines: server },
  { name: 'clients', title: 'Clients', byDefault: true, lines: clients },
  { name: 'memory', title: 'Memory', byDefault: true, lines: memory },
  { name: 'persistence', title: 'Persistence', byDefault: true, lines: persistence },
  { name: 'replication', title: 'Replication', byDefault: true, lines: replication },
  {
    name: 'cluster',
    title: 'Cluster',
    byDefault: true,
    *lines() {
      yield ['cluster_enabled', 0];
    },
  },
  { name: 'keyspace', title: 'Keyspace', byDefault: true, lines: keyspaceLines },
  {
    name: 'keysizes',
    title: 'Keysizes',
    byDefault: true,
    *lines({ keyspace }) {
      for (const db of keyspace.databases) yield* keySizes(db);
    },
  },
];
