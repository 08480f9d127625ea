import { expect, it } from 'vitest';
import { Bench, plain } from './testing.ts';

it('a command that waits is told to the host once, with the reply that it got in the end', () => {
  const bench = new Bench();
  const seen: unknown[] = [];
  bench.engine.observer = { command: ({ argv, reply }) => seen.push([argv.join(' '), plain(reply)]) };
  const [first, second, third] = [bench.connect(), bench.connect(), bench.connect()];
  first.send('BLPOP served 0');
  second.send('BLPOP late 1');
  third.send('BLPOP never 0');
  expect(seen).toEqual([]);
  bench.main.send('RPUSH served x');
  bench.advance(1000);
  bench.main.send(`CLIENT UNBLOCK ${third.client.id} ERROR`);
  expect(seen).toEqual([
    ['RPUSH served x', 1],
    ['BLPOP served 0', ['served', 'x']],
    ['BLPOP late 1', null],
    ['BLPOP never 0', '-UNBLOCKED client unblocked via CLIENT UNBLOCK'],
    [`CLIENT UNBLOCK ${third.client.id} ERROR`, 1],
  ]);
});

it('a client that waits for a group hears when its stream goes by SWAPDB, and when another comes', () => {
  const bench = new Bench();
  const [here, there] = [bench.connect(), bench.connect()];
  there.run('SELECT 1');
  bench.run('XGROUP CREATE s g $ MKSTREAM');
  here.send('XREADGROUP GROUP g c BLOCK 0 STREAMS s >');
  bench.run('SWAPDB 0 1');
  expect(here.take()).toEqual([
    "-NOGROUP No such key 's' or consumer group 'g' in XREADGROUP with GROUP option",
  ]);
  // What is there before and after only goes on waiting.
  there.send('XREADGROUP GROUP g c BLOCK 0 STREAMS s >');
  bench.run('XGROUP CREATE s g $ MKSTREAM');
  bench.run('SWAPDB 0 1');
  expect(there.take()).toEqual([]);
  expect(there.client.blocked).toBeDefined();
});
