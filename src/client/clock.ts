/** The engine's time in the page: it is told once at each change and counted on from there. */
import { useCallback } from 'react';
import type { ClockState } from '../protocol/messages.ts';
import { usePlaygroundStore } from './provider.tsx';

/** Engine time now, ms since the epoch. */
export function engineNow(clock: ClockState): number {
  return clock.paused ? clock.now : clock.now + (Date.now() - clock.realAt) * clock.speed;
}

/** A function that tells the engine's time whenever it is called; it stays the same from render to render. */
export function useEngineNow(): () => number {
  const store = usePlaygroundStore();
  return useCallback(() => engineNow(store.getState().clock), [store]);
}
