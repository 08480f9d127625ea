/** One database: its entries by key and in an array, and what must happen to either when a key changes, ends or goes. */
import * as errors from './errors.ts';
import { KeyTable } from './key-table.ts';
import type { Keyspace } from './keyspace.ts';
import { CLASS_OF_TYPE, type EventClass } from './notifications.ts';
import {
  nextFieldExpiry,
  type StringValue,
  type TypeMap,
  typeOf,
  type Value,
  type ValueType,
} from './values/value.ts';

/** A key with its value. `expireAt` is ms since the epoch or -1; `slot` is its place in `slots` or -1 once removed. */
export class Entry {
  readonly key: string;
  value: Value;
  expireAt = -1;
  /** LRU seconds or LFU minutes and counter, see `Keyspace.accessed`. */
  access: number;
  slot: number;
  db: Database;

  constructor(db: Database, key: string, value: Value, access: number, slot: number) {
    this.db = db;
    this.key = key;
    this.value = value;
    this.access = access;
    this.slot = slot;
  }
}

/** What a client does with WATCH to one key. */
export interface Watch {
  /** `dirtyCas` is set when the key was touched: EXEC will answer null. */
  readonly client: { dirtyCas: boolean };
  /** The key had passed its TTL (and was still there) when WATCH looked at it: that it goes is no change. */
  expired: boolean;
}

export class Database {
  readonly keyspace: Keyspace;
  index: number;
  entries: KeyTable<Entry>;
  /** Number of keys with a TTL. */
  volatile = 0;
  /** Hashes of which fields have a TTL. */
  expiringHashes = new Set<Entry>();
  readonly watchers = new Map<string, Set<Watch>>();
  /** Keys that blocked clients wait for; the engine keeps it. */
  readonly awaited = new Map<string, number>();
  private last: Entry | undefined;

  constructor(keyspace: Keyspace, index: number) {
    this.keyspace = keyspace;
    this.index = index;
    this.entries = new KeyTable(keyspace.random.salt);
  }

  /** All entries, each at its `slot`; see `KeyTable`. */
  get slots(): readonly Entry[] {
    return this.entries.slots;
  }

  get size(): number {
    return this.entries.size;
  }

  /**
   * The entry under `key`, without counting as use. A key past its TTL is not found, and removed here; in a pause it stays
   * until the pause ends, or until something new takes its place.
   */
  peek(key: string): Entry | undefined {
    const entry = this.entries.get(key);
    if (entry !== undefined && entry.expireAt >= 0 && entry.expireAt <= this.keyspace.now) {
      if (!this.keyspace.paused) this.expire(entry);
      else if (this.last === entry) this.last = undefined;
      return undefined;
    }
    return entry;
  }

  has(key: string): boolean {
    return this.peek(key) !== undefined;
  }

  /** The entry under `key` for reading: counts a hit or a miss, and as use of the key. */
  lookup(key: string): Entry | undefined {
    const entry = this.peek(key);
    if (entry === undefined) {
      this.keyspace.stats.misses++;
      this.keyspace.notify('m', 'keymiss', key, this.index);
      return undefined;
    }
    this.keyspace.stats.hits++;
    this.keyspace.accessed(entry);
    return entry;
  }

  /** The value under `key` for reading, or undefined; WRONGTYPE where it is of another type. */
  read<T extends ValueType>(key: string, type: T): TypeMap[T] | undefined {
    const entry = this.lookup(key);
    if (entry === undefined) return undefined;
    if (typeOf(entry.value) !== type) throw errors.WRONGTYPE;
    if (this.expiringHashes.size > 0 && this.endedByFields(entry)) return undefined;
    return entry.value as TypeMap[T];
  }

