import { expect, test } from 'vitest';
import { murmur64 } from './murmur.ts';

const MASK = (1n << 64n) - 1n;

/** The same hash by its definition, in bigint. */
function definition(text: string): bigint {
  const m = 0xc6a4a7935bd1e995n;
  let hash = 0xadc83b19n ^ ((BigInt(text.length) * m) & MASK);
  const bytes = [...text].map((char) => BigInt(char.charCodeAt(0)));
  let at = 0;
  for (; at + 8 <= bytes.length; at += 8) {
    let k = 0n;
    for (let i = 7; i >= 0; i--) k = (k << 8n) | (bytes[at + i] ?? 0n);
    k = (k * m) & MASK;
    k ^= k >> 47n;
    hash = ((hash ^ ((k * m) & MASK)) * m) & MASK;
  }
  if (at < bytes.length) {
    let tail = 0n;
    for (let i = bytes.length - 1; i >= at; i--) tail = (tail << 8n) | (bytes[i] ?? 0n);
    hash = ((hash ^ tail) * m) & MASK;
  }
  hash ^= hash >> 47n;
  hash = (hash * m) & MASK;
  return hash ^ (hash >> 47n);
}

test('the hash on pairs of words is the hash', () => {
  let state = 1;
  for (let length = 0; length < 200; length++) {
    let text = '';
    for (let i = 0; i < length; i++) {
      state = (state * 48271) % 2147483647;
      text += String.fromCharCode(state & 255);
    }
    const { high, low } = murmur64(text);
    expect((BigInt(high) << 32n) | BigInt(low), `length ${length}`).toBe(definition(text));
  }
});
