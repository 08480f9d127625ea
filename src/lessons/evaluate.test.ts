import { describe, expect, it } from 'vitest';
import { peek } from '../engine/peek.ts';
import { Bench } from '../engine/testing.ts';
import { parseCheck } from './check-parse.ts';
import { evaluate } from './evaluate.ts';
import { fits, fitsText } from './match.ts';
import { type Observation, type SeenCommand, wanted } from './observation.ts';

interface Facts {
  /** A line of a client other than `main` begins with `name: `; `+500` moves the clock by so many ms. */
  readonly lines?: readonly string[];
  readonly more?: Partial<Observation>;
  readonly statements?: readonly SeenCommand[];
}

function observe({ lines = [], more = {}, statements = [] }: Facts): Observation {
  const bench = new Bench();
  const log: SeenCommand[] = [];
  const lanes = new Map<unknown, string>();
  bench.engine.observer = {
    command: ({ client, argv, reply, at }) =>
      log.push({ lane: lanes.get(client) ?? 'main', argv, reply, at }),
  };
  const clients = new Map<string, ReturnType<Bench['connect']>>();
  for (const line of lines) {
    const [, lane = 'main', text = ''] = /^(?:(\w+): )?(.*)$/s.exec(line) ?? [];
    if (text.startsWith('+')) {
      bench.advance(Number(text.slice(1)));
      continue;
    }
    let client = clients.get(lane);
    if (!client) {
      clients.set(lane, (client = bench.connect()));
      lanes.set(client.client, lane);
    }
    client.send(text);
  }
  return {
    log: [...log, ...statements],
    programs: new Map(),
    answers: [],
    peek(argv) {
      const [reply] = bench.engine.turn(() => peek(bench.engine, 0, [argv]));
      return reply === undefined ? { refused: 'It is refused.' } : { reply };
    },
    rows: () => undefined,
    ...more,
  };
}

function check(line: string, facts: Facts): string {
  const parsed = parseCheck(line, 1);
  if (typeof parsed === 'string') throw new Error(parsed);
  const { ok, words } = evaluate(parsed, observe(facts));
  return `${ok ? 'yes' : 'no'}: ${words}`;
}

const BOARD = [
  'ZADD board 10 ada 20 lin 30 kay',
  'SET views 3 EX 60',
  'HSET user name "Ada L" age 30',
  'RPUSH l a',
];

const sql = (text: string): SeenCommand => ({ lane: 'db', argv: [], reply: null, at: 0, sql: text });

describe('state', () => {
  it.each([
    ['key board exists', 'yes: The key board is there.'],
    ['key nope exists', 'no: There is no key nope yet.'],
    ['key nope missing', 'yes: There is no key nope.'],
    ['key board missing', 'no: The key board is still there.'],
    ['key board type zset', 'yes: The key board holds a zset.'],
    ['key board type list', 'no: The key board holds a zset; a list is wanted.'],
    ['key nope type list', 'no: There is no key nope yet.'],
    ['key views is 3', 'yes: The key views is “3”.'],
    ['key views is 4', 'no: The key views is “3”; “4” is wanted.'],
    ['key board is 4', 'no: The key board holds a zset; a string is wanted.'],
    ['key user field name contains Ada', 'yes: The field name of user is “Ada L”.'],
    ['key user field name is Ada', 'no: The field name of user is “Ada L”; “Ada” is wanted.'],
    ['key user field mail is x', 'no: The hash user has no field mail yet.'],
    ['key nope field mail is x', 'no: There is no field mail yet: the key nope is not there.'],
    ['key board length 3', 'yes: The key board has 3 members.'],
    ['key board length at least 4', 'no: The key board has 3 members; at least 4 are wanted.'],
    ['key l length 2', 'no: The key l has 1 element; 2 are wanted.'],
    ['key nope length 1', 'no: There is no key nope yet; 1 is wanted.'],
    ['key nope length at most 1', 'yes: There is no key nope.'],
    ['key views ttl between 1s and 60s', 'yes: The key views ends in 60 s.'],
    ['key views ttl at most 10s', 'no: The key views ends in 60 s; at most 10 s is wanted.'],
    ['key l ttl at most 10s', 'no: The key l has no TTL; at most 10 s is wanted.'],
    ['key l no ttl', 'yes: The key l has no TTL.'],
    ['key views no ttl', 'no: The key views ends in 60 s; it is to stay.'],
    ['key nope no ttl', 'no: There is no key nope yet, or it has ended.'],
    ['key board score lin 20', 'yes: lin has the score 20.'],
    ['key board score lin at least 30', 'no: lin has the score 20; at least 30 is wanted.'],
    ['key board score bob 1', 'no: bob is no member of board yet.'],
    ['key board rank ada 0', 'yes: ada has rank 0.'],
    ['key board rank ada 0 from the top', 'no: ada has rank 2 from the top; 0 is wanted.'],
    ['keys * 4', 'yes: 4 keys fit *.'],
    ['keys user* at least 2', 'no: 1 key fits user*; at least 2 should.'],
    ['run "SCARD none" is "(integer) 0"', 'yes: SCARD none gives (integer) 0.'],
    ['run "GET views" is 3', 'yes: GET views gives "3".'],
    ['run "LLEN l" is 3', 'no: LLEN l gives (integer) 1; “3” is wanted.'],
    [
      'run "ZRANGE board 0 1" is "1) \\"ada\\"\\n2) \\"lin\\""',
      'yes: ZRANGE board 0 1 gives 1) "ada"\n2) "lin".',
    ],
    ['run "LLEN views" error WRONGTYPE', expect.stringMatching(/^yes: LLEN views gives \(error\) WRONGTYPE/)],
    ['run "DEL views" is 1', 'no: It is refused.'],
    ['key nope exists -- Make the key nope.', 'no: Make the key nope.'],
    ['key board exists -- Make it.', 'yes: The key board is there.'],
  ])('%s → %s', (line, expected) => expect(check(line, { lines: BOARD })).toEqual(expected));
});

