import { expect, test } from 'vitest';
import { joinTokens, jsonError, layOut, tokens } from './json.ts';

test.each([
  ['{}', '{}'],
  ['[1,2]', '[\n  1,\n  2\n]'],
  ['{"a":{"b":[]},"c":null}', '{\n  "a": {\n    "b": []\n  },\n  "c": null\n}'],
  ['{"n":12345678901234567890}', '{\n  "n": 12345678901234567890\n}'],
  ['"a \\" , : b"', '"a \\" , : b"'],
  ['-1.5e+10', '-1.5e+10'],
])('%j is laid out as %j, and back', (json, laid) => {
  expect(joinTokens(layOut(tokens(json)))).toBe(laid);
  expect(joinTokens(tokens(laid))).toBe(json);
});

test('keys and values are told apart', () => {
  expect(tokens('{"a":"b","c":true}').map(({ kind }) => kind)).toEqual(
    'mark key mark string mark key mark word mark'.split(' '),
  );
});

test('what is no JSON is told', () => {
  expect(jsonError('{"a":1}')).toBeUndefined();
  expect(jsonError('{a:1}')).toMatch(/JSON/);
});
