import { describe, expect, it } from 'vitest';
import { Bench } from '../testing.ts';
import { compileLua } from './lua.testing.ts';
import type { MakeMachine } from './runtime.ts';

/** An engine whose Lua comes when the test says so. */
function waiting() {
  const bench = new Bench();
  const loads: { come: (lua: MakeMachine) => void; fail: (error: Error) => void }[] = [];
  bench.engine.scripting.runtime = {
    load: () => new Promise((come, fail) => loads.push({ come, fail })),
    later: (work) => bench.engine.turn(work),
  };
  return { bench, loads };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('the first script', () => {
  it('holds everybody until Lua is there; then all goes on in order', async () => {
    const { bench, loads } = waiting();
    const other = bench.connect();
    bench.main.send('SET a 1');
    bench.main.send('EVAL "return redis.call(\'incr\', KEYS[1])" 1 a');
    bench.main.send('GET a');
    other.send('INCR a');
    other.send('PING');
    expect(bench.main.take()).toEqual(['+OK']);
    expect(other.take()).toEqual([]);
    expect(bench.engine.nextWake()).toBe(Infinity);
    loads[0]?.come(compileLua());
    await settled();
    expect(bench.main.take()).toEqual([2, '2']);
    expect(other.take()).toEqual([3, '+PONG']);
    expect(loads).toHaveLength(1);
  });

  it('in a transaction is waited for when it is queued', async () => {
    const { bench, loads } = waiting();
    for (const line of ['MULTI', 'SET a 1', 'EVAL "return 5" 0', 'EXEC']) bench.main.send(line);
    expect(bench.main.take()).toEqual(['+OK', '+QUEUED']);
    loads[0]?.come(compileLua());
    await settled();
    expect(bench.main.take()).toEqual(['+QUEUED', ['+OK', 5]]);
  });

  it('fails where Lua cannot be had, and the next one asks again', async () => {
    const { bench, loads } = waiting();
    bench.main.send('EVAL "return 1" 0');
    bench.main.send('PING');
    loads[0]?.fail(new Error('404 Not Found'));
    await settled();
    expect(bench.main.take()).toEqual(['-ERR Lua could not be loaded: 404 Not Found', '+PONG']);
    bench.main.send('EVAL "return 1" 0');
    loads[1]?.come(compileLua());
    await settled();
    expect(bench.main.take()).toEqual([1]);
  });

  it('finds the libraries that were kept, compiled by then', async () => {
    const { bench, loads } = waiting();
    const code = '#!lua name=lib\nredis.register_function("f", function() return 7 end)';
    bench.engine.libraries.load(code);
    expect([...bench.engine.libraries.codes()]).toEqual([code]);
    bench.main.send('FUNCTION STATS');
    expect(bench.main.take()).toEqual([]);
    loads[0]?.come(compileLua());
    await settled();
    expect(JSON.stringify(bench.main.take())).toContain('"functions_count",1');
    expect(bench.run('FCALL f 0')).toBe(7);
  });
});

it('a host without Lua says so', () => {
  expect(new Bench().run('EVAL "return 1" 0')).toBe('-ERR This host of the engine has no Lua');
});
