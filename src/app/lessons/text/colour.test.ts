import { describe, expect, test } from 'vitest';
import { colourCode, colourScript } from './colour.ts';

const text = (pieces: readonly { text: string }[]) => pieces.map((piece) => piece.text).join('');
const coloured = (pieces: readonly { text: string; colour: string }[], colour: string) =>
  pieces.filter((piece) => piece.colour === colour).map((piece) => piece.text.trim());

const SCRIPT = `SET a 1
# @client db sql
SELECT count(*) FROM users -- all of them
WHERE name = 'Ada';
# @client main
GET a
# @app shop
// asks first
const n = await redis.get('a'); i--;
# @end
# @client db
DELETE FROM users;
`;

describe('scripts', () => {
  const pieces = colourScript(SCRIPT);
  test('nothing is lost', () => expect(text(pieces)).toBe(SCRIPT));
  test('each language has its own words', () => {
    expect(coloured(pieces, 'command')).toEqual(
      expect.arrayContaining(['SET', 'SELECT', 'FROM', 'WHERE', 'GET', 'const', 'await', 'DELETE']),
    );
    expect(coloured(pieces, 'comment')).toEqual(['-- all of them', '// asks first']);
    expect(coloured(pieces, 'string')).toEqual(["'Ada'", "'a'"]);
  });
});

test.each(['redis', 'sql', 'js', 'none'] as const)('an odd text in %s stays as it is', (language) => {
  for (const odd of ['"', '`${', "/* '", '--', '- -', '\\', 'a"b\nc', 'é–"', 'x'.repeat(50_000)])
    expect(text(colourCode(odd, language))).toBe(odd);
});
