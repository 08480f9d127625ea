/**
 * SHA-256 over a byte string (FIPS 180-4), for ACL passwords. The platform's own is asynchronous and not there in a pure
 * engine; passwords are short, so speed does not matter.
 */
const ROUND = new Uint32Array(64);
const START = new Uint32Array(8);

/** The round constants are fractions of cube roots of the first 64 primes, the start values of square roots. */
function fill(): void {
  let count = 0;
  for (let n = 2; count < 64; n++) {
    let prime = true;
    for (let d = 2; d * d <= n; d++) if (n % d === 0) prime = false;
    if (!prime) continue;
    if (count < 8) START[count] = fraction(n, 2);
    ROUND[count++] = fraction(n, 3);
  }
}

/** The first 32 bits after the point of the k-th root of `n`, by integer search, so that no rounding can creep in. */
function fraction(n: number, k: number): number {
  const target = BigInt(n) << BigInt(32 * k);
  let low = 0n;
  let high = 1n << 40n;
  while (high - low > 1n) {
    const middle = (low + high) >> 1n;
    if (middle ** BigInt(k) <= target) low = middle;
    else high = middle;
  }
  return Number(low & 0xffffffffn);
}
fill();

const at = (words: Uint32Array, i: number): number => words[i] ?? 0;
const rotate = (x: number, n: number): number => (x >>> n) | (x << (32 - n));

/** The digest as 64 lower-case hex digits. `text` has one byte a char. */
export function sha256Hex(text: string): string {
  const blocks = (text.length + 8 + 64) >> 6;
  const words = new Uint32Array(blocks * 16);
  for (let i = 0; i < text.length; i++) {
    words[i >> 2] = at(words, i >> 2) | (text.charCodeAt(i) << (24 - (i & 3) * 8));
  }
  words[text.length >> 2] = at(words, text.length >> 2) | (0x80 << (24 - (text.length & 3) * 8));
  words[words.length - 2] = Math.floor(text.length / 0x20000000);
  words[words.length - 1] = text.length << 3;
  const state = START.slice();
  const schedule = new Uint32Array(64);
  for (let block = 0; block < words.length; block += 16) compress(state, schedule, words, block);
  return Array.from(state, (word) => word.toString(16).padStart(8, '0')).join('');
}

function compress(state: Uint32Array, w: Uint32Array, words: Uint32Array, block: number): void {
  for (let i = 0; i < 64; i++) {
    if (i < 16) w[i] = at(words, block + i);
    else {
      const x = at(w, i - 15);
      const y = at(w, i - 2);
      const s0 = rotate(x, 7) ^ rotate(x, 18) ^ (x >>> 3);
      const s1 = rotate(y, 17) ^ rotate(y, 19) ^ (y >>> 10);
      w[i] = at(w, i - 16) + s0 + at(w, i - 7) + s1;
    }
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let i = 0; i < 64; i++) {
    const s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + at(ROUND, i) + at(w, i)) | 0;
    const s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + t2) | 0;
  }
  for (const [i, value] of [a, b, c, d, e, f, g, h].entries()) state[i] = at(state, i) + value;
}
