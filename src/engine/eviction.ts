/**
 * `maxmemory`: what happens when the data outgrows the limit. Used memory is the sum of the estimates of all keys (see
 * memory.ts). While a limit is set it is kept up to date: a change marks its key, and the mark is worked off before the
 * next command. Without a limit nothing is kept, and the sum is worked out when somebody asks.
 *
 * The LRU, LFU and TTL policies do not look for the best key to evict but for a good one, as the reference does: a few
 * random keys are drawn, the best of all draws so far stay in a pool of 16, and the best of the pool goes.
 * Source: the reference's `evict.c`.
 */
import type { Database, Entry } from './database.ts';
import type { Keyspace } from './keyspace.ts';
import { keyFootprint } from './memory.ts';

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

const POOL = 16;
/** Past this many keys the sum without a limit is worked out from as many evenly spread ones. */
const SUMMED = 20_000;
const POINTER = 8;

interface Candidate {
  readonly entry: Entry;
  /** The higher, the sooner it goes. */
  readonly merit: number;
}

export class Eviction {
  /** How many keys are drawn at a time (maxmemory-samples). */
  samples = 5;
  /** True while the last attempt to get below the limit failed. */
  outOfMemory = false;
  /** A limit was set, and nobody looked yet whether the data fits it. */
  lowered = false;
  /** The most that was ever in use when somebody looked, in bytes. */
  peak = 0;
  private readonly keyspace: Keyspace;
  private limit = 0;
  private chosen: Policy = 'noeviction';
  private total = 0;
  private readonly sizes = new Map<Database, Map<string, number>>();
  private readonly marked = new Map<Database, Set<string>>();
  private pool: Candidate[] = [];

  constructor(keyspace: Keyspace) {
    this.keyspace = keyspace;
  }

  get policy(): Policy {
    return this.chosen;
  }
  set policy(policy: Policy) {
    this.chosen = policy;
    this.keyspace.lfu = policy.endsWith('-lfu');
    this.pool = [];
  }

  /** The limit in bytes; 0 for none. */
  get maxMemory(): number {
    return this.limit;
  }
  set maxMemory(bytes: number) {
    const before = this.limit;
    this.limit = bytes;
    this.lowered = bytes > 0;
    if (bytes > 0 && before === 0) for (const db of this.keyspace.databases) this.flushed(db);
    if (bytes > 0) return;
    this.sizes.clear();
    this.marked.clear();
    this.total = 0;
    this.pool = [];
    this.outOfMemory = false;
  }

  /** True while a limit is set, so that changes have to be told. */
  get active(): boolean {
    return this.limit > 0;
  }

  /** A key was created, changed or removed. */
  touched(db: Database, key: string): void {
    let keys = this.marked.get(db);
    if (!keys) this.marked.set(db, (keys = new Set()));
    keys.add(key);
  }

  /** A database was emptied or exchanged: all its keys count anew. */
  flushed(db: Database): void {
    for (const bytes of this.sizes.get(db)?.values() ?? []) this.total -= bytes;
    this.sizes.delete(db);
    this.marked.delete(db);
    for (const { key } of db.slots) this.touched(db, key);
  }

  /** Bytes of all keys together. */
  used(): number {
    const bytes = this.active ? this.settle() : this.estimate();
    this.peak = Math.max(this.peak, bytes);
    return bytes;
  }

  /** Works off the marks and returns the sum. */
  private settle(): number {
    for (const [db, keys] of this.marked) {
      let sizes = this.sizes.get(db);
      if (!sizes) this.sizes.set(db, (sizes = new Map()));
      for (const key of keys) {
        const entry = db.entries.get(key);
        const bytes = entry ? keyFootprint(entry, this.keyspace.limits) : 0;
        this.total += bytes - (sizes.get(key) ?? 0);
        if (entry) sizes.set(key, bytes);
        else sizes.delete(key);
      }
      keys.clear();
    }
    return this.total;
  }

