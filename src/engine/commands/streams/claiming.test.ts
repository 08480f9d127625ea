import { describe, expect, test } from 'vitest';
import type { Plain } from '../../testing.ts';
import { entry, INVALID, SYNTAX, stream, table, WRONGTYPE } from './tables.testing.ts';

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
        ['XTRIM s MAXLEN ~ 0 ACKED', 1],
        ['XADD s DELREF MAXLEN 0 9 f v9', '9-0'],
        ['XPENDING s h', [0, null, null, null]],
        ['XLEN s', 0],
      ],
      read(),
    ));
});
