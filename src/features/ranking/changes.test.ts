import { expect, test } from 'vitest';
import type { RankingProjection } from '../../protocol/views.ts';
import { barLength, changeOf, learn, look, scoreText } from './changes.ts';

const projection = (members: string, total = members.length, offset = 0): RankingProjection => ({
  kind: 'ranking',
  key: 'k',
  exists: true,
  total,
  offset,
  rows: [...members].map((member, i) => ({ member, rank: offset + i, score: 0 })),
  lowest: 0,
  highest: 0,
});

test('ranks are compared with the last look', () => {
  const before = look(projection('abc'), false);
  expect([...'cab'].map((member, rank) => changeOf(before, member, rank))).toEqual([2, -1, -1]);
  expect(changeOf(before, 'a', 0)).toBeUndefined();
  expect(changeOf(before, 'd', 3)).toBe('new');
});

test('a member outside a partial look is learnt when it is first seen', () => {
  const before = look(projection('abc', 10), false);
  expect(changeOf(before, 'x', 4)).toBeUndefined();
  const after = learn(before, projection('xyz', 10, 3), false);
  expect(changeOf(after, 'x', 1)).toBe(2);
  expect(changeOf(after, 'a', 0)).toBeUndefined();
});

test('from the bottom the same ranks are meant', () => {
  const before = look(projection('cba'), true);
  expect(before.ranks).toEqual(
    new Map([
      ['a', 0],
      ['b', 1],
      ['c', 2],
    ]),
  );
});

test.each([
  [50, 0, 100, 0.5],
  [50, 50, 100, 0.5],
  [-50, -100, 0, 0.5],
  [0, 0, 0, 1],
  [Infinity, 0, Infinity, 1],
  [-Infinity, -Infinity, 5, 0],
  [5, -Infinity, 5, 1],
])('a score of %o between %o and %o has a bar of %o', (score, lowest, highest, length) => {
  expect(barLength(score, lowest, highest)).toBe(length);
});

test.each([
  [1250, '1,250'],
  [0.1, '0.1'],
  [-3, '-3'],
  [Infinity, '+∞'],
  [1e21, '1e+21'],
])('%o reads %j', (score, text) => {
  expect(scoreText(score)).toBe(text);
});
