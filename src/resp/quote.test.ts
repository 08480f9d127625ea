import { expect, test } from 'vitest';
import { labelText } from './quote.ts';
import { encodeText } from './text.ts';

test.each([
  ['user:1', 'user:1'],
  [encodeText('ключ “one”'), 'ключ “one”'],
  ['with "quotes" and \\', 'with "quotes" and \\'],
  ['new\nline\ttab', 'new\\nline\\ttab'],
  ['\xff\x00bin', '\\xff\\x00bin'],
  ['\xfe\x00bin', '\\xfe\\x00bin'],
  [`${encodeText('é')}\xe2\x82`, 'é\\xe2\\x82'],
  [encodeText('\u202eabc'), '\\xe2\\x80\\xaeabc'],
  ['', '(empty)'],
])('the label of %j is %j', (bytes, label) => expect(labelText(bytes, '(empty)')).toBe(label));
