/** The latest result of each statement that was run, kept beside its text while the text is edited. */
import type { Reply } from '../../engine/reply.ts';
import type { Range } from '../../script/types.ts';
import { shiftRange, type TextEdit } from './anchors.ts';

export type ResultState =
  /** Sent, not yet answered. */
  | 'running'
  /** Its client waits inside it: a blocking command without data. */
  | 'blocked'
  /** Its client waits inside an earlier one. */
  | 'queued'
  /** A `@wait` that is going on. */
  | 'waiting'
  | 'done'
  /** The run was stopped before it was its turn. */
  | 'stopped';

export interface StatementResult {
  readonly id: number;
  readonly range: Range;
  /** The statement's text when it ran. */
  readonly source: string;
  /** The text has been changed since. */
  readonly stale: boolean;
  readonly run: number;
  /** Undefined for a `@wait`. */
  readonly lane: string | undefined;
  readonly state: ResultState;
  readonly reply: Reply;
  /** Microseconds in the engine; -1 where the command had to wait. */
  readonly micros: number;
  readonly resp: 2 | 3;
  /** What a statement gave that is no command of the store: an SQL statement, a program or a load. */
  readonly outcome: Outcome | undefined;
  /** What is going on while it runs, where that is more than that it runs. */
  readonly progress: string | undefined;
  /** Undefined without an `@expect`. */
  readonly expected: { readonly lines: readonly string[]; readonly met: boolean } | undefined;
}

/** What an SQL statement, a program or a load gave. */
export interface Outcome {
  /** In a few words, for one line: `3 rows`, `finished`, `200: 18, 429: 2`. */
  readonly summary: string;
  /** In full; rows of a table with ` | ` between their columns. */
  readonly lines: readonly string[];
  readonly failed: boolean;
  /** As it is shown in full, where that is more than the lines. */
  readonly text?: string;
  /** How long it took by its own clock; the time that the runner waited if left out. */
  readonly micros?: number;
}

export type ResultChange = Partial<
  Pick<StatementResult, 'state' | 'reply' | 'micros' | 'resp' | 'outcome' | 'expected' | 'progress'>
>;

/** The id of results that are not kept. */
const UNPLACED = 0;
const FRESH = {
  stale: false,
  reply: null,
  micros: -1,
  resp: 2,
  outcome: undefined,
  progress: undefined,
  expected: undefined,
} as const;

export class ResultStore {
  /** In the order of the text; ranges do not overlap. */
  private items: StatementResult[] = [];
  private readonly ids = new Map<number, StatementResult>();
  private readonly listeners = new Set<() => void>();
  private nextId = 1;
  private announced = false;
  private snapshot: readonly StatementResult[] = [];
  private fresh = true;
  /** The result that came last, for whoever reads results aloud. */
  last: StatementResult | undefined;

  /** All results, in the order of the text; the same array until something changes. */
  readonly list = (): readonly StatementResult[] => {
    if (!this.fresh) {
      this.snapshot = this.items.slice();
      this.fresh = true;
    }
    return this.snapshot;
  };

  /** `listener` is called at most once a frame, after something changed. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  get(id: number): StatementResult | undefined {
    return this.ids.get(id);
  }

  /** The result whose statement holds the offset. */
  at(offset: number): StatementResult | undefined {
    const item = this.items[this.firstEndingFrom(offset)];
    return item && item.range.start <= offset ? item : undefined;
  }

  /** Puts a new result at a range, in place of all that were there. */
  place(range: Range, facts: Pick<StatementResult, 'source' | 'run' | 'lane' | 'state'>): StatementResult {
    // What stands nowhere in the text, as hidden lines do not, has no place beside it.
    if (range.start === range.end) return { ...facts, ...FRESH, id: UNPLACED, range };
    const from = this.firstEndingFrom(range.start);
    let to = from;
    for (; to < this.items.length; to++) {
      const item = this.items[to];
      if (!item || item.range.start >= range.end) break;
      this.ids.delete(item.id);
    }
    const result: StatementResult = { ...facts, ...FRESH, id: this.nextId++, range };
    this.items.splice(from, to - from, result);
    this.ids.set(result.id, result);
    this.changed();
    return result;
  }

  /** Changes a result, if it is still there. */
  update(id: number, change: ResultChange): void {
    const before = this.ids.get(id);
    if (!before) return;
    const after = { ...before, ...change };
    const index = this.firstEndingFrom(before.range.end);
    // Ranges do not overlap, so the binary search lands on it or, where ranges are empty, close before it.
    for (let i = index; i < this.items.length; i++) {
      if (this.items[i] !== before) continue;
      this.items[i] = after;
      break;
    }
    this.ids.set(id, after);
    if (after.state === 'done') this.last = after;
    this.changed();
  }

  /** Follows edits of the text, one after the other; `text` is what they lead to. */
  edited(edits: readonly TextEdit[], text: string): void {
    const kept: StatementResult[] = [];
    for (const item of this.items) {
      let range: Range | undefined = item.range;
      for (const edit of edits) range &&= shiftRange(range, edit);
      if (range === item.range) kept.push(item);
      else if (!range) this.ids.delete(item.id);
      else {
        const moved = { ...item, range, stale: text.slice(range.start, range.end) !== item.source };
        this.ids.set(item.id, moved);
        kept.push(moved);
      }
    }
    this.items = kept;
    this.changed();
  }

  /** Takes the text as it is for what was run: after a change of its looks alone. */
  rebase(text: string): void {
    this.items = this.items.map((item) => {
      const same = { ...item, stale: false, source: text.slice(item.range.start, item.range.end) };
      this.ids.set(item.id, same);
      return same;
    });
    this.changed();
  }

  /** Takes away what is finished; what still runs stays. */
  clear(): void {
    this.items = this.items.filter(({ id, state }) => {
      const over = state === 'done' || state === 'stopped';
      if (over) this.ids.delete(id);
      return !over;
    });
    this.last = undefined;
    this.changed();
  }

  /** Index of the first result that ends at or after the offset. */
  private firstEndingFrom(offset: number): number {
    let low = 0;
    let high = this.items.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.items[middle]?.range.end ?? 0) < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private changed(): void {
    this.fresh = false;
    if (this.announced) return;
    this.announced = true;
    nextFrame(() => {
      this.announced = false;
      for (const listener of this.listeners) listener();
    });
  }
}

/** Results come by the hundred; nobody sees more than one state of them a frame. */
const nextFrame: (run: () => void) => void =
  typeof requestAnimationFrame === 'function' ? (run) => requestAnimationFrame(run) : queueMicrotask;
