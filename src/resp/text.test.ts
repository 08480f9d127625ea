import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeText, displayText, encodeText, fromUint8Array, toUint8Array } from './text.ts';

const latin1 = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');
const anyBytes = fc.uint8Array({ maxLength: 60 });

test('encodes as the platform does', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (text) => {
      expect(encodeText(text)).toBe(latin1(new TextEncoder().encode(text)));
    }),
  );
  expect(encodeText('\ud800')).toBe('\xef\xbf\xbd');
});

test('decodes what is UTF-8 and nothing else, as the platform does', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        anyBytes,
        fc.string({ unit: 'binary' }).map((text) => new TextEncoder().encode(text)),
      ),
      (bytes) => {
        let platform: string | undefined;
        try {
          platform = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
        } catch {
          platform = undefined;
        }
        expect(decodeText(latin1(bytes))).toBe(platform);
      },
    ),
    { numRuns: 2000 },
  );
});

test.each(['\xc0\x80', '\xed\xa0\x80', '\xf4\x90\x80\x80', '\xe2\x82', '\x80', '\xff'])(
  'overlong forms, surrogates and cut sequences are not text (%j)',
  (bytes) => expect(decodeText(bytes)).toBeUndefined(),
);

test('shows what it can of broken text', () => {
  expect(displayText('caf\xc3\xa9')).toBe('café');
  expect(displayText('caf\xc3\xa9 \xff!')).toBe('café \ufffd!');
});

test('bytes come and go unchanged, short and long', () => {
  for (const length of [0, 1, 2, 11, 12, 13, 23, 24, 25, 26, 100, 8192, 8193, 20000]) {
    const bytes = Uint8Array.from({ length }, (_, i) => (i * 7 + length) & 255);
    expect(fromUint8Array(bytes)).toBe(latin1(bytes));
    expect(toUint8Array(fromUint8Array(bytes))).toEqual(bytes);
  }
  expect(fromUint8Array(Uint8Array.of(1, 2, 3, 4), 1, 3)).toBe('\x02\x03');
});
