import { describe, expect, test } from 'vitest';
import { Bench, type Plain } from '../../testing.ts';

const WRONGTYPE = '-WRONGTYPE Operation against a key holding the wrong kind of value';
const INVALID = '-ERR Invalid stream ID specified as stream command argument';
const SYNTAX = '-ERR syntax error';

type Rows = [command: string, reply: Plain][];

/** Runs the lines in order and compares each reply. */
function table(rows: Rows, bench = new Bench()): Bench {
  if (!bench.engine.keyspace.db(0).has('wrong')) bench.engine.keyspace.db(0).add('wrong', 'text');
  for (const [command, reply] of rows) expect(bench.run(command), command).toEqual(reply);
  return bench;
}

/** A stream `s` with entries 1-0 to `count`-0. */
function stream(count: number): Bench {
  const bench = new Bench();
  for (let ms = 1; ms <= count; ms++) bench.run(`XADD s ${ms}-0 f v${ms}`);
  bench.takeEffects();
  return bench;
}

const entry = (ms: number): Plain => [`${ms}-0`, ['f', `v${ms}`]];

describe('entries', () => {
  test('XADD chooses IDs', () => {
    const bench = new Bench();
    const now = bench.clock.now();
    table(
      [
        ['XADD s * a 1', `${now}-0`],
        ['XADD s * a 2', `${now}-1`],
        [`XADD s ${now}-* a 3`, `${now}-2`],
        [`XADD s ${now + 5} a 4`, `${now + 5}-0`],
        ['XADD s * a 5', `${now + 5}-1`],
        [
          'XADD s 1-* a 1',
          '-ERR The ID specified in XADD is equal or smaller than the target stream top item',
        ],
        ['XADD t 0-* a 1', '0-1'],
        ['XADD t NOMKSTREAM 5 a 1', '5-0'],
        ['XADD none NOMKSTREAM * a 1', null],
        ['XLEN none', 0],
        ['XLEN s', 5],
      ],
      bench,
    );
    expect(bench.takeEffects()).toEqual([
      `XADD s ${now}-0 a 1`,
      `XADD s ${now}-1 a 2`,
      `XADD s ${now}-2 a 3`,
      `XADD s ${now + 5} a 4`,
      `XADD s ${now + 5}-1 a 5`,
      'XADD t 0-1 a 1',
      'XADD t NOMKSTREAM 5 a 1',
    ]);
  });
  test('XADD errors', () =>
    table([
      ['XADD s * a', "-ERR wrong number of arguments for 'xadd' command"],
      ['XADD s * a 1 b', "-ERR wrong number of arguments for 'xadd' command"],
      ['XADD s 0-0 a 1', '-ERR The ID specified in XADD must be greater than 0-0'],
      ['XADD s 5-0 a 1', '5-0'],
      ['XADD s 5-0 a 1', '-ERR The ID specified in XADD is equal or smaller than the target stream top item'],
      ['XADD s abc a 1', INVALID],
      ['XADD s - a 1', INVALID],
      ['XADD wrong * a 1', WRONGTYPE],
      [
        'XADD s MAXLEN 1 MINID 1 * a 1',
        '-ERR syntax error, MAXLEN and MINID options at the same time are not compatible',
      ],
      ['XADD s MAXLEN -1 * a 1', '-ERR The MAXLEN argument must be >= 0.'],
      ['XADD s MAXLEN x * a 1', '-ERR value is not an integer or out of range'],
      [
        'XADD s MAXLEN 1 LIMIT 1 * a 1',
        '-ERR syntax error, LIMIT cannot be used without the special ~ option',
      ],
      ['XADD s MAXLEN ~ 1 LIMIT -1 * a 1', '-ERR The LIMIT argument must be >= 0.'],
      [
        'XADD s LIMIT 1 * a 1',
        '-ERR syntax error, LIMIT cannot be used without specifying a trimming strategy',
      ],
      ['XADD s KEEPREF DELREF * a 1', SYNTAX],
      ['XADD m 18446744073709551615-18446744073709551615 a 1', '18446744073709551615-18446744073709551615'],
      ['XADD m * a 1', '-ERR The stream has exhausted the last possible ID, unable to add more items'],
    ]));
  test('trimming, and what is logged of it', () => {
    const bench = stream(5);
    table(
      [
        ['XADD s MAXLEN = 3 6-0 f v6', '6-0'],
        ['XRANGE s - +', [entry(4), entry(5), entry(6)]],
        ['XTRIM s MINID 5', 1],
        ['XTRIM s MAXLEN ~ 1', 0],
        ['XADD s MAXLEN ~ 1 LIMIT 50 7-* f v7', '7-0'],
        ['XTRIM s MAXLEN 9', 0],
        ['XTRIM none MAXLEN 1', 0],
        ['XTRIM s MAXLEN 0', 3],
        ['XLEN s', 0],
        ['TYPE s', '+stream'],
        ['XTRIM s', "-ERR wrong number of arguments for 'xtrim' command"],
        ['XTRIM s KEEPREF LIMIT 0', '-ERR syntax error, XTRIM must be called with a trimming strategy'],
        ['XTRIM s MAXLEN 1 FOO', SYNTAX],
        ['XTRIM wrong MAXLEN 1', WRONGTYPE],
      ],
      bench,
    );
    expect(bench.takeEffects()).toEqual([
      'XADD s MAXLEN = 3 6-0 f v6',
      'XTRIM s MINID 5',
      'XADD s MAXLEN = 3 7-0 f v7',
      'XTRIM s MAXLEN 0',
    ]);
  });
  test('ranges', () =>
    table(
      [
        ['XRANGE s - +', [1, 2, 3, 4].map(entry)],
        ['XRANGE s 2 3', [2, 3].map(entry)],
        ['XRANGE s (2-0 (4-0', [entry(3)]],
        ['XRANGE s - + COUNT 2', [1, 2].map(entry)],
        ['XREVRANGE s + - COUNT 2', [4, 3].map(entry)],
        ['XREVRANGE s 3 2', [3, 2].map(entry)],
        ['XRANGE s 3 2', []],
        ['XRANGE none - +', []],
        ['XRANGE s - + COUNT 0', null],
        ['XRANGE s - + COUNT', SYNTAX],
        ['XRANGE s - + COUNT x', '-ERR value is not an integer or out of range'],
        ['XRANGE s x +', INVALID],
        ['XRANGE s (- +', INVALID],
        ['XRANGE s (18446744073709551615-18446744073709551615 +', '-ERR invalid start ID for the interval'],
        ['XRANGE s - (0-0', '-ERR invalid end ID for the interval'],
        ['XRANGE wrong - +', WRONGTYPE],
      ],
      stream(4),
    ));
  test('XDEL XSETID', () =>
    table(
      [
        ['XDEL s 2 9', 1],
        ['XDEL none x', 0],
        ['XDEL s x', INVALID],
        ['XDEL wrong x', WRONGTYPE],
        ['XSETID s 9 ENTRIESADDED 20 MAXDELETEDID 5', '+OK'],
        ['XSETID s 4', '-ERR The ID specified in XSETID is smaller than current max_deleted_entry_id'],
        [
          'XSETID s 9 MAXDELETEDID 10',
          '-ERR The ID specified in XSETID is smaller than the provided max_deleted_entry_id',
        ],
        ['XSETID s 9 ENTRIESADDED -1', '-ERR entries_added must be positive'],
        [
          'XSETID s 9 ENTRIESADDED 1',
          '-ERR The entries_added specified in XSETID is smaller than the target stream length',
        ],
        ['XADD s 10 f v10', '10-0'],
        ['XSETID s 9', '-ERR The ID specified in XSETID is smaller than the target stream top item'],
        ['XSETID s 11 ENTRIESADDED', SYNTAX],
        ['XSETID none 1', '-ERR no such key'],
        ['XSETID wrong 1', WRONGTYPE],
      ],
      stream(4),
    ));
});

