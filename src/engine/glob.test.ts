import { expect, test } from 'vitest';
import { globMatch } from './glob.ts';

// Each row was checked with KEYS on a real server.
test.each([
  ['*', 'anything', true],
  ['h?llo', 'hello', true],
  ['h?llo', 'hllo', false],
  ['h*llo', 'heeeello', true],
  ['h[ae]llo', 'hallo', true],
  ['h[ae]llo', 'hillo', false],
  ['h[^e]llo', 'hallo', true],
  ['h[^e]llo', 'hello', false],
  ['h[a-b]llo', 'hbllo', true],
  ['h[b-a]llo', 'hallo', true],
  ['h\\?llo', 'h?llo', true],
  ['h\\?llo', 'hello', false],
  ['a\\', 'a\\', true],
  ['[a', 'a', true],
  ['[a', 'b', false],
  ['[', '[', false],
  ['[]', 'a', false],
  ['[\\]]', ']', true],
  ['[a-', 'a', true],
  ['a**b*', 'axxbxx', true],
  ['*a*b*c', 'abcab', false],
  ['', '', true],
  ['**', '', false],
  ['a', '', false],
  ['\xff?', '\xff\x00', true],
  ['[a-\xff]', '-', true],
  ['[a-\xff]', 'b', false],
])('%j against %j: %j', (pattern, text, expected) => {
  expect(globMatch(pattern, text)).toBe(expected);
});

test('letter case can be ignored', () => {
  expect(globMatch('MAX*', 'maxmemory', true)).toBe(true);
  expect(globMatch('MAX*', 'maxmemory')).toBe(false);
});

test('many stars cost little', () => {
  expect(globMatch(`${'*a'.repeat(40)}b`, 'a'.repeat(5000))).toBe(false);
});
