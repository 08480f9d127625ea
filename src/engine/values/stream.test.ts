import { describe, expect, test } from 'vitest';
import { Random } from '../random.ts';
import { Stream } from './stream.ts';
import { compareIds, encodeId, formatId, MAX_ID, MIN_ID, nextId, parseId, previousId } from './stream-id.ts';
import { countRadixNodes } from './stream-radix.ts';
import { trimStream } from './stream-trim.ts';
import { DEFAULT_LIMITS } from './value.ts';

describe('IDs', () => {
  test.each([
    ['5', '5-0'],
    ['5-7', '5-7'],
    ['18446744073709551615-18446744073709551615', '18446744073709551615-18446744073709551615'],
    ['007-1', '7-1'],
    ['9007199254740993-1', '9007199254740993-1'],
    ['', undefined],
    ['-5', undefined],
    ['5-', undefined],
    ['5--1', undefined],
    ['x', undefined],
    ['18446744073709551616', undefined],
    ['-', undefined],
  ])('%s reads as %s', (text, expected) => {
    const id = parseId(text);
    expect(id && formatId(id)).toBe(expected);
  });
  test('the next and the previous cross the parts and stop at the ends', () => {
    const next = (text: string) => formatId(nextId(parseId(text) ?? MIN_ID) ?? MIN_ID);
    const previous = (text: string) => formatId(previousId(parseId(text) ?? MIN_ID) ?? MIN_ID);
    expect(next('5-18446744073709551615')).toBe('6-0');
    expect(previous('6-0')).toBe('5-18446744073709551615');
    expect(next('1-9007199254740991')).toBe('1-9007199254740992');
    expect(previous('1-9007199254740992')).toBe('1-9007199254740991');
    expect(nextId(MAX_ID)).toBe(undefined);
    expect(previousId(MIN_ID)).toBe(undefined);
  });
  test('bytes are in the order of the IDs', () => {
    const ids = ['0-1', '1-0', '255-255', '256-0', '9007199254740993-2', '18446744073709551615-0'];
    const parsed = ids.map((text) => parseId(text) ?? MIN_ID);
    for (let i = 1; i < parsed.length; i++) {
      const [a, b] = [parsed[i - 1] ?? MIN_ID, parsed[i] ?? MIN_ID];
      expect(compareIds(a, b)).toBeLessThan(0);
      expect(encodeId(a) < encodeId(b)).toBe(true);
      expect(encodeId(a).length).toBe(16);
    }
  });
});

function filled(count: number): Stream {
  const stream = new Stream();
  for (let ms = 1; ms <= count; ms++) stream.append({ ms, seq: 0 }, ['f', 'v'], DEFAULT_LIMITS);
  return stream;
}

test('ranges and deletions agree with a plain array', () => {
  const random = new Random(5);
  const stream = filled(1000);
  const model = new Set(Array.from({ length: 1000 }, (_, i) => i + 1));
  for (let step = 0; step < 600; step++) {
    const ms = random.below(1001);
    expect(stream.delete({ ms, seq: 0 })).toBe(model.delete(ms));
    const [from, to] = [random.below(1001), random.below(1001)];
    const inside = [...model].filter((item) => item >= from && item <= to);
    const [start, end] = [
      { ms: from, seq: 0 },
      { ms: to, seq: 0 },
    ];
    expect(stream.range(start, end, 20).map(({ id }) => id.ms)).toEqual(inside.slice(0, 20));
    expect(stream.range(start, end, 20, true).map(({ id }) => id.ms)).toEqual(inside.reverse().slice(0, 20));
  }
  expect(stream.size).toBe(model.size);
  expect(stream.payload).toBe(model.size * 2);
  expect(stream.firstId.ms).toBe(Math.min(...model));
  const copy = stream.copy();
  stream.delete(stream.firstId);
  expect(copy.size).toBe(model.size);
});

test('blocks hold a hundred entries, or 4096 bytes', () => {
  expect(filled(250).blocks.map((block) => block.live)).toEqual([100, 100, 50]);
  const stream = new Stream();
  for (let ms = 1; ms <= 6; ms++) stream.append({ ms, seq: 0 }, ['f', 'x'.repeat(1500)], DEFAULT_LIMITS);
  expect(stream.blocks.map((block) => block.live)).toEqual([2, 2, 2]);
});

test('an approximate trim removes whole blocks, an exact one entries', () => {
  const trim = (keep: number, approximate: boolean, limit = 0) => {
    const stream = filled(250);
    const removed = trimStream(stream, { keep, approximate, limit, strategy: 'KEEPREF' });
    expect(stream.size).toBe(250 - removed);
    return removed;
  };
  expect(trim(120, true)).toBe(100);
  expect(trim(40, true)).toBe(200);
  expect(trim(40, true, 150)).toBe(100);
  expect(trim(120, false)).toBe(130);
  expect(trim(0, true)).toBe(250);
  const stream = filled(250);
  expect(
    trimStream(stream, { keep: { ms: 150, seq: 0 }, approximate: true, limit: 0, strategy: 'KEEPREF' }),
  ).toBe(100);
  expect(stream.firstId.ms).toBe(101);
});

test('the radix tree that the reference would have', () => {
  expect(countRadixNodes(new Stream())).toBe(1);
  expect(countRadixNodes(filled(100))).toBe(2);
  // A common run of 7 bytes, a fork of two, and a run and an end below each.
  expect(countRadixNodes(filled(200))).toBe(6);
});
