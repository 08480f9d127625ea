import { expect, test } from 'vitest';
import { matchScore } from './match.ts';

test.each([
  ['Show or hide the keyspace', '', 1],
  ['Show or hide the keyspace', 'show', 13],
  ['Show or hide the keyspace', 'KEY', 11],
  ['Show or hide the keyspace', 'space', 6],
  ['Show or hide the keyspace', 'shor', 2],
  ['Show or hide the keyspace', 'shd', 0],
  ['Show or hide the keyspace', 'xyz', 0],
  ['Show or hide the keyspace', 'show xyz', 0],
  ['Pause time Time clock', 'time pause', 23],
])('%j against %j scores %i', (text, query, score) => {
  expect(matchScore(text, query)).toBe(score);
});
