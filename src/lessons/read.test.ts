import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Check, Lesson } from './lesson.ts';
import { readLesson } from './read.ts';

const FRONT = '---\nid: a-lesson\ntitle: A lesson\nsummary: One sentence.\n---\n';
const fence = (words: string, ...lines: string[]) => ['```' + words, ...lines, '```'].join('\n');
/** Lines of a step begin at line 7. */
const step = (...parts: string[]) => `${FRONT}## A step\n${parts.join('\n')}\n`;

function lessonOf(file: string): Lesson {
  const { lesson, problems } = readLesson(file);
  expect(problems).toEqual([]);
  if (!lesson) throw new Error('There is no lesson.');
  return lesson;
}
const told = (file: string) => readLesson(file).problems.map(({ line, message }) => `${line}: ${message}`);
/** Checks of a step without a task, which is what is warned of. */
function checksOf(...lines: string[]): readonly Check[] {
  return lessonOf(
    step('### Task', 'Do it.', fence('redis solution', 'PING'), fence('check', ...lines)),
  ).steps.flatMap(({ checks }) => checks);
}

it('reads the example of the format’s page', () => {
  const page = readFileSync(join(dirname(fileURLToPath(import.meta.url)), 'LESSONS.md'), 'utf8');
  const example = /^````markdown\n([\s\S]*?)^````$/m.exec(page)?.[1] ?? '';
  const lesson = lessonOf(example);
  expect(lesson).toMatchObject({
    id: 'first-counter',
    title: 'A counter',
    minutes: 4,
    terms: ['counter', 'atomic'],
    view: { panel: 'inspector', key: 'views:home' },
  });
  expect(lesson.steps).toMatchObject([
    {
      title: 'Count a page view',
      text: expect.stringMatching(/^A counter is .* no key yet\.$/s),
      task: 'Count three views in all, and let the counter end after a minute.',
      script: 'INCR views:home',
      setup: '',
      solution: 'INCR views:home\nINCR views:home\nINCR views:home\nEXPIRE views:home 60',
      hints: ['`EXPIRE` gives a key a TTL in seconds.'],
      questions: [{ choices: [], answer: expect.stringMatching(/^No\. A command runs whole/) }],
    },
  ]);
  expect(lesson.steps[0]?.checks.map(({ kind, line }) => [kind, line])).toEqual([
    ['value', 35],
    ['ttl', 36],
    ['used', 37],
    ['used', 38],
  ]);
});

describe('scripts', () => {
  it('are made of the blocks in their order', () => {
    const { steps } = lessonOf(
      step(
        'One.',
        fence('redis', 'SET a 1', '# @client alice', 'GET a'),
        fence('sql', 'SELECT 1;'),
        'Two.',
        fence('redis', 'GET a'),
        fence('js app shop', 'await redis.get("a")'),
        fence('load', 'users: 20', 'each: shop', 'every: 50ms'),
        fence('redis setup', 'SET b 1'),
        fence('sql setup', 'CREATE TABLE t (id int);'),
        fence('redis solution', '# @client bob', 'GET a'),
        fence('js app shop solution', 'return'),
        fence('text', 'SHOWN'),
      ),
    );
    expect(steps[0]?.text).toBe('One.\nTwo.\n```text\nSHOWN\n```');
    expect(steps[0]?.script).toBe(
      [
        ...[
          'SET a 1',
          '# @client alice',
          'GET a',
          '',
          '# @client db sql',
          'SELECT 1;',
          '',
          '# @client main',
          'GET a',
        ],
        ...['', '# @app shop', 'await redis.get("a")', '# @end', '', '# @load shop users 20 every 50ms'],
      ].join('\n'),
    );
    expect(steps[0]?.setup).toBe('SET b 1\n\n# @client db sql\nCREATE TABLE t (id int);');
    // The load has no solution of its own, so it stands as it is.
    expect(steps[0]?.solution).toBe(
      '# @load shop users 20 every 50ms\n\n# @client bob\nGET a\n\n# @app shop\nreturn\n# @end',
    );
  });

  it('a load may stand on one line', () => {
    const { steps } = lessonOf(
      step(fence('js app shop', 'return'), fence('load', 'users: 20, each: shop,every: 50ms')),
    );
    expect(steps[0]?.script).toContain('# @load shop users 20 every 50ms');
  });

  it('tell what is wrong in them at the line of the file', () => {
    expect(
      told(
        step(
          fence('redis', 'SET a 1', 'SET "b', '# @wayt 2s'),
          fence('sql', 'SELECT 1;'),
          fence('redis', 'GET a', '# @wait soon'),
          fence('redis solution', 'GET a"'),
          fence('js app shop', 'a()', '# @end', 'b()'),
          fence('load', 'each: shoop', 'users: 900', 'rounds: x'),
          fence('redis setup', '# @wait 2h', '# @app x', 'a()'),
        ),
      ),
    ).toEqual([
      '9: This quote is never closed (unbalanced quotes).',
      '10: There is no directive @wayt. Did you mean @wait?',
      '17: Say how long, with a unit: 500ms, 2s, 1.5m or 1h.',
      '20: This quote is never closed (unbalanced quotes).',
      '24: This line would end the program: in its code, no line is a comment that begins with “# @”.',
      '27: There is no program “shoop” here.',
      '29: “users” takes a number from 1 to 200.',
      '30: “rounds” takes a number from 1 to 1000.',
      '33: Setup waits for 60 s at most, all its waits together.',
      '34: Setup runs unseen, and no programs with it.',
    ]);
  });
});

