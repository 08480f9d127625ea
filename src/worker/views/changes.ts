/** What was touched since the last look, by database; and when each TTL was last set. */

import type { Entry } from '../../engine/database.ts';
import type { Engine } from '../../engine/engine.ts';

/** More touched keys than this between two looks count as "anything may have changed". */
const MAX_TRACKED = 100_000;

export interface Changes {
  /** Touched keys with the last cause, oldest first. */
  readonly keys: Map<string, string>;
  /** The database was emptied or swapped, or too much changed to list. */
  all: boolean;
}

export class ChangeFeed {
  private readonly engine: Engine;
  private readonly byDb = new Map<number, Changes>();
  private readonly ttlSet = new WeakMap<Entry, { expireAt: number; at: number }>();
  /** Nothing is gathered while no view looks. */
  active = false;

  constructor(engine: Engine) {
    this.engine = engine;
  }

  touched(db: number, key: string, cause: string): void {
    const entry = this.engine.keyspace.databases[db]?.entries.get(key);
    if (entry !== undefined && entry.expireAt >= 0) this.ttlSetAt(entry);
    if (!this.active) return;
    const changes = this.of(db);
    if (changes.all) return;
    if (changes.keys.size >= MAX_TRACKED) {
      changes.all = true;
      changes.keys.clear();
      return;
    }
    changes.keys.delete(key);
    changes.keys.set(key, cause);
  }

  flushed(db: number): void {
    const changes = this.of(db);
    changes.all = true;
    changes.keys.clear();
  }

  /** When the TTL of an entry was last set, or first seen; ms on the engine's clock, -1 without a TTL. */
  ttlSetAt(entry: Entry): number {
    if (entry.expireAt < 0) return -1;
    const known = this.ttlSet.get(entry);
    if (known?.expireAt === entry.expireAt) return known.at;
    const at = this.engine.keyspace.now;
    this.ttlSet.set(entry, { expireAt: entry.expireAt, at });
    return at;
  }

  get pending(): boolean {
    return this.byDb.size > 0;
  }

  /** Takes what has gathered. */
  take(): ReadonlyMap<number, Changes> {
    const taken = new Map(this.byDb);
    this.byDb.clear();
    return taken;
  }

  private of(db: number): Changes {
    let changes = this.byDb.get(db);
    if (!changes) {
      changes = { keys: new Map(), all: false };
      this.byDb.set(db, changes);
    }
    return changes;
  }
}
