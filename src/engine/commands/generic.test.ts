import { describe, expect, test } from 'vitest';
import { Bench, type Plain } from '../testing.ts';

/** Runs the lines in order on one engine and compares each reply. */
function replies(table: readonly (readonly [string, Plain])[]) {
  const bench = new Bench();
  for (const [line, expected] of table) expect(bench.run(line), line).toEqual(expected);
}

const NOT_INTEGER = '-ERR value is not an integer or out of range';
const arity = (name: string) => `-ERR wrong number of arguments for '${name}' command`;

test('removing and counting keys', () =>
  replies([
    ['MSET a 1 b 2 c 3', '+OK'],
    ['EXISTS a b a nope', 3],
    ['TOUCH a nope', 1],
    ['TYPE a', '+string'],
    ['TYPE nope', '+none'],
    ['DBSIZE', 3],
    ['DEL a nope a', 1],
    ['UNLINK b c', 2],
    ['DEL', arity('del')],
    ['EXISTS', arity('exists')],
  ]));

test('KEYS', () =>
  replies([
    ['MSET a 1 ab 2 b 3', '+OK'],
    ['KEYS a*', ['a', 'ab']],
    ['KEYS ?', ['a', 'b']],
    ['KEYS [^a]', ['b']],
    ['KEYS x', []],
    ['KEYS a b', arity('keys')],
  ]));

test('renaming', () =>
  replies([
    ['SET a 1 EX 100', '+OK'],
    ['SET b 2', '+OK'],
    ['RENAME a b', '+OK'],
    ['TTL b', 100],
    ['EXISTS a', 0],
    ['RENAME b b', '+OK'],
    ['RENAME nope b', '-ERR no such key'],
    ['SET c 3', '+OK'],
    ['RENAMENX b c', 0],
    ['RENAMENX b d', 1],
    ['RENAMENX d d', 0],
    ['RENAMENX nope d', '-ERR no such key'],
  ]));

test('copying and moving', () =>
  replies([
    ['SET a 1 EX 100', '+OK'],
    ['COPY a b', 1],
    ['TTL b', 100],
    ['COPY a b', 0],
    ['COPY a b REPLACE', 1],
    ['COPY a a', '-ERR source and destination objects are the same'],
    ['COPY a a DB 1', 1],
    ['COPY a a DB 16', '-ERR DB index is out of range'],
    ['COPY a a DB x', NOT_INTEGER],
    ['COPY a b DB', '-ERR syntax error'],
    ['COPY nope b', 0],
    ['MOVE a 1', 0],
    ['MOVE b 1', 1],
    ['MOVE a 0', '-ERR source and destination objects are the same'],
    ['MOVE a 16', '-ERR DB index is out of range'],
    ['MOVE a 99999999999', '-ERR value is out of range, value must between -2147483648 and 2147483647'],
    ['SWAPDB 0 1', '+OK'],
    ['GET b', '1'],
    ['SWAPDB x 1', '-ERR invalid first DB index'],
    ['SWAPDB 1 x', '-ERR invalid second DB index'],
    ['SWAPDB 0 16', '-ERR DB index is out of range'],
    ['FLUSHDB ASYNC', '+OK'],
    ['DBSIZE', 0],
    ['FLUSHALL NOW', '-ERR syntax error'],
    ['FLUSHALL SYNC', '+OK'],
  ]));

test('a copy of an edited string is independent', () =>
  replies([
    ['APPEND a x', 1],
    ['APPEND a y', 2],
    ['COPY a b', 1],
    ['APPEND a z', 3],
    ['GET b', 'xy'],
  ]));

