/** The engine's time in the page: it is told once at each change and counted on from there. */
import type { ClockState } from '../protocol/messages.ts';

/** Engine time now, ms since the epoch. */
export function engineNow(clock: ClockState): number {
  return clock.paused ? clock.now : clock.now + (Date.now() - clock.realAt) * clock.speed;
}
