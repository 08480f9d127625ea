import { describe, expect, test } from 'vitest';
import { Bench, type Plain } from '../../testing.ts';

const WRONGTYPE = '-WRONGTYPE Operation against a key holding the wrong kind of value';

/** Runs the lines in order on one engine and compares each reply. */
function table(rows: [command: string, reply: Plain][]): void {
  const bench = new Bench();
  bench.engine.keyspace.db(0).add('wrong', 'text');
  for (const [command, reply] of rows) expect(bench.run(command), command).toEqual(reply);
}

describe('fields', () => {
  test('set, get, delete', () =>
    table([
      ['HSET h a 1 b 2', 2],
      ['HSET h a 9 c 3', 1],
      ['HMSET h d 4', '+OK'],
      ['HSETNX h a 5', 0],
      ['HSETNX h e 5', 1],
      ['HGET h a', '9'],
      ['HGET h x', null],
      ['HGET none x', null],
      ['HMGET h a x e', ['9', null, '5']],
      ['HMGET none a b', [null, null]],
      ['HLEN h', 5],
      ['HLEN none', 0],
      ['HSTRLEN h a', 1],
      ['HSTRLEN h x', 0],
      ['HEXISTS h a', 1],
      ['HEXISTS h x', 0],
      ['HGETALL h', { map: ['a', '9', 'b', '2', 'c', '3', 'd', '4', 'e', '5'] }],
      ['HDEL h b x', 1],
      ['HKEYS h', ['a', 'c', 'd', 'e']],
      ['HVALS h', ['9', '3', '4', '5']],
      ['HDEL h a c d e', 4],
      ['HLEN h', 0],
      ['HDEL none a', 0],
      ['HGETALL none', { map: [] }],
      ['HKEYS none', []],
    ]));
  test('errors', () =>
    table([
      ['HSET h a', "-ERR wrong number of arguments for 'hset' command"],
      ['HSET wrong a 1 b', "-ERR wrong number of arguments for 'hset' command"],
      ['HMSET h a 1 b', "-ERR wrong number of arguments for 'hmset' command"],
      ['HSET wrong a 1', WRONGTYPE],
      ['HGET wrong a', WRONGTYPE],
      ['HMGET wrong a', WRONGTYPE],
      ['HDEL wrong a', WRONGTYPE],
      ['HGETALL wrong', WRONGTYPE],
    ]));
  test('numbers', () =>
    table([
      ['HINCRBY h n 5', 5],
      ['HINCRBY h n -7', -2],
      ['HSET h s text big 9223372036854775807 f 10.5', 3],
      ['HINCRBY h s 1', '-ERR hash value is not an integer'],
      ['HINCRBY h big 1', '-ERR increment or decrement would overflow'],
      ['HINCRBY h big -1', 9223372036854775806n],
      ['HINCRBY h n x', '-ERR value is not an integer or out of range'],
      ['HINCRBY wrong n x', '-ERR value is not an integer or out of range'],
      ['HINCRBY wrong n 1', WRONGTYPE],
      ['HINCRBYFLOAT h f 0.1', '10.6'],
      ['HINCRBYFLOAT h new 3.0e3', '3000'],
      ['HINCRBYFLOAT h s 1', '-ERR hash value is not a float'],
      ['HINCRBYFLOAT h f x', '-ERR value is not a valid float'],
      ['HINCRBYFLOAT h f inf', '-ERR value is NaN or Infinity'],
      ['HINCRBYFLOAT wrong f 1', WRONGTYPE],
    ]));
});

