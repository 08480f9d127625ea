import { describe, expect, test } from 'vitest';
import { Bench, type Plain } from '../testing.ts';

/** Runs the lines in order on one engine and compares each reply. */
function replies(table: readonly (readonly [string, Plain])[]) {
  const bench = new Bench();
  for (const [line, expected] of table) expect(bench.run(line), line).toEqual(expected);
}

const NOT_INTEGER = '-ERR value is not an integer or out of range';
const NOT_FLOAT = '-ERR value is not a valid float';
const SYNTAX = '-ERR syntax error';
const WRONGTYPE = '-WRONGTYPE Operation against a key holding the wrong kind of value';
const badExpire = (name: string) => `-ERR invalid expire time in '${name}' command`;
const arity = (name: string) => `-ERR wrong number of arguments for '${name}' command`;

describe('SET', () => {
  test('conditions and GET', () =>
    replies([
      ['SET a 1 XX', null],
      ['SET a 1 NX', '+OK'],
      ['SET a 2 NX', null],
      ['SET a 2 NX GET', '1'],
      ['SET a 2 XX GET', '1'],
      ['SET b 1 GET', null],
      ['GET a', '2'],
      ['SET a 1 NX XX', SYNTAX],
      ['SET a 1 FOO', SYNTAX],
      ['SET a', arity('set')],
      ['LPUSH l x', 1],
      ['SET l 1 GET', WRONGTYPE],
      ['SET l 1 NX', null],
      ['SET l 1', '+OK'],
    ]));

  test('times', () =>
    replies([
      ['SET a 1 EX 10', '+OK'],
      ['TTL a', 10],
      ['SET a 1 KEEPTTL', '+OK'],
      ['TTL a', 10],
      ['SET a 1', '+OK'],
      ['TTL a', -1],
      ['SET a 1 PX 1500', '+OK'],
      ['PTTL a', 1500],
      ['SET a 1 EXAT 1700000100', '+OK'],
      ['TTL a', 100],
      ['SET a 1 PXAT 1700000100500', '+OK'],
      ['PTTL a', 100500],
      ['SET a 1 EX 10 EX 20', '+OK'],
      ['TTL a', 20],
      ['SET a 1 EX 0', badExpire('set')],
      ['SET a 1 PX -1', badExpire('set')],
      ['SET a 1 EX 9223372036854775807', badExpire('set')],
      ['SET a 1 EX x', NOT_INTEGER],
      ['SET a 1 EX', SYNTAX],
      ['SET a 1 EX 10 PX 10', SYNTAX],
      ['SET a 1 EX 10 KEEPTTL', SYNTAX],
      ['SET a 1 PERSIST', SYNTAX],
      ['SETEX a 10 v', '+OK'],
      ['TTL a', 10],
      ['SETEX a 0 v', badExpire('setex')],
      ['PSETEX a 10000 v', '+OK'],
      ['PSETEX a 0 v', badExpire('psetex')],
      ['SETNX a v', 0],
      ['SETNX b v', 1],
      ['GETSET b w', 'v'],
      ['GETSET c w', null],
    ]));

  // Replies of 8.4, from its documentation of SET and DELEX.
  test('comparisons', () =>
    replies([
      ['SET a hello', '+OK'],
      ['SET a world IFEQ nope', null],
      ['SET a world IFEQ hello', '+OK'],
      ['SET a x IFNE world', null],
      ['SET a x IFNE hello GET', 'world'],
      ['GET a', 'x'],
      ['SET nope x IFEQ y', null],
      ['SET nope x IFNE y', '+OK'],
      ['SET a hello', '+OK'],
      ['DIGEST a', '9555e8555c62dcfd'],
      ['SET a 1 IFDNE 9555e8555c62dcfd', null],
      ['SET a 1 IFDEQ 9555E8555C62DCFD', '+OK'],
      ['SET a 1 IFDEQ 123', '-ERR must be exactly 16 hexadecimal characters'],
      ['SET none 1 IFDEQ 123', null],
      ['SET none 1 IFDNE 123', '+OK'],
      ['SET a 1 IFEQ x NX', SYNTAX],
      ['SET a 1 IFEQ x IFNE y', SYNTAX],
      ['SET a 1 IFEQ', SYNTAX],
      ['LPUSH l x', 1],
      ['SET l 1 IFEQ x', WRONGTYPE],
      ['SET l 1 IFDNE 123', WRONGTYPE],
      ['DIGEST l', WRONGTYPE],
      ['DIGEST missing', null],
    ]));
});

