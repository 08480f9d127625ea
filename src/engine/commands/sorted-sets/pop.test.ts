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

describe('popping', () => {
  test('ZPOPMIN, ZPOPMAX and ZMPOP', () => {
    check([
      ['ZADD z 1 a 2 b 3 c 4 d 5 e', 5],
      ['ZPOPMIN z', ['a', d(1)]],
      ['ZPOPMAX z 2', ['e', d(5), 'd', d(4)]],
      ['ZPOPMIN z 0', []],
      ['ZPOPMIN nokey', []],
      ['ZPOPMIN nokey 3', []],
      ['ZPOPMIN z -1', '-ERR value is out of range, must be positive'],
      ['ZPOPMIN z a', '-ERR value is out of range, must be positive'],
      ['ZPOPMIN z 1 2', SYNTAX],
      [
        'ZMPOP 2 nokey z MAX COUNT 9',
        [
          'z',
          [
            ['c', d(3)],
            ['b', d(2)],
          ],
        ],
      ],
      ['ZMPOP 1 z MIN', null],
      ['EXISTS z', 0],
      ['ZMPOP 0 z MIN', '-ERR numkeys should be greater than 0'],
      ['ZMPOP a z MIN', '-ERR numkeys should be greater than 0'],
      ['ZMPOP 1 z MIN COUNT 0', '-ERR count should be greater than 0'],
      ['ZMPOP 1 z MIN COUNT a', '-ERR count should be greater than 0'],
      ['ZMPOP 1 z MIN COUNT', SYNTAX],
      ['ZMPOP 1 z MIN COUNT 1 COUNT 1', SYNTAX],
      ['ZMPOP 3 z MIN', SYNTAX],
      ['ZMPOP 1 z LEFT', SYNTAX],
      ['SET s x', '+OK'],
      ['ZPOPMIN s 0', WRONGTYPE],
      ['ZMPOP 2 s z MIN', WRONGTYPE],
    ]);
  });

  test('RESP3 answers with pairs where a count was given', () => {
    check(
      [
        ['ZADD z 1 a 2 b 3 c', 3],
        ['ZPOPMIN z', ['a', d(1)]],
        ['ZPOPMIN z 1', [['b', d(2)]]],
        ['ZMPOP 1 z MIN', ['z', [['c', d(3)]]]],
      ],
      3,
    );
  });

  test('blocking pops wait, are served in order, and are logged as what they took', () => {
    const bench = new Bench();
    const [one, two, three] = [bench.connect(), bench.connect(), bench.connect()];
    one.send('BZPOPMIN a z 0');
    two.send('BZPOPMAX z 1.5');
    three.send('BZMPOP 0 2 a z MIN COUNT 5');
    bench.run('SET a x');
    expect([one.take(), two.take(), three.take()]).toEqual([[], [], []]);
    bench.run('DEL a');
    bench.takeEffects();
    bench.run('ZADD z 1 a 2 b 3 c 4 d');
    expect(one.take()).toEqual([['z', 'a', d(1)]]);
    expect(two.take()).toEqual([['z', 'd', d(4)]]);
    expect(three.take()).toEqual([
      [
        'z',
        [
          ['b', d(2)],
          ['c', d(3)],
        ],
      ],
    ]);
    expect(bench.takeEffects()).toEqual(['ZADD z 1 a 2 b 3 c 4 d', 'ZPOPMIN z', 'ZPOPMAX z', 'ZPOPMIN z 2']);
    two.send('BZPOPMAX z 1.5');
    one.send('BZMPOP 0.5 1 z MAX');
    bench.advance(500);
    expect([one.take(), two.take()]).toEqual([[null], []]);
    bench.advance(1000);
    expect(two.take()).toEqual([null]);
  });

  test('errors of the blocking forms', () => {
    check([
      ['SET s x', '+OK'],
      ['BZPOPMIN s a', '-ERR timeout is not a float or out of range'],
      ['BZPOPMIN s -1', '-ERR timeout is negative'],
      ['BZPOPMAX s 0', WRONGTYPE],
      ['BZMPOP a 1 z MIN', '-ERR timeout is not a float or out of range'],
      ['BZMPOP 0 0 z MIN', '-ERR numkeys should be greater than 0'],
      ['BZMPOP 0 1 s MIN', WRONGTYPE],
      ['MULTI', '+OK'],
      ['BZPOPMIN nokey 0', '+QUEUED'],
      ['BZMPOP 0 1 nokey MIN', '+QUEUED'],
      ['EXEC', [null, null]],
    ]);
  });
});

test('keyspace events', () => {
  const bench = new Bench();
  bench.engine.keyspace.eventMask = 0x1fffff & ~1;
  const events: string[] = [];
  bench.engine.keyspace.hooks.publish = (channel, key) => {
    const event = channel.replace('__keyevent@0__:', '');
    if (event !== 'new' && event !== 'keymiss') events.push(`${event} ${key}`);
  };
  const seen = (line: string) => {
    bench.run(line);
    return events.splice(0).join(', ');
  };
  expect(seen('ZADD e 1 a')).toBe('zadd e');
  expect(seen('ZADD e 1 a')).toBe('');
  expect(seen('ZADD e INCR 1 a')).toBe('zincr e');
  expect(seen('ZINCRBY e 1 a')).toBe('zincr e');
  expect(seen('ZREM e b')).toBe('');
  expect(seen('ZREM e a b')).toBe('zrem e, del e');
  bench.run('ZADD e 1 a 2 b 3 c');
  events.length = 0;
  expect(seen('ZREMRANGEBYRANK e 0 0')).toBe('zremrangebyrank e');
  expect(seen('ZREMRANGEBYSCORE e 2 2')).toBe('zremrangebyscore e');
  expect(seen('ZREMRANGEBYLEX e - +')).toBe('zremrangebylex e, del e');
  bench.run('ZADD z 1 a 2 b 3 c 4 d');
  events.length = 0;
  expect(seen('ZUNIONSTORE e 1 z')).toBe('zunionstore e');
  expect(seen('ZINTERSTORE e 2 z nokey')).toBe('del e');
  expect(seen('ZINTERSTORE e 2 z nokey')).toBe('');
  expect(seen('ZDIFFSTORE e 1 z')).toBe('zdiffstore e');
  expect(seen('ZRANGESTORE f z 0 -1')).toBe('zrangestore f');
  expect(seen('ZPOPMIN e 2')).toBe('zpopmin e');
  expect(seen('BZPOPMAX e 0')).toBe('zpopmax e');
  expect(seen('ZMPOP 1 e MIN COUNT 2')).toBe('zpopmin e, del e');
});
