/**
 * Time comes from outside. The host injects a clock: a real one, or a virtual one that can be paused, stepped and run
 * faster. The engine itself never asks the platform what time it is.
 */
export interface Clock {
  /** Wall clock of the playground, whole milliseconds since the Unix epoch. */
  now(): number;
  /** A monotonic stopwatch in microseconds, for durations of commands; it does not stop with the wall clock. */
  micros(): number;
}

/** A clock that only moves when told to; for tests, replays and deterministic demonstrations. */
export class ManualClock implements Clock {
  private time: number;
  constructor(startMs = 1_700_000_000_000) {
    this.time = startMs;
  }
  now(): number {
    return this.time;
  }
  micros(): number {
    return this.time * 1000;
  }
  /** Moves time on by `ms` milliseconds. */
  advance(ms: number): void {
    this.time += ms;
  }
  /** Sets the time to `ms` since the epoch. */
  set(ms: number): void {
    this.time = ms;
  }
}

/**
 * A clock over a real one that can be paused, stepped and run faster or slower.
 * `real` returns platform milliseconds, `micros` a platform stopwatch in microseconds.
 */
export class VirtualClock implements Clock {
  private baseReal: number;
  private baseVirtual: number;
  private rate = 1;
  private stopped = false;
  private readonly real: () => number;
  readonly micros: () => number;

  constructor(real: () => number, micros: () => number, start = real()) {
    this.real = real;
    this.micros = micros;
    this.baseReal = real();
    this.baseVirtual = start;
  }

  now(): number {
    if (this.stopped) return Math.floor(this.baseVirtual);
    return Math.floor(this.baseVirtual + (this.real() - this.baseReal) * this.rate);
  }

  get paused(): boolean {
    return this.stopped;
  }
  /** Virtual milliseconds a real millisecond. */
  get speed(): number {
    return this.rate;
  }

  pause(): void {
    this.rebase();
    this.stopped = true;
  }
  resume(): void {
    if (!this.stopped) return;
    this.stopped = false;
    this.baseReal = this.real();
  }
  /** Moves time on by `ms`, paused or not. */
  step(ms: number): void {
    this.rebase();
    this.baseVirtual += ms;
  }
  setSpeed(rate: number): void {
    this.rebase();
    this.rate = rate;
  }
  /** Sets the virtual time to `ms` since the epoch. */
  set(ms: number): void {
    this.rebase();
    this.baseVirtual = ms;
  }
  /** Real milliseconds until the virtual instant `at`, or null while paused. */
  realDelay(at: number): number | null {
    if (this.stopped || this.rate <= 0) return null;
    return Math.max(0, (at - this.now()) / this.rate);
  }

  private rebase(): void {
    const real = this.real();
    if (!this.stopped) this.baseVirtual += (real - this.baseReal) * this.rate;
    this.baseReal = real;
  }
}