describe('what is wrong is told with its line', () => {
  it.each<[string, string, string[]]>([
    [
      'nothing',
      '',
      [
        '1: A lesson begins',
        '1: There is no step',
        '1: The front matter has no “id”',
        '1: The front',
        '1: The front',
      ],
    ],
    [
      'no end of the front matter',
      '---\nid: a\n',
      ['1: This front matter never ends', '3: There is no step', '3: The front', '3: The front'],
    ],
    [
      'front matter',
      '---\nid: A B\ntitel: x\nminutes: 90\npanel: none\nclients: a b\nid: c\nnonsense\nsummary:\n---\n## A\n',
      [
        '2: An id is lower case',
        '3: There is no “titel” here. Did you mean “title”?',
        '4: “minutes” is a number',
        '5: There is no panel “none”. Known are inspector',
        '6: “clients” are at most 8 names',
        '7: “id” stands here a second time.',
        '8: This line is not “name: value”.',
        '9: “summary” has no value.',
        '10: The front matter has no “title”',
        '10: The front matter has no “summary”',
      ],
    ],
    [
      'names of every object',
      `---\n__proto__: x\nconstructor: y\ntoString: z\nid: a\ntitle: b\nsummary: c\n---\n## A\n`,
      [
        '2: There is no “__proto__” here.',
        '3: There is no “constructor” here.',
        '4: There is no “toString” here.',
      ],
    ],
    ['text above the first step', `${FRONT}Hello.\n\n## A\n`, ['6: This stands above the first step']],
    ['a title in the text', `${FRONT}# Hello\n## A\n`, ['6: The lesson’s title stands in the front matter']],
    [
      'an unknown block',
      step(fence('reddis', 'PING')),
      ['7: There is no block “reddis”. Did you mean “redis'],
    ],
    [
      'an unknown role',
      step(fence('redis solutoin', 'PING')),
      ['7: There is no block “redis solutoin”. Did you mean “redis solution”?'],
    ],
    ['a block without a name', step(fence('', 'PING')), ['7: A block needs a name']],
    ['a program without a name', step(fence('js app', 'x()')), ['7: Say what the program is called']],
    ['an open block', step('```redis', 'PING'), ['7: This block is never closed.']],
    ['a section that is nearly one', step('### Tusk', 'Do it.'), ['7: Did you mean “### Task”?']],
    ['an empty section', step('### Hint', fence('redis', 'PING')), ['7: There is nothing below “### Hint”.']],
    ['checks without a task', step(fence('check', 'used GET')), ['8: This step has checks and no task']],
    [
      'a task without solution',
      step('### Task', 'Do.', fence('check', 'used GET')),
      ['6: This step has a task and no solution.'],
    ],
    [
      'a task that only asks, which needs no solution',
      step(
        '### Task',
        'Answer.',
        fence('check', 'answered 1'),
        fence('question', 'A?', '- [x] a', '- [ ] b', '---', 'b'),
      ),
      [],
    ],
    [
      'a task without checks',
      step('### Task', 'Do.', fence('redis solution', 'PING')),
      ['6: This step has a task and no check'],
    ],
    ['a link', step('a', 'b [c](javascript:alert(1))'), ['7: A link leads to an https: address']],
    [
      'a view',
      step('### View', 'panel: sqll', 'x: 1'),
      ['8: There is no panel “sqll”', '9: There is no “x” here.'],
    ],
    [
      'questions',
      step(
        fence('question', 'Well?'),
        fence('question', '- [ ] a', '- [ ] b', 'c', '---', 'd'),
        fence('question', 'A?', '- [x] a', '    GET "x', '---', 'b'),
      ),
      [
        '7: A question has its answer below',
        '10: This question asks nothing.',
        '10: None of the choices is right',
        '13: Below a choice stand only its commands',
        '17: A question with choices has two',
        '20: This quote is never closed',
      ],
    ],
  ])('%s', (_, file, expected) => {
    const got = told(file);
    expect(got.map((text, i) => text.slice(0, expected[i]?.length))).toEqual(expected);
  });
});

