/**
 * The keyspace: sixteen databases and what they share. It is the only door to data. Handlers look values up through a
 * typed read or edit and then say what happened (`changed`); the rest is done here, once, for every command: WRONGTYPE,
 * expiry at access and at its millisecond, removal of a collection that became empty, WATCH, keyspace events, the count
 * of dirty keys, readiness for blocked clients, and the change feed of the live views.
 */
import { Database, type Entry } from './database.ts';
import { Deadlines } from './deadlines.ts';
import { CLASS_OF_TYPE, EVENT_CLASS, type EventClass } from './notifications.ts';
import type { Random } from './random.ts';
import { DEFAULT_LIMITS, type Limits, nextFieldExpiry } from './values/value.ts';

/** What the keyspace tells the engine. Every hook is cheap to leave empty. */
export interface KeyspaceHooks {
  /** A key was created, changed or removed; `cause` is the event's name (`set`, `expired`, `del`, `flushdb`, …). */
  touched(db: Database, key: string, cause: string): void;
  /** A message for pub/sub. */
  publish(channel: string, message: string): void;
  /** Something that no client asked for belongs to the log: a key that expired or was evicted. */
  effect(db: Database, argv: string[]): void;
  /** A key that blocked clients wait for got a value. */
  ready(db: Database, key: string): void;
  /** A database was emptied or swapped: every key of it may differ. */
  flushed(db: Database, cause: string): void;
}

/**
 * Who writes a snapshot while commands go on. It hears of each change before it happens, so that it can write what is
 * about to be lost; the keyspace has one or none.
 */
export interface Saver {
  /** Keys there were when it began, and how many are written. */
  readonly keys: number;
  readonly written: number;
  /** The value or the TTL of an entry is about to change, or the entry to go. */
  before(entry: Entry): void;
  /** An entry went; the last one, where `moved` is given, was at `from` and fills the hole. */
  dropped(db: Database, moved: Entry | undefined, from: number): void;
  /** All entries of a database are about to go; its `slots` will not change any more. */
  cleared(db: Database): void;
  /** Two databases exchanged their entries. */
  swapped(a: Database, b: Database): void;
}

export class Keyspace {
  /** Set while a snapshot is being written. */
  saver: Saver | undefined;
  readonly databases: Database[] = [];
  readonly limits: Limits = { ...DEFAULT_LIMITS };
  readonly random: Random;
  readonly hooks: KeyspaceHooks;
  /** Time of the running command, ms since the epoch; it stands still while a command, EXEC or script runs. */
  now = 0;
  /** Changes since the engine started; a command that leaves it as it was changed nothing and is not logged. */
  dirty = 0;
  /** Bits of EVENT_CLASS; 0 publishes nothing. */
  eventMask = 0;
  /** False after DEBUG SET-ACTIVE-EXPIRE 0: keys then end only when they are looked at. */
  activeExpire = true;
  /** Until then keys past their TTL are hidden and not removed (CLIENT PAUSE); ms on the engine's clock. */
  pausedUntil = 0;
  /** True while `maxmemory-policy` is an LFU policy: access data is then a counter and not a time. */
  lfu = false;
  lfuLogFactor = 10;
  /** Minutes after which an unused counter loses one; 0 never. */
  lfuDecayTime = 1;
  /** True while the running client asked for NO-TOUCH. */
  noTouch = false;
  readonly stats = { hits: 0, misses: 0, expired: 0, evicted: 0, expiredFields: 0 };
  /** Keys with a TTL and hashes by their earliest field TTL, in the order in which they end. */
  readonly deadlines: Deadlines<Entry>;

  constructor(random: Random, hooks: KeyspaceHooks, count = 16) {
    this.random = random;
    this.hooks = hooks;
    this.deadlines = new Deadlines(
      (entry, time) => entry.slot >= 0 && (entry.expireAt === time || nextFieldExpiry(entry.value) === time),
    );
    for (let i = 0; i < count; i++) this.databases.push(new Database(this, i));
  }

  db(index: number): Database {
    const db = this.databases[index];
    if (!db) throw new RangeError(`no database ${index}`);
    return db;
  }

  get paused(): boolean {
    return this.pausedUntil > this.now;
  }

  /** When `expireDue` next finds something, in ms; Infinity for never. */
  nextExpiry(): number {
    if (!this.activeExpire) return Infinity;
    return this.paused ? Math.max(this.deadlines.next(), this.pausedUntil) : this.deadlines.next();
  }

  /** Removes all keys and hash fields that are due at `now`, in the order of their deadlines. Returns how many. */
  expireDue(): number {
    if (!this.activeExpire || this.paused) return 0;
    let count = 0;
    for (;;) {
      const entry = this.deadlines.take(this.now);
      if (entry === undefined) return count;
      const { db } = entry;
      if (entry.expireAt >= 0 && entry.expireAt <= this.now) {
        db.expire(entry);
        count++;
      } else count += db.expireFields(entry);
    }
  }

  /** Publishes an event on `__keyspace@…__` and `__keyevent@…__`, where its class is switched on. */
  notify(eventClass: EventClass, event: string, key: string, db: number): void {
    const mask = this.eventMask;
    if ((mask & EVENT_CLASS[eventClass]) === 0) return;
    if (mask & EVENT_CLASS.K) this.hooks.publish(`__keyspace@${db}__:${key}`, event);
    if (mask & EVENT_CLASS.E) this.hooks.publish(`__keyevent@${db}__:${event}`, key);
  }

  /** Access data for an entry that is used now: seconds for LRU, minutes and a logarithmic counter for LFU. */
  accessed(entry: Entry): void {
    if (this.noTouch) return;
    entry.access = this.lfu ? this.lfuTouch(entry.access) : this.lruClock;
  }

  /** Seconds since the epoch, in 30 bits. */
  get lruClock(): number {
    return Math.floor(this.now / 1000) & 0x3fffffff;
  }

  /** Access data of a new entry. LFU starts at 5 so that newcomers are not the first to go. */
  get freshAccess(): number {
    return this.lfu ? (this.lfuMinutes << 8) | 5 : this.lruClock;
  }

  private get lfuMinutes(): number {
    return Math.floor(this.now / 60000) & 0xffff;
  }

  /** The LFU counter of `access` (0–255) after its decay. Source: the reference's `LFUDecrAndReturn`. */
  lfuCounter(access: number): number {
    const counter = access & 255;
    if (this.lfuDecayTime === 0) return counter;
    const elapsed = (this.lfuMinutes - (access >> 8) + 0x10000) & 0xffff;
    return Math.max(0, counter - Math.floor(elapsed / this.lfuDecayTime));
  }

  private lfuTouch(access: number): number {
    let counter = this.lfuCounter(access);
    if (counter < 255) {
      const base = Math.max(0, counter - 5);
      if (this.random.next() < 1 / (base * this.lfuLogFactor + 1)) counter++;
    }
    return (this.lfuMinutes << 8) | counter;
  }
}

export type { Database, Entry };
export { CLASS_OF_TYPE };