  private estimate(): number {
    let sum = 0;
    for (const { slots } of this.keyspace.databases) {
      const count = Math.min(slots.length, SUMMED);
      let part = 0;
      for (let i = 0; i < count; i++) {
        const entry = slots[Math.floor((i * slots.length) / count)];
        if (entry) part += keyFootprint(entry, this.keyspace.limits);
      }
      if (count > 0) sum += (part / count) * slots.length;
    }
    return Math.round(sum);
  }

  /**
   * Evicts keys until the data fits the limit. False where it does not fit and no key may go: commands that need memory
   * are then refused.
   */
  makeRoom(): boolean {
    this.outOfMemory = false;
    this.lowered = false;
    if (!this.active) return true;
    while (this.used() > this.limit) {
      const victim = this.chosen === 'noeviction' ? undefined : this.pick();
      if (!victim) {
        this.outOfMemory = true;
        return false;
      }
      const { db, key } = victim;
      this.keyspace.hooks.effect(db, ['DEL', key]);
      db.remove(key, 'evicted', 'e');
      this.keyspace.stats.evicted++;
    }
    return true;
  }

  private pick(): Entry | undefined {
    if (this.chosen.endsWith('-random')) return this.draw();
    for (;;) {
      this.fillPool();
      const best = this.pool.pop();
      if (!best) return undefined;
      // It may have been removed, used or renewed since it was drawn; removed is what matters.
      if (best.entry.slot >= 0 && this.eligible(best.entry)) return best.entry;
    }
  }

  private eligible(entry: Entry): boolean {
    return this.chosen.startsWith('allkeys') || entry.expireAt >= 0;
  }

  /** Draws some keys of each database and keeps the best 16 of all drawn, ascending. */
  private fillPool(): void {
    for (let i = 0; i < this.samples; i++) {
      for (const db of this.keyspace.databases) {
        if (db.size === 0) continue;
        const entry = this.drawFrom(db);
        if (!entry || this.pool.some((candidate) => candidate.entry === entry)) continue;
        const merit = this.merit(entry);
        const at = this.pool.findIndex((candidate) => candidate.merit > merit);
        this.pool.splice(at < 0 ? this.pool.length : at, 0, { entry, merit });
        if (this.pool.length > POOL) this.pool.shift();
      }
    }
  }

  private merit(entry: Entry): number {
    const { keyspace } = this;
    if (this.chosen === 'volatile-ttl') return -entry.expireAt;
    if (this.chosen.endsWith('-lfu')) return 255 - keyspace.lfuCounter(entry.access);
    return (keyspace.lruClock - entry.access) & 0x3fffffff;
  }

  /** A random key that may go, over all databases in proportion to their sizes. */
  private draw(): Entry | undefined {
    const { databases, random } = this.keyspace;
    const volatile = this.chosen.startsWith('volatile');
    const size = (db: Database) => (volatile ? db.volatile : db.size);
    let at = random.below(
      Math.max(
        1,
        databases.reduce((sum, db) => sum + size(db), 0),
      ),
    );
    for (const db of databases) {
      if (at < size(db)) return this.drawFrom(db);
      at -= size(db);
    }
    return undefined;
  }

  private drawFrom(db: Database): Entry | undefined {
    const { random } = this.keyspace;
    if (this.chosen.startsWith('allkeys')) return db.slots[random.below(db.slots.length)];
    if (db.volatile === 0) return undefined;
    // Where many keys have a TTL a few blind draws find one; otherwise the nearest one after a random place.
    for (let i = 0; i < 16; i++) {
      const entry = db.slots[random.below(db.slots.length)];
      if (entry && entry.expireAt >= 0) return entry;
    }
    const start = random.below(db.slots.length);
    for (let i = 0; i < db.slots.length; i++) {
      const entry = db.slots[(start + i) % db.slots.length];
      if (entry && entry.expireAt >= 0) return entry;
    }
    return undefined;
  }
}

/** Bytes of the tables that hold the keys and their TTLs, as MEMORY STATS shows them. */
export const tableBytes = (count: number): number =>
  count === 0 ? 0 : POINTER * Math.max(4, 2 ** Math.ceil(Math.log2(count)));
