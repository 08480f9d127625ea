import { describe, expect, test } from 'vitest';
import { Bench, type Plain } from '../../testing.ts';

type Table = readonly (readonly [command: string, reply: Plain])[];

function check(table: Table, resp: 2 | 3 = 2) {
  const bench = new Bench();
  bench.main.client.resp = resp;
  for (const [command, reply] of table) expect([command, bench.run(command)]).toEqual([command, reply]);
}

const d = (value: number): Plain => ({ double: value });
const WRONGTYPE = '-WRONGTYPE Operation against a key holding the wrong kind of value';
const SYNTAX = '-ERR syntax error';
const NOT_INTEGER = '-ERR value is not an integer or out of range';
const NOT_FLOAT = '-ERR min or max is not a float';
const NOT_STRING = '-ERR min or max not valid string range item';
const LIMIT = '-ERR syntax error, LIMIT is only supported in combination with either BYSCORE or BYLEX';
const LEX_SCORES = '-ERR syntax error, WITHSCORES not supported in combination with BYLEX';

describe('ZRANGE', () => {
  test('by rank', () => {
    check([
      ['ZADD z 1 a 2 b 3 c 4 d', 4],
      ['ZRANGE z 0 -1', ['a', 'b', 'c', 'd']],
      ['ZRANGE z 1 2', ['b', 'c']],
      ['ZRANGE z -2 9', ['c', 'd']],
      ['ZRANGE z -9 0', ['a']],
      ['ZRANGE z 2 1', []],
      ['ZRANGE z 4 9', []],
      ['ZRANGE z 0 1 REV', ['d', 'c']],
      ['ZRANGE z -1 -1 REV', ['a']],
      ['ZRANGE z 0 1 REV WITHSCORES', ['d', d(4), 'c', d(3)]],
      ['ZREVRANGE z 1 2', ['c', 'b']],
      ['ZREVRANGE z 0 0 WITHSCORES', ['d', d(4)]],
      ['ZRANGE nokey 0 -1', []],
      // A limit of -1 means none, and passes where a limit does not.
      ['ZRANGE z 0 -1 LIMIT 3 -1', ['a', 'b', 'c', 'd']],
    ]);
    check(
      [
        ['ZADD z 1 a 2 b', 2],
        [
          'ZRANGE z 0 -1 WITHSCORES',
          [
            ['a', d(1)],
            ['b', d(2)],
          ],
        ],
      ],
      3,
    );
  });

  test('by score', () => {
    check([
      ['ZADD z 1 a 2 b 2 c 3 d', 4],
      ['ZRANGE z 2 3 BYSCORE', ['b', 'c', 'd']],
      ['ZRANGE z (1 (3 BYSCORE WITHSCORES', ['b', d(2), 'c', d(2)]],
      ['ZRANGE z +inf -inf BYSCORE REV', ['d', 'c', 'b', 'a']],
      ['ZRANGE z 3 (1 BYSCORE REV LIMIT 1 2', ['c', 'b']],
      ['ZRANGE z 1 3 BYSCORE REV', []],
      ['ZRANGE z -inf inf BYSCORE LIMIT 1 -1', ['b', 'c', 'd']],
      ['ZRANGE z -inf inf BYSCORE LIMIT -1 2', []],
      ['ZRANGE z -inf inf BYSCORE LIMIT 9 2', []],
      ['ZRANGE z -inf inf BYSCORE LIMIT 0 0', []],
      ['ZRANGEBYSCORE z 2 2', ['b', 'c']],
      ['ZRANGEBYSCORE z -inf 2 WITHSCORES LIMIT 0 1', ['a', d(1)]],
      ['ZREVRANGEBYSCORE z 2 1', ['c', 'b', 'a']],
      ['ZREVRANGEBYSCORE z 3 1 LIMIT 0 2 WITHSCORES', ['d', d(3), 'c', d(2)]],
      // An empty bound reads as 0.
      ['ZRANGEBYSCORE z "" (2', ['a']],
      ['ZRANGEBYSCORE z " 1" 1e999', ['a', 'b', 'c', 'd']],
    ]);
  });

  test('by member', () => {
    check([
      ['ZADD z 0 a 0 aa 0 b 0 "\\xff"', 4],
      ['ZRANGE z - + BYLEX', ['a', 'aa', 'b', '\xff']],
      ['ZRANGE z [a (b BYLEX', ['a', 'aa']],
      ['ZRANGE z (a + BYLEX LIMIT 1 1', ['b']],
      ['ZRANGE z + [aa BYLEX REV', ['\xff', 'b', 'aa']],
      ['ZRANGE z + - BYLEX', []],
      ['ZRANGEBYLEX z [aa [b', ['aa', 'b']],
      ['ZREVRANGEBYLEX z (b -', ['aa', 'a']],
      ['ZREVRANGEBYLEX z + - LIMIT 1 2', ['b', 'aa']],
    ]);
  });

  test('errors', () => {
    check([
      ['SET s x', '+OK'],
      ['ZRANGE s a 1', NOT_INTEGER],
      ['ZRANGE s 0 1 foo', SYNTAX],
      ['ZRANGE s 0 1 LIMIT 0 1', LIMIT],
      ['ZRANGE s 0 1 LIMIT 0', SYNTAX],
      ['ZRANGE s 0 1 BYSCORE LIMIT a 1', NOT_INTEGER],
      ['ZRANGE s 0 1 BYSCORE BYLEX', SYNTAX],
      ['ZRANGE s 0 1 REV REV', SYNTAX],
      ['ZRANGE s a b BYLEX WITHSCORES', LEX_SCORES],
      ['ZRANGE s a b BYSCORE', NOT_FLOAT],
      ['ZRANGE s a b BYLEX', NOT_STRING],
      ['ZRANGE s 0 1', WRONGTYPE],
      ['ZREVRANGE s 0 1 REV', SYNTAX],
      ['ZREVRANGE s 0 1 LIMIT 0 1', LIMIT],
      ['ZRANGEBYSCORE s 0 1 BYSCORE', SYNTAX],
      ['ZRANGEBYSCORE s a 1 foo', SYNTAX],
      ['ZRANGEBYSCORE s a 1', NOT_FLOAT],
      ['ZRANGEBYSCORE s 0 nan', NOT_FLOAT],
      ['ZREVRANGEBYSCORE s ((1 1', NOT_FLOAT],
      ['ZRANGEBYLEX s - + WITHSCORES', LEX_SCORES],
      ['ZRANGEBYLEX s a +', NOT_STRING],
      ['ZREVRANGEBYLEX s - +', WRONGTYPE],
      ['ZRANGESTORE d s 0 1 WITHSCORES', SYNTAX],
      ['ZRANGESTORE d s a 1', NOT_INTEGER],
      ['ZRANGESTORE d s 0 1', WRONGTYPE],
    ]);
  });

  test('ZRANGESTORE replaces its destination, or removes it', () => {
    check([
      ['ZADD z 1 a 2 b 3 c', 3],
      ['SET d x', '+OK'],
      ['ZRANGESTORE d z 1 2', 2],
      ['ZRANGE d 0 -1 WITHSCORES', ['b', d(2), 'c', d(3)]],
      ['ZRANGESTORE z z (2 -inf BYSCORE REV LIMIT 0 1', 1],
      ['ZRANGE z 0 -1', ['a']],
      ['ZRANGESTORE d z 5 6', 0],
      ['EXISTS d', 0],
      ['ZRANGESTORE z nokey 0 -1', 0],
      ['EXISTS z', 0],
    ]);
  });
});

