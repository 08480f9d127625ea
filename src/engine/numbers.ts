/**
 * Numbers as the reference reads and prints them. Integers are signed 64-bit: JavaScript numbers while they are safe,
 * bigint beyond.
 */
export const INT64_MAX = 9223372036854775807n;
export const INT64_MIN = -9223372036854775808n;

/**
 * Reads a canonical signed 64-bit integer (no spaces, no `+`, no leading zero, no `-0`), as `string2ll` does.
 * Returns a number where it is safe, else a bigint, and undefined where the text is not such an integer.
 */
export function parseInt64(text: string): number | bigint | undefined {
  const length = text.length;
  if (length === 0 || length > 20) return undefined;
  let i = 0;
  let negative = false;
  let c = text.charCodeAt(0);
  if (c === 45) {
    if (length === 1) return undefined;
    negative = true;
    c = text.charCodeAt(1);
    i = 1;
  }
  if (c === 48) return length === 1 ? 0 : undefined;
  if (c < 49 || c > 57) return undefined;
  if (length - i > 15) return parseLong(text, i);
  let value = c - 48;
  for (i++; i < length; i++) {
    c = text.charCodeAt(i) - 48;
    if (c < 0 || c > 9) return undefined;
    value = value * 10 + c;
  }
  return negative ? -value : value;
}

function parseLong(text: string, from: number): number | bigint | undefined {
  for (let i = from; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c < 48 || c > 57) return undefined;
  }
  const value = BigInt(text);
  if (value > INT64_MAX || value < INT64_MIN) return undefined;
  return narrow(value);
}

/** A bigint as a number where that loses nothing. */
export function narrow(value: bigint): number | bigint {
  return value >= -9007199254740991n && value <= 9007199254740991n ? Number(value) : value;
}

const FLOAT = /^[+-]?(\d+\.?\d*([eE][+-]?\d+)?|\.\d+([eE][+-]?\d+)?|inf(inity)?)$/i;
/** A digit other than 0 before the exponent. */
const VANISHED = /^[^eE]*[1-9]/;
const HEX_FLOAT = /^([+-]?)0x([0-9a-f]*)\.?([0-9a-f]*)(?:p([+-]?\d+))?$/i;

/**
 * Reads a double as `strtod` with the reference's extra rules: no spaces, nothing left over, not NaN.
 * `inf`, `+inf`, `-infinity` in any case are infinities. Returns undefined otherwise.
 */
export function parseFloat64(text: string): number | undefined {
  // Most scores are small whole numbers, and those need no regular expression.
  const integer = parseInt64(text);
  if (typeof integer === 'number') return integer;
  if (FLOAT.test(text)) {
    const lower = text.toLowerCase();
    if (lower.includes('inf')) return lower.startsWith('-') ? -Infinity : Infinity;
    const value = Number(text);
    // strtod sets ERANGE where a text overflows or vanishes to 0, and the reference refuses it.
    if (value === 0 && VANISHED.test(text)) return undefined;
    return Number.isFinite(value) ? value : undefined;
  }
  const hex = HEX_FLOAT.exec(text);
  if (!hex) return undefined;
  const [, sign, whole = '', fraction = '', power = '0'] = hex;
  if (whole === '' && fraction === '') return undefined;
  const digits = Number.parseInt(whole + fraction || '0', 16);
  const value = digits * 2 ** (Number(power) - 4 * fraction.length);
  if (!Number.isFinite(value)) return undefined;
  return sign === '-' ? -value : value;
}

/** Half of the signed 64-bit range: integral doubles up to here print as integers. */
const INTEGRAL_LIMIT = 2 ** 62;

/**
 * A double as replies and scores print it: integral values as integers, else the shortest digits that read back the
 * same. Source of the layout: the reference's `d2string` and fpconv (Grisu2) — plain digits while short, else `1.5e+20`.
 */
export function formatDouble(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) <= INTEGRAL_LIMIT) {
    if (Object.is(value, -0)) return '-0';
    return Number.isSafeInteger(value) ? String(value) : BigInt(value).toString();
  }
  if (Number.isNaN(value)) return 'nan';
  if (value === Infinity) return 'inf';
  if (value === -Infinity) return '-inf';
  const [mantissa = '0', exponentText = '0'] = value.toExponential().split('e');
  const sign = value < 0 ? '-' : '';
  const digits = mantissa.replace('-', '').replace('.', '');
  const exponent = Number(exponentText);
  return sign + layOut(digits, exponent - digits.length + 1);
}

/** Lays out `digits` × 10^`scale`. */
function layOut(digits: string, scale: number): string {
  const exponent = scale + digits.length - 1;
  const magnitude = Math.abs(exponent);
  if (scale >= 0 && magnitude < digits.length + 7) return digits + '0'.repeat(scale);
  if (scale < 0 && (scale > -7 || magnitude < 4)) {
    const point = digits.length + scale;
    if (point <= 0) return `0.${'0'.repeat(-point)}${digits}`;
    return `${digits.slice(0, point)}.${digits.slice(point)}`;
  }
  const fraction = digits.length > 1 ? `.${digits.slice(1)}` : '';
  return `${digits[0]}${fraction}e${exponent < 0 ? '-' : '+'}${magnitude}`;
}
