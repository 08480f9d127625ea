import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compress, decompress } from './lzf.ts';

function roundTrip(input: Uint8Array): Uint8Array | undefined {
  const output = new Uint8Array(input.length * 2 + 16);
  const length = compress(input, 0, input.length, output, output.length - 8);
  return length === 0 ? undefined : decompress(output, 0, length, input.length);
}

test('what is compressed comes back, for random and for repetitive input', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 1, maxLength: 2000 }),
      fc.integer({ min: 1, max: 60 }),
      (part, times) => {
        const input = Uint8Array.from(Array.from({ length: times }, () => [...part]).flat());
        expect(roundTrip(input)).toEqual(input);
      },
    ),
    { numRuns: 200 },
  );
});

test('repetition gets short', () => {
  const input = new Uint8Array(10000).fill(97);
  const output = new Uint8Array(10000);
  expect(compress(input, 0, input.length, output, 9996)).toBeLessThan(200);
});

test('a malformed stream is refused, never overrun', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.integer({ min: 0, max: 5000 }), (input, length) => {
      const output = decompress(input, 0, input.length, length);
      if (output) expect(output.length).toBe(length);
    }),
  );
});
