/**
 * INCRBYFLOAT and HINCRBYFLOAT add in the 80-bit `long double` of x86: 64 bits of mantissa, where a JavaScript number has
 * 53. So 10.5 + 0.1 prints 10.6, and not 10.59999999999999964. Here such a number is mantissa × 2^exponent with a bigint
 * mantissa; every operation is done exactly and then rounded once, half to even, as the hardware does it.
 */

/** mantissa × 2^exponent with |mantissa| < 2⁶⁴, or an infinity (a JavaScript number). */
export type LongDouble = { readonly mantissa: bigint; readonly exponent: number } | number;

const PRECISION = 64;
/** Exponent of the last bit of the smallest subnormal number, and of the greatest finite number. */
const MIN_EXPONENT = -16445;
const MAX_EXPONENT = 16320;

const DECIMAL = /^([+-]?)(\d*)\.?(\d*)(?:e([+-]?\d+))?$/i;
const HEXADECIMAL = /^([+-]?)0x([0-9a-f]*)\.?([0-9a-f]*)(?:p([+-]?\d+))?$/i;
const INFINITY = /^([+-]?)inf(?:inity)?$/i;

const bitLength = (value: bigint): number => {
  const hex = value.toString(16);
  return hex.length * 4 - Math.clz32(Number.parseInt(hex[0] ?? '0', 16)) + 28;
};

/**
 * Reads a number as `strtold` does, with the reference's extra rules: nothing before or after it, at most 5119 bytes,
 * not NaN, no overflow, and no underflow to zero. Returns undefined otherwise.
 */
export function parseLongDouble(text: string): LongDouble | undefined {
  if (text.length >= 5120) return undefined;
  const infinity = INFINITY.exec(text);
  if (infinity) return infinity[1] === '-' ? -Infinity : Infinity;
  const hex = HEXADECIMAL.exec(text);
  const match = hex ?? DECIMAL.exec(text);
  if (!match) return undefined;
  const [, sign, whole = '', fraction = '', power = '0'] = match;
  if (whole + fraction === '') return undefined;
  const digits = BigInt((hex ? '0x' : '') + whole + fraction);
  if (digits === 0n) return { mantissa: 0n, exponent: 0 };
  const scale = Number(power) - fraction.length * (hex ? 4 : 1);
  const value = hex ? round(digits, scale) : fromDecimal(digits, scale);
  if (value === undefined || typeof value === 'number' || value.mantissa === 0n) return undefined;
  return sign === '-' ? { mantissa: -value.mantissa, exponent: value.exponent } : value;
}

/** digits × 10^scale, or undefined far outside the range. */
function fromDecimal(digits: bigint, scale: number): LongDouble | undefined {
  if (scale > 5000 || scale < -11000) return undefined;
  if (scale >= 0) return round(digits * 10n ** BigInt(scale), 0);
  const divisor = 10n ** BigInt(-scale);
  const shift = Math.max(0, bitLength(divisor) - bitLength(digits) + PRECISION + 2);
  const dividend = digits << BigInt(shift);
  const quotient = dividend / divisor;
  // One more bit says whether anything was cut off: it keeps a value just above a half from looking like a half.
  const sticky = quotient * divisor === dividend ? 0n : 1n;
  return round((quotient << 1n) | sticky, -shift - 1);
}

/** The nearest long double to value × 2^exponent, for value ≥ 0; Infinity beyond the range. */
function round(value: bigint, exponent: number): LongDouble {
  const drop = Math.max(bitLength(value) - PRECISION, MIN_EXPONENT - exponent);
  if (drop <= 0)
    return exponent + bitLength(value) - PRECISION > MAX_EXPONENT ? Infinity : { mantissa: value, exponent };
  const result = shiftRightEven(value, drop);
  const at = exponent + drop;
  return at + Math.max(0, bitLength(result) - PRECISION) > MAX_EXPONENT
    ? Infinity
    : { mantissa: result, exponent: at };
}

/** value / 2^bits for value ≥ 0, rounded half to even. */
function shiftRightEven(value: bigint, bits: number): bigint {
  const shift = BigInt(bits);
  const kept = value >> shift;
  const rest = value - (kept << shift);
  const half = 1n << (shift - 1n);
  return rest > half || (rest === half && (kept & 1n) === 1n) ? kept + 1n : kept;
}

/** The sum; NaN where infinities cancel. */
export function addLongDouble(a: LongDouble, b: LongDouble): LongDouble {
  if (typeof a === 'number') return typeof b === 'number' ? a + b : a;
  if (typeof b === 'number') return b;
  const exponent = Math.min(a.exponent, b.exponent);
  const sum = (a.mantissa << BigInt(a.exponent - exponent)) + (b.mantissa << BigInt(b.exponent - exponent));
  if (sum === 0n) return { mantissa: 0n, exponent: 0 };
  if (sum > 0n) return round(sum, exponent);
  const rounded = round(-sum, exponent);
  return typeof rounded === 'number' ? -rounded : { mantissa: -rounded.mantissa, exponent: rounded.exponent };
}

/**
 * Prints with up to 17 decimals and no trailing zeros, as the reference's `ld2string` in its "human" mode: `%.17Lf`,
 * then zeros and the point cut off, and `-0` as `0`. Infinities and NaN have no place here.
 */
export function formatLongDouble(value: LongDouble): string {
  if (typeof value === 'number') return String(value);
  const negative = value.mantissa < 0n;
  const scaled = (negative ? -value.mantissa : value.mantissa) * 10n ** 17n;
  const units =
    value.exponent >= 0 ? scaled << BigInt(value.exponent) : shiftRightEven(scaled, -value.exponent);
  if (units === 0n) return '0';
  const digits = units.toString().padStart(18, '0');
  const fraction = digits.slice(-17).replace(/0+$/, '');
  const whole = digits.slice(0, -17);
  return (negative ? '-' : '') + (fraction === '' ? whole : `${whole}.${fraction}`);
}

/** True for a finite number. */
export const isFiniteLongDouble = (value: LongDouble): boolean => typeof value !== 'number';
