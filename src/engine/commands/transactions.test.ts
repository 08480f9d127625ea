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
