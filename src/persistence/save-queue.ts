/** Snapshots one after the other: which one is being made, which waits, and what INFO tells of those that were. */
import type { SaveFigures, SaveKind } from './policy.ts';

export class SaveQueue {
  readonly figures: SaveFigures;
  /** The snapshot that is being made; it rejects where it could not be kept. */
  running: Promise<void> | undefined;
  private kind: SaveKind = 'log';
  private waiting: { kind: SaveKind; promise: Promise<void> } | undefined;
  private readonly save: () => Promise<void>;
  private readonly now: () => number;
  private readonly ended: () => void;

  /** `save` makes a snapshot, `now` is real time in ms, `ended` is called after each; `savedAt` as in `SaveFigures`. */
  constructor(save: () => Promise<void>, now: () => number, ended: () => void, savedAt: number) {
    this.save = save;
    this.now = now;
    this.ended = ended;
    const none = { count: 0, good: true, seconds: -1 };
    this.figures = { startedAt: 0, savedAt, snapshot: { ...none }, log: { ...none } };
  }

  /** What is being written now. */
  get busyWith(): SaveKind | undefined {
    return this.running && this.kind;
  }
  /** A rewrite of the log waits for the snapshot that is being made. */
  get rewriteScheduled(): boolean {
    return this.waiting?.kind === 'log';
  }

  /** Makes a snapshot, or joins the one that is being made. */
  join(kind: SaveKind): Promise<void> {
    if (!this.running) {
      this.kind = kind;
      const started = this.now();
      this.figures.startedAt = started;
      this.running = this.save().then(
        () => this.finish(kind, started, true),
        (error: unknown) => {
          this.finish(kind, started, false);
          throw error;
        },
      );
    }
    return this.running;
  }

  /** As `join`, but of a later moment where one is being made already. Those who ask meanwhile share the next. */
  after(kind: SaveKind): Promise<void> {
    if (!this.running) return this.join(kind);
    if (this.waiting) return this.waiting.promise;
    const promise = this.settled().then(() => {
      this.waiting = undefined;
      return this.join(kind);
    });
    this.waiting = { kind, promise };
    return promise;
  }

  /** Resolves when nothing is being made, however it went. */
  async settled(): Promise<void> {
    await this.running?.catch(() => undefined);
  }

  private finish(kind: SaveKind, started: number, good: boolean): void {
    const figures = this.figures[kind];
    this.running = undefined;
    figures.good = good;
    figures.seconds = Math.floor((this.now() - started) / 1000);
    if (good) figures.count++;
    this.ended();
  }
}
