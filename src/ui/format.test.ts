import { expect, test } from 'vitest';
import { age, bytes, duration, plural, shortCount } from './format.ts';

test.each([
  [-5, '0.0s'],
  [4210, '4.2s'],
  [9949, '9.9s'],
  [9950, '10s'],
  [59_001, '1m 00s'],
  [90_000, '1m 30s'],
  [1_800_000, '30m 00s'],
  [3_660_000, '1h 01m'],
  [93_600_000, '1d 2h'],
])('%i ms left reads %s', (ms, text) => {
  expect(duration(ms)).toBe(text);
});

test.each([
  [0, '0 B'],
  [1023, '1023 B'],
  [1536, '1.5 KiB'],
  [20_480, '20 KiB'],
  [1_040_000, '1.0 MiB'],
  [5_368_709_120, '5.0 GiB'],
])('%i bytes read %s', (value, text) => {
  expect(bytes(value)).toBe(text);
});

test('counts and ages', () => {
  expect([shortCount(9999), shortCount(1_234_567)]).toEqual(['9,999', '1.2M']);
  expect([plural(1, 'key'), plural(2, 'key'), plural(2, 'entry', 'entries')]).toEqual([
    '1 key',
    '2 keys',
    '2 entries',
  ]);
  expect([0, 59, 60, 7200, 200_000].map(age)).toEqual(['now', '59s', '1m', '2h', '2d']);
});