  /**
   * The value under `key` for changing in place, or undefined; WRONGTYPE where it is of another type. Whoever changes it
   * says so with `changed`.
   */
  edit<T extends ValueType>(key: string, type: T): TypeMap[T] | undefined {
    const entry = this.peek(key);
    if (entry === undefined) return undefined;
    if (typeOf(entry.value) !== type) throw errors.WRONGTYPE;
    if (this.expiringHashes.size > 0 && this.endedByFields(entry)) return undefined;
    this.keyspace.saver?.before(entry);
    this.keyspace.accessed(entry);
    this.last = entry;
    return entry.value as TypeMap[T];
  }

  /** As `edit`, but puts what `make` returns under a key that is not there. */
  editOrCreate<T extends ValueType>(key: string, type: T, make: () => TypeMap[T]): TypeMap[T] {
    const value = this.edit(key, type);
    if (value !== undefined) return value;
    const made = make();
    this.last = this.add(key, made);
    return made;
  }

  /**
   * Says that the value under `key` was changed: counts it dirty `dirty` times, spoils WATCHes, wakes blocked clients,
   * publishes `event` in the class of the value's type, and removes a collection that became empty (event `del`).
   * With `event` undefined all is done but the publishing (for commands whose event goes out separately).
   */
  changed(key: string, event: string | undefined, dirty = 1, eventClass?: EventClass): void {
    const { keyspace } = this;
    const entry = this.last !== undefined && this.last.key === key ? this.last : this.entries.get(key);
    this.signal(key, event ?? 'change', dirty);
    if (entry === undefined) return;
    const { value } = entry;
    if (keyspace.eventMask !== 0 && event !== undefined) {
      keyspace.notify(eventClass ?? CLASS_OF_TYPE[typeOf(value)], event, key, this.index);
    }
    if (typeof value !== 'object' || value.type === 'string' || value.type === 'stream') {
      if (this.awaited.size > 0 && this.awaited.has(key)) keyspace.hooks.ready(this, key);
      return;
    }
    if (value.size === 0) {
      this.drop(entry);
      keyspace.hooks.touched(this, key, 'del');
      keyspace.notify('g', 'del', key, this.index);
      return;
    }
    if (value.type === 'hash' && (value.expiring > 0 || this.expiringHashes.size > 0))
      this.trackFields(entry);
    if (this.awaited.size > 0 && this.awaited.has(key)) keyspace.hooks.ready(this, key);
  }

  /**
   * Puts `value` under `key`, whatever was there, and publishes `event`. The TTL goes unless `keepTtl`.
   * Returns the entry.
   */
  put(key: string, value: Value, event: string, options?: PutOptions): Entry {
    let entry = this.peek(key);
    const { keyspace } = this;
    if (entry === undefined) entry = this.add(key, value);
    else {
      if (keyspace.eventMask !== 0) {
        keyspace.notify('o', 'overwritten', key, this.index);
        if (typeOf(entry.value) !== typeOf(value)) keyspace.notify('c', 'type_changed', key, this.index);
      }
      keyspace.saver?.before(entry);
      entry.value = value;
      if (this.expiringHashes.size > 0) this.expiringHashes.delete(entry);
      keyspace.accessed(entry);
      if (!options?.keepTtl && entry.expireAt >= 0) this.setDeadline(entry, -1);
    }
    this.last = entry;
    this.changed(key, event, options?.dirty ?? 1, options?.eventClass);
    return entry;
  }

  /** Replaces a string value in place, keeping the TTL, without publishing; `changed` follows. */
  replaceString(key: string, value: StringValue): void {
    const entry = this.last !== undefined && this.last.key === key ? this.last : this.peek(key);
    if (entry === undefined) this.last = this.add(key, value);
    else {
      this.keyspace.saver?.before(entry);
      entry.value = value;
    }
  }

  /** Removes `key` and publishes `event`; false where it was not there. */
  remove(key: string, event = 'del', eventClass: EventClass = 'g'): boolean {
    const entry = this.peek(key);
    if (entry === undefined) return false;
    this.drop(entry);
    this.signal(key, event, 1);
    this.keyspace.notify(eventClass, event, key, this.index);
    return true;
  }

