import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { WorkerLike } from '../../client/connection.ts';
import { Watchdog } from './watchdog.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function setUp() {
  let asked = 0;
  const bites: string[] = [];
  const worker: WorkerLike = {
    onmessage: null,
    onerror: null,
    postMessage: () => {
      asked++;
    },
    terminate: () => undefined,
  };
  const watchdog = new Watchdog(worker, (reason) => bites.push(reason));
  watchdog.heard();
  const pong = () => watchdog.heard({ results: [{ id: -1, ok: true, value: [] }] });
  return { watchdog, bites, pong, asked: () => asked };
}

test('a worker that answers is asked once and left in peace', () => {
  const { watchdog, bites, pong, asked } = setUp();
  watchdog.sent();
  vi.advanceTimersByTime(2000);
  expect(asked()).toBe(1);
  pong();
  vi.advanceTimersByTime(60_000);
  expect([asked(), bites]).toEqual([1, []]);
});

test('an answer to something older does not end the watch', () => {
  const { watchdog, bites } = setUp();
  watchdog.sent();
  // What the worker said before it took up the command that has no end.
  watchdog.heard({ replies: [1, 'OK', 1] });
  vi.advanceTimersByTime(9999);
  expect(bites).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(bites).toEqual(['a command ran for more than 10 seconds']);
});

test('a worker that has never said anything is still on its way', () => {
  const bites: string[] = [];
  const worker = { onmessage: null, onerror: null, postMessage: () => undefined, terminate: () => undefined };
  const watchdog = new Watchdog(worker, (reason) => bites.push(reason));
  watchdog.sent();
  vi.advanceTimersByTime(60_000);
  expect(bites).toEqual([]);
});