describe('XREAD', () => {
  test('from IDs', () =>
    table(
      [
        ['XREAD STREAMS s 2', [['s', [entry(3)]]]],
        ['XREAD COUNT 1 STREAMS s none 0 0', [['s', [entry(1)]]]],
        ['XREAD STREAMS s $', null],
        ['XREAD STREAMS s +', [['s', [entry(3)]]]],
        ['XREAD STREAMS none +', null],
        [
          'XREAD STREAMS s s 0',
          "-ERR Unbalanced 'xread' list of streams: for each stream key an ID, '+', or '$' must be specified.",
        ],
        [
          'XREAD STREAMS s >',
          '-ERR The > ID can be specified only when calling XREADGROUP using the GROUP <group> <consumer> option.',
        ],
        [
          'XREAD NOACK STREAMS s 0',
          '-ERR The NOACK option is only supported by XREADGROUP. You called XREAD instead.',
        ],
        [
          'XREAD GROUP g c STREAMS s 0',
          '-ERR The GROUP option is only supported by XREADGROUP. You called XREAD instead.',
        ],
        ['XREAD BLOCK x STREAMS s 0', '-ERR timeout is not an integer or out of range'],
        ['XREAD BLOCK -1 STREAMS s 0', '-ERR timeout is negative'],
        ['XREAD FOO BAR BAZ', SYNTAX],
        ['XREAD STREAMS s x', INVALID],
        ['XREAD STREAMS wrong 0', WRONGTYPE],
      ],
      stream(3),
    ));
  test('a map in RESP3', () => {
    const bench = stream(1);
    bench.main.client.resp = 3;
    expect(bench.run('XREAD STREAMS s 0')).toEqual({ map: ['s', [entry(1)]] });
  });
  test('waits for what comes after $', () => {
    const bench = stream(3);
    const [one, two] = [bench.connect(), bench.connect()];
    one.send('XREAD BLOCK 0 STREAMS s $');
    two.send('XREAD BLOCK 100 STREAMS none 0');
    bench.run('XDEL s 1');
    expect(one.take()).toEqual([]);
    bench.run('XADD s 4 f v4');
    expect(one.take()).toEqual([[['s', [entry(4)]]]]);
    bench.advance(100);
    expect(two.take()).toEqual([null]);
  });
});

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

