import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeFile, decodeLink, encodeFile, encodeLink } from './link.ts';
import { rebuildCommands, type SharedScenario, ShareError } from './scenario.ts';

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
    [pack({ v: 1, script: '', keyspace: { commands: 5, takenAt: 1, ttl: 'absolute' } }), /not a list/],
  ])('%.40s', async (link, message) => {
    await expect(decodeLink(link)).rejects.toThrow(message);
    await expect(decodeLink(link)).rejects.toBeInstanceOf(ShareError);
  });
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
