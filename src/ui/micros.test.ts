import { afterEach, beforeEach, expect, test, vi } from 'vitest';

let microseconds: (micros: number) => string;

/** A clock that moves by so many ms, after a few looks at it. */
async function withTick(ms: number): Promise<void> {
  let looks = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => Math.floor(looks++ / 3) * ms);
  vi.resetModules();
  ({ microseconds } = await import('./micros.ts'));
}
beforeEach(() => withTick(0.1));
afterEach(() => {
  vi.restoreAllMocks();
});

test.each<[number, string]>([
  [0, '<0.1 ms'],
  [42, '42 µs'],
  [999.99, '1.0 ms'],
  [1500, '1.5 ms'],
  [42_000, '42 ms'],
  [2_500_000, '2.5s'],
])('%d µs is %s', (micros, text) => expect(microseconds(micros)).toBe(text));

test('where the clock ticks in whole ms, nothing shorter is claimed', async () => {
  await withTick(1);
  expect(microseconds(0)).toBe('<1 ms');
});