describe('checks', () => {
  const UP = Infinity;
  it.each<[string, object]>([
    ['key a exists', { kind: 'exists', key: 'a', exists: true }],
    ['key "a b" missing', { kind: 'exists', key: 'a b', exists: false }],
    ['key é type zset', { kind: 'type', key: 'Ã©', type: 'zset' }],
    ['key a is "3"', { kind: 'value', key: 'a', expected: { how: 'is', text: '3' } }],
    [
      'key a contains \'say "x"\'',
      { kind: 'value', key: 'a', expected: { how: 'contains', text: 'say "x"' } },
    ],
    ['key a field f is x', { kind: 'value', key: 'a', field: 'f', expected: { how: 'is', text: 'x' } }],
    ['key a length at most 3', { kind: 'length', key: 'a', bounds: { min: -UP, max: 3 } }],
    ['key a ttl between 1s and 1.5m', { kind: 'ttl', key: 'a', bounds: { min: 1000, max: 90_000 } }],
    ['key a no ttl', { kind: 'ttl', key: 'a', bounds: undefined }],
    ['key a score m -1.5', { kind: 'score', key: 'a', member: 'm', bounds: { min: -1.5, max: -1.5 } }],
    ['key a rank m 0', { kind: 'rank', key: 'a', member: 'm', rank: 0, top: false }],
    ['key a rank m 0 from the top', { kind: 'rank', key: 'a', member: 'm', rank: 0, top: true }],
    ['keys user:* at least 2', { kind: 'keys', pattern: 'user:*', bounds: { min: 2, max: UP } }],
    [
      'run "SCARD \\"a b\\"" is "(integer) 3"',
      { kind: 'run', argv: ['SCARD', 'a b'], expected: { how: 'is', text: '(integer) 3' } },
    ],
    [
      'sql "SELECT 1" is "1 | 2\\n3 | 4"',
      { kind: 'sql', query: 'SELECT 1', expected: { how: 'is', text: '1 | 2\n3 | 4' } },
    ],
    [
      'reply "INCR limit:*" error WRONGTYPE',
      {
        kind: 'reply',
        command: { words: ['INCR', 'limit:*'], open: false },
        expected: { how: 'error', text: 'WRONGTYPE' },
      },
    ],
    [
      'used EXPIRE',
      { kind: 'used', command: { words: ['EXPIRE'], open: true }, bounds: { min: 1, max: UP } },
    ],
    [
      'used INCR at least 3 times',
      { kind: 'used', command: { words: ['INCR'], open: true }, bounds: { min: 3, max: UP } },
    ],
    [
      'used "SET a *..." 1 time',
      { kind: 'used', command: { words: ['SET', 'a', '*'], open: true }, bounds: { min: 1, max: 1 } },
    ],
    [
      'used "SET a ... EX ..."',
      {
        kind: 'used',
        command: { words: ['SET', 'a', '...', 'EX'], open: true },
        bounds: { min: 1, max: UP },
      },
    ],
    ['avoided KEYS', { kind: 'used', command: { words: ['KEYS'], open: true }, bounds: { min: 0, max: 0 } }],
    [
      'order "SET lock *...", "GET *", DEL',
      {
        kind: 'order',
        commands: [
          { words: ['SET', 'lock', '*'], open: true },
          { words: ['GET', '*'], open: false },
          { words: ['DEL'], open: true },
        ],
      },
    ],
    [
      'gap INCR to "TTL *" at least 2s',
      {
        kind: 'gap',
        from: { words: ['INCR'], open: true },
        to: { words: ['TTL', '*'], open: false },
        bounds: { min: 2000, max: UP },
      },
    ],
    [
      'queries "FROM users" at most 1',
      { kind: 'queries', containing: 'FROM users', bounds: { min: -UP, max: 1 } },
    ],
    ['used GET -- Read it once.', { kind: 'used', says: 'Read it once.' }],
    [
      'key a is "--" -- Two hyphens.',
      { kind: 'value', expected: { how: 'is', text: '--' }, says: 'Two hyphens.' },
    ],
  ])('%s', (line, expected) => expect(checksOf(line)).toMatchObject([expected]));

  it('of programs and questions', () => {
    const { steps } = lessonOf(
      step(
        ...['### Task', 'Do it.', fence('js app shop', 'x()'), fence('redis solution', 'PING')],
        fence(
          'check',
          'log shop contains "429"',
          'finished shop',
          'outcome shop "429" at least 5',
          'answered 1',
        ),
        fence('question', 'A?', '- [ ] b', '    PING', '- [x] c', '---', 'd'),
      ),
    );
    expect(steps[0]?.checks).toMatchObject([
      { kind: 'log', app: 'shop', expected: { how: 'contains', text: '429' }, line: 16 },
      { kind: 'finished', app: 'shop' },
      { kind: 'outcome', app: 'shop', outcome: '429', bounds: { min: 5, max: UP } },
      { kind: 'answered', question: 1, line: 19 },
    ]);
    expect(steps[0]?.questions).toEqual([
      {
        line: 21,
        text: 'A?',
        choices: [
          { text: 'b', right: false, script: 'PING' },
          { text: 'c', right: true, script: '' },
        ],
        answer: 'd',
      },
    ]);
  });

  it.each<[string, string]>([
    ['usd GET', 'There is no check “usd”. Did you mean “used”?'],
    ['constructor x', 'There is no check “constructor”. Known are key, keys'],
    ['__proto__', 'There is no check “__proto__”. Known are'],
    ['key', 'Here ends the line; a key is missing.'],
    ['key a', 'Here ends the line; what to check of the key is missing.'],
    ['key a toString', 'There is no check of a key “toString”'],
    ['key a tpye string', 'There is no check of a key “tpye”. Did you mean “type”?'],
    ['key a type sortedset', 'There is no type “sortedset”. Known are string'],
    ['key a ttl 10s', 'A TTL runs down all the time'],
    ['key a ttl between 1 and 2', 'Say how long, with a unit'],
    ['key a length three', '“three” is no whole number.'],
    ['key a length between 3 and 1', 'The smaller number comes first.'],
    ['key a length at 3', '“least” or “most” is missing after “at”.'],
    ['key a exists now', 'Nothing may follow here; there is “now”.'],
    ['key a field f 3', '“is” or “contains” is missing before “3”.'],
    ['reply GET', '“is” or “contains” or “error” is missing at the end.'],
    ['run "GET \\"a" is 1', 'This is no command'],
    ['sql "DELETE FROM a" is 1', 'A check’s query only reads'],
    ['sql "SELECT 1; DELETE FROM a" is 1', 'A check makes one query'],
    [
      'sql "WITH d AS (DELETE FROM a RETURNING *) SELECT 1" is 1',
      'A check’s query only reads: it changes no rows',
    ],
    ['sql "EXPLAIN ANALYZE UPDATE a SET b = 1" is 1', 'A check’s query only reads: it changes no rows'],
    ['order GET', 'An order has two commands'],
    ['used "GET', 'A quote is never closed.'],
    ['used "GET"x', 'There must be a blank after a closing quote.'],
    ['used GET --', 'There is nothing after “--”.'],
    ['finished shop', 'There is no program “shop” up to here.'],
    ['answered 1', 'This step has 0 questions with choices.'],
  ])('%s: %s', (line, expected) => {
    const file = step('### Task', 'Do.', fence('redis solution', 'PING'), fence('check', '', line));
    expect(told(file)).toHaveLength(1);
    expect(told(file)[0]?.slice(0, expected.length + 4)).toBe(`14: ${expected}`);
  });
});

