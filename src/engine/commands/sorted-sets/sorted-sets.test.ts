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

describe('adding', () => {
  test('ZADD and its options', () => {
    check([
      ['ZADD z 1 a 2 b', 2],
      ['ZADD z 3 a 4 c', 1],
      ['ZADD z CH 3 a 5 b', 1],
      ['ZADD z NX 9 a 9 d', 1],
      ['ZADD z XX CH 10 d 10 e', 1],
      ['ZADD z XX 1 e', 0],
      ['ZADD z GT CH 1 a', 0],
      ['ZADD z GT CH 4 a 1 f', 2],
      ['ZADD z LT CH 3 a', 1],
      ['ZADD z lt ch 8 a', 0],
      ['ZADD z INCR 2.5 a', d(5.5)],
      ['ZADD z INCR 7 new', d(7)],
      ['ZADD z NX INCR 1 a', null],
      ['ZADD z XX INCR 1 nobody', null],
      ['ZADD nokey XX INCR 1 a', null],
      ['ZADD nokey XX 1 a', 0],
      ['ZADD z GT INCR -1 a', null],
      ['ZADD z INCR 0 a', d(5.5)],
      ['ZRANGE z 0 -1 WITHSCORES', ['f', d(1), 'c', d(4), 'b', d(5), 'a', d(5.5), 'new', d(7), 'd', d(10)]],
      ['ZADD z +inf up -inf down 0x10 hex 1e3 e', 4],
      ['ZMSCORE z up down hex e none', [d(Infinity), d(-Infinity), d(16), d(1000), null]],
    ]);
  });

  test('errors, in the order in which the reference looks for them', () => {
    check([
      ['SET s x', '+OK'],
      ['ZADD z 1', "-ERR wrong number of arguments for 'zadd' command"],
      ['ZADD z NX XX 1 a', '-ERR XX and NX options at the same time are not compatible'],
      ['ZADD z NX XX 1', SYNTAX],
      ['ZADD z GT LT 1 a', '-ERR GT, LT, and/or NX options at the same time are not compatible'],
      ['ZADD z NX GT 1 a', '-ERR GT, LT, and/or NX options at the same time are not compatible'],
      ['ZADD z INCR 1 a 2 b', '-ERR INCR option supports a single increment-element pair'],
      ['ZADD z 1 a 2', SYNTAX],
      ['ZADD z CH INCR', SYNTAX],
      ['ZADD z 1 a x b', '-ERR value is not a valid float'],
      ['ZADD z nan a', '-ERR value is not a valid float'],
      ['ZADD z 1e400 a', '-ERR value is not a valid float'],
      ['ZADD z 1e-400 a', '-ERR value is not a valid float'],
      ['EXISTS z', 0],
      ['ZADD s x a', '-ERR value is not a valid float'],
      ['ZADD s 1 a', WRONGTYPE],
      ['ZADD s XX 1 a', WRONGTYPE],
      ['ZADD z inf a', 1],
      ['ZINCRBY z -inf a', '-ERR resulting score is not a number (NaN)'],
      ['ZADD z INCR -inf a', '-ERR resulting score is not a number (NaN)'],
      ['ZINCRBY z x a', '-ERR value is not a valid float'],
      ['ZINCRBY s 1 a', WRONGTYPE],
    ]);
  });

  test('ZINCRBY', () => {
    check([
      ['ZINCRBY z 1.5 a', d(1.5)],
      ['ZINCRBY z 1.5 a', d(3)],
      ['ZINCRBY z -3 a', d(0)],
      ['ZSCORE z a', d(0)],
    ]);
  });

  test('the encoding grows with members and with their length, and does not come back', () => {
    const bench = new Bench();
    const pairs = (count: number) => Array.from({ length: count }, (_, i) => [String(i), `m${i}`]).flat();
    bench.run(['ZADD', 'z', ...pairs(128)]);
    expect(bench.run('OBJECT ENCODING z')).toBe('listpack');
    bench.run('ZADD z 1 more');
    expect(bench.run('OBJECT ENCODING z')).toBe('skiplist');
    bench.run('ZREMRANGEBYRANK z 10 -1');
    expect(bench.run('OBJECT ENCODING z')).toBe('skiplist');
    bench.run('ZRANGESTORE copy z 0 -1');
    expect(bench.run('OBJECT ENCODING copy')).toBe('listpack');
    bench.run(['ZADD', 'long', '1', 'x'.repeat(64)]);
    expect(bench.run('OBJECT ENCODING long')).toBe('listpack');
    bench.run(['ZADD', 'long', '1', 'x'.repeat(65)]);
    expect(bench.run('OBJECT ENCODING long')).toBe('skiplist');
  });
});

