/**
 * An ordered structure of deadlines: a binary heap of (time, item), with lazy deletion. A deadline that was moved or
 * cancelled stays in the heap until it surfaces, and the owner's `live` says that it no longer counts. A large heap is
 * rebuilt without what is stale whenever it has doubled since, so renewing one TTL a million times costs no memory.
 */
/** Below this many entries a heap is not worth cleaning. */
const SMALLEST_LIMIT = 1024;

export class Deadlines<T> {
  private times: number[] = [];
  private items: T[] = [];
  /** Length at which stale entries are thrown out. */
  private limit = SMALLEST_LIMIT;
  private readonly live: (item: T, time: number) => boolean;

  /** `live(item, time)` tells whether `item` still ends at `time`. */
  constructor(live: (item: T, time: number) => boolean) {
    this.live = live;
  }

  /** Entries held, stale ones included. */
  get length(): number {
    return this.times.length;
  }

  clear(): void {
    this.times = [];
    this.items = [];
  }

  add(time: number, item: T): void {
    this.times.push(time);
    this.items.push(item);
    this.siftUp(this.times.length - 1);
    if (this.times.length > this.limit) this.compact();
  }

  /** The earliest live deadline in ms, or Infinity. */
  next(): number {
    for (;;) {
      const time = this.times[0];
      if (time === undefined) return Infinity;
      if (this.live(this.items[0] as T, time)) return time;
      this.drop();
    }
  }

  /** Removes and returns the earliest live item that is due at `now`, or undefined. */
  take(now: number): T | undefined {
    while (this.times.length > 0 && (this.times[0] as number) <= now) {
      const item = this.items[0] as T;
      const live = this.live(item, this.times[0] as number);
      this.drop();
      if (live) return item;
    }
    return undefined;
  }

  /** Rebuilds the heap without stale entries. */
  private compact(): void {
    const { times, items } = this;
    this.clear();
    this.limit = Infinity;
    for (let i = 0; i < times.length; i++) {
      const time = times[i] as number;
      const item = items[i] as T;
      if (this.live(item, time)) this.add(time, item);
    }
    this.limit = Math.max(SMALLEST_LIMIT, this.times.length * 2);
  }

  private drop(): void {
    const time = this.times.pop() as number;
    const item = this.items.pop() as T;
    if (this.times.length === 0) return;
    this.times[0] = time;
    this.items[0] = item;
    this.siftDown(0);
  }

  private siftUp(start: number): void {
    const { times, items } = this;
    let at = start;
    const time = times[at] as number;
    const item = items[at] as T;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if ((times[parent] as number) <= time) break;
      times[at] = times[parent] as number;
      items[at] = items[parent] as T;
      at = parent;
    }
    times[at] = time;
    items[at] = item;
  }

  private siftDown(start: number): void {
    const { times, items } = this;
    const length = times.length;
    let at = start;
    const time = times[at] as number;
    const item = items[at] as T;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= length) break;
      if (child + 1 < length && (times[child + 1] as number) < (times[child] as number)) child++;
      if ((times[child] as number) >= time) break;
      times[at] = times[child] as number;
      items[at] = items[child] as T;
      at = child;
    }
    times[at] = time;
    items[at] = item;
  }
}