describe('expiration', () => {
  test('conditions', () =>
    replies([
      ['SET a 1', '+OK'],
      ['EXPIRE a 100 XX', 0],
      ['EXPIRE a 100 GT', 0],
      ['EXPIRE a 100 LT', 1],
      ['EXPIRE a 200 NX', 0],
      ['EXPIRE a 200 LT', 0],
      ['EXPIRE a 200 GT', 1],
      ['PEXPIRE a 1500 XX', 1],
      ['TTL a', 2],
      ['PTTL a', 1500],
      ['EXPIRETIME a', 1_700_000_002],
      ['PEXPIRETIME a', 1_700_000_001_500],
      ['PERSIST a', 1],
      ['PERSIST a', 0],
      ['TTL a', -1],
      ['TTL nope', -2],
      ['EXPIRE nope 1', 0],
      ['EXPIREAT a 1700000100', 1],
      ['PEXPIREAT a 1700000200000', 1],
      ['TTL a', 200],
      ['EXPIRE a 1 NX GT', '-ERR NX and XX, GT or LT options at the same time are not compatible'],
      ['EXPIRE a 1 GT LT', '-ERR GT and LT options at the same time are not compatible'],
      ['EXPIRE a x FOO', '-ERR Unsupported option FOO'],
      ['EXPIRE a x', NOT_INTEGER],
      ['EXPIRE a 9223372036854775807', "-ERR invalid expire time in 'expire' command"],
      ['PEXPIRE a 9223372036854775807', "-ERR invalid expire time in 'pexpire' command"],
      ['PEXPIREAT a 9223372036854775807', 1],
      ['PEXPIRETIME a', 9223372036854775807n],
      ['EXPIRE a -1', 1],
      ['EXISTS a', 0],
    ]));

  test('a key ends at its millisecond, unless it is renewed or persisted', () => {
    const bench = new Bench();
    bench.run('MSET a 1 b 2 c 3');
    for (const key of ['a', 'b', 'c']) bench.run(`PEXPIRE ${key} 1000`);
    bench.run('PERSIST b');
    bench.run('PEXPIRE c 2000');
    bench.advance(999);
    expect(bench.run('EXISTS a b c')).toBe(3);
    bench.advance(1);
    expect(bench.run('EXISTS a b c')).toBe(2);
    bench.advance(1000);
    expect(bench.run('KEYS *')).toEqual(['b']);
  });

  test('KEYS, SCAN, RANDOMKEY pass over what has ended but was not removed yet', () => {
    const bench = new Bench();
    bench.engine.keyspace.activeExpire = false;
    bench.run('SET a 1 PX 10');
    bench.run('SET b 2');
    bench.advance(10);
    expect(bench.run('KEYS *')).toEqual(['b']);
    expect(bench.run('DBSIZE')).toBe(2);
    expect(bench.run('SCAN 0')).toEqual(['0', ['b']]);
    expect(bench.run('DBSIZE')).toBe(1);
    expect(bench.run('RANDOMKEY')).toBe('b');
  });
});

describe('SCAN', () => {
  test('filters and errors', () =>
    replies([
      ['MSET a 1 b 2', '+OK'],
      ['SCAN 0 MATCH a', ['0', ['a']]],
      ['SCAN 0 TYPE hash', ['0', []]],
      ['SCAN 0 COUNT 1', ['1', ['b']]],
      ['SCAN 1 COUNT 1', ['0', ['a']]],
      ['SCAN x', '-ERR invalid cursor'],
      ['SCAN 0 COUNT 0', '-ERR syntax error'],
      ['SCAN 0 COUNT x', NOT_INTEGER],
      ['SCAN 0 MATCH', '-ERR syntax error'],
    ]));

  test('keys that are there throughout are found while others come and go', () => {
    const bench = new Bench();
    for (let i = 0; i < 300; i++) bench.run(['SET', `k${i}`, 'x']);
    const seen = new Set<Plain>();
    let cursor = '0';
    let round = 0;
    do {
      const reply = bench.run(['SCAN', cursor, 'COUNT', '7']);
      if (!Array.isArray(reply) || !Array.isArray(reply[1])) throw new Error('not a scan reply');
      for (const key of reply[1]) seen.add(key);
      cursor = String(reply[0]);
      // Every third key goes away during the walk, and new ones appear.
      for (let i = 0; i < 6; i++) bench.run(['DEL', `k${(round * 6 + i) * 3}`]);
      for (let i = 0; i < 3; i++) bench.run(['SET', `new${round}:${i}`, 'x']);
      round++;
    } while (cursor !== '0');
    for (let i = 0; i < 300; i++) if (i % 3 !== 0) expect(seen).toContain(`k${i}`);
  });
});

