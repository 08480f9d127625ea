import { expect, test } from 'vitest';
import { inFront, panelLayout } from './useLessonView.ts';

test('a step’s clients stand first, in its order, and nobody is lost', () => {
  expect(inFront(['main', 'ada', 'radio', 'lin'], ['radio', 'lin'])).toEqual(['radio', 'lin', 'main', 'ada']);
  expect(inFront(['main', 'ada'], [])).toEqual(['main', 'ada']);
});

test('a panel comes to the front where it is', () => {
  expect(panelLayout('ranking', true)).toEqual({ side: 'ranking' });
  expect(panelLayout('sql', false)).toEqual({ dock: 'sql' });
  expect(panelLayout('sql', true)).toEqual({ dock: 'sql', side: 'inspector' });
  expect(panelLayout(undefined, false)).toEqual({});
});
