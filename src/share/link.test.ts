import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeFile, decodeLink, encodeFile, encodeLink } from './link.ts';
import { countKeys, moveDeadlines, rebuildCommands, type SharedScenario, ShareError } from './scenario.ts';

const bare: SharedScenario = { title: '', text: [], script: '', view: undefined, keyspace: undefined };
const pack = (value: unknown) =>
  `v1.${deflateRawSync(Buffer.from(JSON.stringify(value))).toString('base64url')}`;

test('a scenario comes back as it went in', async () => {
  const scenario: SharedScenario = {
    title: 'Leaderboard “late”',
    text: ['Scores move.', '<b>text</b> stays text'],
    script: 'ZADD s 1 ada\n# ✓\n',
    view: { panel: 'ranking', key: 's\xff', clients: ['main', 'bob'] },
    keyspace: {
      commands: [
        ['SET', 'k', '\x00\xff'],
        ['PEXPIREAT', 'k', '1700000000000'],
      ],
      takenAt: 1,
      ttl: 'absolute',
    },
  };
  expect(await decodeLink(await encodeLink(scenario))).toEqual(scenario);
  expect(await decodeLink(`#${await encodeLink(scenario)}`)).toEqual(scenario);
  expect(decodeFile(new TextEncoder().encode(encodeFile(scenario)))).toEqual(scenario);
});

// Links in the wild must open for ever: these were made once and are never made anew.
const OLD_LINKS: [string, SharedScenario][] = [
  [
    'v1.q1YqU7Iy1FEqTi7KLChRslIKdg1RSC9KTS3JzEtXyEjNyclXcI1QMDSIyQsJ8YHLxOQp1QIA',
    { ...bare, script: 'SET greeting hello EX 10\nTTL greeting\n' },
  ],
  [
    'v1.NY5Ba4NQEIT_isx5CVpICu9mGw-BUkLSQxvjYdUlPNSnPLe2JfjbeugfK09wDnvY-YaZOyaYhKBWW4HBi3AtvuzZ1yCofCtMjnPVexmjrp9kg4IwVt4OCoPL4fX59PQR3biTaBtxzVcHwmTlC-aOgZ20MPDsGutuIDTyA4OAg1C1VpyOoaFj61DMCzAOXEmIV33XsasDkOOS7vegNZqAwDWD8ABC2ZcoKMc5ewsdIFw_4ziO_36X9zF7Px5OWbqayWO8aBcOioKg3IhLFWa1FhFUl_kyKnvFPP8D',
    {
      title: 'Leaderboard',
      text: ['Scores move.'],
      script: 'ZINCRBY game 5 ada\n',
      view: { panel: 'ranking', key: 'game', clients: ['main'] },
      keyspace: {
        commands: [
          ['ZADD', 'game', '1', 'ada', '2', 'bob'],
          ['SET', 'k', '\x00\xff'],
          ['PEXPIREAT', 'k', '1700000060000'],
        ],
        takenAt: 1700000000000,
        ttl: 'restart',
      },
    },
  ],
];
test.each(OLD_LINKS)('the old link %.24s opens', async (link, scenario) => {
  expect(await decodeLink(link)).toEqual(scenario);
});

describe('what is not a link is told in words', () => {
  test.each([
    ['', /not a Keyglass link/],
    ['#about', /not a Keyglass link/],
    ['v2.abc', /newer Keyglass/],
    ['v999999.abc', /newer Keyglass/],
    ['v0.abc', /not a Keyglass link/],
    ['v1.', /missing or was changed/],
    ['v1.!!!', /characters that a link never has/],
    ['v1.AAAA', /missing or was changed/],
    [pack('text'), /not a scenario/],
    [pack([]), /not a scenario/],
    [pack({ v: 1 }), /script is not text/],
    [pack({ v: 2, script: '' }), /newer Keyglass/],
    [pack({ script: '' }), /no version/],
    [pack({ v: 1, script: 'x'.repeat(600_000) }), /longer than 524288/],
    [pack({ v: 1, script: '', view: { panel: 'admin' } }), /view/],
    [
      pack({ v: 1, script: '', keyspace: { commands: [['FLUSHALL']], takenAt: 1, ttl: 'absolute' } }),
      /does not belong/,
    ],
    [
      pack({ v: 1, script: '', keyspace: { commands: [['SET', 'k', '€']], takenAt: 1, ttl: 'absolute' } }),
      /not bytes/,
    ],
    [pack({ v: 1, script: `GET ${'x'.repeat(1_000_000)}` }), /longer than 524288|more than Keyglass opens/],
    [pack({ v: 1, script: '', title: 'x'.repeat(201) }), /title is longer/],
    [pack({ v: 1, script: '', text: new Array(201).fill('') }), /more than 200 entries/],
    [pack({ v: 1, script: '', view: { panel: 'log', clients: [5] } }), /clients is not text/],
    [pack({ v: 1, script: '', view: { panel: 'log', key: '\ud800' } }), /not bytes/],
    [pack({ v: 1, script: '', clock: 5 }), /clock/],
    [pack({ v: 1, script: '', clock: { speed: 0 } }), /clock/],
    [pack({ v: 1, script: '', clock: { speed: 1e9 } }), /clock/],
    [pack({ v: 1, script: '', clock: { paused: 'yes' } }), /clock/],
    [
      pack({ v: 1, script: '', keyspace: { commands: [['PEXPIREAT', 'k']], takenAt: 1, ttl: 'restart' } }),
      /is no time/,
    ],
    [
      pack({
        v: 1,
        script: '',
        keyspace: { commands: [['hpexpireat', 'k', '1e99']], takenAt: 1, ttl: 'restart' },
      }),
      /is no time/,
    ],
    [pack({ v: 1, script: '', keyspace: { commands: 5, takenAt: 1, ttl: 'absolute' } }), /not a list/],
  ])('%.40s', async (link, message) => {
    await expect(decodeLink(link)).rejects.toThrow(message);
    await expect(decodeLink(link)).rejects.toBeInstanceOf(ShareError);
  });
});

