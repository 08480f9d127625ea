import { describe, expect, test } from 'vitest';
import { Bench, type Plain } from '../../testing.ts';

const WRONGTYPE = '-WRONGTYPE Operation against a key holding the wrong kind of value';

/** Runs the lines in order on one engine and compares each reply. */
function table(rows: [command: string, reply: Plain][]): void {
  const bench = new Bench();
  bench.engine.keyspace.db(0).add('wrong', 'text');
  for (const [command, reply] of rows) expect(bench.run(command), command).toEqual(reply);
}

/** A list `k` of a b c d e. */
const FIVE: [string, Plain] = ['RPUSH k a b c d e', 5];

describe('ends', () => {
  test('push and pop', () =>
    table([
      ['LPUSH k a b', 2],
      ['RPUSH k c', 3],
      ['LRANGE k 0 -1', ['b', 'a', 'c']],
      ['LPUSHX k x', 4],
      ['RPUSHX k y z', 6],
      ['LPUSHX none x', 0],
      ['RPUSHX none x', 0],
      ['LPOP k', 'x'],
      ['RPOP k', 'z'],
      ['LPOP k 2', ['b', 'a']],
      ['RPOP k 9', ['y', 'c']],
      ['LLEN k', 0],
      ['LPOP k', null],
      ['LPOP k 0', null],
      ['RPUSH k a', 1],
      ['LPOP k 0', []],
      ['LLEN k', 1],
      ['LLEN none', 0],
    ]));
  test('errors', () =>
    table([
      ['LPUSH k', "-ERR wrong number of arguments for 'lpush' command"],
      ['LPUSH wrong a', WRONGTYPE],
      ['RPUSHX wrong a', WRONGTYPE],
      ['LPOP wrong', WRONGTYPE],
      ['LPOP wrong x', '-ERR value is out of range, must be positive'],
      ['LPOP k -1', '-ERR value is out of range, must be positive'],
      ['RPOP k 1 2', "-ERR wrong number of arguments for 'rpop' command"],
      ['LLEN wrong', WRONGTYPE],
    ]));
});

describe('reading', () => {
  test('LRANGE and LINDEX', () =>
    table([
      FIVE,
      ['LRANGE k 1 2', ['b', 'c']],
      ['LRANGE k -2 -1', ['d', 'e']],
      ['LRANGE k -100 100', ['a', 'b', 'c', 'd', 'e']],
      ['LRANGE k 3 1', []],
      ['LRANGE k 5 9', []],
      ['LRANGE none 0 1', []],
      ['LRANGE wrong 0 1', WRONGTYPE],
      ['LRANGE wrong a 1', '-ERR value is not an integer or out of range'],
      ['LINDEX k 0', 'a'],
      ['LINDEX k -1', 'e'],
      ['LINDEX k 5', null],
      ['LINDEX k -6', null],
      ['LINDEX none x', null],
      ['LINDEX k x', '-ERR value is not an integer or out of range'],
      ['LINDEX wrong x', WRONGTYPE],
    ]));
  test('LPOS', () =>
    table([
      ['RPUSH k a b c a b c a', 7],
      ['LPOS k a', 0],
      ['LPOS k a RANK 2', 3],
      ['LPOS k a RANK -1', 6],
      ['LPOS k a COUNT 0', [0, 3, 6]],
      ['LPOS k a COUNT 2 RANK -1', [6, 3]],
      ['LPOS k a RANK 2 COUNT 0', [3, 6]],
      ['LPOS k c MAXLEN 2', null],
      ['LPOS k c MAXLEN 2 COUNT 1', []],
      ['LPOS k c MAXLEN 2 RANK -1', 5],
      ['LPOS k x', null],
      ['LPOS k x COUNT 0', []],
      ['LPOS none x', null],
      ['LPOS none x COUNT 1', []],
      [
        'LPOS k a RANK 0',
        "-ERR RANK can't be zero: use 1 to start from the first match, 2 from the second ... or use negative to start from the end of the list",
      ],
      ['LPOS k a COUNT -1', "-ERR COUNT can't be negative"],
      ['LPOS k a MAXLEN x', "-ERR MAXLEN can't be negative"],
      ['LPOS k a RANK x', '-ERR value is not an integer or out of range'],
      ['LPOS k a RANK', '-ERR syntax error'],
      ['LPOS wrong a', WRONGTYPE],
    ]));
});

