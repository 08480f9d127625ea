/** What SAVE, BGSAVE, LASTSAVE, BGREWRITEAOF and INFO need from whoever keeps the data; the host hands it in. */
export interface PersistenceHost {
  /** What is being written in the background. */
  readonly writing: 'nothing' | 'snapshot' | 'log';
  /** When the last snapshot was made, ms since the epoch on the engine's clock. */
  readonly lastSave: number;
  /** Makes a snapshot of the present moment, after what is being written. Rejects where it cannot be kept. */
  save(): Promise<void>;
  /** Rewrites the log, after what is being written. */
  rewrite(): Promise<void>;
  /** Runs work that follows a promise, in a turn of the host. */
  later(work: () => void): void;
  /** The lines of INFO persistence. */
  info(): Iterable<readonly [name: string, value: string | number]>;
}
