import { expect, test } from 'vitest';
import { Random } from '../random.ts';
import { Hash } from './hash.ts';
import { DEFAULT_LIMITS } from './value.ts';

test('behaves as a Map under any mix of operations, small and large', () => {
  for (const range of [20, 3000]) {
    const random = new Random(range);
    const hash = new Hash();
    const model = new Map<string, string>();
    for (let step = 0; step < 20000; step++) {
      const field = `f${random.below(range)}`;
      if (random.below(3) > 0) {
        const value = `v${step}`;
        expect(hash.set(field, value, DEFAULT_LIMITS)).toBe(!model.has(field));
        model.set(field, value);
      } else expect(hash.delete(field)).toBe(model.delete(field));
    }
    expect(hash.size).toBe(model.size);
    for (const [field, value] of model) expect(hash.get(field)).toBe(value);
    let bytes = 0;
    for (const [field, value] of model) bytes += field.length + value.length;
    expect(hash.payload).toBe(bytes);
    if (range === 20) expect(hash.fields).toEqual([...model.keys()]);
    else expect(hash.encoding).toBe('hashtable');
  }
});

test('turns into a hash table by entries or by size, and never back', () => {
  const byEntries = new Hash();
  for (let i = 0; i < 512; i++) byEntries.set(`f${i}`, 'v', DEFAULT_LIMITS);
  expect(byEntries.encoding).toBe('listpack');
  byEntries.set('one more', 'v', DEFAULT_LIMITS);
  expect(byEntries.encoding).toBe('hashtable');
  byEntries.delete('one more');
  expect(byEntries.encoding).toBe('hashtable');
  const bySize = new Hash();
  bySize.set('f', 'x'.repeat(64), DEFAULT_LIMITS);
  expect(bySize.encoding).toBe('listpack');
  bySize.set('f', 'x'.repeat(65), DEFAULT_LIMITS);
  expect(bySize.encoding).toBe('hashtable');
});

test('field deadlines: order of a listpack, earliest, copies', () => {
  const hash = new Hash();
  for (const field of ['a', 'b', 'c', 'd']) hash.set(field, field, DEFAULT_LIMITS);
  expect(hash.nextExpiry).toBe(Infinity);
  hash.setExpiry('c', 200);
  hash.setExpiry('d', 100);
  expect(hash.encoding).toBe('listpackex');
  expect(hash.fields).toEqual(['d', 'c', 'a', 'b']);
  hash.setExpiry('d', -1);
  expect(hash.fields).toEqual(['c', 'a', 'b', 'd']);
  expect(hash.nextExpiry).toBe(200);
  const copy = hash.copy();
  hash.set('c', 'new', DEFAULT_LIMITS);
  expect(hash.nextExpiry).toBe(Infinity);
  expect(hash.expiring).toBe(0);
  expect(copy.nextExpiry).toBe(200);
  expect(copy.expire(199)).toBe(undefined);
  expect(copy.expire(200)).toBe('c');
  expect(copy.expire(200)).toBe(undefined);
  expect(copy.fields).toEqual(['a', 'b', 'd']);
  expect(copy.get('d')).toBe('d');
});