describe('random fields and walks', () => {
  test('HRANDFIELD', () => {
    const bench = new Bench();
    bench.run('HSET h a 1 b 2 c 3');
    expect(['a', 'b', 'c']).toContain(bench.run('HRANDFIELD h'));
    expect([...(bench.run('HRANDFIELD h 2') as string[])].length).toBe(2);
    expect(bench.run('HRANDFIELD h -4000000000000000000 WITHVALUES')).toBe(
      '-ERR a reply of more than 16777216 elements has no place here',
    );
    expect(bench.run('HRANDFIELD h 9')).toEqual(['a', 'b', 'c']);
    expect((bench.run('HRANDFIELD h -9') as string[]).length).toBe(9);
    expect(bench.run('HRANDFIELD h 9 WITHVALUES')).toEqual(['a', '1', 'b', '2', 'c', '3']);
    bench.main.client.resp = 3;
    expect(bench.run('HRANDFIELD h 3 withvalues')).toEqual([
      ['a', '1'],
      ['b', '2'],
      ['c', '3'],
    ]);
    expect(new Set(bench.run('HRANDFIELD h 2') as string[]).size).toBe(2);
  });
  test('HRANDFIELD edges and errors', () =>
    table([
      ['HRANDFIELD none', null],
      ['HRANDFIELD none 3', []],
      ['HSET h a 1', 1],
      ['HRANDFIELD h 0', []],
      ['HRANDFIELD h x', '-ERR value is not an integer or out of range'],
      ['HRANDFIELD h 1 VALUES', '-ERR syntax error'],
      ['HRANDFIELD h 1 WITHVALUES x', '-ERR syntax error'],
      ['HRANDFIELD h -9223372036854775807 WITHVALUES', '-ERR value is out of range'],
      [
        'HRANDFIELD h -9223372036854775808',
        '-ERR value is out of range, value must between -9223372036854775807 and 9223372036854775807',
      ],
      ['HRANDFIELD wrong', WRONGTYPE],
    ]));
  test('HSCAN of a compact hash', () =>
    table([
      ['HSET h a 1 b 2 ab 3', 3],
      ['HSCAN h 0', ['0', ['a', '1', 'b', '2', 'ab', '3']]],
      ['HSCAN h 0 MATCH a* NOVALUES', ['0', ['a', 'ab']]],
      ['HSCAN none 0', ['0', []]],
      ['HSCAN h x', '-ERR invalid cursor'],
      ['HSCAN h 0 COUNT 0', '-ERR syntax error'],
      ['HSCAN wrong 0', WRONGTYPE],
    ]));
  test('HSCAN returns every field that was there throughout', () => {
    const bench = new Bench();
    for (let i = 0; i < 2000; i++) bench.run(`HSET h f${i} ${i}`);
    const seen = new Set<string>();
    let cursor = '0';
    let removed = 0;
    do {
      const [next, items] = bench.run(`HSCAN h ${cursor} COUNT 50`) as [string, string[]];
      for (let i = 0; i < items.length; i += 2) seen.add(items[i] ?? '');
      cursor = next;
      for (let i = 0; i < 20; i++) bench.run(`HDEL h f${removed++ * 2}`);
    } while (cursor !== '0');
    for (let i = 1; i < 2000; i += 2) expect(seen.has(`f${i}`)).toBe(true);
  });
});

