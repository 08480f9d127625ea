/**
 * SHA-1 over a byte string (FIPS 180-4): names of scripts and DEBUG DIGEST. It protects nothing.
 */
const at = (words: Uint32Array, i: number): number => words[i] ?? 0;
const rotate = (x: number, n: number): number => (x << n) | (x >>> (32 - n));

/** The digest as five words of 32 bits. `text` has one byte a char. */
export function sha1Words(text: string): Uint32Array {
  const blocks = (text.length + 8 + 64) >> 6;
  const words = new Uint32Array(blocks * 16);
  for (let i = 0; i < text.length; i++) {
    words[i >> 2] = at(words, i >> 2) | (text.charCodeAt(i) << (24 - (i & 3) * 8));
  }
  words[text.length >> 2] = at(words, text.length >> 2) | (0x80 << (24 - (text.length & 3) * 8));
  words[words.length - 2] = Math.floor(text.length / 0x20000000);
  words[words.length - 1] = text.length << 3;
  const state = new Uint32Array([0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0]);
  const schedule = new Uint32Array(80);
  for (let block = 0; block < words.length; block += 16) compress(state, schedule, words, block);
  return state;
}

function compress(state: Uint32Array, w: Uint32Array, words: Uint32Array, block: number): void {
  for (let i = 0; i < 80; i++) {
    w[i] =
      i < 16 ? at(words, block + i) : rotate(at(w, i - 3) ^ at(w, i - 8) ^ at(w, i - 14) ^ at(w, i - 16), 1);
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0] = state;
  for (let i = 0; i < 80; i++) {
    const [mixed, constant] = round(i, b, c, d);
    const next = (rotate(a, 5) + mixed + e + constant + at(w, i)) | 0;
    e = d;
    d = c;
    c = rotate(b, 30);
    b = a;
    a = next;
  }
  for (const [i, value] of [a, b, c, d, e].entries()) state[i] = at(state, i) + value;
}

function round(i: number, b: number, c: number, d: number): [number, number] {
  if (i < 20) return [(b & c) | (~b & d), 0x5a827999];
  if (i < 40) return [b ^ c ^ d, 0x6ed9eba1];
  if (i < 60) return [(b & c) | (b & d) | (c & d), 0x8f1bbcdc];
  return [b ^ c ^ d, 0xca62c1d6];
}

/** Five words as 40 lower-case hex digits. */
export const hexOf = (words: Uint32Array): string =>
  Array.from(words, (word) => word.toString(16).padStart(8, '0')).join('');

/** The digest as 40 lower-case hex digits. */
export const sha1Hex = (text: string): string => hexOf(sha1Words(text));
