import { describe, expect, test } from 'vitest';
import { Bench, type Plain } from '../../testing.ts';

const WRONGTYPE = '-WRONGTYPE Operation against a key holding the wrong kind of value';

/** Runs the lines in order on one engine and compares each reply. */
function table(rows: [command: string, reply: Plain][]): void {
  const bench = new Bench();
  bench.engine.keyspace.db(0).add('wrong', 'text');
  for (const [command, reply] of rows) expect(bench.run(command), command).toEqual(reply);
}

const set = (...items: string[]): Plain => ({ set: items });

describe('members', () => {
  test('add, look, remove', () =>
    table([
      ['SADD s a b a', 2],
      ['SADD s c b', 1],
      ['SCARD s', 3],
      ['SMEMBERS s', set('a', 'b', 'c')],
      ['SISMEMBER s a', 1],
      ['SISMEMBER s x', 0],
      ['SISMEMBER none x', 0],
      ['SMISMEMBER s a x c', [1, 0, 1]],
      ['SMISMEMBER none a', [0]],
      ['SREM s a x', 1],
      ['SMEMBERS s', set('b', 'c')],
      ['SREM s b c', 2],
      ['SCARD s', 0],
      ['SREM none a', 0],
      ['SMEMBERS none', set()],
      ['SADD i 3 -1 20 3', 3],
      ['SMEMBERS i', set('-1', '3', '20')],
      ['SISMEMBER i 03', 0],
      ['SADD i 9223372036854775807 -9223372036854775808', 2],
      ['SMEMBERS i', set('-9223372036854775808', '-1', '3', '20', '9223372036854775807')],
      ['SREM i 3', 1],
      ['SADD wrong a', WRONGTYPE],
      ['SREM wrong a', WRONGTYPE],
      ['SISMEMBER wrong a', WRONGTYPE],
      ['SMISMEMBER wrong a', WRONGTYPE],
      ['SCARD wrong', WRONGTYPE],
      ['SMEMBERS wrong', WRONGTYPE],
    ]));
  test('SMOVE', () =>
    table([
      ['SADD a 1 2', 2],
      ['SMOVE a b 1', 1],
      ['SMOVE a b x', 0],
      ['SMOVE none b x', 0],
      ['SMOVE none wrong x', 0],
      ['SMOVE a a 2', 1],
      ['SMOVE a a x', 0],
      ['SMOVE a wrong x', WRONGTYPE],
      ['SMOVE wrong a x', WRONGTYPE],
      ['SMOVE a b 2', 1],
      ['SCARD a', 0],
      ['SMEMBERS b', set('1', '2')],
    ]));
  test('SSCAN', () =>
    table([
      ['SADD s a b ab', 3],
      ['SSCAN s 0', ['0', ['a', 'b', 'ab']]],
      ['SSCAN s 0 MATCH a*', ['0', ['a', 'ab']]],
      ['SSCAN s 0 NOVALUES', '-ERR NOVALUES option can only be used in HSCAN'],
      ['SSCAN none 0', ['0', []]],
      ['SSCAN s x', '-ERR invalid cursor'],
      ['SSCAN wrong 0', WRONGTYPE],
    ]));
  test('SSCAN returns every member that was there throughout', () => {
    const bench = new Bench();
    for (let i = 0; i < 2000; i++) bench.run(`SADD s m${i}`);
    const seen = new Set<string>();
    let cursor = '0';
    let removed = 0;
    do {
      const [next, items] = bench.run(`SSCAN s ${cursor} COUNT 50`) as [string, string[]];
      for (const item of items) seen.add(item);
      cursor = next;
      for (let i = 0; i < 20; i++) bench.run(`SREM s m${removed++ * 2}`);
    } while (cursor !== '0');
    for (let i = 1; i < 2000; i += 2) expect(seen.has(`m${i}`)).toBe(true);
  });
});