test('the keys of a link are counted in each of its databases', () => {
  const commands = [
    ['SET', 'a', '1'],
    ['PEXPIREAT', 'a', '1700000060000'],
    ['XADD', 's', '1-1', 'f', 'v'],
    ['XGROUP', 'CREATE', 's', 'g', '0'],
    ['SELECT', '1'],
    ['SET', 'a', '2'],
  ];
  expect(countKeys(commands)).toBe(3);
});

test('a bomb stops at the bound', async () => {
  const bomb = `v1.${deflateRawSync(Buffer.alloc(64 * 1024 * 1024)).toString('base64url')}`;
  await expect(decodeLink(bomb)).rejects.toThrow(/more than Keyglass opens/);
});

test('keys of the prototype are no way in', async () => {
  const link = `v1.${deflateRawSync(Buffer.from('{"v":1,"script":"PING","__proto__":{"polluted":1},"constructor":1}')).toString('base64url')}`;
  expect(await decodeLink(link)).toEqual({ ...bare, script: 'PING' });
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});

test('half surrogates become whole text', async () => {
  const link = `v1.${deflateRawSync(Buffer.from('{"v":1,"script":"GET \\ud800"}')).toString('base64url')}`;
  expect((await decodeLink(link)).script).toBe('GET \ufffd');
});

test('any script and any bytes make the round trip; any damage is a ShareError', async () => {
  const byteString = fc.string({
    unit: fc.integer({ min: 0, max: 255 }).map((code) => String.fromCharCode(code)),
  });
  await fc.assert(
    fc.asyncProperty(fc.string(), byteString, fc.nat(), async (script, value, at) => {
      const keyspace = { commands: [['SET', 'k', value]], takenAt: 5, ttl: 'restart' } as const;
      const scenario: SharedScenario = { ...bare, script: script.toWellFormed(), keyspace };
      const link = await encodeLink(scenario);
      expect(await decodeLink(link)).toEqual(scenario);
      const hit = 3 + (at % (link.length - 3));
      const damagedLink = link.slice(0, hit) + (link[hit] === 'A' ? 'B' : 'A') + link.slice(hit + 1);
      await decodeLink(damagedLink).catch((error: unknown) => expect(error).toBeInstanceOf(ShareError));
    }),
    { numRuns: 200, seed: 7 },
  );
});

test('a stream’s keyspace may rebuild its groups and what is pending', async () => {
  const commands = [
    ['XADD', 's', '1-1', 'f', 'v'],
    ['XGROUP', 'CREATE', 's', 'g', '1-1', 'ENTRIESREAD', '1'],
    ['XCLAIM', 's', 'g', 'c', '0', '1-1', 'TIME', '1', 'RETRYCOUNT', '2', 'JUSTID', 'FORCE'],
    ['XTRIM', 's', 'MINID', '1-1'],
    ['XDEL', 's', '1-1'],
    ['XSETID', 's', '1-1', 'ENTRIESADDED', '1', 'MAXDELETEDID', '1-1'],
  ];
  const scenario: SharedScenario = { ...bare, keyspace: { commands, takenAt: 1, ttl: 'absolute' } };
  expect(await decodeLink(await encodeLink(scenario))).toEqual(scenario);
});

test('layout and clock come back; what no layout can be is left out', async () => {
  const layout = {
    columns: { keys: 20, middle: 50, side: 30 },
    rows: { script: 60, dock: 40 },
    dock: 'log',
  } as const;
  const view = { panel: 'ranking', key: undefined, clients: ['bob'], layout } as const;
  const scenario: SharedScenario = { ...bare, view, clock: { paused: true, speed: 60 } };
  expect(await decodeLink(await encodeLink(scenario))).toEqual(scenario);
  const odd = {
    columns: { keys: 20, middle: 'wide', side: 30 },
    rows: { script: 60, dock: 400 },
    side: 'admin',
    dock: 'log',
    __proto__: { x: 1 },
  };
  const read = await decodeLink(pack({ v: 1, script: '', view: { panel: 'log', layout: odd } }));
  expect(read.view?.layout).toEqual({ dock: 'log' });
  expect((await decodeLink(pack({ v: 1, script: '', clock: {} }))).clock).toEqual({
    paused: false,
    speed: 1,
  });
});

