import fc from 'fast-check';
import { expect, test } from 'vitest';
import { highlight } from './highlight.ts';

const colours = (script: string) =>
  highlight(script)
    .filter(({ text }) => text.trim() !== '')
    .map(({ text, colour }) => `${colour}:${text.trim()}`);

test.each([
  ['SET a 1', ['command:SET', 'plain:a', 'number:1']],
  ['zadd z NX 1.5 m', ['command:zadd', 'plain:z', 'option:NX', 'number:1.5', 'plain:m']],
  ['SET a "x y" EX 5', ['command:SET', 'plain:a', 'string:"x y"', 'option:EX', 'number:5']],
  ['SET a "two\nlines" NX', ['command:SET', 'plain:a', 'string:"two\nlines"', 'option:NX']],
  ['# why', ['comment:# why']],
  ['# @wait 2s', ['directive:# @wait 2s']],
  ["SET a 'it\\'s", ['command:SET', 'plain:a', "string:'it\\'s"]],
])('%j', (script, expected) => {
  expect(colours(script)).toEqual(expected);
});

test('the pieces put together are the script, whatever it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (script) => {
      expect(
        highlight(script)
          .map(({ text }) => text)
          .join(''),
      ).toBe(script);
    }),
    { seed: 11 },
  );
});
