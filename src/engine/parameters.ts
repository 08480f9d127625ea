/** The engine's own CONFIG parameters, bound to what they change. Bounds and names are the reference's. */
import {
  BadValue,
  booleanParameter,
  enumParameter,
  integerParameter,
  memoryParameter,
  type Parameter,
  textParameter,
} from './config.ts';
import type { Engine } from './engine.ts';
import { POLICIES } from './eviction.ts';
import { formatEventMask, parseEventMask } from './notifications.ts';
import { INT64_MAX } from './numbers.ts';
import type { Limits } from './values/value.ts';

const INT_MAX = 2147483647;
const UINT_MAX = 4294967295;

/** Registers every parameter that the engine itself has. */
export function registerParameters(engine: Engine): void {
  const all = [
    ...limits(engine.keyspace.limits),
    ...memory(engine),
    ...observation(engine),
    ...server(engine),
  ];
  for (const parameter of all) engine.config.register(parameter);
}

/** Where encodings change. The `ziplist` names are those of releases before 7.0. */
function limits(values: Limits): Parameter[] {
  const entries = (name: string, key: keyof Limits, alias?: string): Parameter =>
    integerParameter(
      name,
      0,
      INT64_MAX,
      () => values[key],
      (value) => {
        values[key] = value;
      },
      alias === undefined ? {} : { alias },
    );
  const bytes = (name: string, key: keyof Limits, alias?: string): Parameter =>
    memoryParameter(
      name,
      0,
      () => values[key],
      (value) => {
        values[key] = value;
      },
      alias === undefined ? {} : { alias },
    );
  return [
    entries('hash-max-listpack-entries', 'hashMaxListpackEntries', 'hash-max-ziplist-entries'),
    bytes('hash-max-listpack-value', 'hashMaxListpackValue', 'hash-max-ziplist-value'),
    entries('set-max-intset-entries', 'setMaxIntsetEntries'),
    entries('set-max-listpack-entries', 'setMaxListpackEntries'),
    entries('set-max-listpack-value', 'setMaxListpackValue'),
    entries('zset-max-listpack-entries', 'zsetMaxListpackEntries', 'zset-max-ziplist-entries'),
    bytes('zset-max-listpack-value', 'zsetMaxListpackValue', 'zset-max-ziplist-value'),
    integerParameter(
      'list-max-listpack-size',
      -INT_MAX - 1,
      INT_MAX,
      () => values.listMaxListpackSize,
      (value) => {
        values.listMaxListpackSize = value;
      },
      { alias: 'list-max-ziplist-size' },
    ),
    integerParameter(
      'list-compress-depth',
      0,
      INT_MAX,
      () => values.listCompressDepth,
      (value) => {
        values.listCompressDepth = value;
      },
    ),
    bytes('stream-node-max-bytes', 'streamNodeMaxBytes'),
    entries('stream-node-max-entries', 'streamNodeMaxEntries'),
    bytes('hll-sparse-max-bytes', 'hllSparseMaxBytes'),
  ];
}

const CHANNELS = ['allchannels', 'resetchannels'] as const;
const LOG_LEVELS = ['debug', 'verbose', 'notice', 'warning', 'nothing'] as const;

function memory({ eviction, keyspace, tracking }: Engine): Parameter[] {
  return [
    memoryParameter(
      'maxmemory',
      0,
      () => eviction.maxMemory,
      (bytes) => {
        eviction.maxMemory = bytes;
      },
    ),
    enumParameter(
      'maxmemory-policy',
      POLICIES,
      () => eviction.policy,
      (policy) => {
        eviction.policy = policy;
      },
    ),
    integerParameter(
      'maxmemory-samples',
      1,
      64,
      () => eviction.samples,
      (count) => {
        eviction.samples = count;
      },
    ),
    integerParameter(
      'lfu-log-factor',
      0,
      INT_MAX,
      () => keyspace.lfuLogFactor,
      (factor) => {
        keyspace.lfuLogFactor = factor;
      },
    ),
    integerParameter(
      'lfu-decay-time',
      0,
      INT_MAX,
      () => keyspace.lfuDecayTime,
      (minutes) => {
        keyspace.lfuDecayTime = minutes;
      },
    ),
    integerParameter(
      'tracking-table-max-keys',
      0,
      INT64_MAX,
      () => tracking.maxKeys,
      (count) => {
        tracking.maxKeys = count;
      },
    ),
  ];
}