describe('what was done', () => {
  const LINES = [
    'set lock a nx ex 10',
    'INCR limit:7',
    '+2500',
    'TTL lock',
    'bob: INCR limit:8',
    'bob: LPUSH limit:8 x',
    'MULTI',
    'INCR limit:7',
    'EXEC',
    'DEL lock',
  ];
  it.each([
    ['used EXPIRE', 'no: EXPIRE has not been used yet.'],
    ['used INCR', 'yes: INCR was used 3 times.'],
    ['used INCR at least 4 times', 'no: INCR was used 3 times; at least 4 is wanted.'],
    ['used "SET lock * NX ..."', 'yes: SET lock * NX … was used.'],
    ['used "SET lock *"', 'no: SET lock * has not been used yet.'],
    ['avoided KEYS', 'yes: KEYS was not used.'],
    ['avoided DEL', 'no: DEL was used; this is to be done without it.'],
    ['reply "INCR limit:7" is "(integer) 2"', 'yes: INCR limit:7 was answered with (integer) 2.'],
    [
      'reply "INCR limit:*" is "(integer) 6"',
      'no: INCR limit:* was last answered with (integer) 2; “(integer) 6” is wanted.',
    ],
    [
      'reply LPUSH error WRONGTYPE',
      expect.stringMatching(/^yes: LPUSH was answered with \(error\) WRONGTYPE/),
    ],
    ['reply GET is a', 'no: GET has not been used yet.'],
    ['order "SET lock *...", INCR, DEL', 'yes: SET lock * …, then INCR, then DEL: in this order.'],
    ['order DEL, INCR', 'no: INCR came before DEL; it is to come after it.'],
    ['order DEL, GET', 'no: GET has not been used yet.'],
    ['gap INCR to "TTL *" at least 2s', 'yes: 2.5 s passed from INCR to TTL *.'],
    ['gap INCR to DEL at most 1s', 'no: 2.5 s passed from INCR to DEL; at most 1 s is wanted.'],
    ['gap DEL to INCR at most 1s', 'no: INCR has not been used after DEL yet.'],
    ['used DEL|UNLINK', 'yes: DEL or UNLINK was used.'],
    ['order INCR, "UNLINK|DEL list"', 'no: UNLINK or DEL list has not been used yet.'],
    ['avoided "UNLINK|D* ..."', 'no: UNLINK or D… was used; this is to be done without it.'],
  ])('%s → %s', (line, expected) => expect(check(line, { lines: LINES })).toEqual(expected));

  it('takes nothing for avoided before anything has run', () => {
    expect(check('avoided KEYS', {})).toBe('no: Do it without KEYS; nothing has run yet.');
    expect(check('avoided KEYS', { statements: [sql('SELECT 1')] })).toBe('yes: KEYS was not used.');
  });

  it('lets a gap go on over what came in between', () => {
    const lines = ['SET here 1', '+3000', 'GET here', '+6000', 'GET here'];
    const gap = (bounds: string) => check(`gap "SET here *" to "GET here" ${bounds}`, { lines });
    expect(gap('at least 9s')).toMatch(/^yes: 9 s passed/);
    expect(gap('at least 10s')).toMatch(/^no: 9 s passed/);
    expect(gap('at most 3s')).toMatch(/^yes: 3 s passed/);
    expect(gap('at most 2s')).toMatch(/^no: 3 s passed/);
    expect(gap('between 4s and 8s')).toMatch(/^no/);
  });

  it('ends with one full stop where the reply has its own', () => {
    const entry = { lane: 'main', argv: ['GET', 'a'], at: 0 };
    const refused = { kind: 'error', text: 'OOM No room.' } as const;
    expect(check('reply GET error OOM', { statements: [{ ...entry, reply: refused }] })).toBe(
      'yes: GET was answered with (error) OOM No room.',
    );
  });

  it('says of a long reply only what was looked for', () => {
    const lines = ['RPUSH jobs a b c', 'LRANGE jobs 0 -1'];
    expect(check('reply "LR* jobs ..." contains "\\"b\\""', { lines })).toBe(
      'yes: LR… jobs … was answered with “"b"” in it.',
    );
  });

  it('counts a command that waits once, with the reply that it gets at last', () => {
    const lines = ['w: BLPOP jobs 0', 'RPUSH jobs a', 'RPUSH jobs b', 'w: BLPOP jobs 0'];
    expect(check('used BLPOP 2 times', { lines })).toBe('yes: BLPOP was used 2 times.');
    expect(check('reply BLPOP contains a', { lines })).toMatch(/^yes/);
  });

  it('counts what scripts and transactions do', () => {
    expect(check('used GET', { lines: ['MULTI', 'GET a'] })).toBe('no: GET has not been used yet.');
    expect(check('used GET', { lines: ['MULTI', 'GET a', 'EXEC'] })).toBe('yes: GET was used.');
  });
});

