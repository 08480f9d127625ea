import { expect, test } from 'vitest';
import { addSlice, hitRate, rateLine, type Totals } from './series.ts';

const totals = (hits: number, misses: number, queries = 0): Totals => ({ hits, misses, queries });

test('slices hold what has grown, also after the counters were set back', () => {
  const one = addSlice([], totals(5, 2, 1), totals(9, 3, 4));
  expect(one).toEqual([totals(4, 1, 3)]);
  expect(addSlice(one, totals(9, 3, 4), totals(2, 3, 4))).toEqual([totals(4, 1, 3), totals(2, 0, 0)]);
});

test('three minutes are kept', () => {
  let series: readonly Totals[] = [];
  for (let i = 0; i < 200; i++) series = addSlice(series, totals(i, 0), totals(i + 1, 0));
  expect(series).toHaveLength(90);
});

test('the hit rate is of lookups alone', () => {
  expect(hitRate(totals(0, 0))).toBeUndefined();
  expect(hitRate(totals(3, 1))).toBe(0.75);
});

test('the line follows the last slices and leaves out those without lookups', () => {
  const series = [totals(0, 4), totals(4, 0), totals(0, 0), totals(4, 0)];
  expect(rateLine(series)).toEqual([
    { at: 0, rate: 0 },
    { at: 1, rate: 0.5 },
    { at: 3, rate: 1 },
  ]);
});
