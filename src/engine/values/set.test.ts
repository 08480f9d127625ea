import { expect, test } from 'vitest';
import { Random } from '../random.ts';
import { SetValue } from './set.ts';
import { DEFAULT_LIMITS } from './value.ts';

const limits = DEFAULT_LIMITS;

test('behaves as a Set under any mix of operations, in each encoding', () => {
  for (const [range, prefix, encoding] of [
    [200, '', 'intset'],
    [100, 'm', 'listpack'],
    [3000, 'm', 'hashtable'],
  ] as const) {
    const random = new Random(range);
    const set = SetValue.for(`${prefix}1`, 1, limits);
    const model = new Set<string>();
    for (let step = 0; step < 20000; step++) {
      const member = prefix + random.below(range);
      if (random.below(5) > 1) {
        expect(set.add(member, limits)).toBe(!model.has(member));
        model.add(member);
      } else expect(set.delete(member)).toBe(model.delete(member));
    }
    expect(set.encoding).toBe(encoding);
    const items = [...model];
    if (encoding === 'intset') items.sort((a, b) => Number(a) - Number(b));
    if (encoding === 'hashtable') expect(new Set(set.items)).toEqual(model);
    else expect(set.items).toEqual(items);
    expect(set.payload).toBe(items.join('').length);
    const copy = set.copy();
    set.clear();
    expect(copy.size).toBe(model.size);
    for (const member of model) expect(copy.has(member)).toBe(true);
  }
});

test('encodings change at their thresholds', () => {
  const integers = SetValue.for('1', 1, limits);
  for (let i = 0; i < 512; i++) integers.add(String(i), limits);
  expect(integers.encoding).toBe('intset');
  integers.add('512', limits);
  expect(integers.encoding).toBe('hashtable');

  const few = SetValue.for('1', 1, limits);
  for (let i = 0; i < 127; i++) few.add(String(i), limits);
  few.add('x', limits);
  expect(few.encoding).toBe('listpack');
  few.add('y', limits);
  expect(few.encoding).toBe('hashtable');

  const many = SetValue.for('1', 1, limits);
  for (let i = 0; i < 128; i++) many.add(String(i), limits);
  many.add('x', limits);
  expect(many.encoding).toBe('hashtable');

  const long = SetValue.for('x', 1, limits);
  long.add('x'.repeat(64), limits);
  expect(long.encoding).toBe('listpack');
  long.add('x'.repeat(65), limits);
  expect(long.encoding).toBe('hashtable');

  expect(SetValue.for('1', 513, limits).encoding).toBe('hashtable');
  expect(SetValue.for('x', 128, limits).encoding).toBe('listpack');
  expect(SetValue.for('x', 129, limits).encoding).toBe('hashtable');
});