describe('programs, SQL and questions', () => {
  const shop = {
    lines: ['first', '429: too many'],
    finished: 0,
    errors: [],
    running: 0,
    outcomes: new Map([['429', 2]]),
  };
  const programs = new Map([['shop', shop]]);
  const rows = () => ({ lines: ['1 | Ada', '2 | Lin'] });
  it.each<[string, Partial<Observation>, string]>([
    ['log shop contains 429', { programs }, 'yes: shop logged “429”.'],
    ['log shop is first', { programs }, 'yes: shop logged “first”.'],
    ['log shop is 200', { programs }, 'no: shop last logged “429: too many”; “200” is wanted.'],
    ['log till is 200', { programs }, 'no: The program till has not run yet.'],
    [
      'outcome shop 429 at least 3',
      { programs },
      'no: 2 runs of shop reported “429”; at least 3 are wanted.',
    ],
    ['outcome shop 200 0', { programs }, 'yes: No runs of shop reported “200”.'],
    [
      'finished shop',
      { programs: new Map([['shop', { ...shop, finished: 1 }]]) },
      'yes: The program shop finished.',
    ],
    [
      'finished shop',
      { programs: new Map([['shop', { ...shop, running: 1 }]]) },
      'no: The program shop is still running.',
    ],
    [
      'finished shop',
      { programs: new Map([['shop', { ...shop, errors: ['x is not defined'] }]]) },
      'no: The program shop ended with an error: x is not defined',
    ],
    ['finished shop', { programs }, 'no: The program shop was stopped before its end.'],
    [
      'queries "from users" 1',
      { log: [sql('SELECT *\n  FROM users'), sql('SELECT 1')] },
      'yes: 1 statement with “from users” ran.',
    ],
    [
      'queries "from users" at most 1',
      { log: [sql('select from users'), sql('select from  users')] },
      'no: 2 statements with “from users” ran; at most 1 are wanted.',
    ],
    [
      'sql "SELECT id, name FROM t" is "1 | Ada\\n2 | Lin"',
      { rows },
      'yes: SELECT id, name FROM t gives what it should.',
    ],
    ['sql "SELECT 1" is 2', { rows }, 'no: SELECT 1 gives “1 | Ada ⏎ 2 | Lin”; “2” is wanted.'],
    [
      'sql "SELECT 1" is 2',
      { rows: () => ({ error: 'no such table' }) },
      'no: The query SELECT 1 failed: no such table',
    ],
    ['answered 2', { answers: [undefined, true] }, 'yes: Question 2 is answered.'],
    ['answered 1', { answers: [undefined, true] }, 'no: Question 1 is not answered yet.'],
    ['answered 1', { answers: [false] }, 'no: The answer to question 1 is not right yet.'],
  ])('%s → %s', (line, more, expected) => expect(check(line, { more })).toBe(expected));
});

