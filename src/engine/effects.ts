/** What goes to the log: the effects of the running unit of work, told to the observer as one atomic group. */
import type { Effect, Observer } from './observer.ts';

export class Effects {
  private pending: Effect[] = [];

  get empty(): boolean {
    return this.pending.length === 0;
  }

  get count(): number {
    return this.pending.length;
  }

  /** Forgets what was added since there were `count`. */
  cut(count: number): void {
    this.pending.length = count;
  }

  add(db: number, argv: readonly string[]): void {
    this.pending.push({ db, argv });
  }

  /** Tells all as one group. */
  flush(observer: Observer): void {
    if (this.pending.length === 0) return;
    const group = this.pending;
    this.pending = [];
    observer.effects?.(group);
  }

  /** Tells each by itself: keys that end or are evicted have nothing to do with each other. */
  flushEach(observer: Observer): void {
    const effects = this.pending;
    this.pending = [];
    for (const effect of effects) observer.effects?.([effect]);
  }
}
