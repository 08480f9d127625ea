import { expect, test } from 'vitest';
import { Random } from '../random.ts';
import { IdList } from './id-list.ts';
import { MIN_ID, type StreamId } from './stream-id.ts';

test('behaves as a sorted Map under any mix of operations', () => {
  const random = new Random(3);
  const list = new IdList<{ id: StreamId; tag: number }>();
  const model = new Map<number, number>();
  for (let step = 0; step < 30000; step++) {
    const ms = random.below(4000);
    if (random.below(5) > 1) {
      list.set({ id: { ms, seq: 0 }, tag: step });
      model.set(ms, step);
    } else expect(list.delete({ ms, seq: 0 })).toBe(model.delete(ms));
    expect(list.size).toBe(model.size);
  }
  const sorted = [...model.keys()].sort((a, b) => a - b);
  expect([...list.from(MIN_ID)].map(({ id }) => id.ms)).toEqual(sorted);
  expect([...list.from({ ms: 2000, seq: 0 })].map(({ id }) => id.ms)).toEqual(
    sorted.filter((ms) => ms >= 2000),
  );
  expect(list.first?.id.ms).toBe(sorted[0]);
  expect(list.last?.id.ms).toBe(sorted.at(-1));
  for (const [ms, tag] of model) expect(list.get({ ms, seq: 0 })?.tag).toBe(tag);
});

test('IDs that only ascend fill the runs', () => {
  const list = new IdList<{ id: StreamId }>();
  for (let ms = 0; ms < 100000; ms++) list.set({ id: { ms, seq: 0 } });
  expect(list.get({ ms: 77777, seq: 0 })?.id.ms).toBe(77777);
  for (let ms = 0; ms < 99999; ms++) list.delete({ ms, seq: 0 });
  expect(list.first).toBe(list.last);
});
