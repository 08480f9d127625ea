/**
 * The latency monitor: spikes above a threshold by kind of event, and for each command a histogram of how long it took.
 * Source of the shapes: the reference's documentation of LATENCY; the histogram follows HdrHistogram with two
 * significant digits over nanoseconds.
 */

/** One second in which an event was slow. */
export interface Spike {
  /** Seconds since the epoch. */
  readonly at: number;
  /** The slowest of that second, in ms. */
  ms: number;
}

const HISTORY = 160;

export class LatencyEvent {
  readonly spikes: Spike[] = [];
  /** The slowest ever, in ms. */
  max = 0;

  add(at: number, ms: number): void {
    this.max = Math.max(this.max, ms);
    const last = this.spikes.at(-1);
    if (last?.at === at) last.ms = Math.max(last.ms, ms);
    else this.spikes.push({ at, ms });
    if (this.spikes.length > HISTORY) this.spikes.shift();
  }
}

export class LatencyMonitor {
  /** ms; 0 switches the monitor off. */
  threshold = 0;
  /** Whether the histograms of commands are kept. */
  tracking = true;
  percentiles: readonly number[] = [50, 99, 99.9];
  readonly events = new Map<string, LatencyEvent>();

  /** Notes that `event` took `micros` microseconds at `nowMs`, where that is above the threshold. */
  note(event: string, micros: number, nowMs: number): void {
    const ms = Math.floor(micros / 1000);
    if (this.threshold === 0 || ms < this.threshold) return;
    let entry = this.events.get(event);
    if (!entry) this.events.set(event, (entry = new LatencyEvent()));
    entry.add(Math.floor(nowMs / 1000), ms);
  }
}

/** Values below 2⁸ have a bucket each; above, each power of two is cut into 2⁷. */
const SUB_BITS = 8;
const HALF = 1 << (SUB_BITS - 1);
const MAX_NANOS = 1_000_000_000;
const BUCKETS = indexOf(MAX_NANOS) + 1;

function indexOf(nanos: number): number {
  const shift = Math.max(0, 32 - Math.clz32(nanos) - SUB_BITS);
  return shift * HALF + (nanos >>> shift);
}

/** The largest value that shares a bucket. */
function upperEnd(index: number): number {
  const shift = Math.max(0, Math.floor(index / HALF) - 1);
  return (index - shift * HALF + 1) * 2 ** shift - 1;
}

export class Histogram {
  private readonly counts = new Uint32Array(BUCKETS);
  total = 0;

  /** Adds one duration in microseconds. */
  add(micros: number): void {
    const nanos = micros * 1000;
    const index = indexOf(Math.max(1, Math.min(nanos, MAX_NANOS)));
    this.counts[index] = (this.counts[index] ?? 0) + 1;
    this.total++;
  }

  /** Microseconds that `percentile` percent of the durations stay within. */
  percentile(percentile: number): number {
    const wanted = Math.max(1, Math.floor((percentile / 100) * this.total + 0.5));
    let seen = 0;
    for (const [index, count] of this.counts.entries()) {
      seen += count;
      if (count > 0 && seen >= wanted) return upperEnd(index) / 1000;
    }
    return 0;
  }

  /** Pairs of an upper bound in microseconds and how many stay within it; bounds double from about 1 µs. */
  cumulative(): [bound: number, count: number][] {
    const rows: [number, number][] = [];
    let seen = 0;
    let bound = 1024;
    for (const [index, count] of this.counts.entries()) {
      if (count === 0) continue;
      while (upperEnd(index) > upperEnd(indexOf(bound))) {
        if (seen > 0 && rows.at(-1)?.[1] !== seen) rows.push([toMicros(bound), seen]);
        bound *= 2;
      }
      seen += count;
    }
    if (seen > 0 && rows.at(-1)?.[1] !== seen) rows.push([toMicros(bound), seen]);
    return rows;
  }
}

const toMicros = (nanos: number): number => Math.floor(upperEnd(indexOf(nanos)) / 1000);