test('DELEX', () =>
  replies([
    ['SET a hello', '+OK'],
    ['DELEX a IFEQ x', 0],
    ['DELEX a IFNE hello', 0],
    ['DELEX a IFDEQ 123', '-ERR must be exactly 16 hexadecimal characters'],
    ['DELEX a IFDNE 9555e8555c62dcfd', 0],
    ['DELEX a NOPE x', '-ERR Invalid condition. Use IFEQ, IFNE, IFDEQ, or IFDNE'],
    ['DELEX a IFEQ', arity('delex')],
    ['DELEX a IFEQ hello x', arity('delex')],
    ['DELEX a IFDEQ 9555e8555c62dcfd', 1],
    ['DELEX a IFDEQ 123', 0],
    ['LPUSH l x', 1],
    ['DELEX l IFEQ x', '-ERR Key should be of string type if conditions are specified'],
    ['DELEX l', 1],
  ]));

test('GETEX and GETDEL', () =>
  replies([
    ['SET a 1', '+OK'],
    ['GETEX a EX 10', '1'],
    ['TTL a', 10],
    ['GETEX a', '1'],
    ['TTL a', 10],
    ['GETEX a PERSIST', '1'],
    ['TTL a', -1],
    ['GETEX a PX 0', badExpire('getex')],
    ['GETEX nope PX 0', null],
    ['GETEX a EX 1 PERSIST', SYNTAX],
    ['GETEX a KEEPTTL', SYNTAX],
    ['GETEX a EXAT 1', '1'],
    ['EXISTS a', 0],
    ['SET a 1', '+OK'],
    ['GETDEL a', '1'],
    ['GETDEL a', null],
    ['LPUSH l x', 1],
    ['GETDEL l', WRONGTYPE],
    ['GETEX l PX 0', WRONGTYPE],
    ['GET l', WRONGTYPE],
  ]));

test('several at once', () =>
  replies([
    ['MSET a 1 b 2', '+OK'],
    ['MSET a 1 b', arity('mset')],
    ['MSETNX c 3 a 4', 0],
    ['MSETNX c 3 c 4', 1],
    ['MSETNX c', arity('msetnx')],
    ['LPUSH l x', 1],
    ['MGET a l c nope', ['1', null, '4', null]],
    ['MSETEX 2 a 1 b 2 EX 10', 1],
    ['TTL b', 10],
    ['MSETEX 2 a 1 b 2 KEEPTTL', 1],
    ['TTL b', 10],
    ['MSETEX 2 a 1 z 2 NX', 0],
    ['MSETEX 2 a 1 z 2 XX', 0],
    ['MSETEX 1 a 9 XX', 1],
    ['TTL a', -1],
    ['MSETEX a 1 b 2', '-ERR invalid numkeys value'],
    ['MSETEX 0 a 1', '-ERR invalid numkeys value'],
    ['MSETEX 2147483648 a 1', '-ERR invalid numkeys value'],
    ['MSETEX 2 a 1 b', '-ERR wrong number of key-value pairs'],
    ['MSETEX 1 a 1 NOPE', SYNTAX],
    ['MSETEX 1 a 1 NX XX', SYNTAX],
    ['MSETEX 1 a 1 EX 1 PX 1', SYNTAX],
    ['MSETEX 1 a 1 EX 0', badExpire('msetex')],
  ]));

test('parts of strings', () =>
  replies([
    ['APPEND a 12', 2],
    ['OBJECT ENCODING a', 'int'],
    ['APPEND a 3', 3],
    ['OBJECT ENCODING a', 'raw'],
    ['STRLEN a', 3],
    ['STRLEN nope', 0],
    ['SETRANGE a 5 x', 6],
    ['GET a', '123\0\0x'],
    ['SETRANGE nope 5 ""', 0],
    ['EXISTS nope', 0],
    ['SETRANGE a -1 x', '-ERR offset is out of range'],
    ['SETRANGE a 536870912 x', '-ERR string exceeds maximum allowed size (proto-max-bulk-len)'],
    ['SET h Hello', '+OK'],
    ['SETRANGE h 0 ""', 5],
    ['OBJECT ENCODING h', 'embstr'],
    ['GETRANGE h 1 -2', 'ell'],
    ['GETRANGE h -100 100', 'Hello'],
    ['GETRANGE h 3 1', ''],
    ['GETRANGE h 0 -100', 'H'],
    ['GETRANGE h -1 -3', ''],
    ['GETRANGE h x 1', NOT_INTEGER],
    ['SUBSTR h 0 1', 'He'],
    ['GETRANGE nope 0 1', ''],
    ['LPUSH l x', 1],
    ['APPEND l x', WRONGTYPE],
    ['SETRANGE l 0 x', WRONGTYPE],
    ['STRLEN l', WRONGTYPE],
    ['GETRANGE l 0 1', WRONGTYPE],
  ]));

