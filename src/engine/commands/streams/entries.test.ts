import { describe, expect, test } from 'vitest';
import { Bench } from '../../testing.ts';
import { entry, INVALID, SYNTAX, stream, table, WRONGTYPE } from './tables.testing.ts';

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