describe('union, intersection, difference', () => {
  const two: Table = [
    ['ZADD a 1 x 2 y 3 z', 3],
    ['ZADD b 10 y 20 z 30 w', 3],
    ['SADD set x y', 2],
  ];

  test('replies', () => {
    check([
      ...two,
      ['ZUNION 2 a b', ['x', 'y', 'z', 'w']],
      ['ZUNION 2 a b WITHSCORES', ['x', d(1), 'y', d(12), 'z', d(23), 'w', d(30)]],
      ['ZUNION 2 a b WEIGHTS 2 1 AGGREGATE MAX WITHSCORES', ['x', d(2), 'y', d(10), 'z', d(20), 'w', d(30)]],
      ['ZUNION 2 a nokey WEIGHTS -1 1', ['z', 'y', 'x']],
      ['ZINTER 2 a b WITHSCORES', ['y', d(12), 'z', d(23)]],
      ['ZINTER 2 a b AGGREGATE MIN WITHSCORES', ['y', d(2), 'z', d(3)]],
      ['ZINTER 2 a nokey', []],
      ['ZINTER 2 a set WITHSCORES', ['x', d(2), 'y', d(3)]],
      ['ZUNION 1 set WEIGHTS 2.5 WITHSCORES', ['x', d(2.5), 'y', d(2.5)]],
      ['ZINTER 2 a a WITHSCORES', ['x', d(2), 'y', d(4), 'z', d(6)]],
      ['ZDIFF 2 a b WITHSCORES', ['x', d(1)]],
      ['ZDIFF 2 a set', ['z']],
      ['ZDIFF 2 set a', []],
      ['ZDIFF 2 nokey a', []],
      ['ZINTERCARD 2 a b', 2],
      ['ZINTERCARD 2 a b LIMIT 1', 1],
      ['ZINTERCARD 2 a b LIMIT 0', 2],
      ['ZUNIONSTORE d 2 a b', 4],
      ['ZINTERSTORE d 2 a b WEIGHTS 1 inf', 2],
      ['ZRANGE d 0 -1 WITHSCORES', ['y', d(Infinity), 'z', d(Infinity)]],
      // Infinities of opposite sign, and infinity times 0, count as 0.
      ['ZUNION 2 d d WEIGHTS 1 -1 WITHSCORES', ['y', d(0), 'z', d(0)]],
      ['ZADD nan inf m', 1],
      ['ZUNION 2 nan nan WEIGHTS 1 0 WITHSCORES', ['m', d(Infinity)]],
      ['ZINTER 2 nan nan WEIGHTS 1 0 WITHSCORES', ['m', d(0)]],
      ['ZUNION 1 d WEIGHTS 0 WITHSCORES', ['y', d(0), 'z', d(0)]],
      ['ZDIFFSTORE d 2 a b', 1],
      ['ZDIFFSTORE d 2 a a', 0],
      ['EXISTS d', 0],
      ['ZUNIONSTORE a 2 a set', 3],
      ['ZRANGE a 0 -1 WITHSCORES', ['x', d(2), 'y', d(3), 'z', d(3)]],
    ]);
    check(
      [
        ...two,
        [
          'ZUNION 1 set WITHSCORES',
          [
            ['x', d(1)],
            ['y', d(1)],
          ],
        ],
        ['ZDIFF 2 a b WITHSCORES', [['x', d(1)]]],
      ],
      3,
    );
  });

  test('errors, types before options', () => {
    check([
      ['SET s x', '+OK'],
      ...two,
      ['ZUNION a a', NOT_INTEGER],
      ['ZUNION 0 a', "-ERR at least 1 input key is needed for 'zunion' command"],
      ['ZINTERSTORE d 0 a', "-ERR at least 1 input key is needed for 'zinterstore' command"],
      ['ZINTERCARD 0 a', "-ERR at least 1 input key is needed for 'zintercard' command"],
      ['ZDIFF -1 a', "-ERR at least 1 input key is needed for 'zdiff' command"],
      ['ZINTER 3 a b', SYNTAX],
      ['ZUNION 2 a s WEIGHTS foo', WRONGTYPE],
      ['ZUNION 1 a WEIGHTS x', '-ERR weight value is not a float'],
      ['ZUNION 1 a WEIGHTS', SYNTAX],
      ['ZUNION 1 a WEIGHTS 1 2', SYNTAX],
      ['ZUNION 1 a AGGREGATE', SYNTAX],
      ['ZUNION 1 a AGGREGATE FOO', SYNTAX],
      ['ZUNION 1 a LIMIT 1', SYNTAX],
      ['ZUNIONSTORE d 1 a WITHSCORES', SYNTAX],
      ['ZDIFF 1 a WEIGHTS 1', SYNTAX],
      ['ZDIFF 1 a AGGREGATE SUM', SYNTAX],
      ['ZDIFFSTORE d 1 a WITHSCORES', SYNTAX],
      ['ZINTERCARD 1 a LIMIT -1', "-ERR LIMIT can't be negative"],
      ['ZINTERCARD 1 a LIMIT x', "-ERR LIMIT can't be negative"],
      ['ZINTERCARD 1 a LIMIT', SYNTAX],
      ['ZINTERCARD 1 a WITHSCORES', SYNTAX],
      ['ZINTERCARD 1 s', WRONGTYPE],
    ]);
  });
});