describe('hostile files', () => {
  const opened = (file: string) => {
    const read = readLesson(file);
    expect(read.problems.length).toBeLessThanOrEqual(101);
    return read;
  };

  it.each<[string, string, RegExp]>([
    ['a file that is too large', FRONT + 'x\n'.repeat(200_000), /^1: A lesson has at most 256 kB/],
    ['too large in bytes, not in chars', FRONT + 'é\n'.repeat(100_000), /^1: A lesson has at most 256 kB/],
    ['a line of 200,000 chars', step('a'.repeat(200_000)), /^7: A line has at most 8000 characters/],
    ['too many steps', FRONT + '## A\n'.repeat(51), /^56: A lesson has at most 50 steps/],
    [
      'too many blocks',
      step(...Array<string>(101).fill(fence('redis', 'PING'))),
      /^307: A step has at most 100 blocks/,
    ],
    [
      'checks without end',
      step(fence('check', ...Array<string>(20_000).fill('used GET'))),
      /^7: A step has at most 50 checks/,
    ],
    [
      'checks in many blocks',
      step(...Array<string>(60).fill(fence('check', 'used GET'))),
      /at most 50 checks/,
    ],
    [
      'a huge script',
      step(fence('redis', ...Array<string>(20_000).fill('PING 1234'))),
      /^7: A step’s script has at most 64 kB/,
    ],
    ['deep lists', step(...Array.from({ length: 20 }, (_, i) => `${' '.repeat(2 * i)}- a`)), /nest 8 deep/],
    ['deep quotes', step('>'.repeat(7000)), /^7: Lists and quotes nest 8 deep/],
    ['hints without end', step(...Array<string>(5000).fill('### Hint\na')), /at most 10 hints/],
    [
      'questions without end',
      step(...Array<string>(30).fill(fence('question', 'A?', '---', 'b'))),
      /at most 20 questions/,
    ],
  ])('%s: is not opened, and says why', (_, file, message) => {
    const { lesson, problems } = opened(file);
    expect(lesson).toBeUndefined();
    expect(problems.map((problem) => `${problem.line}: ${problem.message}`).join('\n')).toMatch(message);
  });

  it.each<[string, string]>([
    ['open quotes', step(fence('redis', ...Array<string>(20_000).fill("\\'")))],
    ['dollars', step(fence('sql', ...Array<string>(9000).fill('$$ $a$')))],
    ['fences in fences', step('````text\n```\n'.repeat(15_000))],
    ['headings', step('### x\n'.repeat(40_000))],
    ['brackets', step(...Array<string>(60).fill('['.repeat(4000)))],
    ['front matter', `---\n${'a: b\n'.repeat(50_000)}---\n`],
    ['programs', step(fence('redis', ...Array.from({ length: 4000 }, (_, i) => `# @app a${i}`)))],
    ['loads', step(fence('redis', ...Array.from({ length: 4000 }, (_, i) => `# @load a${i}`)))],
    ['quotes in a check', step(fence('check', `used ${'"\\"'.repeat(2000)}`))],
  ])('%s: read in a moment', (_, file) => {
    opened(file);
  });

  it('script tags and event attributes are text', () => {
    const html = '<script>alert(1)</script> <img src=x onerror=alert(1)>';
    const { steps } = lessonOf(step(html));
    expect(steps[0]?.text).toBe(html);
  });
});
