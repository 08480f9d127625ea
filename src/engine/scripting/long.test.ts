import { expect, it } from 'vitest';
import { formatLong, parseLong } from './long.ts';
import { pack, structSize, unpack } from './struct.ts';

// What a real server says, of which e2e/real-server/cases/lua.ts has more.
it.each([
  ['', 'd', '1099511627776', '1099511627776'],
  ['', 'd', '1e300', '-9223372036854775808'],
  ['', 'u', '1e300', '0'],
  ['', 'x', '-1', 'ffffffffffffffff'],
  ['#', 'X', '1099511627776', '0X10000000000'],
  ['+020', 'd', '1099511627776', '+0000001099511627776'],
  ['-15', 'd', '1099511627776', '1099511627776  '],
  ['.15', 'd', '-1099511627776', '-001099511627776'],
  ['123', 'd', '1099511627776', null],
])('%j %s of %s is %s', (spec, kind, text, shown) => {
  expect(formatLong(spec, kind, text)).toBe(shown);
});

it.each([
  ['ffffffffff', 16, '1099511627775'],
  [' -ff ', 16, '18446744073709552000'],
  ['0xFFFFFFFFFF', 16, '1099511627775'],
  ['777777777777777', 8, '35184372088831'],
])('%s to base %i is %s', (text, base, value) => {
  expect(parseLong(text, base)).toBe(value);
});

it.each([
  ['l', ['n-5']],
  ['>I6', ['n1099511627783']],
  ['!8bi8hL', ['n1', 'n2', 'n3', 'n4']],
  ['lfd', ['n1', 'n1.5', 'n-2.25']],
  ['<i6s', ['n-1099511627776', 'sabc']],
])('%s packs and unpacks %j', (format, values) => {
  const bytes = pack(format, values);
  expect(unpack(format, bytes, 1)).toEqual([...values, `n${bytes.length + 1}`]);
});

it('sizes count the gaps of alignment', () => {
  expect(structSize('!8bl')).toBe(16);
  expect(structSize('bl')).toBe(9);
});
