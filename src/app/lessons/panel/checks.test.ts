import { expect, test } from 'vitest';
import { newsOf } from './Checks.tsx';

const yes = (words: string) => ({ ok: true, words });
const no = (words: string) => ({ ok: false, words });

test.each([
  [undefined, [no('No key.'), yes('b')], false, '1 of 2 checks holds. Missing: No key.'],
  [[no('No key.'), yes('b')], [no('No key.'), yes('b')], false, undefined],
  [[no('No key.'), yes('b')], [yes('a'), yes('b')], true, 'All checks hold. The step is done.'],
  [[yes('a'), yes('b')], [yes('a'), no('Too long.')], true, '1 of 2 checks holds. Missing: Too long.'],
  [undefined, [no('One.'), no('Two.')], false, '0 of 2 checks hold. Missing: One. Two.'],
])('what is said after a check (%#)', (before, checks, done, words) => {
  expect(newsOf(before, checks, done)).toBe(words);
});
