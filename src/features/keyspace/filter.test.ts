import { expect, test } from 'vitest';
import { patternOf } from './filter.ts';

test.each([
  ['', ''],
  ['  ', ''],
  ['user', '*user*'],
  ['user:*', 'user:*'],
  ['k?', 'k?'],
  ['[ab]', '[ab]'],
  ['a\\b', '*a\\\\b*'],
  ['é', '*\xc3\xa9*'],
])('%j filters by %j', (text, pattern) => {
  expect(patternOf(text)).toBe(pattern);
});
