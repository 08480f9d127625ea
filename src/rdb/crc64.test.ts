import { expect, test } from 'vitest';
import { Crc64 } from './crc64.ts';

const bytes = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0));

test('the check value of the Jones polynomial, and one of a longer text', () => {
  expect(new Crc64().update(bytes('123456789')).hex).toBe('e9c6d914c4b8d9ca');
  expect(new Crc64().update(bytes('')).hex).toBe('0000000000000000');
});

test('however the bytes are cut, the sum is the same', () => {
  const data = Uint8Array.from({ length: 1000 }, (_, i) => (i * 7919) & 255);
  const whole = new Crc64().update(data).hex;
  for (const cut of [1, 7, 8, 9, 500, 999]) {
    expect(new Crc64().update(data, 0, cut).update(data, cut).hex).toBe(whole);
  }
  expect(new Crc64().update(data).matches(new Crc64().update(data).bytes(), 0)).toBe(true);
});