describe('looking up and counting', () => {
  test('replies', () => {
    check([
      ['ZADD z 1 a 2 b 2 c 3 d', 4],
      ['ZSCORE z b', d(2)],
      ['ZSCORE z x', null],
      ['ZSCORE nokey x', null],
      ['ZMSCORE nokey a b', [null, null]],
      ['ZCARD z', 4],
      ['ZCARD nokey', 0],
      ['ZCOUNT z 1 2', 3],
      ['ZCOUNT z (1 (3', 2],
      ['ZCOUNT z -inf +inf', 4],
      ['ZCOUNT z 3 1', 0],
      ['ZCOUNT z (2 2', 0],
      ['ZCOUNT nokey 1 2', 0],
      ['ZRANK z a', 0],
      ['ZRANK z d', 3],
      ['ZREVRANK z d', 0],
      ['ZRANK z x', null],
      ['ZRANK nokey x', null],
      ['ZRANK z c WITHSCORE', [2, d(2)]],
      ['ZREVRANK z c withscore', [1, d(2)]],
      ['ZRANK z x WITHSCORE', null],
      ['ZADD l 0 a 0 b 0 c 0 d', 4],
      ['ZLEXCOUNT l - +', 4],
      ['ZLEXCOUNT l [b (d', 2],
      ['ZLEXCOUNT l (a [c', 2],
      ['ZLEXCOUNT l + -', 0],
      ['ZLEXCOUNT nokey - +', 0],
    ]);
  });

  test('errors', () => {
    check([
      ['SET s x', '+OK'],
      ['ZRANK s m WITHSCORE x', "-ERR wrong number of arguments for 'zrank' command"],
      ['ZREVRANK s m WITHSCORE x', "-ERR wrong number of arguments for 'zrevrank' command"],
      ['ZRANK s m WITHSCORES', SYNTAX],
      ['ZCOUNT s a 1', NOT_FLOAT],
      ['ZCOUNT s 1 ((1', NOT_FLOAT],
      ['ZCOUNT s 1 nan', NOT_FLOAT],
      ['ZLEXCOUNT s a [b', NOT_STRING],
      ['ZLEXCOUNT s [a ""', NOT_STRING],
      ...[
        'ZSCORE s a',
        'ZMSCORE s a',
        'ZCARD s',
        'ZCOUNT s 1 2',
        'ZLEXCOUNT s - +',
        'ZRANK s a',
        'ZREVRANK s a',
      ].map((command): [string, Plain] => [command, WRONGTYPE]),
    ]);
  });
});

describe('removing', () => {
  test('by member, rank, score and alphabet', () => {
    check([
      ['ZADD z 1 a 2 b 3 c 4 d 5 e 6 f 7 g', 7],
      ['ZREM z a x', 1],
      ['ZREM nokey a', 0],
      ['ZREMRANGEBYRANK z 0 0', 1],
      ['ZREMRANGEBYRANK z -1 -1', 1],
      ['ZREMRANGEBYRANK z 5 9', 0],
      ['ZREMRANGEBYSCORE z (3 4', 1],
      ['ZREMRANGEBYSCORE nokey 1 2', 0],
      ['ZRANGE z 0 -1', ['c', 'e', 'f']],
      ['ZADD l 0 a 0 b 0 c', 3],
      ['ZREMRANGEBYLEX l [b (c', 1],
      ['ZREMRANGEBYLEX l - +', 2],
      ['EXISTS l', 0],
      ['SET s x', '+OK'],
      ['ZREM s a', WRONGTYPE],
      ['ZREMRANGEBYRANK s a 1', NOT_INTEGER],
      ['ZREMRANGEBYRANK s 0 1', WRONGTYPE],
      ['ZREMRANGEBYSCORE s a 1', NOT_FLOAT],
      ['ZREMRANGEBYSCORE s 0 1', WRONGTYPE],
      ['ZREMRANGEBYLEX s a 1', NOT_STRING],
      ['ZREMRANGEBYLEX s - +', WRONGTYPE],
    ]);
  });
});

