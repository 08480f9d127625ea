import { describe, expect, test } from 'vitest';
import { Bench, type Plain } from '../../testing.ts';
import { entry, INVALID, stream, table, WRONGTYPE } from './tables.testing.ts';

describe('groups', () => {
  test('XGROUP', () =>
    table(
      [
        ['XGROUP CREATE s g 0', '+OK'],
        ['XGROUP CREATE s g 0', '-BUSYGROUP Consumer Group name already exists'],
        ['XGROUP CREATE new g $ MKSTREAM', '+OK'],
        ['XLEN new', 0],
        [
          'XGROUP CREATE none g $',
          '-ERR The XGROUP subcommand requires the key to exist. Note that for CREATE you may want to use the MKSTREAM option to create an empty stream automatically.',
        ],
        [
          'XGROUP CREATE s h 0 FOO',
          "-ERR unknown subcommand or wrong number of arguments for 'CREATE'. Try XGROUP HELP.",
        ],
        ['XGROUP CREATE s h 0 ENTRIESREAD -2', '-ERR value for ENTRIESREAD must be positive or -1'],
        ['XGROUP CREATE s h x', INVALID],
        ['XGROUP SETID s nope 0', "-NOGROUP No such consumer group 'nope' for key name 's'"],
        ['XGROUP SETID s g $ ENTRIESREAD 999', '+OK'],
        ['XGROUP CREATECONSUMER s g alice', 1],
        ['XGROUP CREATECONSUMER s g alice', 0],
        ['XGROUP DELCONSUMER s g alice', 0],
        ['XGROUP DELCONSUMER s g nobody', 0],
        ['XGROUP DESTROY s g', 1],
        ['XGROUP DESTROY s g', 0],
        ['XGROUP CREATE wrong g 0', WRONGTYPE],
        ['XGROUP NOPE', "-ERR unknown subcommand 'NOPE'. Try XGROUP HELP."],
      ],
      stream(3),
    ));
  test('reading, history, acknowledging', () => {
    const bench = stream(3);
    const now = bench.clock.now();
    table(
      [
        ['XGROUP CREATE s g 0', '+OK'],
        ['XREADGROUP GROUP g alice COUNT 2 STREAMS s >', [['s', [entry(1), entry(2)]]]],
        ['XREADGROUP GROUP g bob NOACK STREAMS s >', [['s', [entry(3)]]]],
        ['XREADGROUP GROUP g bob STREAMS s >', null],
        ['XREADGROUP GROUP g bob STREAMS s 0', [['s', []]]],
        ['XDEL s 2', 1],
        ['XREADGROUP GROUP g alice STREAMS s 0', [['s', [entry(1), ['2-0', null]]]]],
        ['XPENDING s g', [2, '1-0', '2-0', [['alice', '2']]]],
        [
          'XPENDING s g - + 10',
          [
            ['1-0', 'alice', 0, 2],
            ['2-0', 'alice', 0, 1],
          ],
        ],
        ['XACK s g 1 9', 1],
        ['XACK s g 1', 0],
        ['XACK none g x', 0],
        ['XACK s g x', INVALID],
        ['XGROUP DELCONSUMER s g alice', 1],
        ['XPENDING s g', [0, null, null, null]],
      ],
      bench,
    );
    expect(bench.takeEffects()).toEqual([
      'XGROUP CREATE s g 0',
      `[XGROUP CREATECONSUMER s g alice; XCLAIM s g alice 0 1-0 TIME ${now} RETRYCOUNT 1 FORCE JUSTID LASTID 1-0; XCLAIM s g alice 0 2-0 TIME ${now} RETRYCOUNT 1 FORCE JUSTID LASTID 2-0; XGROUP SETID s g 2-0 ENTRIESREAD 2]`,
      '[XGROUP CREATECONSUMER s g bob; XGROUP SETID s g 3-0 ENTRIESREAD 3]',
      'XDEL s 2',
      'XACK s g 1 9',
      'XGROUP DELCONSUMER s g alice',
    ]);
  });
  test('XREADGROUP errors', () =>
    table(
      [
        ['XGROUP CREATE s g 0', '+OK'],
        [
          'XREADGROUP GROUP x c STREAMS s >',
          "-NOGROUP No such key 's' or consumer group 'x' in XREADGROUP with GROUP option",
        ],
        [
          'XREADGROUP GROUP g c STREAMS s $',
          '-ERR The $ ID is meaningless in the context of XREADGROUP: you want to read the history of this consumer by specifying a proper ID, or use the > ID to get new messages. The $ ID would just return an empty result set.',
        ],
        ['XREADGROUP COUNT 1 NOACK NOACK STREAMS s >', '-ERR Missing GROUP option for XREADGROUP'],
        ['XREADGROUP GROUP g c CLAIM x STREAMS s >', '-ERR min-idle-time is not an integer or out of range'],
        ['XREADGROUP GROUP g c CLAIM -1 STREAMS s >', '-ERR min-idle-time must be a positive integer'],
        [
          'XREADGROUP GROUP g c STREAMS s s >',
          "-ERR Unbalanced 'xreadgroup' list of streams: for each stream key an ID or '>' must be specified.",
        ],
        ['XREADGROUP GROUP g c STREAMS wrong >', WRONGTYPE],
      ],
      stream(1),
    ));
  test('waiting: the oldest consumer is served, and all learn when the group goes', () => {
    const bench = stream(1);
    bench.run('XGROUP CREATE s g $');
    const [one, two, three] = [bench.connect(), bench.connect(), bench.connect()];
    one.send('XREADGROUP GROUP g a BLOCK 0 STREAMS s >');
    two.send('XREADGROUP GROUP g b BLOCK 0 STREAMS s >');
    three.send('XREADGROUP GROUP g c BLOCK 0 STREAMS s >');
    bench.run('XADD s 2 f v2');
    expect(one.take()).toEqual([[['s', [entry(2)]]]]);
    expect(two.take()).toEqual([]);
    bench.run('XGROUP DESTROY s g');
    const gone = "-NOGROUP No such key 's' or consumer group 'g' in XREADGROUP with GROUP option";
    expect(two.take()).toEqual([gone]);
    expect(three.take()).toEqual([gone]);
  });
  test('lag and entries-read', () => {
    const bench = stream(5);
    bench.run('XGROUP CREATE s g 0');
    bench.run('XREADGROUP GROUP g c COUNT 2 STREAMS s >');
    const group = () => (bench.run('XINFO GROUPS s') as { map: Plain[] }[])[0]?.map.slice(-4);
    expect(group()).toEqual(['entries-read', 2, 'lag', 3]);
    bench.run('XDEL s 4');
    expect(group()).toEqual(['entries-read', 2, 'lag', null]);
    bench.run('XREADGROUP GROUP g c STREAMS s >');
    expect(group()).toEqual(['entries-read', 5, 'lag', 0]);
  });
});