function observation({ stats: { latency, slowlog }, keyspace }: Engine): Parameter[] {
  return [
    textParameter(
      'notify-keyspace-events',
      () => formatEventMask(keyspace.eventMask),
      (text) => {
        const mask = parseEventMask(text);
        if (mask === undefined) {
          throw new BadValue("Invalid event class character. Use 'Ag$lshzxeKEtmdnoc'.");
        }
        keyspace.eventMask = mask;
      },
    ),
    integerParameter(
      'slowlog-log-slower-than',
      -1,
      INT64_MAX,
      () => slowlog.threshold,
      (micros) => {
        slowlog.threshold = micros;
      },
    ),
    integerParameter(
      'slowlog-max-len',
      0,
      INT64_MAX,
      () => slowlog.maxLength,
      (count) => {
        slowlog.maxLength = count;
      },
    ),
    integerParameter(
      'latency-monitor-threshold',
      0,
      INT64_MAX,
      () => latency.threshold,
      (ms) => {
        latency.threshold = ms;
      },
    ),
    booleanParameter(
      'latency-tracking',
      () => latency.tracking,
      (on) => {
        latency.tracking = on;
      },
    ),
    textParameter(
      'latency-tracking-info-percentiles',
      () => latency.percentiles.join(' '),
      (text) => {
        const values = text.split(' ').filter((word) => word !== '');
        const numbers = values.map(Number);
        if (numbers.some(Number.isNaN)) {
          throw new BadValue('Invalid latency-tracking-info-percentiles parameters');
        }
        if (numbers.some((value) => !(value >= 0 && value <= 100))) {
          throw new BadValue('latency-tracking-info-percentiles parameters should sit between [0.0,100.0]');
        }
        latency.percentiles = numbers;
      },
    ),
  ];
}

function server(engine: Engine): Parameter[] {
  return [
    integerParameter(
      'databases',
      1,
      INT_MAX,
      () => engine.keyspace.databases.length,
      () => undefined,
      { immutable: true },
    ),
    integerParameter(
      'maxclients',
      1,
      UINT_MAX,
      () => engine.connections.max,
      (count) => {
        engine.connections.max = count;
      },
    ),
    integerParameter(
      'timeout',
      0,
      INT_MAX,
      () => engine.idleTimeout,
      (seconds) => {
        engine.idleTimeout = seconds;
      },
    ),
    memoryParameter(
      'proto-max-bulk-len',
      1024 * 1024,
      () => engine.maxBulkLength,
      (bytes) => {
        engine.maxBulkLength = bytes;
      },
    ),
    enumParameter(
      'loglevel',
      LOG_LEVELS,
      () => LOG_LEVELS[engine.logLevel] ?? 'notice',
      (level) => {
        engine.logLevel = LOG_LEVELS.indexOf(level);
      },
    ),
    integerParameter(
      'busy-reply-threshold',
      0,
      INT64_MAX,
      () => engine.busyReplyThreshold,
      (ms) => {
        engine.busyReplyThreshold = ms;
      },
      { alias: 'lua-time-limit' },
    ),
    integerParameter(
      'acllog-max-len',
      0,
      INT64_MAX,
      () => engine.acl.log.maxLength,
      (count) => {
        engine.acl.log.maxLength = count;
      },
    ),
    enumParameter(
      'acl-pubsub-default',
      CHANNELS,
      () => CHANNELS[engine.acl.allChannels ? 0 : 1],
      (word) => {
        engine.acl.allChannels = word === 'allchannels';
      },
    ),
    textParameter(
      'requirepass',
      () => engine.acl.requirePass,
      (password) => engine.acl.setRequirePass(password),
    ),
  ];
}
