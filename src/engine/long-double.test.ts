import { expect, test } from 'vitest';
import { addLongDouble, formatLongDouble, parseLongDouble } from './long-double.ts';

// Recorded from a real server's INCRBYFLOAT on x86-64.
test.each([
  ['10.50', '0.1', '10.6'],
  ['3.0e3', '200', '3200'],
  ['5000', '1e30', '1000000000000000000024696061952'],
  ['0.1', '0.2', '0.3'],
  ['1', '-1', '0'],
  ['-1.5', '0.25', '-1.25'],
  ['3', '0x1p-2', '3.25'],
  ['1e-20', '0', '0'],
])('%s + %s = %s', (a, b, sum) => {
  const left = parseLongDouble(a);
  const right = parseLongDouble(b);
  if (left === undefined || right === undefined) throw new Error('not a number');
  expect(formatLongDouble(addLongDouble(left, right))).toBe(sum);
});

test.each(['', ' 1', '1 ', 'abc', '.', 'e5', 'nan', '1e5000', '1e-6000', '0x', '1.2.3'])(
  '%j is refused',
  (text) => {
    expect(parseLongDouble(text)).toBeUndefined();
  },
);

test('infinities are read, and cancel to NaN', () => {
  expect(parseLongDouble('-inf')).toBe(-Infinity);
  expect(addLongDouble(Infinity, -Infinity)).toBeNaN();
});
