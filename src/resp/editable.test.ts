import { expect, test } from 'vitest';
import { fromEditable, toEditable } from './editable.ts';
import { encodeText } from './text.ts';

test.each([
  ['plain', 'plain', false],
  ['two\nlines\tand a tab', 'two\nlines\tand a tab', false],
  [encodeText('é 🙂'), 'é 🙂', false],
  ['"quoted"', '"quoted"', false],
  ['', '', false],
  ['\xff\x00', '"\\xff\\x00"', true],
  ['bell\x07', '"bell\\a"', true],
])('%j is edited as %j and comes back whole', (bytes, text, quoted) => {
  expect(toEditable(bytes)).toEqual({ text, quoted });
  expect(fromEditable(text, quoted)).toBe(bytes);
});

test('a quoted form that is not one string has no bytes', () => {
  expect(fromEditable('"open', true)).toBeUndefined();
  expect(fromEditable('"a" "b"', true)).toBeUndefined();
  expect(fromEditable('"a"b', true)).toBeUndefined();
});
