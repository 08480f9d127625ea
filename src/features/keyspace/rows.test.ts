import { expect, test } from 'vitest';
import type { KeyEvent, KeyRow, KeysProjection } from '../../protocol/views.ts';
import { fade, lines, type Shown, STAY_MS, show } from './rows.ts';

const row = (key: string): KeyRow => ({
  kind: 'key',
  key,
  label: key,
  depth: 0,
  type: 'string',
  encoding: 'embstr',
  expireAt: -1,
  ttlSetAt: -1,
  bytes: 50,
  size: 1,
});

const projection = (keys: string, events: readonly KeyEvent[] = [], offset = 0): KeysProjection => ({
  kind: 'keys',
  rows: [...keys].map(row),
  offset,
  rowCount: offset + keys.length,
  matched: keys.length,
  total: keys.length,
  counting: false,
  events,
});

const gone = (key: string, cause = 'expired'): KeyEvent => ({ key, cause, created: false, removed: true });
const touched = (key: string, created = false): KeyEvent => ({ key, cause: 'set', created, removed: false });

/** The lines as text: `a b- c*`, `-` for gone and `*` for marked. */
const text = (shown: Shown) =>
  lines(shown)
    .map(({ row: each, gone: left, mark, index }) => {
      const key = each.kind === 'key' ? each.key : each.path;
      return `${index}${key}${left ? '-' : mark ? '*' : ''}`;
    })
    .join(' ');

test('a key that expires stays where it was, and leaves later', () => {
  let shown = show(undefined, projection('abc'), 0);
  shown = show(shown, projection('ac', [gone('b')]), 100);
  expect(text(shown)).toBe('0a 1b- 2c');
  expect(shown.ghosts[0]?.mark.sign).toBe('expired');
  shown = show(shown, projection('aacd'.slice(1), [touched('d', true)]), 200);
  expect(text(shown)).toBe('0a 1b- 2c 3d*');
  expect(text(fade(shown, 100 + STAY_MS))).toBe('0a 1c 2d*');
  expect(text(fade(shown, 200 + STAY_MS))).toBe('0a 1c 2d');
});

test('first, last and neighbouring keys keep their order', () => {
  let shown = show(undefined, projection('abcde'), 0);
  shown = show(
    shown,
    projection(
      'c',
      ['a', 'b', 'd', 'e'].map((key) => gone(key, 'del')),
    ),
    1,
  );
  expect(text(shown)).toBe('0a- 1b- 2c 3d- 4e-');
  expect(shown.ghosts[0]?.mark.sign).toBe('deleted');
});

test('a key that comes back is no ghost', () => {
  let shown = show(undefined, projection('ab'), 0);
  shown = show(shown, projection('b', [gone('a')]), 1);
  shown = show(shown, projection('ab', [touched('a', true)]), 2);
  expect(text(shown)).toBe('0a* 1b');
  expect(shown.marks.get('a')?.sign).toBe('created');
});

test('a key that leaves without an event (a closed folder, a filter) is not shown', () => {
  const shown = show(show(undefined, projection('abc'), 0), projection('a'), 1);
  expect(text(shown)).toBe('0a');
});

test('a window in the middle of the list counts from its offset', () => {
  let shown = show(undefined, projection('abc', [], 10), 0);
  shown = show(shown, projection('bc', [gone('a')], 10), 1);
  expect(text(shown)).toBe('10a- 11b 12c');
  expect(text(show(shown, projection('xyz', [], 50), 2))).toBe('50x 51y 52z');
});
