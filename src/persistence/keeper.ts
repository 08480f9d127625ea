/**
 * Recorder and snapshotter of one engine on one store. Effects become log bytes at once and go to the store in batches:
 * after each turn where the person asked for `always`, else a moment later (and with `everysec` to the disk each second).
 * One write is under way at a time; what comes meanwhile goes with the next.
 *
 * The log in the store must continue the snapshot without a gap. Where a write fails its bytes are kept and written again
 * before any others; where that becomes too much, or where logging was off for a while, there is a gap: then nothing is
 * appended until a new snapshot stands, and the log goes on from its moment.
 */
import type { Effect, Engine } from '../engine/engine.ts';
import { VERSION_ACTIVE_TIME, VERSION_PLAIN } from '../rdb/opcodes.ts';
import { attach, detach } from './attach.ts';
import { CommandWriter } from './command-writer.ts';
import { beginExport, snapshotFree } from './export.ts';
import { type FileReport, importFile } from './import.ts';
import {
  type KeeperOptions,
  type KeeperStatus,
  type Policy,
  policyOf,
  rewriteDue,
  type SaveKind,
  saveDue,
} from './policy.ts';
import { loadBytes, readKept, tryBytes } from './reload.ts';
import { SaveQueue } from './save-queue.ts';
import { type Store, StoreCleared } from './store.ts';
import { Unwritten } from './unwritten.ts';

/** How long effects may wait in memory where nobody waits for them, ms. */
const WRITE_DELAY = 20;
/** `everysec` loses a second at most, so the write before a sync and the sync itself have to fit into it too. */
const SYNC_INTERVAL = 900;
const RETRY_DELAY = 1000;
const CHECK_INTERVAL = 1000;
/** This much in memory is written without delay. */
const BATCH_BYTES = 1024 * 1024;
const MAX_BACKOFF = 60_000;

export class Keeper {
  private readonly engine: Engine;
  private readonly store: Store;
  private policy: Policy;
  private readonly writer = new CommandWriter();
  private readonly unwritten = new Unwritten();
  private writing: Promise<void> | undefined;
  private queued: Promise<void> | undefined;
  private strictWanted = false;
  /** Something was written that is not known to be on disk. */
  private unsynced = false;
  /** Where the log lacks something: how many snapshots had begun when that came to be. A later one closes the gap. */
  private gap: number | undefined;
  /** While the keyspace is being replaced; what it holds meanwhile is nobody's state. */
  private replacing: Promise<unknown> | undefined;
  private epoch = 0;
  readonly saves: SaveQueue;
  private progress: number | undefined;
  private cancelSave = (): void => undefined;
  /** `keyspace.dirty` at the last snapshot. */
  private dirtyAtSave: number;
  private lastSave: number;
  private lastSync = 0;
  private error: Error | undefined;
  private failures = 0;
  private writeTimer: ReturnType<typeof setTimeout> | undefined;
  private syncTimer: ReturnType<typeof setTimeout> | undefined;
  private checkTimer: ReturnType<typeof setTimeout> | undefined;
  private closed = false;

  /** Begins to keep an engine that `recover` filled from the same store. */
  constructor(engine: Engine, store: Store, options: KeeperOptions = {}) {
    this.engine = engine;
    this.store = store;
    this.policy = policyOf(options);
    this.dirtyAtSave = engine.keyspace.dirty;
    this.lastSave = this.policy.now();
    this.saves = new SaveQueue(
      () => this.save(),
      () => this.policy.now(),
      () => this.tell(),
      engine.clock.now(),
    );
    store.onCleared = () => {
      // At once: who changes nothing more would lose all that is in memory with the tab.
      if (this.policy.appendOnly || this.policy.save.length > 0) this.failed(new StoreCleared());
    };
    attach(engine, this);
  }

  get options(): Policy {
    return this.policy;
  }

  get status(): KeeperStatus {
    const { snapshotBytes, logBytes } = this.store;
    return {
      snapshotBytes,
      logBytes,
      bufferedBytes: this.writer.length + this.unwritten.length,
      changes: this.changes,
      lastSave: this.lastSave,
      lastSync: this.lastSync,
      saving: this.progress,
      error: this.error?.message,
      errorName: this.error?.name,
    };
  }

  /** Takes one atomic group of effects. It is bound: give it to `engine.observer.effects`. */
  readonly record = (group: readonly Effect[]): void => {
    if (!this.policy.appendOnly || this.closed) return;
    if (this.gap !== undefined && !this.closing) return;
    this.writer.write(group);
    // Where a write is queued it takes this along.
    if (this.writer.length >= BATCH_BYTES && !this.queued) void this.write(false).catch(ignore);
  };

