import { expect, test } from 'vitest';
import { type Standing, standingOf, summaryOf } from './standing.ts';

const lesson = (id: string) => ({ id, title: id, summary: '', minutes: 4, terms: [], steps: ['one', 'two'] });
const kept = (done: boolean[], at = 0, skipped: boolean[] = []): Standing => ({ done, at, skipped });

test.each([
  [undefined, { state: 'new', done: 0, at: 0 }],
  [kept([]), { state: 'new', done: 0, at: 0 }],
  [kept([false, false], 1), { state: 'begun', done: 0, at: 1 }],
  [kept([], 0, [true]), { state: 'begun', done: 0, at: 0 }],
  [kept([true, false]), { state: 'begun', done: 1, at: 0 }],
  [kept([true, true], 1), { state: 'done', done: 2, at: 1 }],
  // The lesson had more steps when it was done.
  [kept([true, true, true], 2), { state: 'done', done: 2, at: 1 }],
])('standing %#', (standing, expected) => expect(standingOf(lesson('a'), standing)).toEqual(expected));

function resume(...states: ('new' | 'begun' | 'done')[]) {
  const rows = states.map((state, i) => ({ entry: lesson(String(i)), state, done: 0, at: 0 }));
  return summaryOf(rows).resume?.entry.id;
}

test('the course goes on where it was left', () => {
  expect(resume('new', 'new')).toBe('0');
  expect(resume('done', 'new')).toBe('1');
  expect(resume('begun', 'begun', 'new')).toBe('1');
  expect(resume('new', 'done', 'new')).toBe('2');
  expect(resume('new', 'done')).toBe('0');
  expect(resume('done', 'done')).toBeUndefined();
});