test('counters', () =>
  replies([
    ['INCR n', 1],
    ['INCRBY n 10', 11],
    ['DECR n', 10],
    ['DECRBY n 4', 6],
    ['OBJECT ENCODING n', 'int'],
    ['INCRBY n x', NOT_INTEGER],
    ['SET big 9223372036854775806', '+OK'],
    ['INCR big', 9223372036854775807n],
    ['INCR big', '-ERR increment or decrement would overflow'],
    ['DECRBY big -9223372036854775808', '-ERR decrement would overflow'],
    ['SET s "1 "', '+OK'],
    ['INCR s', NOT_INTEGER],
    ['LPUSH l x', 1],
    ['INCR l', WRONGTYPE],
    ['SET f 10.50', '+OK'],
    ['INCRBYFLOAT f 0.1', '10.6'],
    ['INCRBYFLOAT f 3.0e3', '3010.60000000000000009'],
    ['INCRBYFLOAT f x', NOT_FLOAT],
    ['INCRBYFLOAT f inf', '-ERR increment would produce NaN or Infinity'],
    ['INCRBYFLOAT l 1', WRONGTYPE],
    ['INCRBYFLOAT new 3', '3'],
    ['OBJECT ENCODING new', 'embstr'],
    ['INCR new', 4],
  ]));

test('LCS', () =>
  replies([
    ['MSET a ohmytext b mynewtext', '+OK'],
    ['LCS a b', 'mytext'],
    ['LCS a b LEN', 6],
    ['LCS a b IDX MINMATCHLEN 4 WITHMATCHLEN', { map: ['matches', [[[4, 7], [5, 8], 4]], 'len', 6] }],
    [
      'LCS a b IDX',
      {
        map: [
          'matches',
          [
            [
              [4, 7],
              [5, 8],
            ],
            [
              [2, 3],
              [0, 1],
            ],
          ],
          'len',
          6,
        ],
      },
    ],
    ['LCS a nope', ''],
    ['LCS a b IDX LEN', '-ERR If you want both the length and indexes, please just use IDX.'],
    ['LCS a b MINMATCHLEN x', NOT_INTEGER],
    ['LCS a b NOPE', SYNTAX],
    ['LPUSH l x', 1],
    ['LCS a l NOPE', '-ERR The specified keys must contain string values'],
  ]));

test('a string that is too large to compare with is refused', () => {
  const bench = new Bench();
  bench.run(['SET', 'a', 'x'.repeat(20000)]);
  expect(bench.run('LCS a a')).toBe(
    '-ERR Insufficient memory, transient memory for LCS exceeds proto-max-bulk-len',
  );
});

test('bytes of every value survive', () => {
  const all = Array.from({ length: 256 }, (_, i) => String.fromCharCode(i)).join('');
  const bench = new Bench();
  bench.run(['SET', all, all]);
  bench.run(['APPEND', all, all]);
  expect(bench.run(['GET', all])).toBe(all + all);
});

test('what is logged is the effect', () => {
  const bench = new Bench();
  for (const line of [
    'SET a 1 EX 10 NX',
    'SET a 2 XX GET',
    'SET a 2 NX',
    'SET a 3 KEEPTTL',
    'SETEX a 10 v',
    'GETEX a',
    'GETEX a EX 20',
    'GETEX a PERSIST',
    'GETEX a PERSIST',
    'GETSET a 1',
    'INCRBYFLOAT a 0.5',
    'MSETEX 1 m 1 EX 1 NX',
    'DELEX m IFEQ nope',
    'DELEX m IFEQ 1',
    'GETDEL a',
    'GETDEL a',
    'SETRANGE a 0 ""',
    'APPEND a x',
  ]) {
    bench.run(line);
  }
  expect(bench.takeEffects()).toEqual([
    'SET a 1 PXAT 1700000010000',
    'SET a 2',
    'SET a 3 KEEPTTL',
    'SET a v PXAT 1700000010000',
    'PEXPIREAT a 1700000020000',
    'PERSIST a',
    'SET a 1',
    'SET a 1.5 KEEPTTL',
    'MSETEX 1 m 1 PXAT 1700000001000',
    'DEL m',
    'DEL a',
    'APPEND a x',
  ]);
});