describe('editing', () => {
  test('LSET LINSERT', () =>
    table([
      FIVE,
      ['LSET k 1 B', '+OK'],
      ['LSET k -1 E', '+OK'],
      ['LINSERT k BEFORE a 0', 6],
      ['LINSERT k after E 9', 7],
      ['LINSERT k AFTER c C', 8],
      ['LRANGE k 0 -1', ['0', 'a', 'B', 'c', 'C', 'd', 'E', '9']],
      ['LINSERT k BEFORE x y', -1],
      ['LINSERT none BEFORE x y', 0],
      ['LINSERT none NEXT x y', '-ERR syntax error'],
      ['LINSERT wrong BEFORE x y', WRONGTYPE],
      ['LSET k 9 x', '-ERR index out of range'],
      ['LSET k -9 x', '-ERR index out of range'],
      ['LSET none x y', '-ERR no such key'],
      ['LSET k x y', '-ERR value is not an integer or out of range'],
      ['LSET wrong 0 x', WRONGTYPE],
    ]));
  test('LREM LTRIM', () =>
    table([
      ['RPUSH k a b a c a d', 6],
      ['LREM k -2 a', 2],
      ['LRANGE k 0 -1', ['a', 'b', 'c', 'd']],
      ['RPUSH k a a', 6],
      ['LREM k 1 a', 1],
      ['LRANGE k 0 -1', ['b', 'c', 'd', 'a', 'a']],
      ['LREM k 0 a', 2],
      ['LREM k 0 x', 0],
      ['LREM none 0 x', 0],
      ['LREM k x x', '-ERR value is not an integer or out of range'],
      ['LREM wrong 0 x', WRONGTYPE],
      ['LTRIM k 0 1', '+OK'],
      ['LRANGE k 0 -1', ['b', 'c']],
      ['LTRIM k -1 -1', '+OK'],
      ['LRANGE k 0 -1', ['c']],
      ['LTRIM k 5 9', '+OK'],
      ['LLEN k', 0],
      ['LTRIM none 0 1', '+OK'],
      ['LTRIM wrong a 1', '-ERR value is not an integer or out of range'],
      ['LTRIM wrong 0 1', WRONGTYPE],
    ]));
});

describe('moving and popping from several', () => {
  test('LMOVE RPOPLPUSH', () =>
    table([
      ['RPUSH a 1 2 3', 3],
      ['LMOVE a b LEFT RIGHT', '1'],
      ['LMOVE a b right left', '3'],
      ['LRANGE b 0 -1', ['3', '1']],
      ['RPOPLPUSH b b', '1'],
      ['LRANGE b 0 -1', ['1', '3']],
      ['LMOVE a b LEFT LEFT', '2'],
      ['LLEN a', 0],
      ['LMOVE a wrong LEFT LEFT', null],
      ['LMOVE b wrong LEFT LEFT', WRONGTYPE],
      ['LMOVE wrong b LEFT LEFT', WRONGTYPE],
      ['LMOVE a b LEFT UP', '-ERR syntax error'],
      ['LLEN b', 3],
    ]));
  test('LMPOP', () =>
    table([
      FIVE,
      ['LMPOP 2 none k LEFT', ['k', ['a']]],
      ['LMPOP 1 k RIGHT COUNT 2', ['k', ['e', 'd']]],
      ['LMPOP 1 k RIGHT COUNT 20', ['k', ['c', 'b']]],
      ['LMPOP 1 k LEFT', null],
      ['LMPOP 0 k LEFT', '-ERR numkeys should be greater than 0'],
      ['LMPOP x k LEFT', '-ERR numkeys should be greater than 0'],
      ['LMPOP 2 k LEFT', '-ERR syntax error'],
      ['LMPOP 1 k UP', '-ERR syntax error'],
      ['LMPOP 1 k LEFT COUNT 0', '-ERR count should be greater than 0'],
      ['LMPOP 1 k LEFT COUNT 1 COUNT 1', '-ERR syntax error'],
      ['LMPOP 1 k LEFT COUNT', '-ERR syntax error'],
      ['LMPOP 2 k wrong LEFT', WRONGTYPE],
    ]));
});

