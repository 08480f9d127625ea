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

it('a command that waits is counted once, when it ends, and shown to MONITOR once, when it comes', () => {
  const bench = new Bench();
  const [watcher, served, late, stopped, gone] = [
    bench.connect(),
    bench.connect(),
    bench.connect(),
    bench.connect(),
    bench.connect(),
  ];
  const { stats } = bench.engine;
  const shown = () => watcher.take().map((line) => String(line).replace(/^.*\] /, ''));
  const calls = () => [...stats.byCommand].map(([{ id }, { calls, failed }]) => `${id} ${calls} ${failed}`);
  watcher.send('MONITOR');
  watcher.take();
  bench.run('CONFIG RESETSTAT');
  bench.run('CONFIG SET slowlog-log-slower-than 0');
  bench.run('SLOWLOG RESET');
  served.send('BLPOP k 0');
  late.send('BZPOPMIN z 1');
  stopped.send('BLPOP never 0');
  gone.send('BLPOP never 0');
  expect(shown()).toEqual([
    '"BLPOP" "k" "0"',
    '"BZPOPMIN" "z" "1"',
    '"BLPOP" "never" "0"',
    '"BLPOP" "never" "0"',
  ]);
  expect(calls()).not.toContainEqual(expect.stringContaining('pop'));
  expect([served.client.commands, stats.commands]).toEqual([0, 3]);
  bench.engine.disconnect(gone.client);
  // The first is served nothing, for what came is gone again, and waits on.
  for (const line of ['MULTI', 'RPUSH k 1', 'DEL k', 'EXEC', 'RPUSH k 1']) bench.run(line);
  bench.advance(1000);
  bench.run(`CLIENT UNBLOCK ${stopped.client.id} ERROR`);
  expect(served.take()).toEqual([['k', '1']]);
  expect(shown().filter((line) => line.includes('POP'))).toEqual([]);
  expect(calls()).toEqual(expect.arrayContaining(['blpop 2 1', 'bzpopmin 1 0', 'rpush 2 0']));
  expect(stats.errors.get('UNBLOCKED')).toBe(1);
  expect([served.client.commands, late.client.commands, stopped.client.commands]).toEqual([1, 1, 1]);
  const slow = stats.slowlog.entries.map(({ argv }) => argv.join(' ')).filter((line) => line.includes('POP'));
  expect(slow).toEqual(['BLPOP never 0', 'BZPOPMIN z 1', 'BLPOP k 0']);
});

it('the time of a command that waits is what it took to find nothing and to be served', () => {
  const bench = new Bench();
  const micros = bench.clock.micros.bind(bench.clock);
  let readings = 0;
  bench.clock.micros = () => micros() + readings++ * 10;
  bench.run('CONFIG SET slowlog-log-slower-than 0');
  const waiting = bench.connect();
  waiting.send('BZPOPMIN z 0');
  const spent = waiting.client.blocked?.spent ?? 0;
  expect(spent).toBeGreaterThan(0);
  bench.run('ZADD z 1 a');
  const [entry] = bench.engine.stats.slowlog.entries.filter(({ argv }) => argv[0] === 'BZPOPMIN');
  expect(entry?.duration).toBeGreaterThan(spent);
  const [, stats] = [...bench.engine.stats.byCommand].find(([{ id }]) => id === 'bzpopmin') ?? [];
  expect(stats).toMatchObject({ calls: 1, micros: entry?.duration });
});
