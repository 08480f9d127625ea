/** What a program's worker has to say, gathered: calls go out once a tick, its log and its outcomes now and then. */
import type { LogLine } from '../port.ts';
import { LIMITS, type Operation } from './messages.ts';

/** Between two messages with lines or outcomes, ms. */
const PAUSE = 50;
/** Chars of the lines that go out at once. */
const MOST_TEXT = 256 * 1024;

export class Outbox {
  private readonly post: (operations: readonly Operation[]) => void;
  private readonly stopwatch: () => number;
  private readonly later: (run: () => void, ms: number) => unknown;
  private calls: Operation[] = [];
  private lines: LogLine[] = [];
  private text = 0;
  private dropped = 0;
  private outcomes = new Map<string, { outcome: string; at: number; count: number }>();
  private readonly names = new Set<string>();
  private lastTold = Number.NEGATIVE_INFINITY;
  private waiting = false;

  constructor(
    post: (operations: readonly Operation[]) => void,
    stopwatch: () => number,
    later: (run: () => void, ms: number) => unknown,
  ) {
    this.post = post;
    this.stopwatch = stopwatch;
    this.later = later;
  }

  call(operation: Operation): void {
    if (this.calls.length === 0) queueMicrotask(() => this.flush());
    this.calls.push(operation);
  }

  log(line: LogLine): void {
    this.lines.push(line);
    this.text += line.text.length;
    // Of what nobody could read anyway, the newest lines are kept.
    while (this.lines.length > LIMITS.lines || (this.text > MOST_TEXT && this.lines.length > 1)) {
      this.text -= this.lines.shift()?.text.length ?? 0;
      this.dropped++;
    }
    this.told();
  }

  report(name: string, now: number): void {
    let outcome = name.slice(0, LIMITS.outcome);
    if (!this.names.has(outcome)) {
      if (this.names.size >= LIMITS.outcomes - 1) outcome = 'other';
      this.names.add(outcome);
    }
    const at = Math.floor(now / PAUSE) * PAUSE;
    const key = `${at} ${outcome}`;
    const known = this.outcomes.get(key);
    if (known) known.count++;
    else this.outcomes.set(key, { outcome, at, count: 1 });
    this.told();
  }

  /** Sends everything now. */
  flush(): void {
    // What was said comes before what is asked, since after an end nothing is heard.
    const operations: Operation[] = [];
    if (this.lines.length > 0 || this.dropped > 0) operations.push(['log', this.lines, this.dropped]);
    for (const { outcome, at, count } of this.outcomes.values())
      operations.push(['report', outcome, at, count]);
    operations.push(...this.calls);
    if (operations.length === 0) return;
    this.calls = [];
    this.lines = [];
    this.text = 0;
    this.dropped = 0;
    this.outcomes = new Map();
    this.lastTold = this.stopwatch();
    this.post(operations);
  }

  /** A loop that never waits gives timers no chance, so the time is looked at here as well. */
  private told(): void {
    if (this.stopwatch() - this.lastTold >= PAUSE) this.flush();
    else if (!this.waiting) {
      this.waiting = true;
      this.later(() => {
        this.waiting = false;
        this.flush();
      }, PAUSE);
    }
  }
}
