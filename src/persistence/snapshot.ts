/**
 * A snapshot of one moment, written while commands go on. There is no fork here, so it works by copy on write, a key at a
 * time: the walk goes down the slots of each database, a slice at a time, and whoever is about to change a key that the
 * walk has not reached makes it be written first (the keyspace tells us, see `Saver`).
 *
 * Where the walk stands in a database is a cursor: slots from the cursor up were visited, or are newer than the snapshot.
 * A removed entry's hole is filled with the last one, so a visited or new entry can come to lie below the cursor; those,
 * and keys written before their turn, are remembered in `early`.
 *
 * A large value takes more than one slice, so it is frozen first (see `engine/values/frozen.ts`): when its turn comes, or
 * before it changes. Then it waits its turn among the frozen ones, which go before all others because they take room. Small
 * keys that must be written while a large one is half done wait as bytes.
 */
import type { Database, Entry } from '../engine/database.ts';
import type { Engine } from '../engine/engine.ts';
import type { Saver } from '../engine/keyspace.ts';
import { COMPATIBLE_VERSION } from '../engine/version.ts';
import { VERSION_FIELD_TTL, VERSION_PLAIN } from '../rdb/opcodes.ts';
import { frozenOf, isLarge, type Writable } from '../rdb/write-value.ts';
import { RdbWriter } from '../rdb/writer.ts';

/** The walk through the entries that a database had when the snapshot began. */
interface Walk {
  /** Number of the database then. */
  readonly db: number;
  readonly slots: readonly Entry[];
  cursor: number;
}

/** A key of which the value was frozen. */
interface Held {
  readonly db: number;
  readonly key: string;
  readonly value: Writable;
  readonly expireAt: number;
}

/** Keys written between two looks at the stopwatch. */
const BURST = 32;

export class Snapshot implements Saver {
  /** Entries there were at the start, and how many of them are written. */
  readonly keys: number;
  written = 0;
  /** Nothing more will be written; `whole` where that is because the walk is through. */
  done = false;
  whole = false;
  private readonly engine: Engine;
  private readonly writer: RdbWriter;
  private readonly version: number;
  private readonly listNode: number;
  private readonly walks: Walk[] = [];
  /** The walk through what a database holds now. */
  private readonly live = new Map<Database, Walk>();
  private readonly early = new Set<Entry>();
  private readonly held: Held[] = [];
  /** The steps of writing a large value. */
  private current: Generator<void, void, void> | undefined;
  /** Where other keys are written meanwhile. */
  private aside: RdbWriter | undefined;

  /**
   * Begins the snapshot: what it will show is the keyspace as it is now, in a file of at least `version`. Throws where
   * another one is being written.
   */
  constructor(engine: Engine, version = VERSION_PLAIN) {
    const { keyspace } = engine;
    if (keyspace.saver) throw new Error('another snapshot is being written');
    this.engine = engine;
    this.version = version;
    this.listNode = keyspace.limits.listMaxListpackSize;
    let keys = 0;
    for (const db of keyspace.databases) {
      if (db.expiringHashes.size > 0) this.version = VERSION_FIELD_TTL;
      if (db.size === 0) continue;
      keys += db.size;
      const walk = { db: db.index, slots: db.slots, cursor: db.slots.length };
      this.walks.push(walk);
      this.live.set(db, walk);
    }
    this.keys = keys;
    this.writer = new RdbWriter({
      version: this.version,
      listNode: this.listNode,
      aux: [
        ['redis-ver', COMPATIBLE_VERSION],
        ['ctime', String(Math.floor(engine.clock.now() / 1000))],
      ],
      libraries: [...(engine.libraries?.codes() ?? [])],
    });
    for (const [db, walk] of this.live) {
      // The hint comes before the keys, which may come in any order: a database can be selected again and again.
      this.writer.select(walk.db, db.size, db.volatile);
    }
    keyspace.saver = this;
  }

  /** Bytes that can be taken. */
  get length(): number {
    return this.writer.length;
  }

  /** Writes on for about `micros` microseconds or until `bytes` are waiting. */
  step(micros: number, bytes: number): void {
    const { clock } = this.engine;
    const until = clock.micros() + micros;
    while (!this.done && this.writer.length < bytes) {
      for (let i = 0; i < BURST && !this.done; i++) {
        if (this.current) {
          if (this.current.next().done) this.finishCurrent();
          break;
        }
        this.next();
      }
      if (clock.micros() >= until) return;
    }
  }

  /** What was written since the last time. After the end it brings the end of the file with it. */
  take(): Uint8Array {
    return this.whole ? this.writer.finish() : this.writer.take();
  }

  /** Gives up: the keyspace is free for another snapshot. */
  cancel(): void {
    if (this.engine.keyspace.saver === this) this.engine.keyspace.saver = undefined;
    this.done = true;
  }

  private next(): void {
    const held = this.held.pop();
    if (held) {
      this.begin(held);
      return;
    }
    const walk = this.walks[this.walks.length - 1];
    if (!walk) {
      this.whole = true;
      this.cancel();
      return;
    }
    if (walk.cursor === 0) {
      this.walks.pop();
      return;
    }
    const entry = walk.slots[--walk.cursor];
    if (!entry || this.early.delete(entry)) return;
    const { key, value, expireAt } = entry;
    if (isLarge(value)) this.begin({ db: walk.db, key, value: frozenOf(value), expireAt });
    else {
      this.written++;
      this.writer.wholeKey(walk.db, key, value, expireAt);
    }
  }

  private begin({ db, key, value, expireAt }: Held): void {
    this.written++;
    this.current = this.writer.key(db, key, value, expireAt);
  }

  private makeAside(): RdbWriter {
    const writer = new RdbWriter({ version: this.version, listNode: this.listNode });
    // The file has its head already.
    writer.take();
    return writer;
  }

  private finishCurrent(): void {
    this.current = undefined;
    if (!this.aside) return;
    this.writer.append(this.aside.take());
    this.aside = undefined;
  }

  // ---- what the keyspace tells

  before(entry: Entry): void {
    const walk = this.live.get(entry.db);
    if (!walk || entry.slot >= walk.cursor || this.early.has(entry)) return;
    this.early.add(entry);
    const { db } = walk;
    const { key, value, expireAt } = entry;
    if (isLarge(value)) {
      this.held.push({ db, key, value: frozenOf(value), expireAt });
      return;
    }
    this.written++;
    if (this.current) {
      this.aside ??= this.makeAside();
      this.aside.wholeKey(db, key, value, expireAt);
    } else this.writer.wholeKey(db, key, value, expireAt);
  }

  dropped(db: Database, moved: Entry | undefined, from: number): void {
    const walk = this.live.get(db);
    if (!walk) return;
    if (moved && from >= walk.cursor && moved.slot < walk.cursor) this.early.add(moved);
    walk.cursor = Math.min(walk.cursor, walk.slots.length);
  }

  cleared(db: Database): void {
    // The slots are nobody's now but the walk's: it goes on through them.
    this.live.delete(db);
  }

  swapped(a: Database, b: Database): void {
    const [walkA, walkB] = [this.live.get(a), this.live.get(b)];
    this.live.delete(a);
    this.live.delete(b);
    if (walkA) this.live.set(b, walkA);
    if (walkB) this.live.set(a, walkB);
  }
}