  /**
   * Says that a turn ended. With `always` the promise resolves when all that was recorded is on disk, and rejects where
   * it could not be written; undefined: there is nothing to wait for.
   */
  endTurn(): Promise<void> | undefined {
    if (this.closed) return undefined;
    if (this.changes > 0) this.checkSoon();
    if (!this.policy.appendOnly) return undefined;
    if (this.policy.fsync === 'always') {
      if (this.gap !== undefined) return this.flush();
      if (!this.pending && !this.writing) return undefined;
      // A gap may come to be before it is this turn's part to be written.
      return this.write(true).then(() => (this.gap !== undefined ? this.flush() : undefined));
    }
    if (this.pending) this.writeTimer ??= setTimeout(() => this.writeNow(), WRITE_DELAY);
    return undefined;
  }

  /** Writes all that was recorded to the disk: the page hides, the worker stops. A gap that comes to be meanwhile is closed. */
  async flush(): Promise<void> {
    for (await this.closeGap(); this.writing || this.pending || this.unsynced; await this.closeGap())
      await this.write(true);
  }

  /** Makes a snapshot in slices and lets it replace the log so far. Joins the one that is being made. */
  checkpoint(kind: SaveKind = 'log'): Promise<void> {
    return this.saves.join(kind);
  }

  /** Loads an RDB file or a command log in place of the keyspace or over it; see `replace`. */
  import(file: AsyncIterable<Uint8Array>, mode: 'replace' | 'merge'): Promise<FileReport> {
    return this.replace(() => importFile(this.engine, file, mode));
  }

  /**
   * Runs work that replaces what the keyspace holds, and makes a snapshot of what it leaves. Until that stands, what was
   * kept before is untouched: a crash leaves the old state, and nothing that is there meanwhile is kept. The work leaves
   * a whole state also where it throws.
   */
  async replace<T>(work: () => Promise<T>): Promise<T> {
    do {
      await this.saves.settled();
      await this.flush();
    } while (this.saves.running || this.replacing);
    this.gap = this.epoch;
    const running = work();
    this.replacing = running.catch(ignore);
    try {
      return await running;
    } finally {
      this.replacing = undefined;
      await this.closeGap();
    }
  }

  /**
   * Puts what is in the store in place of what is in memory: snapshot and log, or the snapshot alone (then a new one is
   * made, since the log goes on from another state). Rejects where it cannot be read.
   */
  async reload(part: 'all' | 'snapshot'): Promise<void> {
    await this.saves.settled();
    const { keyspace } = this.engine;
    let changed: number;
    let bytes: Uint8Array;
    do {
      await this.flush();
      changed = keyspace.dirty;
      bytes = await readKept(this.store, part);
      // Commands that came meanwhile are not in what was read.
    } while (keyspace.dirty !== changed || this.writing || this.pending);
    // What cannot be read must not take the place of what is there.
    const wrong = tryBytes(this.engine, bytes);
    if (wrong) throw new Error(wrong);
    if (part === 'snapshot') this.gap = this.epoch;
    loadBytes(this.engine, bytes);
    await this.closeGap();
  }

  /** Changes policies, as CONFIG SET does; what is not named stays. Switching the log on begins with a snapshot. */
  configure(options: KeeperOptions): void {
    const before = this.policy;
    this.policy = policyOf(options, before);
    if (this.policy.appendOnly && !before.appendOnly) {
      if (this.changes > 0) this.gap = this.epoch;
      void this.closeGap().catch(ignore);
    } else if (!this.policy.appendOnly && before.appendOnly) {
      void this.write(true).catch(ignore);
    }
    this.tell();
  }

  /** Stops at once: another tab is the writer now, and what is buffered here does not belong to its log. */
  abandon(): void {
    this.closed = true;
    this.cancelSave();
    detach(this.engine, this);
    for (const timer of [this.writeTimer, this.syncTimer, this.checkTimer]) clearTimeout(timer);
    this.writer.take();
    this.unwritten.drop();
  }

  /**
   * Ends in order, with a snapshot of what has changed since the last, as SHUTDOWN makes it: where nothing else is kept, and
   * in a folder, where a server without the log reads `dump.rdb` alone.
   */
  async shutdown(): Promise<void> {
    const { appendOnly, save } = this.policy;
    const wanted = !appendOnly || this.store.kind === 'files';
    if (wanted && save.length > 0 && this.changes > 0) await this.saves.after('snapshot').catch(ignore);
    await this.close();
  }

  /** Flushes and closes the store. */
  async close(): Promise<void> {
    await this.flush().catch(ignore);
    this.abandon();
    await this.saves.settled();
    await this.store.close();
  }

  /** The snapshot that is being made began after the gap: what is recorded now belongs to the log behind it. */
  private get closing(): boolean {
    return this.progress !== undefined && this.gap !== undefined && this.gap < this.epoch;
  }

  /** Resolves when the log lacks nothing. */
  private async closeGap(): Promise<void> {
    while (this.gap !== undefined) await (this.closing ? this.saves.running : this.saves.after('log'));
  }

  private get changes(): number {
    return this.engine.keyspace.dirty - this.dirtyAtSave;
  }

  private get pending(): boolean {
    return this.writer.length > 0 || this.unwritten.length > 0;
  }

  private tell(): void {
    if (this.closed) return;
    this.policy.onStatus?.(this.status);
  }

