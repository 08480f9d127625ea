/** What survives: the storage interface and its stores, the recorder of effects, recovery, snapshots, the catalogue. */
import type { Effect, Engine } from '../engine/engine.ts';
import type { Damage, Store } from './store.ts';

export type { Aside, Damage, Durability, Part, Store, Stored } from './store.ts';
export { StoreDamage } from './store.ts';

/** Opens (or makes) the IndexedDB store of a playground. Rejects where IndexedDB is missing, blocked or newer. */
export declare function openStore(id: string): Promise<Store>;
/** Deletes all that is kept of a playground, what was set aside too. */
export declare function deleteStore(id: string): Promise<void>;
/** Copies what is kept of one playground to another that has nothing yet. */
export declare function copyStore(from: string, to: string): Promise<void>;
/** Keeps everything in memory: for private mode, for tests. */
export declare function memoryStore(): Store;

export interface RecoveryReport {
  /** Keys in all databases afterwards. */
  readonly keys: number;
  /** Keys that had ended meanwhile. */
  readonly expired: number;
  /** Commands replayed from the log. */
  readonly commands: number;
  readonly ms: number;
  readonly snapshotBytes: number;
  readonly logBytes: number;
  /** Bytes cut off the end of the log because the last command or transaction was not whole. */
  readonly truncatedBytes: number;
  /** Empty where everything could be read. */
  readonly damage: readonly Damage[];
}

/**
 * Loads snapshot and log into an empty engine. Runs before any client does anything; `engine.observer` hears nothing of
 * it. With `readOnly` the store is not changed (nothing is cut or set aside). `progress` gets bytes done and in all.
 */
export declare function recover(
  engine: Engine,
  store: Store,
  options?: { readOnly?: boolean; progress?(done: number, total: number): void },
): Promise<RecoveryReport>;

/** As CONFIG SET appendfsync. */
export type FsyncPolicy = 'no' | 'everysec' | 'always';

export interface KeeperOptions {
  /** Whether effects are logged (CONFIG SET appendonly). Default true. */
  appendOnly?: boolean;
  /** Default `everysec`. */
  fsync?: FsyncPolicy;
  /** [seconds, changes] pairs: a snapshot is made where that many changes are that old. Default 3600 1, 300 100, 60 10000. */
  save?: readonly (readonly [number, number])[];
  /** Rewrite when the log is that many percent larger than the snapshot (100) and at least `minBytes` (64 kB). */
  rewrite?: { percentage: number; minBytes: number };
  /** Something changed in `status`. */
  onStatus?(status: KeeperStatus): void;
}

export interface KeeperStatus {
  readonly snapshotBytes: number;
  readonly logBytes: number;
  /** Bytes recorded and not yet handed to the store. */
  readonly bufferedBytes: number;
  /** Changes since the last snapshot. */
  readonly changes: number;
  /** ms since the epoch (real time) of the last completed snapshot and of the last strict write; 0 never. */
  readonly lastSave: number;
  readonly lastSync: number;
  /** A snapshot is being made; 0 to 1. */
  readonly saving: number | undefined;
  /** The last failure to write (full disk, …), until a later write succeeds. What was kept before it is intact. */
  readonly error: string | undefined;
}

/** Recorder and snapshotter of one engine on one store: all that a worker needs after `recover`. */
export declare class Keeper {
  constructor(engine: Engine, store: Store, options?: KeeperOptions);
  readonly status: KeeperStatus;
  /** Give it to `engine.observer.effects` (it is bound). */
  readonly record: (group: readonly Effect[]) => void;
  /**
   * Call at the end of each turn. With `always` the promise resolves when all that was recorded is on disk (hold the
   * replies until then), rejects where it could not be written; undefined: nothing to wait for.
   */
  endTurn(): Promise<void> | undefined;
  /** Writes all that is buffered, strictly: the page hides, the worker stops. */
  flush(): Promise<void>;
  /** Makes a snapshot in slices and lets it replace the log so far. One at a time: joins the running one. */
  checkpoint(): Promise<void>;
  /** Changes policies while running, as CONFIG SET does. */
  configure(options: KeeperOptions): void;
  /** Flushes and closes the store. */
  close(): Promise<void>;
}

/** The whole keyspace as an RDB file, made in slices while commands go on (for a download, a link, a duplicate). */
export declare function exportRdb(engine: Engine): AsyncIterable<Uint8Array>;
/** Replaces the keyspace with (or merges into it) an RDB file or an AOF, as effects that are logged. */
export declare function importFile(
  engine: Engine,
  file: AsyncIterable<Uint8Array>,
  mode: 'replace' | 'merge',
): Promise<RecoveryReport>;

export interface Playground {
  readonly id: string;
  readonly name: string;
  /** ms since the epoch. */
  readonly createdAt: number;
  readonly updatedAt: number;
  /** The script in the editor. */
  readonly draft: string;
  /** Whatever the page keeps for it (layout, modes); plain JSON. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** Deleted, and still there for undo until it is purged. */
  readonly deletedAt?: number;
}

/** The list of playgrounds in IndexedDB; the page and its workers may hold one each. */
export interface Catalogue {
  /** Oldest first; without deleted ones. */
  list(): Promise<Playground[]>;
  get(id: string): Promise<Playground | undefined>;
  create(name: string, init?: Partial<Pick<Playground, 'draft' | 'settings'>>): Promise<Playground>;
  rename(id: string, name: string): Promise<Playground>;
  /** Saves the draft or settings; settings are replaced as a whole. */
  update(id: string, change: Partial<Pick<Playground, 'draft' | 'settings'>>): Promise<Playground>;
  /** Copies data, draft and settings. The copied one must have been flushed. */
  duplicate(id: string, name: string): Promise<Playground>;
  /** Marks it deleted; `restore` undoes it until `purge`. */
  delete(id: string): Promise<void>;
  restore(id: string): Promise<Playground>;
  /** Removes for good, data too, what was deleted more than `olderThanMs` ago. Returns how many. */
  purge(olderThanMs: number): Promise<number>;
  close(): void;
}
export declare function openCatalogue(): Promise<Catalogue>;

/** A held lock: the one writer of a playground. */
export interface WriterLock {
  /** Resolves when another tab took the lock over. */
  readonly lost: Promise<void>;
  release(): void;
}
/**
 * Asks to be the one writer of a playground (Web Locks). `ifAvailable` answers undefined at once where another holds it,
 * `wait` waits for its turn, `steal` takes it over and the loser is told.
 */
export declare function acquireWriter(
  id: string,
  mode: 'ifAvailable' | 'wait' | 'steal',
): Promise<WriterLock | undefined>;