  /**
   * Sets the absolute expiry of an entry in ms since the epoch, or takes it away with -1, and publishes `event` where it
   * is given (`expire`, `persist`). Counts as one change.
   */
  setExpiry(entry: Entry, at: number, event?: string): void {
    this.setDeadline(entry, at);
    this.signal(entry.key, event ?? 'expire', 1);
    if (event !== undefined) this.keyspace.notify('g', event, entry.key, this.index);
  }

  /** Sets or clears the deadline alone: no event, no dirty count (loading, and as part of a larger change). */
  setDeadline(entry: Entry, at: number): void {
    this.keyspace.saver?.before(entry);
    if (entry.expireAt >= 0) this.volatile--;
    entry.expireAt = at;
    if (at >= 0) {
      this.volatile++;
      this.keyspace.deadlines.add(at, entry);
    }
  }

  /** Ends a key whose time has come: logs DEL, publishes `expired`. */
  expire(entry: Entry): void {
    const { keyspace } = this;
    this.drop(entry);
    keyspace.stats.expired++;
    keyspace.hooks.effect(this, ['DEL', entry.key]);
    this.signal(entry.key, 'expired', 0);
    keyspace.notify('x', 'expired', entry.key, this.index);
  }

  /** Ends the fields of a hash whose time has come, and the hash with its last field. Returns how many fields ended. */
  expireFields(entry: Entry): number {
    const { key, value } = entry;
    if (typeof value !== 'object' || value.type !== 'hash') return 0;
    const { keyspace } = this;
    keyspace.saver?.before(entry);
    let count = 0;
    for (let field = value.expire(keyspace.now); field !== undefined; field = value.expire(keyspace.now)) {
      keyspace.hooks.effect(this, ['HDEL', key, field]);
      count++;
    }
    if (count === 0) return 0;
    keyspace.stats.expiredFields += count;
    this.signal(key, 'hexpired', 0);
    keyspace.notify('h', 'hexpired', key, this.index);
    if (value.size > 0) this.trackFields(entry);
    else {
      this.drop(entry);
      keyspace.hooks.touched(this, key, 'del');
      keyspace.notify('g', 'del', key, this.index);
    }
    return count;
  }

  /** Fields normally end at their millisecond; this is for when active expiry is off. True where no field is left. */
  private endedByFields(entry: Entry): boolean {
    if (nextFieldExpiry(entry.value) > this.keyspace.now) return false;
    this.expireFields(entry);
    return entry.slot < 0;
  }

  /** Notes when the next field of a hash ends. */
  private trackFields(entry: Entry): void {
    const { value } = entry;
    if (typeof value !== 'object' || value.type !== 'hash') return;
    const at = value.nextExpiry;
    if (at === Infinity) {
      this.expiringHashes.delete(entry);
      return;
    }
    if (value.trackedExpiry === at && this.expiringHashes.has(entry)) return;
    value.trackedExpiry = at;
    this.expiringHashes.add(entry);
    this.keyspace.deadlines.add(at, entry);
  }

  /** Adds a key that is not there. Publishes `new`; the caller signals the change. */
  add(key: string, value: Value): Entry {
    if (this.keyspace.paused) this.endHidden(key);
    const entry = new Entry(this, key, value, this.keyspace.freshAccess, this.size);
    this.entries.add(entry);
    if (typeof value === 'object' && value.type === 'hash' && value.expiring > 0) this.trackFields(entry);
    if (this.keyspace.eventMask !== 0) this.keyspace.notify('n', 'new', key, this.index);
    if (this.awaited.size > 0 && this.awaited.has(key)) this.keyspace.hooks.ready(this, key);
    return entry;
  }

  /** Ends a key past its TTL that a pause has kept. */
  private endHidden(key: string): void {
    const hidden = this.entries.get(key);
    if (hidden !== undefined) this.expire(hidden);
  }

