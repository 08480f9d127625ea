import { expect, test } from 'vitest';
import { Bench } from '../testing.ts';

test('MULTI queues and EXEC runs the queue', () => {
  const bench = new Bench();
  expect(bench.run('MULTI')).toBe('+OK');
  expect(bench.run('GET a')).toBe('+QUEUED');
  expect(bench.run('MULTI')).toBe('-ERR MULTI calls can not be nested');
  expect(bench.run('EXEC')).toEqual([null]);
  expect(bench.run('EXEC')).toBe('-ERR EXEC without MULTI');
  expect(bench.run('DISCARD')).toBe('-ERR DISCARD without MULTI');
});

test('a command refused while queueing aborts EXEC', () => {
  const bench = new Bench();
  bench.run('MULTI');
  expect(bench.run('NOPE a b')).toBe("-ERR unknown command 'NOPE', with args beginning with: 'a' 'b' ");
  expect(bench.run('EXEC')).toBe('-EXECABORT Transaction discarded because of previous errors.');
});

test('SUBSCRIBE with several channels inside EXEC fills the array, and what is too much follows it', () => {
  const bench = new Bench();
  const { main } = bench;
  for (const line of ['MULTI', 'SUBSCRIBE a b', 'PUBLISH a hi', 'EXEC']) main.send(line);
  expect(main.take()).toEqual([
    '+OK',
    '+QUEUED',
    '+QUEUED',
    [{ push: ['subscribe', 'a', 1] }, { push: ['subscribe', 'b', 2] }],
    1,
    { push: ['message', 'a', 'hi'] },
  ]);
});

test('SSUBSCRIBE is refused inside EXEC', () => {
  const bench = new Bench();
  for (const line of ['MULTI', 'SSUBSCRIBE a']) bench.run(line);
  expect(bench.run('EXEC')).toEqual(["-ERR SSUBSCRIBE isn't allowed for a DENY BLOCKING client"]);
});

test('CLIENT REPLY SKIP inside EXEC skips the reply after EXEC', () => {
  const bench = new Bench();
  const { main } = bench;
  for (const line of ['MULTI', 'PING', 'CLIENT REPLY SKIP', 'EXEC', 'PING', 'PING']) main.send(line);
  expect(main.take()).toEqual(['+OK', '+QUEUED', '+QUEUED', ['+PONG', '(none)'], '(none)', '+PONG']);
});

test('CLIENT REPLY OFF and ON inside EXEC hold from there on', () => {
  const bench = new Bench();
  const { main } = bench;
  for (const line of ['MULTI', 'PING', 'CLIENT REPLY OFF', 'PING', 'EXEC', 'PING']) main.send(line);
  expect(main.take().filter((reply) => reply !== '(none)')).toEqual([
    '+OK',
    '+QUEUED',
    '+QUEUED',
    '+QUEUED',
    ['+PONG', '(none)', '(none)'],
  ]);
  for (const line of ['MULTI', 'PING', 'CLIENT REPLY ON', 'PING', 'EXEC', 'PING']) main.send(line);
  expect(main.take().filter((reply) => reply !== '(none)')).toEqual(['+OK', '+PONG', '+PONG']);
});

test('who kills itself inside EXEC hears nothing of the commands after it, which run', () => {
  const bench = new Bench();
  const a = bench.connect();
  for (const line of ['MULTI', `CLIENT KILL ID ${a.client.id} SKIPME NO`, 'SET x 1', 'GET x', 'EXEC'])
    a.send(line);
  expect(a.take().at(-1)).toEqual([1, '(none)', '(none)']);
  expect(a.closed).toBe(true);
  expect(bench.run('GET x')).toBe('1');
});

test.each([
  [['GET k'], [null]],
  [['FLUSHALL'], [null]],
  [['SWAPDB 0 1'], [null]],
  [['SWAPDB 0 1', 'SWAPDB 0 1'], [null]],
  [['SET k 5'], null],
  [['GET k', 'SET k 5'], null],
  [['SWAPDB 0 1', 'SET k 5'], null],
  [['SELECT 1', 'SET k 5', 'SWAPDB 0 1'], null],
])('a watched key past its TTL may go, but not come back: %j', (lines, reply) => {
  const bench = new Bench();
  const a = bench.connect();
  bench.run('DEBUG SET-ACTIVE-EXPIRE 0');
  bench.run('SET k 1 PX 30');
  bench.advance(60);
  a.run('WATCH k');
  for (const line of lines) bench.run(line);
  a.run('MULTI');
  a.run('GET k');
  expect(a.run('EXEC')).toEqual(reply);
});

test('a watched key that another database has past its TTL does not come by SWAPDB, nor go by it', () => {
  const bench = new Bench();
  const a = bench.connect();
  for (const line of ['DEBUG SET-ACTIVE-EXPIRE 0', 'SELECT 1', 'SET k 1 PX 30']) bench.run(line);
  bench.advance(60);
  a.run('WATCH k');
  bench.run('SWAPDB 0 1');
  bench.run('SWAPDB 0 1');
  a.run('MULTI');
  expect(a.run('EXEC')).toEqual([]);
  bench.run('SELECT 0');
  bench.run('SET k 1');
  a.run('WATCH k');
  bench.run('SWAPDB 0 1');
  a.run('MULTI');
  expect(a.run('EXEC')).toBeNull();
});

test('HELLO inside EXEC leaves what was answered before it in the protocol of then', () => {
  const bench = new Bench();
  const { main } = bench;
  bench.run('HSET h f v');
  for (const line of ['MULTI', 'HGETALL h', 'HELLO 3', 'HGETALL h', 'HELLO 2', 'HGETALL h', 'EXEC'])
    main.send(line);
  const all = { map: ['f', 'v'] };
  const hello = { map: expect.arrayContaining(['proto']) };
  expect(main.take().at(-1)).toEqual([{ resp2: all }, { resp3: hello }, { resp3: all }, hello, all]);
  for (const line of ['CLIENT REPLY OFF', 'MULTI', 'CLIENT REPLY ON', 'GET k', 'HELLO 3', 'GET k', 'EXEC'])
    main.send(line);
  expect(main.take().filter((reply) => reply !== '(none)')).toEqual([
    { resp2: '+OK' },
    { resp2: null },
    hello,
    null,
  ]);
});