const bytes = fc.string({ unit: fc.integer({ min: 0, max: 255 }).map((code) => String.fromCharCode(code)) });
const words = fc.string({ unit: 'binary', maxLength: 60 }).map((text) => text.toWellFormed());
const size = fc.double({ min: 0, max: 100, noNaN: true }).map((value) => Math.abs(value));
const sizes = <K extends string>(...names: K[]) =>
  fc
    .tuple(...names.map(() => size))
    .map((list) => Object.fromEntries(names.map((name, i) => [name, list[i] ?? 0])));
const scenarios: fc.Arbitrary<SharedScenario> = fc.record(
  {
    title: words,
    text: fc.array(words, { maxLength: 5 }),
    script: words,
    view: fc.option(
      fc.record(
        {
          panel: fc.constantFrom('inspector' as const, 'ranking', 'console', 'log'),
          key: fc.option(bytes, { nil: undefined }),
          clients: fc.array(words, { maxLength: 4 }),
          layout: fc.record(
            {
              columns: sizes('keys', 'middle', 'side'),
              rows: sizes('script', 'dock'),
              side: fc.constantFrom('inspector' as const, 'ranking'),
              dock: fc.constantFrom('console' as const, 'log'),
            },
            { requiredKeys: [] },
          ),
        },
        { requiredKeys: ['panel', 'key', 'clients'] },
      ),
      { nil: undefined },
    ),
    keyspace: fc.option(
      fc.record({
        commands: fc.array(
          fc.oneof(
            fc.tuple(fc.constantFrom('SET', 'RPUSH', 'SADD', 'hset', 'ZADD'), bytes, bytes),
            fc.tuple(fc.constant('PEXPIREAT'), bytes, fc.nat().map(String)),
          ),
          { maxLength: 6 },
        ),
        takenAt: fc.nat(),
        ttl: fc.constantFrom('absolute' as const, 'restart'),
      }),
      { nil: undefined },
    ),
    clock: fc.record({ paused: fc.boolean(), speed: fc.integer({ min: 1, max: 10_000 }) }),
  },
  { requiredKeys: ['title', 'text', 'script', 'view', 'keyspace'] },
);

test('whatever a scenario holds, link and file give it back', async () => {
  await fc.assert(
    fc.asyncProperty(scenarios, async (scenario) => {
      expect(await decodeLink(await encodeLink(scenario))).toEqual(scenario);
      expect(decodeFile(new TextEncoder().encode(encodeFile(scenario)))).toEqual(scenario);
    }),
    { numRuns: 300, seed: 11 },
  );
});

test('whatever JSON a link holds, it is a scenario or a ShareError', async () => {
  const shapes = fc.oneof(
    fc.jsonValue({ maxDepth: 4 }),
    fc.record(
      {
        v: fc.constantFrom(1, 1, 1, 2, '1', null),
        title: fc.jsonValue({ maxDepth: 1 }),
        text: fc.jsonValue({ maxDepth: 2 }),
        script: fc.oneof(fc.string(), fc.jsonValue({ maxDepth: 1 })),
        view: fc.jsonValue({ maxDepth: 3 }),
        keyspace: fc.jsonValue({ maxDepth: 3 }),
        clock: fc.jsonValue({ maxDepth: 2 }),
      },
      { requiredKeys: ['v'] },
    ),
  );
  await fc.assert(
    fc.asyncProperty(shapes, async (value) => {
      const read = await decodeLink(pack(value)).catch((error: unknown) => error);
      if (!(read instanceof ShareError)) expect(read).toMatchObject({ script: expect.any(String) });
    }),
    { numRuns: 500, seed: 13 },
  );
});

test('deadlines follow a playground whose clock was stepped', () => {
  const commands = [['PEXPIREAT', 'k', '1500']];
  expect(moveDeadlines(commands, -250)).toEqual([['PEXPIREAT', 'k', '1250']]);
  expect(rebuildCommands({ commands, takenAt: 1000, ttl: 'absolute' }, 2000, 5000)).toEqual([
    ['PEXPIREAT', 'k', '4500'],
  ]);
  expect(rebuildCommands({ commands, takenAt: 1000, ttl: 'restart' }, 2000, 5000)).toEqual([
    ['PEXPIREAT', 'k', '5500'],
  ]);
});

test('TTLs restart where the author says so', () => {
  const commands = [
    ['SET', 'k', 'v'],
    ['PEXPIREAT', 'k', '1500'],
    ['HPEXPIREAT', 'h', '1700', 'FIELDS', '1', 'f'],
  ];
  expect(rebuildCommands({ commands, takenAt: 1000, ttl: 'absolute' }, 9000)).toEqual(commands);
  expect(rebuildCommands({ commands, takenAt: 1000, ttl: 'restart' }, 9000)).toEqual([
    ['SET', 'k', 'v'],
    ['PEXPIREAT', 'k', '9500'],
    ['HPEXPIREAT', 'h', '9700', 'FIELDS', '1', 'f'],
  ]);
});
