/**
 * Sine, cosine and arc sine, rounded correctly but for about one argument in a hundred thousand. `Math.sin` may err by a
 * whole last digit, and differently in each browser; a distance that is stored as a score shows its last digit, and the
 * same commands are to give the same bytes everywhere. The C library of the reference rounds nearly always correctly.
 *
 * The argument is cut into k/128 and a rest b below 1/256. Sine and cosine of k/128 come from a table with twice the digits
 * of a double (filled on demand by Taylor series over big integers), those of b from a few terms, and the sum is kept as
 * an unevaluated pair of doubles until the one final rounding. Source of the method: S. Gal's accurate tables; exact sums
 * and products after D. E. Knuth and T. J. Dekker.
 */
const STEPS = 128;
const FAR = 4 * Math.PI;
/** Fractional bits of the big integers. */
const PRECISION = 160n;
const ONE = 1n << PRECISION;

/** Sine and cosine of k/128, each a double and what it lacks. */
interface Row {
  readonly sin: number;
  readonly sinRest: number;
  readonly cos: number;
  readonly cosRest: number;
}

const table = new Map<number, Row>();

function rowFor(k: number): Row {
  let row = table.get(k);
  if (row === undefined) {
    const x = (BigInt(k) * ONE) / BigInt(STEPS);
    const [sin, sinRest] = asPair(series(x, x, 2n));
    const [cos, cosRest] = asPair(series(x, ONE, 1n));
    row = { sin, sinRest, cos, cosRest };
    table.set(k, row);
  }
  return row;
}

/** Taylor series of sine (first term x, then from 2·3) or cosine (first term 1, then from 1·2). */
function series(x: bigint, first: bigint, from: bigint): bigint {
  let sum = 0n;
  let term = first;
  for (let n = from; term !== 0n; n += 2n) {
    sum += term;
    term = (-term * x * x) / (ONE * ONE * n * (n + 1n));
  }
  return sum;
}

/** A big fixed-point number as a double and the double nearest to what is left. */
function asPair(value: bigint): [high: number, low: number] {
  const scale = 2 ** Number(PRECISION);
  const high = Number(value) / scale;
  return [high, Number(value - BigInt(high * scale)) / scale];
}

/** Half of the result of the functions below: what their return value lacks. Kept here so that nothing is allocated. */
let rest = 0;

/** a × b rounded, and what that lacks in `rest`. */
function product(a: number, b: number): number {
  const p = a * b;
  // 2²⁷ + 1 splits a double into halves whose products are exact.
  const wideA = 134217729 * a;
  const wideB = 134217729 * b;
  const highA = wideA - (wideA - a);
  const highB = wideB - (wideB - b);
  const lowA = a - highA;
  const lowB = b - highB;
  rest = lowA * lowB - (p - highA * highB - lowA * highB - highA * lowB);
  return p;
}

/** a + b rounded, and what that lacks in `rest`. */
function total(a: number, b: number): number {
  const sum = a + b;
  const part = sum - a;
  rest = a - (sum - part) + (b - part);
  return sum;
}

/** main + mainRest at k/128, turned by b: main × cos b + other × sin b, as a double with what it lacks in `rest`. */
function turned(main: number, mainRest: number, other: number, otherRest: number, b: number): number {
  const square = b * b;
  const cosLess1 = square * (-0.5 + square * (1 / 24 - square / 720));
  const sinLessB = b * square * (-1 / 6 + square * (1 / 120 - square / 5040));
  const across = product(other, b);
  const acrossRest = rest;
  const sum = total(main, across);
  const small = rest + acrossRest + mainRest + otherRest * b + main * cosLess1 + other * sinLessB;
  return total(sum, small);
}

function sinePair(x: number): number {
  const k = Math.round(Math.abs(x) * STEPS);
  const { sin, sinRest, cos, cosRest } = rowFor(k);
  return turned(sin, sinRest, cos, cosRest, Math.abs(x) - k / STEPS);
}

/** Sine of x radians; beyond two turns (no angle on a map) what the platform says. */
export function sin(x: number): number {
  if (!(Math.abs(x) <= FAR)) return Math.sin(x);
  const value = sinePair(x);
  return x < 0 ? -value : value;
}

/** Cosine of x radians; beyond two turns what the platform says. */
export function cos(x: number): number {
  if (!(Math.abs(x) <= FAR)) return Math.cos(x);
  const k = Math.round(Math.abs(x) * STEPS);
  const row = rowFor(k);
  return turned(row.cos, row.cosRest, -row.sin, -row.sinRest, Math.abs(x) - k / STEPS);
}

/** Arc sine of y from 0 to 1: one step of Newton's method from what the platform says. */
export function asin(y: number): number {
  const guess = Math.asin(y);
  // Close to a quarter turn the step would divide by nearly nothing, and the guess is good to a few last digits.
  if (!(y < 0.99999999)) return guess;
  const sine = sinePair(guess);
  const sineRest = rest;
  return guess + (y - sine - sineRest) / cos(guess);
}
