import { expect, test } from 'vitest';
import { joinHidden, movePieces, splitHidden } from './hidden.ts';

const SETUP = '# @hidden\nSET a 1\n# @end\n';

test.each([
  ['nothing hidden', 'SET a 1\nGET a', 'SET a 1\nGET a', 0],
  ['setup on top', `${SETUP}GET a`, 'GET a', 1],
  ['a blank line after the setup goes with it', `${SETUP}\nGET a\n`, 'GET a\n', 1],
  ['in the middle', `GET a\n${SETUP}GET a\n`, 'GET a\nGET a\n', 1],
  ['twice', `${SETUP}GET a\n${SETUP}`, 'GET a\n', 2],
  ['without an end', 'GET a\n# @hidden\nDEL a\nDEL b', 'GET a\n', 1],
  ['with blanks and no space after #', '  #@hidden \nSET a 1\n\t# @end\nGET a', 'GET a', 1],
  ['a word that only begins like it', '# @hiddenness\nGET a', '# @hiddenness\nGET a', 0],
])('splits: %s', (_what, script, visible, pieces) => {
  const split = splitHidden(script);
  expect(split.visible).toBe(visible);
  expect(split.pieces).toHaveLength(pieces);
});

test.each([`${SETUP}GET a`, `GET a\n${SETUP}GET b\n`, `${SETUP}GET a\n${SETUP}GET b\n${SETUP}`])(
  'joining what was split gives the script back: %j',
  (script) => {
    expect(joinHidden(splitHidden(script)).text).toBe(script);
  },
);

test('offsets of the whole script lead to the visible text, hidden ones to where their piece stands', () => {
  const split = splitHidden(`GET a\n${SETUP}GET b\n${SETUP}GET c`);
  const { text, toVisible } = joinHidden(split);
  for (const word of ['GET a', 'GET b', 'GET c'])
    expect(split.visible.slice(toVisible(text.indexOf(word))).startsWith(word)).toBe(true);
  expect(toVisible(text.indexOf('SET a 1'))).toBe('GET a\n'.length);
  expect(toVisible(text.lastIndexOf('SET a 1'))).toBe('GET a\nGET b\n'.length);
});

test('pieces stay with their lines while the text around them is edited', () => {
  const { pieces } = splitHidden(`GET a\n${SETUP}GET b`);
  const typed = movePieces(pieces, { at: 0, removed: 0, inserted: 'PING\n' }, 'PING\nGET a\nGET b');
  expect(typed[0]?.at).toBe('PING\nGET a\n'.length);
  const after = movePieces(typed, { at: 16, removed: 0, inserted: 'x' }, 'PING\nGET a\nGET bx');
  expect(after[0]?.at).toBe('PING\nGET a\n'.length);
  const gone = movePieces(after, { at: 0, removed: 17, inserted: '' }, '');
  expect(joinHidden({ visible: '', pieces: gone }).text).toBe(SETUP);
});