  // ---- the log

  private writeNow(): void {
    clearTimeout(this.writeTimer);
    this.writeTimer = undefined;
    const work = this.gap === undefined ? this.write(false) : this.closeGap();
    work.catch(ignore);
  }

  /** Writes what was recorded so far; one write at a time, and those who come meanwhile share the next. */
  private write(strict: boolean): Promise<void> {
    if (strict) this.strictWanted = true;
    if (!this.writing) {
      this.writing = this.append().finally(() => {
        this.writing = undefined;
      });
      return this.writing;
    }
    this.queued ??= this.writing.catch(ignore).then(() => {
      this.queued = undefined;
      return this.write(false);
    });
    return this.queued;
  }

  private async append(): Promise<void> {
    if (this.gap !== undefined) return;
    // What failed before the running snapshot began is covered by it: were it to follow the snapshot, it would count twice.
    if (this.progress !== undefined && this.unwritten.anyBefore(this.epoch)) {
      await this.saves.settled();
    }
    const strict = this.strictWanted;
    this.strictWanted = false;
    const { epoch } = this;
    const fresh = this.writer.take();
    const bytes = this.unwritten.before(fresh);
    try {
      if (bytes.length > 0) await this.store.append(bytes, strict ? 'strict' : 'relaxed');
      else if (strict && this.unsynced) await this.store.sync();
      else return;
      this.unwritten.drop();
      this.succeeded(strict);
    } catch (error) {
      this.unwritten.add(epoch, fresh);
      this.failed(error);
      throw error;
    }
    this.considerRewrite();
  }

  private succeeded(strict: boolean): void {
    this.failures = 0;
    this.error = undefined;
    this.unsynced = !strict;
    if (strict) this.lastSync = this.policy.now();
    else if (this.policy.fsync === 'everysec') {
      this.syncTimer ??= setTimeout(() => {
        this.syncTimer = undefined;
        if (this.unsynced) void this.write(true).catch(ignore);
      }, SYNC_INTERVAL);
    }
    this.tell();
  }

  private failed(error: unknown): void {
    if (this.closed) return;
    this.error = error instanceof Error ? error : new Error(String(error));
    if (this.unwritten.full || error instanceof StoreCleared) {
      this.unwritten.drop();
      this.gap = this.epoch;
    }
    const delay = Math.min(MAX_BACKOFF, RETRY_DELAY * 2 ** this.failures++);
    this.writeTimer ??= setTimeout(() => this.writeNow(), delay);
    this.tell();
  }

  // ---- snapshots

  private async save(): Promise<void> {
    // Without a reason to wait the snapshot is of the moment of the call.
    while (this.engine.keyspace.saver || this.writing || this.replacing) {
      await snapshotFree(this.engine);
      await (this.replacing ?? this.writing?.catch(ignore));
    }
    // From here to the call of `store.checkpoint` nothing may come between: what was recorded before the moment of the
    // snapshot is handed over before it, what comes later after it.
    if (this.gap !== undefined) this.writer.take();
    else if (this.pending) void this.write(false).catch(ignore);
    const epoch = ++this.epoch;
    const { dirty } = this.engine.keyspace;
    const moment = this.engine.clock.now();
    this.progress = 0;
    const { chunks, cancel } = beginExport(this.engine, {
      // Files may be picked up by an old server; what only we read again keeps all that the newer form has room for.
      version: this.store.kind === 'files' ? VERSION_PLAIN : VERSION_ACTIVE_TIME,
      progress: (written, keys) => {
        this.progress = keys === 0 ? 1 : written / keys;
        this.tell();
      },
    });
    this.cancelSave = cancel;
    this.writer.reselect();
    try {
      await this.store.checkpoint(chunks);
    } catch (error) {
      this.failed(error);
      throw error;
    } finally {
      cancel();
      this.progress = undefined;
    }
    this.unwritten.drop(epoch);
    if (this.gap !== undefined && this.gap < epoch) this.gap = undefined;
    this.dirtyAtSave = dirty;
    this.lastSave = this.lastSync = this.policy.now();
    this.saves.figures.savedAt = moment;
    this.failures = 0;
    this.error = undefined;
    if (this.pending) this.writeTimer ??= setTimeout(() => this.writeNow(), WRITE_DELAY);
  }

  /** The log has grown past the snapshot: a new one takes its place. */
  private considerRewrite(): void {
    if (this.saves.running || this.closed || this.error !== undefined) return;
    if (rewriteDue(this.policy, this.store)) void this.checkpoint().catch(ignore);
  }

  private checkSoon(): void {
    this.checkTimer ??= setTimeout(() => {
      this.checkTimer = undefined;
      const { changes, error, lastSave, policy } = this;
      if (error === undefined && saveDue(policy, changes, lastSave))
        void this.checkpoint('snapshot').catch(ignore);
      if (changes > 0 && !this.closed) this.checkSoon();
    }, CHECK_INTERVAL);
  }
}

/** Failures are told through the status; this keeps them from being told twice. */
function ignore(): void {}