  /** Adds a key of a file: nothing is published or signalled. Returns undefined where it is already there. */
  load(key: string, value: Value): Entry | undefined {
    const entry = new Entry(this, key, value, this.keyspace.freshAccess, this.size);
    if (!this.entries.addNew(entry)) return undefined;
    if (typeof value === 'object' && value.type === 'hash' && value.expiring > 0) this.trackFields(entry);
    return entry;
  }

  /** Takes an entry out of the table and the deadlines; nothing is published. */
  drop(entry: Entry): void {
    const { saver } = this.keyspace;
    saver?.before(entry);
    const moved = this.entries.remove(entry);
    saver?.dropped(this, moved, this.size);
    if (entry.expireAt >= 0) this.volatile--;
    if (this.expiringHashes.size > 0) this.expiringHashes.delete(entry);
    if (this.last === entry) this.last = undefined;
    if (this.awaited.size > 0 && this.awaited.has(entry.key)) this.keyspace.hooks.ready(this, entry.key);
  }

  /** Counts a change of `key`, spoils the WATCHes on it and tells the change feed. */
  signal(key: string, cause: string, dirty: number): void {
    this.keyspace.dirty += dirty;
    if (this.watchers.size > 0) {
      const watches = this.watchers.get(key);
      if (watches !== undefined) this.spoil(watches, key);
    }
    this.keyspace.hooks.touched(this, key, cause);
  }

  /** Removes every key; returns how many there were. WATCHes on present keys are spoiled. With `flushall` it is one of all databases. */
  clear(cause: 'flushdb' | 'flushall' = 'flushall'): number {
    const count = this.entries.size;
    this.spoilWatches(undefined);
    this.keyspace.saver?.cleared(this);
    for (const entry of this.slots) entry.slot = -1;
    this.entries = new KeyTable(this.keyspace.random.salt);
    this.volatile = 0;
    this.expiringHashes = new Set();
    this.last = undefined;
    for (const key of this.awaited.keys()) this.keyspace.hooks.ready(this, key);
    this.keyspace.hooks.flushed(this, cause);
    return count;
  }

  /** Exchanges the contents of two databases; clients stay where they are. */
  swap(other: Database): void {
    for (const [a, b] of [
      [this, other],
      [other, this],
    ] as const) {
      a.spoilWatches(b);
    }
    [this.entries, other.entries] = [other.entries, this.entries];
    [this.volatile, other.volatile] = [other.volatile, this.volatile];
    [this.expiringHashes, other.expiringHashes] = [other.expiringHashes, this.expiringHashes];
    this.keyspace.saver?.swapped(this, other);
    for (const db of [this, other]) {
      db.last = undefined;
      for (const entry of db.slots) entry.db = db;
      // A key that went is news too, for those who read in a group of its stream.
      for (const key of db.awaited.keys()) db.keyspace.hooks.ready(db, key);
      db.keyspace.hooks.flushed(db, 'swapdb');
    }
  }

  /** `key` was changed or went. */
  private spoil(watches: Iterable<Watch>, key: string): void {
    for (const watch of watches) {
      if (watch.expired && !this.entries.has(key)) watch.expired = false;
      else watch.client.dirtyCas = true;
    }
  }

  /** All keys go, and those of `next` come in their place. A key that is past its TTL counts as one that is not there. */
  private spoilWatches(next: Database | undefined): void {
    for (const [key, watches] of this.watchers) {
      const was = this.entries.has(key);
      const entry = next?.entries.get(key);
      if (!was && entry === undefined) continue;
      const stale = entry !== undefined && entry.expireAt >= 0 && entry.expireAt <= this.keyspace.now;
      for (const watch of watches) {
        if (entry === undefined ? watch.expired : stale && (watch.expired || !was)) watch.expired = stale;
        else watch.client.dirtyCas = true;
      }
    }
  }
}

export interface PutOptions {
  keepTtl?: boolean;
  /** How often the change counts as dirty; 1 if not given. */
  dirty?: number;
  eventClass?: EventClass;
}
