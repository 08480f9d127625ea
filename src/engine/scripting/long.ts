/**
 * What Lua's libraries do with C's `long`. It has 64 bits on the reference and 32 in WebAssembly, so that
 * `string.format('%d', 2^40)` or `struct.pack('l', 1)` would come out wrong: the prelude (prelude/wide.ts) hands what needs
 * more bits to these functions. Sources of the behaviour: lstrlib.c and lbaselib.c of Lua 5.1, lua_struct.c.
 */
import { readDouble } from './wire.ts';

const TWO_63 = 2n ** 63n;
const SPEC = /^([-+ #0]*)(\d{0,2})(\.\d{0,2})?$/;
const DIGIT = /[0-9a-z]/;

/** A double as a signed `long`, as x86-64 converts it: what does not fit becomes the smallest one. */
export function toLong(value: number): bigint {
  return value >= -(2 ** 63) && value < 2 ** 63 ? BigInt(Math.trunc(value)) : -TWO_63;
}

/** A double as an `unsigned long` of two's complement. */
export function toUnsigned(value: number): bigint {
  const whole = value < 2 ** 63 || Number.isNaN(value) ? toLong(value) : toLong(value - 2 ** 63) + TWO_63;
  return BigInt.asUintN(64, whole);
}

/**
 * One conversion of string.format: `spec` is what stands between `%` and the letter `kind`, one of `diuoxX`; `text` the
 * number. null where the spec is none, so that Lua says so.
 */
export function formatLong(spec: string, kind: string, text: string): string | null {
  const [, flags = '', width = '', precision] = SPEC.exec(spec) ?? [];
  if (!SPEC.test(spec)) return null;
  const value = readDouble(text);
  const signed = kind === 'd' || kind === 'i';
  const whole = signed ? toLong(value) : toUnsigned(value);
  const base = kind === 'o' ? 8 : kind === 'x' || kind === 'X' ? 16 : 10;
  let digits = (whole < 0n ? -whole : whole).toString(base);
  if (precision !== undefined) digits = digits.padStart(Number(precision.slice(1)), '0');
  let sign = '';
  if (signed) sign = whole < 0n ? '-' : flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
  if (flags.includes('#') && base === 16 && whole !== 0n) sign = '0x';
  if (flags.includes('#') && base === 8 && !digits.startsWith('0')) digits = `0${digits}`;
  const size = Number(width);
  let result: string;
  if (flags.includes('-')) result = (sign + digits).padEnd(size);
  else if (flags.includes('0') && precision === undefined)
    result = sign + digits.padStart(size - sign.length, '0');
  else result = (sign + digits).padStart(size);
  return kind === 'X' ? result.toUpperCase() : result;
}

/** tonumber() with a base from 2 to 36, for text that is known to be a number: what strtoul reads, as decimal digits. */
export function parseLong(text: string, base: number): string {
  const negative = text.includes('-');
  let digits = text.trim().replace(/^[-+]/, '').toLowerCase();
  if (base === 16) digits = digits.replace(/^0x/, '');
  let value = 0n;
  for (const digit of digits) {
    if (DIGIT.test(digit)) value = value * BigInt(base) + BigInt(Number.parseInt(digit, 36));
  }
  if (value >= 2n ** 64n) value = 2n ** 64n - 1n;
  else if (negative) value = BigInt.asUintN(64, -value);
  // Lua's number is a double.
  return String(Number(value));
}