it('sees SQL statements between commands, and commands that were refused', () => {
  const lines = ['DEL a'];
  expect(check('order DEL, "UPDATE *"', { lines, statements: [sql('update t\n set x = 1')] })).toMatch(
    /^yes/,
  );
  expect(check('order DEL, UPDATE', { lines, statements: [sql('update t\n set x = 1')] })).toMatch(/^yes/);
  expect(check('order "UPDATE *", DEL', { lines, statements: [sql('UPDATE t SET x = 1;')] })).toMatch(/^no/);
  expect(check('used UPDATE', { lines, statements: [sql('UPDATE t SET x = 1')] })).toMatch(/^no/);
  const refused: SeenCommand = {
    lane: 'main',
    argv: ['SET', 'a', '1'],
    reply: { kind: 'error', text: 'OOM no' },
    at: 0,
    refused: true,
  };
  expect(check('reply "SET a *" error OOM', { statements: [refused] })).toMatch(/^yes/);
  expect(check('used SET', { statements: [refused] })).toMatch(/^no/);
});

it('asks for all that it looks at', () => {
  const lines = [
    ...[
      'key a exists',
      'key a type set',
      'key a is 1',
      'key a field f is 1',
      'key a length 1',
      'key a ttl at most 1s',
    ],
    ...[
      'key a no ttl',
      'key a score m 1',
      'key a rank m 1',
      'key a rank m 1 from the top',
      'keys a* 1',
      'run "GET a" is 1',
    ],
    'sql "SELECT 1" is 1',
  ];
  for (const line of lines) {
    const parsed = parseCheck(line, 1);
    if (typeof parsed === 'string') throw new Error(parsed);
    const { commands, queries } = wanted(parsed);
    const asked: unknown[] = [];
    const seen = observe({ lines: ['ZADD a 1 m'] });
    evaluate(parsed, {
      ...seen,
      peek: (argv) => {
        asked.push(argv);
        return seen.peek(argv);
      },
      rows: (query) => {
        asked.push(query);
        return { lines: [] };
      },
    });
    expect(asked.length).toBeGreaterThan(0);
    for (const each of asked) expect([...commands, ...queries]).toContainEqual(each);
  }
});

it.each<[string, string, boolean]>([
  ['a*', 'abc', true],
  ['*', '', true],
  ['a*c', 'abc', true],
  ['a*c', 'ab', false],
  ['ab*bc', 'abc', false],
  ['*a*b*', 'xaxb', true],
  ['*a*b*', 'xbxa', false],
  ['a', 'ab', false],
])('%s fits %s: %s', (pattern, text, expected) => expect(fitsText(pattern, text)).toBe(expected));

it.each([
  ['ZADD best ... 120 ada', 'ZADD best 120 ada', true],
  ['ZADD best ... 120 ada', 'zadd best GT CH 120 ada', true],
  ['ZADD best ... 120 ada', 'ZADD best GT 120 ada 410 kay', false],
  ['ZADD best ... 120 ada', 'ZADD best 120', false],
  ['ZADD ... 120 ada', 'ZADD 120 ada', true],
  ['SET ... EX ... NX', 'SET a 1 ex 5 nx', true],
  ['SET ... EX ... NX', 'SET a 1 NX EX 5', false],
  ['SET ... NX EX ...', 'SET a 1 NX EX 5', true],
  ['SET ... NX EX ...', 'SET a 1 NX PX 5', false],
  ['SET ... a ... a', 'SET a', false],
])('the words of “%s” fit “%s”: %s', (pattern, command, expected) => {
  expect(fits({ words: pattern.split(' '), open: false }, command.split(' '))).toBe(expected);
});

// One that tries all ways would not end.
it('a hostile pattern ends', () => {
  expect(fitsText('*a'.repeat(3000), 'a'.repeat(100_000) + 'b')).toBe(false);
});