describe('field expiry', () => {
  const bench = () => {
    const made = new Bench();
    made.run('HSET h a 1 b 2 c 3');
    made.takeEffects();
    return made;
  };
  test('fields end at their millisecond, the hash with its last field', () => {
    const b = bench();
    const events: string[] = [];
    b.engine.keyspace.eventMask = 0xf7ff;
    b.engine.keyspace.hooks.publish = (channel, message) => {
      if (channel.startsWith('__keyevent')) events.push(`${channel.split(':')[1]} ${message}`);
    };
    expect(b.run('HPEXPIRE h 100 FIELDS 2 a x')).toEqual([1, -2]);
    expect(b.run('HPEXPIRE h 200 FIELDS 2 b c')).toEqual([1, 1]);
    expect(b.run('HPTTL h FIELDS 3 a b x')).toEqual([100, 200, -2]);
    expect(b.run('HTTL h FIELDS 1 a')).toEqual([1]);
    expect(b.engine.nextWake()).toBe(b.clock.now() + 100);
    b.takeEffects();
    b.advance(99);
    expect(b.run('HLEN h')).toBe(3);
    b.advance(1);
    expect(b.run('HGETALL h')).toEqual({ map: ['b', '2', 'c', '3'] });
    b.advance(100);
    expect(b.run('HLEN h')).toBe(0);
    expect(b.takeEffects().sort()).toEqual(['HDEL h a', 'HDEL h b', 'HDEL h c']);
    expect(events).toEqual(['hexpire h', 'hexpire h', 'hexpired h', 'hexpired h', 'del h']);
    expect(b.engine.nextWake()).toBe(Infinity);
  });
  test('conditions', () => {
    const b = bench();
    const rows: [string, Plain][] = [
      ['HEXPIRE h 10 XX FIELDS 1 a', [0]],
      ['HEXPIRE h 10 GT FIELDS 1 a', [0]],
      ['HEXPIRE h 10 LT FIELDS 1 a', [1]],
      ['HEXPIRE h 20 NX FIELDS 2 a b', [0, 1]],
      ['HEXPIRE h 5 GT FIELDS 1 a', [0]],
      ['HEXPIRE h 10 LT FIELDS 1 a', [0]],
      ['HEXPIRE h 15 gt FIELDS 1 a', [1]],
      ['HTTL h FIELDS 3 a b c', [15, 20, -1]],
      ['HPERSIST h FIELDS 3 a c x', [1, -1, -2]],
      ['HTTL h FIELDS 1 a', [-1]],
      ['HEXPIRE none 10 FIELDS 2 a b', [-2, -2]],
      ['HTTL none FIELDS 1 a', [-2]],
      ['HPERSIST none FIELDS 1 a', [-2]],
    ];
    for (const [command, reply] of rows) expect(b.run(command), command).toEqual(reply);
    const now = b.clock.now();
    expect(b.run(`HPEXPIREAT h ${now + 1500} FIELDS 1 c`)).toEqual([1]);
    expect(b.run('HPEXPIRETIME h FIELDS 1 c')).toEqual([now + 1500]);
    expect(b.run('HEXPIRETIME h FIELDS 1 c')).toEqual([Math.ceil((now + 1500) / 1000)]);
    expect(b.run('HEXPIREAT h 1 FIELDS 2 c x')).toEqual([2, -2]);
    expect(b.run('HEXISTS h c')).toBe(0);
  });
  test('what is logged', () => {
    const b = bench();
    const now = b.clock.now();
    b.run('HEXPIRE h 10 NX FIELDS 2 a x');
    b.run('HEXPIRE h 0 FIELDS 1 b');
    b.run('HEXPIRE h 10 XX FIELDS 1 c');
    b.run('HGETEX h EX 5 FIELDS 2 a x');
    b.run('HGETEX h PERSIST FIELDS 1 a');
    b.run('HGETEX h FIELDS 1 a');
    b.run('HSETEX h FNX PX 7 FIELDS 1 n 1');
    b.run('HSETEX h KEEPTTL FIELDS 1 n 2');
    b.run('HGETDEL h FIELDS 2 n x');
    b.run('HINCRBYFLOAT h a 0.5');
    b.run('HPERSIST h FIELDS 1 a');
    expect(b.takeEffects()).toEqual([
      `HPEXPIREAT h ${now + 10000} NX FIELDS 1 a`,
      'HDEL h b',
      `HPEXPIREAT h ${now + 5000} FIELDS 2 a x`,
      'HPERSIST h FIELDS 1 a',
      `HSETEX h FNX PXAT ${now + 7} FIELDS 1 n 1`,
      'HSETEX h KEEPTTL FIELDS 1 n 2',
      'HDEL h n x',
      'HSETEX h KEEPTTL FIELDS 1 a 1.5',
    ]);
  });
  test('HGETEX HSETEX HGETDEL', () => {
    const b = bench();
    b.engine.keyspace.db(0).add('wrong', 'text');
    const rows: [string, Plain][] = [
      ['HGETEX h FIELDS 2 a x', ['1', null]],
      ['HGETEX none EX 5 FIELDS 1 a', [null]],
      ['HGETEX h PX 5000 FIELDS 1 a', ['1']],
      ['HPTTL h FIELDS 1 a', [5000]],
      ['HSET h a 5', 0],
      ['HPTTL h FIELDS 1 a', [-1]],
      ['HSETEX h FXX EX 9 FIELDS 2 a 1 x 1', 0],
      ['HSETEX h FNX EX 9 FIELDS 2 y 1 a 1', 0],
      ['HSETEX h FXX EX 9 FIELDS 1 a 6', 1],
      ['HTTL h FIELDS 1 a', [9]],
      ['HSETEX h KEEPTTL FIELDS 1 a 7', 1],
      ['HTTL h FIELDS 1 a', [9]],
      ['HINCRBY h a 1', 8],
      ['HTTL h FIELDS 1 a', [9]],
      ['HSETEX h FIELDS 1 a 7', 1],
      ['HTTL h FIELDS 1 a', [-1]],
      ['HSETEX none FXX FIELDS 1 a 7', 0],
      ['HSETEX gone EXAT 1 FIELDS 1 a 7', 1],
      ['HLEN gone', 0],
      ['HGETDEL h FIELDS 2 a x', ['7', null]],
      ['HGETDEL h FIELDS 2 b c', ['2', '3']],
      ['HLEN h', 0],
      ['HGETDEL h FIELDS 1 a', [null]],
    ];
    for (const [command, reply] of rows) expect(b.run(command), command).toEqual(reply);
  });
  test('errors', () => {
    const missing = '-ERR Mandatory argument FIELDS is missing or not at the right position';
    const mismatch = '-ERR The `numfields` parameter must match the number of arguments';
    table([
      ['HEXPIRE wrong x FIELDS 1 a', WRONGTYPE],
      ['HEXPIRE h x FIELDS 1 a', '-ERR value is not an integer or out of range'],
      ['HEXPIRE h -1 FIELDS 1 a', '-ERR invalid expire time, must be >= 0'],
      ['HEXPIRE h 99999999999999 FIELDS 1 a', "-ERR invalid expire time in 'hexpire' command"],
      ['HEXPIRE h 10 NX 1 a b', missing],
      ['HEXPIRE h 10 FIELDS 0 a', '-ERR Parameter `numFields` should be greater than 0'],
      ['HEXPIRE h 10 FIELDS 2 a', mismatch],
      ['HTTL h X 1 a', missing],
      ['HTTL h FIELDS x a', '-ERR Number of fields must be a positive integer'],
      ['HTTL h FIELDS 1 a b', mismatch],
      ['HTTL wrong X 1 a', WRONGTYPE],
      ['HPERSIST h FIELDS 0 a', '-ERR Number of fields must be a positive integer'],
      ['HGETDEL h F 1 a', missing],
      ['HGETDEL h FIELDS 2 a', mismatch],
      ['HGETDEL wrong F 1 a', WRONGTYPE],
      ['HGETEX h EX x FIELDS 1 a', '-ERR value is not an integer or out of range'],
      ['HGETEX h EX 1 EX 1 a', missing],
      ['HSETEX h X FIELDS 1 a 1', '-ERR unknown argument: X'],
      ['HSETEX h FNX FXX FIELDS 1 a 1', '-ERR Only one of FXX or FNX arguments can be specified'],
      [
        'HSETEX h EX 1 KEEPTTL FIELDS 1 a 1',
        '-ERR Only one of EX, PX, EXAT, PXAT or KEEPTTL arguments can be specified',
      ],
      ['HSETEX h FIELDS 0 a 1', '-ERR invalid number of fields'],
      ['HSETEX h FIELDS 2 a 1', "-ERR wrong number of arguments for 'hsetex' command"],
      ['HSETEX wrong FIELDS 1 a 1', WRONGTYPE],
    ]);
  });
  test('with active expiry off a field ends when its hash is looked at', () => {
    const b = bench();
    b.engine.keyspace.activeExpire = false;
    b.run('HPEXPIRE h 10 FIELDS 3 a b c');
    b.takeEffects();
    b.advance(10);
    expect(b.takeEffects()).toEqual([]);
    expect(b.run('HGET h a')).toBe(null);
    expect(b.engine.keyspace.db(0).has('h')).toBe(false);
  });
});
