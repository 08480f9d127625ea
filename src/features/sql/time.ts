import { duration } from '../../ui/format.ts';

/** A time in one of the stores, in ms: `35 µs`, `1.2 ms`, `340 ms`, `4.2s`. */
export function time(ms: number): string {
  if (ms < 1) return `${Math.round(ms * 1000)} µs`;
  if (ms < 1000) return `${ms.toFixed(ms < 10 ? 1 : 0)} ms`;
  return duration(ms);
}