test('OBJECT', () => {
  const bench = new Bench();
  const table: readonly (readonly [string, Plain])[] = [
    ['SET n 123', '+OK'],
    ['SET s 12345678901234567890123456789012345678901234', '+OK'],
    ['SET r 123456789012345678901234567890123456789012345', '+OK'],
    ['OBJECT ENCODING n', 'int'],
    ['OBJECT ENCODING s', 'embstr'],
    ['OBJECT ENCODING r', 'raw'],
    ['OBJECT ENCODING nope', null],
    ['OBJECT REFCOUNT n', 1],
    ['OBJECT NOPE n', "-ERR unknown subcommand 'NOPE'. Try OBJECT HELP."],
    ['OBJECT ENCODING', arity('object|encoding')],
  ];
  for (const [line, expected] of table) expect(bench.run(line), line).toEqual(expected);
  bench.advance(5000);
  expect(bench.run('OBJECT IDLETIME n')).toBe(5);
  expect(bench.run('OBJECT FREQ n')).toMatch(/^-ERR An LFU maxmemory policy is not selected/);
  bench.run('TOUCH n');
  expect(bench.run('OBJECT IDLETIME n')).toBe(0);
  bench.engine.keyspace.lfu = true;
  bench.run('SET fresh 1');
  expect(bench.run('OBJECT FREQ fresh')).toBe(5);
  expect(bench.run('OBJECT IDLETIME fresh')).toMatch(/^-ERR An LFU maxmemory policy is selected/);
});

test('what is logged is the effect', () => {
  const bench = new Bench();
  for (const line of [
    'SET a 1',
    'EXPIRE a 10',
    'EXPIREAT a 1700000100 GT',
    'PERSIST a',
    'PERSIST a',
    'EXPIRE a -1',
    'DEL nope',
    'RENAME nope x',
    'SET b 1',
    'RENAME b c',
    'RENAME c c',
    'COPY c d',
    'MOVE d 3',
    'FLUSHALL',
  ]) {
    bench.run(line);
  }
  expect(bench.takeEffects()).toEqual([
    'SET a 1',
    'PEXPIREAT a 1700000010000',
    'PEXPIREAT a 1700000100000',
    'PERSIST a',
    'DEL a',
    'SET b 1',
    'RENAME b c',
    'COPY c d',
    'MOVE d 3',
    'FLUSHALL',
  ]);
});

test('keyspace events', () => {
  const bench = new Bench();
  const events: string[] = [];
  bench.engine.keyspace.eventMask = -1;
  bench.engine.pubsub.publish = (channel, message) => {
    if (channel.startsWith('__keyevent')) events.push(`${channel.slice(15)} ${message}`);
    return 0;
  };
  const during = (line: string) => {
    events.length = 0;
    bench.run(line);
    return events;
  };
  expect(during('SET a 1')).toEqual(['new a', 'set a']);
  expect(during('SET a 2 EX 10')).toEqual(['overwritten a', 'set a', 'expire a']);
  expect(during('RENAME a b')).toEqual(['new b', 'rename_from a', 'rename_to b']);
  expect(during('EXPIRE b 20')).toEqual(['expire b']);
  expect(during('PERSIST b')).toEqual(['persist b']);
  expect(during('MOVE b 1')).toEqual(['new b', 'move_from b', 'move_to b']);
  expect(during('GET b')).toEqual(['keymiss b']);
  expect(during('INCR n')).toEqual(['new n', 'incrby n']);
  expect(during('GETDEL n')).toEqual(['del n']);
});
