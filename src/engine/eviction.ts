/**
 * `maxmemory`: what happens when the data outgrows the limit. Used memory is the sum of the estimates of all keys
 * (see memory.ts), kept up to date only while a limit is set.
 */
import type { Keyspace } from './keyspace.ts';

export const POLICIES = [
  'volatile-lru',
  'volatile-lfu',
  'volatile-random',
  'volatile-ttl',
  'allkeys-lru',
  'allkeys-lfu',
  'allkeys-random',
  'noeviction',
] as const;
export type Policy = (typeof POLICIES)[number];

export class Eviction {
  private readonly keyspace: Keyspace;
  /** Bytes; 0 for no limit. */
  maxMemory = 0;
  samples = 5;
  private chosen: Policy = 'noeviction';

  constructor(keyspace: Keyspace) {
    this.keyspace = keyspace;
  }

  get policy(): Policy {
    return this.chosen;
  }
  set policy(policy: Policy) {
    this.chosen = policy;
    this.keyspace.lfu = policy.endsWith('-lfu');
  }
}
