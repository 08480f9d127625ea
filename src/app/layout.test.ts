import { expect, test } from 'vitest';
import { readLayout } from './layout.ts';

const base = { left: 'lesson', side: 'inspector', dock: 'console', phone: 'script' } as const;

test.each([
  [undefined, base],
  ['text', base],
  [
    { side: 'ranking', dock: 'log', phone: 'keys' },
    { ...base, side: 'ranking', dock: 'log', phone: 'keys' },
  ],
  [
    { lesson: 28.5, left: 'keys' },
    { ...base, lesson: 28.5, left: 'keys' },
  ],
  [{ lesson: 'wide', left: 'right' }, base],
  [{ side: 'elsewhere', dock: 7, phone: null }, base],
  [{ columns: { keys: 20, middle: 80 } }, { ...base, columns: { keys: 20, middle: 80 } }],
  [{ columns: { keys: -1 } }, base],
  [{ columns: { keys: Number.NaN }, rows: 'wide' }, base],
])('%o is read as a layout', (value, layout) => {
  expect(readLayout(value)).toEqual(layout);
});
