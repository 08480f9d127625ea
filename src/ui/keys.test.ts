import { expect, test } from 'vitest';
import { matchesShortcut } from './keys.ts';

const press = (key: string, ...held: string[]) =>
  ({
    key,
    ctrlKey: held.includes('ctrl'),
    metaKey: held.includes('meta'),
    altKey: held.includes('alt'),
    shiftKey: held.includes('shift'),
  }) as KeyboardEvent;

test.each([
  ['Mod+K', press('k', 'ctrl'), true],
  ['Mod+K', press('K', 'ctrl', 'shift'), false],
  ['Mod+K', press('k'), false],
  ['Mod+K', press('k', 'ctrl', 'alt'), false],
  ['Mod+K', press('k', 'ctrl', 'meta'), false],
  ['Mod+Shift+Enter', press('Enter', 'ctrl', 'shift'), true],
  ['?', press('?', 'shift'), true],
  ['?', press('?', 'ctrl', 'shift'), false],
  ['F2', press('F2'), true],
])('%s and %o: %s', (shortcut, event, matches) => {
  expect(matchesShortcut(event, shortcut)).toBe(matches);
});