describe('random members', () => {
  test('SPOP takes, and logs what it took', () => {
    const bench = new Bench();
    bench.run('SADD s a b c d');
    bench.takeEffects();
    const one = bench.run('SPOP s') as string;
    expect(bench.run(`SISMEMBER s ${one}`)).toBe(0);
    const { set: two } = bench.run('SPOP s 2') as { set: string[] };
    expect(new Set([one, ...two]).size).toBe(3);
    expect(bench.run('SCARD s')).toBe(1);
    bench.run('SPOP s 5');
    expect(bench.takeEffects()).toEqual([`SREM s ${one}`, `SREM s ${two.join(' ')}`, 'DEL s']);
    expect(bench.run('SCARD s')).toBe(0);
    bench.run('SADD s last');
    bench.takeEffects();
    expect(bench.run('SPOP s')).toBe('last');
    expect(bench.takeEffects()).toEqual(['SREM s last']);
  });
  test('SRANDMEMBER', () => {
    const bench = new Bench();
    bench.run('SADD s a b c d');
    expect(['a', 'b', 'c', 'd']).toContain(bench.run('SRANDMEMBER s'));
    expect(new Set(bench.run('SRANDMEMBER s 3') as string[]).size).toBe(3);
    expect(bench.run('SRANDMEMBER s 9')).toEqual(['a', 'b', 'c', 'd']);
    expect((bench.run('SRANDMEMBER s -9') as string[]).length).toBe(9);
  });
  test('edges and errors', () =>
    table([
      ['SPOP none', null],
      ['SPOP none 1', set()],
      ['SADD s a', 1],
      ['SPOP s 0', set()],
      ['SRANDMEMBER s -9223372036854775807', '-ERR a reply of more than 16777216 elements has no place here'],
      ['SPOP s -1', '-ERR value is out of range, must be positive'],
      ['SPOP s x', '-ERR value is out of range, must be positive'],
      ['SPOP s 1 2', '-ERR syntax error'],
      ['SPOP wrong', WRONGTYPE],
      ['SRANDMEMBER none', null],
      ['SRANDMEMBER none 1', []],
      ['SRANDMEMBER s 0', []],
      ['SRANDMEMBER s x', '-ERR value is not an integer or out of range'],
      ['SRANDMEMBER s 1 2', '-ERR syntax error'],
      [
        'SRANDMEMBER s -9223372036854775808',
        '-ERR value is out of range, value must between -9223372036854775807 and 9223372036854775807',
      ],
      ['SRANDMEMBER wrong 1', WRONGTYPE],
    ]));
});

describe('algebra', () => {
  test('intersection, union, difference', () =>
    table([
      ['SADD a 1 2 3 x', 4],
      ['SADD b 2 3 4', 3],
      ['SADD c x 3', 2],
      ['SINTER a b', set('2', '3')],
      ['SINTER a b c', set('3')],
      ['SINTER a none', set()],
      ['SINTERCARD 2 a b', 2],
      ['SINTERCARD 2 a b LIMIT 1', 1],
      ['SINTERCARD 2 a b LIMIT 0', 2],
      ['SINTERCARD 2 a none', 0],
      ['SUNION b none', set('2', '3', '4')],
      ['SUNION b c', set('2', '3', '4', 'x')],
      ['SDIFF a b', set('1', 'x')],
      ['SDIFF a a', set()],
      ['SDIFF a b c none', set('1')],
      ['SDIFF none a', set()],
      ['SINTERSTORE d a b', 2],
      ['SUNIONSTORE d b c', 4],
      ['SMEMBERS d', set('2', '3', '4', 'x')],
      ['SDIFFSTORE wrong a b', 2],
      ['SMEMBERS wrong', set('1', 'x')],
      ['SINTERSTORE d a none', 0],
      ['SCARD d', 0],
    ]));
  test('errors', () =>
    table([
      ['SADD a 1', 1],
      ['SINTER none wrong', WRONGTYPE],
      ['SUNION a wrong', WRONGTYPE],
      ['SDIFFSTORE d a wrong', WRONGTYPE],
      ['SINTERCARD x a', '-ERR numkeys should be greater than 0'],
      ['SINTERCARD 2 a', "-ERR Number of keys can't be greater than number of args"],
      ['SINTERCARD 1 a LIMIT -1', "-ERR LIMIT can't be negative"],
      ['SINTERCARD 1 a LIMIT', '-ERR syntax error'],
      ['SINTERCARD 1 a X', '-ERR syntax error'],
    ]));
  test('both ways to a difference agree', () => {
    const bench = new Bench();
    const range = (from: number, to: number) =>
      Array.from({ length: to - from }, (_, i) => String(from + i)).join(' ');
    bench.run(`SADD big ${range(0, 1000)}`);
    bench.run(`SADD other ${range(100, 990)}`);
    bench.run('SADD few 5 6 7');
    expect(bench.run('SDIFFSTORE d big few')).toBe(997);
    expect(bench.run('SDIFFSTORE d few big')).toBe(0);
    expect(bench.run('SDIFFSTORE d big other few few few few few')).toBe(107);
  });
  test('events and encodings of stored results', () => {
    const bench = new Bench();
    const db = bench.engine.keyspace.db(0);
    const events: string[] = [];
    bench.engine.keyspace.eventMask = 0x37ff;
    bench.engine.keyspace.hooks.publish = (channel, message) => {
      if (channel.startsWith('__keyevent')) events.push(`${channel.split(':')[1]} ${message}`);
    };
    for (const line of ['SADD a 1 x', 'SADD b 1', 'SINTERSTORE d a b', 'SINTERSTORE d a none', 'SMOVE b a 1'])
      bench.run(line);
    expect(events).toEqual(['sadd a', 'sadd b', 'sinterstore d', 'del d', 'srem b', 'del b']);
    bench.run('SINTERSTORE d a a');
    expect(db.read('d', 'set')?.encoding).toBe('listpack');
    bench.run('SREM a x');
    expect(db.read('a', 'set')?.encoding).toBe('listpack');
    bench.run('SINTERSTORE d a');
    expect(db.read('d', 'set')?.encoding).toBe('intset');
  });
});
