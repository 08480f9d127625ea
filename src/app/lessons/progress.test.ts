import { expect, it } from 'vitest';
import { keepProgress, parseProgress, readProgress } from './progress.ts';

it('keeps the progress of each lesson, the newest last', () => {
  keepProgress('ttl', { done: [true, false], skipped: [], at: 1 });
  keepProgress('sets', { done: [], skipped: [true], at: 0 });
  keepProgress('ttl', { done: [true, true], skipped: [], at: 1 });
  expect([...readProgress()]).toEqual([
    ['sets', { done: [], skipped: [true], at: 0 }],
    ['ttl', { done: [true, true], skipped: [], at: 1 }],
  ]);
  keepProgress('ttl', undefined);
  expect([...readProgress().keys()]).toEqual(['sets']);
});

it.each([
  undefined,
  '',
  '{',
  'null',
  '[]',
  '1',
  '{"A b":{}}',
  '{"ttl":null}',
  '{"__proto__":{"done":[true]}}',
])('reads nothing out of %s', (text) => expect([...parseProgress(text)]).toEqual([]));

it('leaves out what is not as it should be', () => {
  expect(parseProgress('{"ttl":{"done":[true,1,"x"],"skipped":{},"at":-3,"more":1}}').get('ttl')).toEqual({
    done: [true, false, false],
    skipped: [],
    at: 0,
  });
  const many = JSON.stringify({ ttl: { done: Array(5000).fill(true), at: 1e9 } });
  expect(parseProgress(many).get('ttl')).toMatchObject({ at: 0 });
  expect(parseProgress(many).get('ttl')?.done).toHaveLength(50);
});
