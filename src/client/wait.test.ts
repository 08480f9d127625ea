import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { ClockState } from '../protocol/messages.ts';
import { waitOnClock } from './wait.ts';

beforeEach(() => vi.useFakeTimers({ now: 0 }));
afterEach(() => vi.useRealTimers());

const clock = (now: number, more: Partial<ClockState> = {}): ClockState => ({
  now,
  realAt: Date.now(),
  paused: false,
  speed: 1,
  ...more,
});

function start(ms: number) {
  const store = createStore(() => ({ clock: clock(0) }));
  const stop = new AbortController();
  let over = false;
  void waitOnClock(store, ms, stop.signal).then(() => {
    over = true;
  });
  const after = async (real: number) => {
    await vi.advanceTimersByTimeAsync(real);
    return over;
  };
  return { store, stop, after };
}

it('waits as long as it says', async () => {
  const { after } = start(1000);
  expect(await after(999)).toBe(false);
  expect(await after(1)).toBe(true);
});

it('stands still with the clock', async () => {
  const { store, after } = start(1000);
  await after(400);
  store.setState({ clock: clock(400, { paused: true }) });
  expect(await after(60_000)).toBe(false);
  store.setState({ clock: clock(400) });
  expect(await after(599)).toBe(false);
  expect(await after(1)).toBe(true);
});

it('ends when the clock is stepped past it', async () => {
  const { store, after } = start(5000);
  store.setState({ clock: clock(4000, { paused: true }) });
  expect(await after(10)).toBe(false);
  store.setState({ clock: clock(5000, { paused: true }) });
  expect(await after(0)).toBe(true);
});

it('goes with the speed of the clock', async () => {
  const { store, after } = start(10_000);
  store.setState({ clock: clock(0, { speed: 10 }) });
  expect(await after(999)).toBe(false);
  expect(await after(1)).toBe(true);
});

it('can be stopped', async () => {
  const { stop, after } = start(10_000);
  stop.abort();
  expect(await after(0)).toBe(true);
});