describe('chance and scans', () => {
  test('ZRANDMEMBER', () => {
    check([
      ['ZRANDMEMBER nokey', null],
      ['ZRANDMEMBER nokey 2', []],
      ['ZADD z 1 a', 1],
      ['ZRANDMEMBER z', 'a'],
      ['ZRANDMEMBER z -9000000000000000000', '-ERR a reply of more than 16777216 elements has no place here'],
      ['ZRANDMEMBER z 5', ['a']],
      ['ZRANDMEMBER z -3', ['a', 'a', 'a']],
      ['ZRANDMEMBER z 0', []],
      ['ZRANDMEMBER z -2 WITHSCORES', ['a', d(1), 'a', d(1)]],
      ['ZRANDMEMBER z a', NOT_INTEGER],
      ['ZRANDMEMBER z 1 foo', SYNTAX],
      ['ZRANDMEMBER z 1 WITHSCORES x', SYNTAX],
      [
        'ZRANDMEMBER z -9223372036854775808',
        '-ERR value is out of range, value must between -9223372036854775807 and 9223372036854775807',
      ],
      ['ZRANDMEMBER z -4611686018427387904 WITHSCORES', '-ERR value is out of range'],
      ['SET s x', '+OK'],
      ['ZRANDMEMBER s', WRONGTYPE],
    ]);
    check(
      [
        ['ZADD z 1 a', 1],
        [
          'ZRANDMEMBER z -2 WITHSCORES',
          [
            ['a', d(1)],
            ['a', d(1)],
          ],
        ],
      ],
      3,
    );
  });

  test.each([3, 40, 90, 200])(
    'ZRANDMEMBER of %i members picks each at most once, and in time all',
    (count) => {
      const bench = new Bench();
      bench.run(['ZADD', 'z', ...Array.from({ length: 100 }, (_, i) => [String(i), `m${i}`]).flat()]);
      const seen = new Set<Plain>();
      for (let i = 0; i < 400; i++) {
        const picked = bench.run(`ZRANDMEMBER z ${count}`);
        if (!Array.isArray(picked)) throw new TypeError('an array was expected');
        expect(new Set(picked).size).toBe(Math.min(count, 100));
        for (const member of picked) seen.add(member);
      }
      expect(seen.size).toBe(100);
    },
  );

  test('ZSCAN returns short sets whole and long ones in steps', () => {
    check([
      ['ZSCAN nokey 0', ['0', []]],
      ['ZADD z 1 a 2.5 ab 3 b', 3],
      ['ZSCAN z 0 COUNT 1', ['0', ['a', '1', 'ab', '2.5', 'b', '3']]],
      ['ZSCAN z 0 MATCH a*', ['0', ['a', '1', 'ab', '2.5']]],
      ['ZSCAN z x', '-ERR invalid cursor'],
      ['ZSCAN z 0 COUNT 0', SYNTAX],
      ['ZSCAN z 0 COUNT x', NOT_INTEGER],
      ['SET s x', '+OK'],
      ['ZSCAN s 0', WRONGTYPE],
    ]);
    const bench = new Bench();
    for (let i = 0; i < 1000; i++) bench.run(`ZADD z ${i} m${i}`);
    const seen = new Set<Plain>();
    let cursor = '0';
    let calls = 0;
    do {
      const reply = bench.run(`ZSCAN z ${cursor} COUNT 50`);
      if (!Array.isArray(reply) || !Array.isArray(reply[1])) throw new TypeError('a scan reply was expected');
      expect(reply[1].length).toBeLessThanOrEqual(100);
      for (let i = 0; i < reply[1].length; i += 2) seen.add(reply[1][i] ?? null);
      cursor = String(reply[0]);
      calls++;
    } while (cursor !== '0');
    expect([seen.size, calls]).toEqual([1000, 20]);
  });
});