describe('claiming', () => {
  const pending = () => {
    const bench = stream(4);
    bench.run('XGROUP CREATE s g 0');
    bench.run('XREADGROUP GROUP g alice COUNT 3 STREAMS s >');
    bench.advance(1000);
    bench.takeEffects();
    return bench;
  };
  test('XCLAIM', () => {
    const bench = pending();
    const now = bench.clock.now();
    table(
      [
        ['XCLAIM s g bob 2000 1', []],
        ['XCLAIM s g bob 500 1 9', [entry(1)]],
        ['XCLAIM s g bob 0 2 JUSTID', ['2-0']],
        ['XCLAIM s g bob 0 4', []],
        ['XCLAIM s g bob 0 4 FORCE RETRYCOUNT 7 IDLE 300', [entry(4)]],
        [
          'XPENDING s g IDLE 100 - + 9',
          [
            ['3-0', 'alice', 1000, 1],
            ['4-0', 'bob', 300, 7],
          ],
        ],
        [
          'XPENDING s g - + 9 bob',
          [
            ['1-0', 'bob', 0, 2],
            ['2-0', 'bob', 0, 1],
            ['4-0', 'bob', 300, 7],
          ],
        ],
        ['XPENDING s g - + 9 nobody', []],
        ['XDEL s 3', 1],
        ['XCLAIM s g bob 0 3', []],
        ['XPENDING s g', [3, '1-0', '4-0', [['bob', '3']]]],
        ['XCLAIM s g bob x 1', '-ERR Invalid min-idle-time argument for XCLAIM'],
        ['XCLAIM s g bob 0 1 FOO', "-ERR Unrecognized XCLAIM option 'FOO'"],
        ['XCLAIM s g bob 0 1 IDLE x', '-ERR Invalid IDLE option argument for XCLAIM'],
        ['XCLAIM s nope bob 0 1', "-NOGROUP No such key 's' or consumer group 'nope'"],
        ['XPENDING s nope', "-NOGROUP No such key 's' or consumer group 'nope'"],
        ['XPENDING s g - +', SYNTAX],
        ['XPENDING s g IDLE 1 - + ', SYNTAX],
      ],
      bench,
    );
    expect(bench.takeEffects().slice(0, 2)).toEqual([
      'XGROUP CREATECONSUMER s g bob',
      `XCLAIM s g bob 0 1-0 TIME ${now} RETRYCOUNT 2 FORCE JUSTID LASTID 3-0`,
    ]);
  });
  test('XAUTOCLAIM', () => {
    const bench = pending();
    table(
      [
        ['XDEL s 2', 1],
        ['XAUTOCLAIM s g bob 500 0 COUNT 1', ['2-0', [entry(1)], []]],
        ['XAUTOCLAIM s g bob 500 2-0 COUNT 2 JUSTID', ['0-0', ['3-0'], ['2-0']]],
        ['XAUTOCLAIM s g bob 500 0', ['0-0', [], []]],
        ['XAUTOCLAIM s g bob 500 0 COUNT 0', '-ERR COUNT must be > 0'],
        ['XAUTOCLAIM s g bob x 0', '-ERR Invalid min-idle-time argument for XAUTOCLAIM'],
        ['XAUTOCLAIM s g bob 0 0 FOO', SYNTAX],
        ['XAUTOCLAIM none g bob 0 0', "-NOGROUP No such key 'none' or consumer group 'g'"],
      ],
      bench,
    );
  });
  test('XREADGROUP CLAIM: what lies idle first, then what is new', () => {
    const bench = pending();
    table(
      [
        [
          'XREADGROUP GROUP g bob CLAIM 500 COUNT 2 STREAMS s >',
          [
            [
              's',
              [
                ['1-0', ['f', 'v1'], 1000, 1],
                ['2-0', ['f', 'v2'], 1000, 1],
              ],
            ],
          ],
        ],
        [
          'XREADGROUP GROUP g bob CLAIM 500 STREAMS s >',
          [
            [
              's',
              [
                ['3-0', ['f', 'v3'], 1000, 1],
                ['4-0', ['f', 'v4'], 0, 0],
              ],
            ],
          ],
        ],
        ['XREADGROUP GROUP g bob CLAIM 500 STREAMS s >', null],
        ['XPENDING s g', [4, '1-0', '4-0', [['bob', '4']]]],
      ],
      bench,
    );
  });
  test('CLAIM takes the longest idle first, whatever their IDs', () => {
    const bench = pending();
    bench.run('XCLAIM s g alice 0 3 IDLE 900 JUSTID');
    bench.run('XCLAIM s g alice 0 1 IDLE 800 JUSTID');
    const reply = bench.run('XREADGROUP GROUP g bob CLAIM 850 COUNT 5 STREAMS s >') as Plain[][][][];
    expect(reply[0]?.[1]?.map((item) => item[0])).toEqual(['2-0', '3-0', '4-0']);
  });
  test('a wait with CLAIM ends when an entry has been idle for long enough', () => {
    const bench = pending();
    bench.run('XREADGROUP GROUP g alice STREAMS s >');
    bench.run('XTRIM s MINID 4');
    const client = bench.connect();
    client.send('XREADGROUP GROUP g bob BLOCK 5000 CLAIM 400 STREAMS s >');
    expect(bench.engine.nextWake()).toBe(bench.clock.now() + 400);
    bench.advance(399);
    expect(client.take()).toEqual([]);
    bench.advance(1);
    expect(client.take()).toEqual([[['s', [['4-0', ['f', 'v4'], 400, 1]]]]]);
  });
});

