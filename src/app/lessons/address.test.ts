import { expect, test } from 'vitest';
import { lessonHref, readAddress, withPlace } from './address.ts';

test.each([
  ['', undefined],
  ['?scenario=leaderboard', undefined],
  ['?lesson=ttl', { kind: 'lesson', place: { lesson: 'ttl', step: undefined } }],
  ['?lesson=ttl&step=3', { kind: 'lesson', place: { lesson: 'ttl', step: 3 } }],
  ['?lesson=ttl&step=0', { kind: 'lesson', place: { lesson: 'ttl', step: undefined } }],
  ['?lesson=ttl&step=2.5', { kind: 'lesson', place: { lesson: 'ttl', step: undefined } }],
  ['?lesson=ttl&step=', { kind: 'lesson', place: { lesson: 'ttl', step: undefined } }],
  ['?lesson=https://a.example/b.md', { kind: 'source', source: 'https://a.example/b.md' }],
  ['?lesson=javascript:alert(1)', { kind: 'source', source: 'javascript:alert(1)' }],
  ['?lesson', { kind: 'course' }],
  ['?course', { kind: 'course' }],
])('%s', (search, expected) => expect(readAddress(search)).toEqual(expected));

test('an address keeps what belongs to others', () => {
  const href = 'https://a.example/kg/?lesson=ttl&step=2&lang=en#x';
  expect(withPlace(href, { lesson: 'sets', step: 1 })).toBe(
    'https://a.example/kg/?lesson=sets&step=1&lang=en#x',
  );
  expect(withPlace(href, 'course')).toBe('https://a.example/kg/?course&lang=en#x');
  expect(withPlace(href, undefined)).toBe('https://a.example/kg/?lang=en#x');
  expect(withPlace('https://a.example/kg/?lesson=ttl', undefined)).toBe('https://a.example/kg/');
  expect(lessonHref('ttl', undefined)).toBe('?lesson=ttl');
});
