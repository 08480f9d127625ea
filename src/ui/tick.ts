/**
 * One pulse for everything on the page that counts by itself. It beats only while somebody listens: every frame where a
 * listener wants smoothness, else four times a second.
 */
import { useEffect, useReducer } from 'react';

export type Pace = 'frame' | 'quarter';

const listeners = new Map<() => void, Pace>();
let running: 'frame' | 'quarter' | undefined;

function beat(): void {
  running = undefined;
  if (listeners.size === 0) return;
  for (const listener of [...listeners.keys()]) listener();
  schedule();
}

function schedule(): void {
  if (listeners.size === 0) return;
  let smooth = false;
  for (const pace of listeners.values()) smooth ||= pace === 'frame';
  const wanted = smooth ? 'frame' : 'quarter';
  // A slow beat under way is not cut short: the next one is soon enough.
  if (running !== undefined && (running === 'frame' || wanted === 'quarter')) return;
  running = wanted;
  if (wanted === 'frame') requestAnimationFrame(beat);
  else setTimeout(beat, 250);
}

/** Calls `listener` at every beat until the returned function is called. */
export function onTick(listener: () => void, pace: Pace): () => void {
  listeners.set(listener, pace);
  schedule();
  return () => listeners.delete(listener);
}

/** Renders again at every beat while `active`. */
export function useTick(active: boolean, pace: Pace = 'quarter'): void {
  const [, render] = useReducer((beats: number) => beats + 1, 0);
  useEffect(() => (active ? onTick(render, pace) : undefined), [active, pace]);
}