describe('deleting with references', () => {
  const read = () => {
    const bench = stream(3);
    for (const group of ['g', 'h']) {
      bench.run(`XGROUP CREATE s ${group} 0`);
      bench.run(`XREADGROUP GROUP ${group} c COUNT 2 STREAMS s >`);
    }
    bench.takeEffects();
    return bench;
  };
  test('XACKDEL', () =>
    table(
      [
        ['XACKDEL s g ACKED IDS 2 1 9', [2, -1]],
        ['XACKDEL s h ACKED IDS 1 1', [1]],
        ['XACKDEL s g DELREF IDS 1 2', [1]],
        ['XPENDING s h', [0, null, null, null]],
        ['XLEN s', 1],
        ['XACKDEL s nope IDS 1 1', [-1]],
        ['XACKDEL none g IDS 2 1 2', [-1, -1]],
        ['XACKDEL s g IDS 0 1', '-ERR Number of IDs must be a positive integer'],
        ['XACKDEL s g IDS 3 1 2', '-ERR The `numids` parameter must match the number of arguments'],
        ['XACKDEL s g IDS 1 1 2', SYNTAX],
        ['XACKDEL s g KEEPREF DELREF IDS 1 1', SYNTAX],
      ],
      read(),
    ));
  test('XDELEX', () => {
    const bench = table(
      [
        ['XDELEX s ACKED IDS 3 1 3 9', [2, 2, -1]],
        ['XDELEX s DELREF IDS 1 1', [1]],
        ['XPENDING s g', [1, '2-0', '2-0', [['c', '1']]]],
        ['XDELEX s IDS 1 2', [1]],
        ['XPENDING s g', [1, '2-0', '2-0', [['c', '1']]]],
        ['XDELEX none IDS 1 1', [-1]],
        ['XDELEX s IDS 1 x', INVALID],
        ['XDELEX s FOO IDS 1 1', SYNTAX],
        ['XDELEX wrong IDS 1 1', WRONGTYPE],
      ],
      read(),
    );
    expect(bench.takeEffects()).toEqual(['XDELEX s DELREF IDS 1 1', 'XDELEX s IDS 1 2']);
  });
  test('trimming', () =>
    table(
      [
        ['XTRIM s MAXLEN 1 ACKED', 0],
        ['XACK s g 1 2', 2],
        ['XACK s h 1', 1],
        ['XTRIM s MAXLEN 0 ACKED', 1],
        ['XADD s DELREF MAXLEN 0 9 f v9', '9-0'],
        ['XPENDING s h', [0, null, null, null]],
        ['XLEN s', 0],
      ],
      read(),
    ));
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