test('XINFO', () => {
  const bench = stream(2);
  const now = bench.clock.now();
  bench.run('XGROUP CREATE s g 0');
  bench.run('XREADGROUP GROUP g alice COUNT 1 STREAMS s >');
  bench.advance(70);
  const common = [
    'length',
    2,
    'radix-tree-keys',
    1,
    'radix-tree-nodes',
    2,
    'last-generated-id',
    '2-0',
    'max-deleted-entry-id',
    '0-0',
    'entries-added',
    2,
    'recorded-first-entry-id',
    '1-0',
  ];
  table(
    [
      ['XINFO STREAM s', { map: [...common, 'groups', 1, 'first-entry', entry(1), 'last-entry', entry(2)] }],
      ['XINFO CONSUMERS s g', [{ map: ['name', 'alice', 'pending', 1, 'idle', 70, 'inactive', 70] }]],
      [
        'XINFO STREAM s FULL COUNT 1',
        {
          map: [
            ...common,
            'entries',
            [entry(1)],
            'groups',
            [
              {
                map: [
                  'name',
                  'g',
                  'last-delivered-id',
                  '1-0',
                  'entries-read',
                  1,
                  'lag',
                  1,
                  'pel-count',
                  1,
                  'pending',
                  [['1-0', 'alice', now, 1]],
                  'consumers',
                  [
                    {
                      map: [
                        'name',
                        'alice',
                        'seen-time',
                        now,
                        'active-time',
                        now,
                        'pel-count',
                        1,
                        'pending',
                        [['1-0', now, 1]],
                      ],
                    },
                  ],
                ],
              },
            ],
          ],
        },
      ],
      ['XINFO STREAM none', '-ERR no such key'],
      [
        'XINFO STREAM s FOO',
        "-ERR unknown subcommand or wrong number of arguments for 'STREAM'. Try XINFO HELP.",
      ],
      ['XINFO CONSUMERS s nope', "-NOGROUP No such consumer group 'nope' for key name 's'"],
      ['XINFO GROUPS wrong', WRONGTYPE],
    ],
    bench,
  );
});

test('what is logged builds the same stream again', () => {
  const bench = stream(6);
  const replica = new Bench();
  for (let ms = 1; ms <= 6; ms++) replica.run(`XADD s ${ms}-0 f v${ms}`);
  for (const line of [
    'XGROUP CREATE s g 0',
    'XREADGROUP GROUP g alice COUNT 4 STREAMS s >',
    'XREADGROUP GROUP g carol NOACK COUNT 1 STREAMS s >',
    'XDEL s 3',
    'XAUTOCLAIM s g bob 0 0',
    'XACK s g 1',
    'XREADGROUP GROUP g bob CLAIM 0 STREAMS s >',
    'XADD s MAXLEN ~ 3 * f v',
    'XACKDEL s g IDS 1 2',
  ]) {
    bench.run(line);
  }
  for (const group of bench.effects) for (const { argv } of group) replica.run(argv);
  const times = /("(?:seen|active)-time",)-?\d+/g;
  const state = (from: Bench) => JSON.stringify(from.run('XINFO STREAM s FULL COUNT 0')).replace(times, '$1');
  expect(state(replica)).toBe(state(bench));
});

test('group commands spoil no WATCH, entries do', () => {
  const bench = stream(2);
  const other = bench.connect();
  bench.run('WATCH s');
  other.run('XGROUP CREATE s g 0');
  other.run('XREADGROUP GROUP g c COUNT 1 STREAMS s >');
  bench.run('MULTI');
  expect(bench.run('EXEC')).toEqual([]);
  bench.run('WATCH s');
  other.run('XADD s 9 a b');
  bench.run('MULTI');
  expect(bench.run('EXEC')).toBe(null);
});
