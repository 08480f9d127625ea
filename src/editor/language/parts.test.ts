import { expect, test } from 'vitest';
import { CommandTable } from '../../client/syntax/analyse.ts';
import { EXAMPLES } from '../../client/syntax/examples.ts';
import { parseScript } from '../../script/parse.ts';
import { placeAt, statementAt } from './cursor.ts';
import { diagnose } from './diagnose.ts';
import { hoverAt } from './hover.ts';
import { languageAt } from './parts.ts';
import { FIRST_LINE, tokenizeScriptLine } from './script-tokens.ts';

const table = new CommandTable(EXAMPLES);

const SCRIPT = `SET a 1
# @client db sql
SELECT get, 'x' FROM t -- note
WHERE id = 1;

# @client main
GET a
# @app shop
const set = await redis.get('a') // note
# comment?
if (set) log(\`many
lines\`)
# @end
GET a
# @client db
INSERT INTO t VALUES ($$ a
# b $$);`;

/** A line as \`start type\` of its tokens. */
function coloured(script: string): string[] {
  let state = FIRST_LINE;
  return script.split('\n').map((line) => {
    const read = tokenizeScriptLine(line, state, table);
    state = read.state;
    return read.tokens.map(({ start, type }) => `${start} ${type}`).join(', ');
  });
}

test('each line has the colours of its language', () => {
  expect(coloured(SCRIPT)).toEqual([
    '0 command, 4 key, 6 number',
    '0 comment, 2 directive, 9 directive-value',
    '0 command, 6 value, 12 string, 15 value, 16 command, 20 value, 23 comment',
    '0 command, 5 value, 11 number, 12 value',
    '',
    '0 comment, 2 directive, 9 directive-value',
    '0 command, 4 key',
    '0 comment, 2 directive, 6 directive-value',
    '0 command, 5 value, 12 command, 17 value, 28 string, 31 value, 33 comment',
    '0 value',
    '0 command, 2 value, 13 string',
    '0 string, 6 value',
    '0 comment, 2 directive',
    '0 command, 4 key',
    '0 comment, 2 directive, 9 directive-value',
    '0 command, 6 value, 7 command, 11 value, 14 command, 20 value, 22 string',
    '0 string, 6 value',
  ]);
});

test('help for commands stays out of SQL and programs', () => {
  const script = parseScript(SCRIPT);
  const at = (part: string) => placeAt(script, SCRIPT, SCRIPT.indexOf(part) + part.length);
  expect(at('SELECT get')).toMatchObject({ kind: 'code', language: 'sql' });
  expect(at('redis.get')).toMatchObject({ kind: 'code', language: 'js' });
  expect(hoverAt(at('SELECT get'), table)).toBeUndefined();
  expect(at('SET')).toMatchObject({ kind: 'word', index: 0 });
  expect(diagnose(script, table)).toEqual([]);
});

test('an empty line is in the language of those around it', () => {
  const text = '# @client db sql\n\n# @app shop\n\n# @end\n';
  expect(languageAt(text, 17)).toBe('sql');
  expect(languageAt(text, text.indexOf('shop') + 5)).toBe('js');
  expect(languageAt(text, text.length)).toBe('sql');
  expect(languageAt(text, 3)).toBe('redis');
});

test('to run a line is to run what it belongs to', () => {
  const script = parseScript(SCRIPT);
  const kind = (part: string) => statementAt(script, SCRIPT, SCRIPT.indexOf(part) + 1)?.kind;
  expect(kind('WHERE')).toBe('sql');
  expect(kind('if (set)')).toBe('app');
  expect(kind('GET a')).toBe('command');
});
