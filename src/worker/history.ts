/** The last minute of a playground's durability, in spans, so that it stays small however much happens. */
import type { KeeperStatus } from '../persistence/index.ts';
import type { HistorySpan } from '../protocol/durability.ts';

export const HISTORY_SPAN_MS = 250;
const KEPT_MS = 60_000;

type Span = { -readonly [K in keyof HistorySpan]: HistorySpan[K] };

export class History {
  private spans: Span[] = [];
  private written = 0;
  private before: KeeperStatus | undefined;

  /** Effects were recorded. Every write of a busy engine comes here: the time is asked for at the end of the turn. */
  wrote(effects: number): void {
    this.written += effects;
  }

  /** A turn ended. */
  turn(now: number): void {
    if (this.written === 0) return;
    this.span(now).writes += this.written;
    this.written = 0;
  }

  /** The keeper has another status: what became of the one before tells what happened. */
  status(next: KeeperStatus, now: number): void {
    const { before } = this;
    this.before = next;
    if (!before || next.error !== undefined) return;
    if (next.lastSave !== before.lastSave) this.span(now).snapshots++;
    else if (next.lastSync !== before.lastSync) this.span(now).syncs++;
    else if (next.logBytes > before.logBytes) this.span(now).flushes++;
  }

  recent(now: number): readonly HistorySpan[] {
    const oldest = now - KEPT_MS;
    if ((this.spans[0]?.at ?? now) < oldest) this.spans = this.spans.filter(({ at }) => at >= oldest);
    return this.spans;
  }

  private span(now: number): Span {
    const at = Math.floor(now / HISTORY_SPAN_MS) * HISTORY_SPAN_MS;
    const last = this.spans.at(-1);
    if (last?.at === at) return last;
    const span = { at, writes: 0, flushes: 0, syncs: 0, snapshots: 0 };
    this.spans.push(span);
    this.recent(now);
    return span;
  }
}
