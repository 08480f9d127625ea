/** Durations of commands, by the clock of the browser that the engine runs in. */
import { duration } from './format.ts';

let tick: number | undefined;

/** ms by which this browser's clock moves at least: it is kept coarse, to a tenth of a ms or to a whole one. */
function clockTick(): number {
  if (tick !== undefined) return tick;
  const next = (now: number) => {
    let later = now;
    while (later === now) later = performance.now();
    return later;
  };
  const begun = next(performance.now());
  tick = next(begun) - begun;
  return tick;
}

/** A duration in µs, as `35 µs`, `1.2 ms`, `4.2s`. What is shorter than the clock's tick is 0 and shown as below that. */
export function microseconds(micros: number): string {
  if (micros < 1) return clockTick() < 0.5 ? '<0.1 ms' : '<1 ms';
  const rounded = Math.round(micros);
  if (rounded < 1000) return `${rounded} µs`;
  if (micros < 1_000_000) return `${(micros / 1000).toFixed(micros < 10_000 ? 1 : 0)} ms`;
  return duration(micros / 1000);
}
