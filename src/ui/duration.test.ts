import { expect, test } from 'vitest';
import { durationText, parseDuration } from './duration.ts';

test.each([
  ['90', 90_000],
  ['90s', 90_000],
  ['1h 30m', 5_400_000],
  ['1h30min', 5_400_000],
  ['250ms', 250],
  ['0.5', 500],
  ['2d', 172_800_000],
  ['', undefined],
  ['soon', undefined],
  ['5x', undefined],
  ['-5', undefined],
])('%j is %o ms', (text, ms) => {
  expect(parseDuration(text)).toBe(ms);
});

test.each([
  [250, '250ms'],
  [9000, '9s'],
  [90_000, '1m 30s'],
  [90_061_000, '1d 1h 1m 1s'],
])('%i ms reads %j', (ms, text) => {
  expect(durationText(ms)).toBe(text);
  expect(parseDuration(text)).toBe(ms);
});
