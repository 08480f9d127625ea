/** What a person decides about durability, and what they can see of it. */

/** As CONFIG SET appendfsync. */
export type FsyncPolicy = 'no' | 'everysec' | 'always';

export interface KeeperOptions {
  /** Whether effects are logged (CONFIG SET appendonly). Default true. */
  appendOnly?: boolean;
  /** Default `everysec`. */
  fsync?: FsyncPolicy;
  /** [seconds, changes]: a snapshot where that many changes are that old. Default 3600 1, 300 100, 60 10000. */
  save?: readonly (readonly [seconds: number, changes: number])[];
  /**
   * Rewrite when the log has grown to that many percent of the snapshot (100; 0 never) and both together pass `minBytes`
   * (64 MiB, the reference's default: a rewrite writes all keys again, so small logs are not worth one).
   */
  rewrite?: { percentage: number; minBytes: number };
  /** What the snapshot held that the engine was filled from, for INFO. */
  loaded?: { readonly keys: number; readonly expired: number };
  /** Something changed in `status`. */
  onStatus?(status: KeeperStatus): void;
  /** Real time in ms since the epoch. */
  now?(): number;
  /** Runs work that answers clients, in a turn of the host; `engine.turn` alone if not given. */
  turn?(work: () => void): void;
}

export interface KeeperStatus {
  readonly snapshotBytes: number;
  readonly logBytes: number;
  /** Bytes recorded and not yet in the store. */
  readonly bufferedBytes: number;
  /** Changes since the last snapshot. */
  readonly changes: number;
  /** Real time in ms of the last snapshot (at first: of the start) and of the last write to disk; 0 never. */
  readonly lastSave: number;
  readonly lastSync: number;
  /** How much of the running snapshot is written, 0 to 1; undefined where there is none. */
  readonly saving: number | undefined;
  /** The last failure to write, until a later write succeeds, and the name of its error: a full disk is `QuotaExceededError`. */
  readonly error: string | undefined;
  readonly errorName: string | undefined;
}

/** What a snapshot is for: a snapshot was asked for or due, or the log is rewritten. */
export type SaveKind = 'snapshot' | 'log';

/** What INFO tells about snapshots. */
export interface SaveFigures {
  /** Real time in ms at which the last one began. */
  startedAt: number;
  /** The moment that the last good one shows, on the engine's clock. */
  savedAt: number;
  readonly snapshot: Record<'count' | 'seconds', number> & { good: boolean };
  readonly log: Record<'count' | 'seconds', number> & { good: boolean };
}

type Optional = 'loaded' | 'onStatus' | 'turn';
export type Policy = Required<Omit<KeeperOptions, Optional>> & Pick<KeeperOptions, Optional>;

const DEFAULTS: Policy = {
  appendOnly: true,
  fsync: 'everysec',
  save: [
    [3600, 1],
    [300, 100],
    [60, 10000],
  ],
  rewrite: { percentage: 100, minBytes: 64 * 1024 * 1024 },
  now: () => Date.now(),
};

export const policyOf = (options: KeeperOptions, before: Policy = DEFAULTS): Policy => ({
  ...before,
  ...options,
});

/** Whether enough has changed since the last snapshot (real time in ms) for another. */
export function saveDue({ save, now }: Policy, changes: number, lastSave: number): boolean {
  const seconds = (now() - lastSave) / 1000;
  return save.some(([after, count]) => changes >= count && seconds >= after);
}

/** Whether the log has outgrown the snapshot. Source of the rule: the reference's `serverCron`. */
export function rewriteDue(
  { rewrite: { percentage, minBytes } }: Policy,
  { logBytes, snapshotBytes }: Pick<KeeperStatus, 'logBytes' | 'snapshotBytes'>,
): boolean {
  return (
    percentage > 0 && snapshotBytes + logBytes > minBytes && logBytes >= (snapshotBytes * percentage) / 100
  );
}
