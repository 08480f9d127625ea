/**
 * The state of an engine while data is loaded into it: nothing expires, nothing is published, no observer is told.
 * Time stands at zero, so every TTL lies in the future, even one that has passed meanwhile: an effect in the log was
 * recorded when its key was still there. Afterwards the engine's own expiry ends what is due, and says so as effects.
 */
import type { Effect, Engine } from '../engine/engine.ts';
import { ErrorReply } from '../engine/reply.ts';
import type { RdbKey } from '../rdb/reader.ts';

/** Access data below this was made at time zero, while loading; a file's own is above. */
const FRESH = 256;

/** Runs `work`, a slice of loading, with the engine made deaf to time and mute. */
export function quietly<T>(engine: Engine, work: () => T): T {
  const { keyspace, observer } = engine;
  const { now, eventMask, activeExpire } = keyspace;
  engine.observer = {};
  keyspace.now = 0;
  keyspace.eventMask = 0;
  keyspace.activeExpire = false;
  try {
    return work();
  } finally {
    engine.observer = observer;
    keyspace.now = now;
    keyspace.eventMask = eventMask;
    keyspace.activeExpire = activeExpire;
  }
}

/** Loads a function library of a file; returns what to tell the person where that is not possible. */
export function addLibrary(engine: Engine, code: string): string | undefined {
  const name = /^#!\w+ +name=(\w+)/.exec(code)?.[1] ?? 'without a name';
  if (!engine.libraries) return `function library ${name}: functions are not available`;
  try {
    engine.libraries.load(code);
    return undefined;
  } catch (error) {
    if (!(error instanceof ErrorReply) && !(error instanceof Error)) throw error;
    return `function library ${name}: ${error instanceof ErrorReply ? error.text : error.message}`;
  }
}

const secondsOf = (engine: Engine): number => Math.floor(engine.clock.now() / 1000);

/** Puts a key of a file into the keyspace; false where it is already there or has no database. Call it `quietly`. */
export function addKey(engine: Engine, { db: index, key, value, expireAt, idle, freq }: RdbKey): boolean {
  const { keyspace } = engine;
  const db = keyspace.databases[index];
  const entry = db?.load(key, value);
  if (!db || !entry) return false;
  // Most files have neither, and of a million keys each would ask for the time.
  if (idle !== undefined && !keyspace.lfu) {
    entry.access = Math.max(FRESH, (secondsOf(engine) - idle) & 0x3fffffff);
  }
  if (freq !== undefined && keyspace.lfu) {
    entry.access = ((Math.floor(secondsOf(engine) / 60) & 0xffff) << 8) | freq;
  }
  if (expireAt >= 0) db.setDeadline(entry, expireAt);
  return true;
}

/**
 * Ends the loading: keys count as used now, the count of changes and the statistics are as they were before, and what has
 * passed its TTL ends. Returns the effects of that, to be logged.
 */
export function settle(engine: Engine, before: { dirty: number; expired: number; fields: number }): Effect[] {
  const { keyspace, observer } = engine;
  const { eventMask, activeExpire } = keyspace;
  const effects: Effect[] = [];
  keyspace.now = engine.clock.now();
  const access = keyspace.freshAccess;
  for (const db of keyspace.databases) {
    for (const entry of db.slots) if (entry.access < FRESH) entry.access = access;
  }
  engine.observer = { effects: (group) => effects.push(...group) };
  keyspace.eventMask = 0;
  keyspace.activeExpire = true;
  try {
    engine.tick();
  } finally {
    engine.observer = observer;
    keyspace.eventMask = eventMask;
    keyspace.activeExpire = activeExpire;
  }
  // Nobody was told of the keys as they came.
  if (engine.eviction.active) for (const db of keyspace.databases) engine.eviction.flushed(db);
  keyspace.dirty = before.dirty;
  keyspace.stats.expired = before.expired;
  keyspace.stats.expiredFields = before.fields;
  return effects;
}

/** What `settle` needs to know from before the loading. */
export function marks(engine: Engine): { dirty: number; expired: number; fields: number } {
  const { dirty, stats } = engine.keyspace;
  return { dirty, expired: stats.expired, fields: stats.expiredFields };
}

export function countKeys(engine: Engine): number {
  let keys = 0;
  for (const db of engine.keyspace.databases) keys += db.size;
  return keys;
}