describe('blocking', () => {
  test('a push serves the oldest waiting client, and the log says what was popped', () => {
    const bench = new Bench();
    const [one, two] = [bench.connect(), bench.connect()];
    one.send('BLPOP x y 0');
    two.send('BLMPOP 0 2 y x RIGHT COUNT 5');
    bench.takeEffects();
    expect(bench.run('RPUSH y 1 2 3')).toBe(3);
    expect(one.take()).toEqual([['y', '1']]);
    expect(two.take()).toEqual([['y', ['3', '2']]]);
    expect(bench.takeEffects()).toEqual(['RPUSH y 1 2 3', 'LPOP y', 'RPOP y 2']);
  });
  test('BLMOVE and BRPOPLPUSH wait for their source', () => {
    const bench = new Bench();
    const [one, two] = [bench.connect(), bench.connect()];
    one.send('BLMOVE a b LEFT RIGHT 0');
    two.send('BRPOPLPUSH b c 0');
    bench.takeEffects();
    bench.run('RPUSH a v');
    expect(one.take()).toEqual(['v']);
    expect(two.take()).toEqual(['v']);
    expect(bench.run('LRANGE c 0 -1')).toEqual(['v']);
    expect(bench.takeEffects()).toEqual(['RPUSH a v', 'LMOVE a b LEFT RIGHT', 'RPOPLPUSH b c']);
  });
  test('the wait ends at its millisecond', () => {
    const bench = new Bench();
    const client = bench.connect();
    client.send('BLPOP x 0.25');
    bench.advance(249);
    expect(client.take()).toEqual([]);
    bench.advance(1);
    expect(client.take()).toEqual([null]);
  });
  test('nothing waits inside a transaction', () => {
    const bench = new Bench();
    for (const line of ['MULTI', 'BLPOP x 0', 'BLMOVE x y LEFT LEFT 0', 'BLMPOP 0 1 x LEFT']) bench.run(line);
    expect(bench.run('EXEC')).toEqual([null, null, null]);
  });
  test('errors', () =>
    table([
      ['BLPOP x abc', '-ERR timeout is not a float or out of range'],
      ['BLPOP x 1e400', '-ERR timeout is out of range'],
      ['BLPOP x -1e400', '-ERR timeout is negative'],
      ['BLPOP x -1', '-ERR timeout is negative'],
      ['BLPOP wrong 0', WRONGTYPE],
      ['BLMOVE x y LEFT UP 0', '-ERR syntax error'],
      ['BLMOVE wrong y LEFT LEFT 0', WRONGTYPE],
      ['BLMPOP abc 0 x LEFT', '-ERR timeout is not a float or out of range'],
      ['BRPOPLPUSH x y -1', '-ERR timeout is negative'],
    ]));
});

test('events', () => {
  const bench = new Bench();
  const events: string[] = [];
  bench.engine.keyspace.eventMask = 0xffff;
  bench.engine.keyspace.hooks.publish = (channel, message) => {
    if (channel.startsWith('__keyevent')) events.push(`${channel.split(':')[1]} ${message}`);
  };
  for (const line of ['RPUSH a 1', 'LMOVE a b LEFT RIGHT', 'LSET b 0 x', 'LREM b 0 x']) bench.run(line);
  expect(events.filter((event) => !event.startsWith('new'))).toEqual([
    'rpush a',
    'rpush b',
    'lpop a',
    'del a',
    'lset b',
    'lrem b',
    'del b',
  ]);
});
