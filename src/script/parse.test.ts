import { describe, expect, it } from 'vitest';
import { parseDuration } from './directives.ts';
import { distance, nearest } from './nearest.ts';
import { parseScript } from './parse.ts';

const commands = (text: string) =>
  parseScript(text).statements.flatMap((statement) => (statement.kind === 'command' ? [statement] : []));
const problems = (text: string) =>
  parseScript(text).problems.map(({ severity, range, message }) => [
    severity,
    text.slice(range.start, range.end),
    message,
  ]);

describe('commands', () => {
  it.each<[string, string[][]]>([
    ['', []],
    ['\n  \n\t\n', []],
    ['PING', [['PING']]],
    [
      'SET a 1\nGET a\n',
      [
        ['SET', 'a', '1'],
        ['GET', 'a'],
      ],
    ],
    [
      '  SET  a   "x y"  \r\nGET a',
      [
        ['SET', 'a', 'x y'],
        ['GET', 'a'],
      ],
    ],
    ['# a comment\nPING # not one', [['PING', '#', 'not', 'one']]],
    ['#\n# @\n#comment', []],
    [
      'SET a "x\ny"\nGET a',
      [
        ['SET', 'a', 'x\ny'],
        ['GET', 'a'],
      ],
    ],
    [
      "SET a 'it\\'s\n# inside'\nGET a",
      [
        ['SET', 'a', "it's\n# inside"],
        ['GET', 'a'],
      ],
    ],
    ['SET a "\\"\\n\\x41"', [['SET', 'a', '"\nA']]],
    ['SET a é', [['SET', 'a', 'Ã©']]],
    ['SET a ""', [['SET', 'a', '']]],
  ])('%j', (text, argv) => {
    expect(commands(text).map((statement) => statement.argv)).toEqual(argv);
    expect(parseScript(text).problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('knows where statements and arguments stand', () => {
    const text = '# x\n  SET a "b c"  \nPING';
    const [set, ping] = commands(text);
    expect(set && text.slice(set.range.start, set.range.end)).toBe('SET a "b c"');
    expect(set?.spans.map(({ start, end }) => text.slice(start, end))).toEqual(['SET', 'a', '"b c"']);
    expect(ping && text.slice(ping.range.start, ping.range.end)).toBe('PING');
  });

  it('goes on after an unclosed quote at the next line', () => {
    const text = 'SET a "oops\nGET a';
    expect(commands(text).map(({ argv, valid }) => [argv[0], valid])).toEqual([
      ['SET', false],
      ['GET', true],
    ]);
    expect(problems(text)).toEqual([['error', '"oops', 'This quote is never closed (unbalanced quotes).']]);
  });

  it('tells where a blank is missing after a quote', () => {
    expect(problems('SET a "b"c')).toEqual([['error', 'c', 'There must be a blank after a closing quote.']]);
  });
});

it.each([
  ['quotes that stay open, each escaped for the one before', "\\'\n"],
  ['quotes of both kinds', 'a\\\' \\"\n'],
])('reads 200,000 chars of %s', (_, line) => {
  const script = parseScript(line.repeat(200_000 / line.length));
  expect(script.problems.every(({ message }) => message.includes('quote'))).toBe(true);
  expect(script.problems.length).toBe(script.statements.length);
});

describe('directives', () => {
  it('@client holds until the next', () => {
    const text = 'PING\n# @client alice\nPING\nPING\n#@client bob\nPING\n# @client main\nPING';
    expect(commands(text).map(({ lane }) => lane)).toEqual(['main', 'alice', 'alice', 'bob', 'main']);
    expect(parseScript(text).lanes).toEqual(['main', 'alice', 'bob']);
  });

  it('@wait is a statement', () => {
    expect(
      parseScript('PING\n# @wait 1.5s\nPING').statements.map((s) => (s.kind === 'wait' ? s.ms : s.kind)),
    ).toEqual(['command', 1500, 'command']);
  });

  it('@expect gathers lines for the command above', () => {
    const text = 'LRANGE a 0 -1\n# @expect 1) "x"\n# note\n# @expect 2) "y"\nPING\n# @expect PONG';
    expect(commands(text).map((statement) => statement.expect?.lines)).toEqual([
      ['1) "x"', '2) "y"'],
      ['PONG'],
    ]);
  });

  it('@hidden marks the lines up to @end', () => {
    const text = 'A\n# @hidden\nB\n# @end\nC';
    expect(commands(text).map(({ hidden }) => hidden)).toEqual([false, true, false]);
    expect(parseScript(text).hidden.map(({ start, end }) => text.slice(start, end))).toEqual([
      '# @hidden\nB\n# @end',
    ]);
  });

  it.each<[string, string, string, string]>([
    ['# @wiat 2s', 'warning', '@wiat', 'There is no directive @wiat. Did you mean @wait?'],
    [
      '# @xyzzy',
      'warning',
      '@xyzzy',
      'There is no directive @xyzzy. There are @client, @wait, @expect, @app, @load, @hidden, @end.',
    ],
    ['# @wait 2', 'error', '# @wait 2', 'Say how long, with a unit: 500ms, 2s, 1.5m or 1h.'],
    ['# @wait', 'error', '# @wait', 'Say how long, with a unit: 500ms, 2s, 1.5m or 1h.'],
    ['# @client', 'error', '# @client', 'Say which client: # @client alice'],
    [
      '# @client a b',
      'error',
      '# @client a b',
      'A client’s name is one word of at most 24 letters, digits, “-”, “_” and “.”; only “sql” may follow it.',
    ],
    ['# @expect OK', 'error', '# @expect OK', 'There is no command above whose reply this could check.'],
    ['# @end', 'warning', '# @end', 'There is no @app or @hidden that this could end.'],
    ['# @hidden\nPING', 'warning', '# @hidden', 'This @hidden has no @end: everything below is hidden.'],
  ])('%j is told', (text, severity, where, message) => {
    expect(problems(text)).toEqual([[severity, where, message]]);
  });

  it.each<[string, number | undefined]>([
    ['2s', 2000],
    ['300ms', 300],
    ['1.5 m', 90_000],
    ['1H', 3_600_000],
    ['0s', 0],
    ['73h', undefined],
    ['-1s', undefined],
    ['s', undefined],
  ])('a duration of %s', (text, ms) => {
    const found = parseDuration(text);
    expect(typeof found === 'number' ? found : undefined).toBe(ms);
  });
});

describe('the database beside the store', () => {
  const sql = (text: string) =>
    parseScript(text).statements.flatMap((statement) =>
      statement.kind === 'sql' ? [[statement.lane, statement.text]] : [],
    );
  it.each<[string, string, [string, string][]]>([
    [
      'a line is a statement where it ends with a semicolon',
      'SELECT 1;\nSELECT 2;',
      [
        ['db', 'SELECT 1;'],
        ['db', 'SELECT 2;'],
      ],
    ],
    [
      'one goes on over lines',
      'SELECT 1,\n  2;\nSELECT 3',
      [
        ['db', 'SELECT 1,\n  2;'],
        ['db', 'SELECT 3'],
      ],
    ],
    [
      'a blank line ends it',
      'SELECT 1\n\nSELECT 2',
      [
        ['db', 'SELECT 1'],
        ['db', 'SELECT 2'],
      ],
    ],
    [
      'so does a comment of the script',
      'SELECT 1\n# and\nSELECT 2',
      [
        ['db', 'SELECT 1'],
        ['db', 'SELECT 2'],
      ],
    ],
    [
      'a comment of SQL may follow the semicolon',
      'SELECT 1; -- one\nSELECT 2;',
      [
        ['db', 'SELECT 1; -- one'],
        ['db', 'SELECT 2;'],
      ],
    ],
    [
      'a body in dollars is one piece',
      'DO $$\nBEGIN;\n\nEND;\n$$;\nSELECT 2;',
      [
        ['db', 'DO $$\nBEGIN;\n\nEND;\n$$;'],
        ['db', 'SELECT 2;'],
      ],
    ],
    [
      'other clients speak to the store',
      'SELECT 1;\n# @client a\nGET x\n# @client db\nSELECT 2;',
      [
        ['db', 'SELECT 1;'],
        ['db', 'SELECT 2;'],
      ],
    ],
  ])('%s', (_, text, expected) => {
    expect(sql(`# @client db sql\n${text}`)).toEqual(expected);
    expect(problems(`# @client db sql\n${text}`)).toEqual([]);
  });

  it('a reply can be expected', () => {
    const { statements } = parseScript('# @client db sql\nSELECT 1;\n# @expect 1');
    expect(statements[0]).toMatchObject({ kind: 'sql', expect: { lines: ['1'] } });
  });

  it('a client is of the one or of the other', () => {
    const text = 'PING\n# @client main sql\nSELECT 1;';
    expect(problems(text)).toEqual([
      ['error', '# @client main sql', '“main” is a client of the store in the lines above.'],
    ]);
  });
});

describe('programs', () => {
  const apps = (text: string) =>
    parseScript(text).statements.map((statement) =>
      statement.kind === 'app' ? [statement.name, statement.text, statement.starts] : statement.kind,
    );
  it.each<[string, string, unknown[]]>([
    ['code up to @end', '# @app a\nlet x;\n#x\n# @end\nPING', [['a', 'let x;\n#x\n', true], 'command']],
    [
      'code up to the next program',
      '# @app a\n1\n# @app b\n2',
      [
        ['a', '1\n', true],
        ['b', '2', true],
      ],
    ],
    ['code up to the next client', '# @app a\n1\n# @client c\nPING', [['a', '1\n', true], 'command']],
    ['code up to a load', '# @app a\n1\n# @load a users 3', [['a', '1\n', false], 'load']],
    ['no code at all', '# @app a', [['a', '', true]]],
  ])('%s', (_, text, expected) => {
    expect(apps(text)).toEqual(expected);
    expect(problems(text)).toEqual([]);
  });

  it('@end that closes a program does not close what is hidden', () => {
    const { hidden, statements } = parseScript('# @hidden\n# @app a\n1\n# @end\nSET a 1\n# @end\nPING');
    expect(hidden).toHaveLength(1);
    expect(statements.map((statement) => statement.hidden)).toEqual([true, true, false]);
  });

  it('a load says users, pauses and rounds', () => {
    const { statements } = parseScript('# @app a\n# @load a users 20 every 50ms rounds 3');
    expect(statements[1]).toMatchObject({ kind: 'load', app: 'a', users: 20, everyMs: 50, rounds: 3 });
  });

  it.each<[string, string]>([
    ['# @app', 'Say what the program is called: # @app shop'],
    ['# @app a\n# @end\n# @app a', 'There is a program “a” already.'],
    ['# @load', 'Say which program: # @load shop users 20'],
    ['# @load b', 'There is no program “b” here.'],
    ['# @load b users 0', '“users” takes a number from 1 to 200.'],
    ['# @load b users', 'There is no value after “users”.'],
    ['# @load b rounds 1e9', '“rounds” takes a number from 1 to 1000.'],
    ['# @load b every 5', 'Say how long, with a unit: 500ms, 2s, 1.5m or 1h.'],
    ['# @load b speed 5', 'There is no option “speed” here: users, every and rounds are known.'],
  ])('%j is told', (text, message) => {
    expect(problems(text).map(([severity, , said]) => [severity, said])).toEqual([['error', message]]);
  });
});

describe('nearest', () => {
  const names = ['GET', 'SET', 'GETEX', 'ZADD', 'ZRANGE', 'ZRANGEBYSCORE', 'HGETALL'];
  it.each<[string, string | undefined]>([
    ['gte', 'GET'],
    ['zrnage', 'ZRANGE'],
    ['HGETAL', 'HGETALL'],
    ['hgtall', 'HGETALL'],
    ['FLUSH', undefined],
    ['x', undefined],
  ])('%s', (word, found) => expect(nearest(word, names)).toBe(found));

  it('counts a swap as one edit', () => {
    expect(distance('ab', 'ba', 2)).toBe(1);
    expect(distance('abc', 'xyz', 2)).toBe(3);
  });
});
