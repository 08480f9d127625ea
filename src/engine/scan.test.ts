import { expect, test } from 'vitest';
import { ErrorReply } from './reply.ts';
import { parseCursor, parseScanOptions, scanMatches, scanSlots } from './scan.ts';

function attempt(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    if (error instanceof ErrorReply) return error.text;
    throw error;
  }
}

test.each([
  ['0', 0],
  ['17', 17],
  ['0017', 17],
  ['+5', 5],
  ['18446744073709551615', Number.MAX_SAFE_INTEGER],
  ['18446744073709551616', 'ERR invalid cursor'],
  ['-1', 'ERR invalid cursor'],
  ['', 'ERR invalid cursor'],
  ['1x', 'ERR invalid cursor'],
])('cursor %j', (text, expected) => {
  expect(attempt(() => parseCursor(text))).toBe(expected);
});

test.each([
  [['COUNT', '0'], 'ERR syntax error'],
  [['COUNT', 'x'], 'ERR value is not an integer or out of range'],
  [['COUNT'], 'ERR syntax error'],
  [['NOVALUES'], 'ERR NOVALUES option can only be used in HSCAN'],
  [['TYPE', 'string'], 'ERR syntax error'],
  [['match', 'a*', 'count', '3'], { match: 'a*', count: 3, type: undefined, noValues: false }],
  [['MATCH', '*'], { match: undefined, count: 10, type: undefined, noValues: false }],
])('options %j', (words, expected) => {
  expect(attempt(() => parseScanOptions(words))).toEqual(expected);
});

test('TYPE and NOVALUES where they are allowed', () => {
  expect(parseScanOptions(['TYPE', 'HASH'], { type: true }).type).toBe('hash');
  expect(parseScanOptions(['novalues'], { noValues: true }).noValues).toBe(true);
  expect(scanMatches(parseScanOptions(['MATCH', 'a?']), 'ab')).toBe(true);
  expect(scanMatches(parseScanOptions(['MATCH', 'a?']), 'abc')).toBe(false);
});

test('an element present throughout is returned, whatever is added and removed meanwhile', () => {
  for (let seed = 1; seed <= 50; seed++) {
    let state = seed;
    const below = (n: number) => (state = (state * 48271) % 2147483647) % n;
    const items = Array.from({ length: 40 }, (_, i) => i);
    const steady = new Set(items.filter((i) => i % 3 === 0));
    const seen = new Set<number>();
    let cursor = 0;
    do {
      const step = scanSlots(items, cursor, 1 + below(5));
      for (const item of step.items) seen.add(item);
      cursor = step.next;
      for (let i = below(6); i > 0; i--) {
        const at = below(items.length);
        const victim = items[at];
        if (victim === undefined || steady.has(victim)) continue;
        const last = items.pop();
        if (last !== undefined && last !== victim) items[at] = last;
      }
      for (let i = below(4); i > 0; i--) items.push(1000 + below(100000));
    } while (cursor !== 0);
    for (const item of steady) expect(seen).toContain(item);
  }
});
