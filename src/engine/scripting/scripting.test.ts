import { describe, expect, it } from 'vitest';
import { ManualClock } from '../clock.ts';
import { Bench } from '../testing.ts';
import { compileLua, nodeRuntime } from './lua.testing.ts';
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

describe('a script is ended by the stopwatch', () => {
  /** Time passes by looking at it. */
  async function watched(): Promise<{ bench: Bench; looks(): number }> {
    const clock = new ManualClock();
    let looked = 0;
    const bench = new Bench({ clock: { now: () => clock.now(), micros: () => 1000 * looked++ } });
    bench.engine.scripting.runtime = nodeRuntime();
    await bench.engine.scripting.prepare();
    bench.run('CONFIG SET busy-reply-threshold 50');
    looked = 0;
    return { bench, looks: () => looked };
  }
  const ENDED =
    /^-ERR Script ended after running for longer than busy-reply-threshold \(50 ms\) script: \w+, on .*:\d+\.$/;

  it('and not by its number of instructions', async () => {
    const { bench, looks } = await watched();
    expect(bench.run(['EVAL', 'while true do end', '0'])).toMatch(ENDED);
    // The limit of instructions alone would have let it look half a million times.
    expect(looks()).toBeLessThan(200);
  });

  it.each([
    ['pcall', 'while true do pcall(function() while true do end end) end'],
    ['the handler of xpcall', 'xpcall(error, function() while true do end end)'],
    ['xpcall in itself', 'local function f() xpcall(f, f) end while true do f() end'],
    ['a coroutine', 'while true do coroutine.resume(coroutine.create(function() while true do end end)) end'],
    ['coroutine.wrap', 'while true do pcall(coroutine.wrap(function() while true do end end)) end'],
    [
      'a coroutine that yields',
      'local f = coroutine.wrap(function() while true do coroutine.yield() end end) while true do f() end',
    ],
    ['load', 'while true do load(function() while true do end end) end'],
    ['what loadstring made', 'while true do loadstring("while true do end")() end'],
    ['string.gsub', 'while true do string.gsub("a", ".", function() while true do end end) end'],
    ['string.rep', 'while true do local s = string.rep("x", 100) end'],
    ['the comparator of table.sort', 'table.sort({3, 1, 2}, function() while true do end end)'],
    ['__index', 'return setmetatable({}, {__index = function() while true do end end}).x'],
    [
      '__tostring',
      'while true do pcall(tostring, setmetatable({}, {__tostring = function() while true do end end})) end',
    ],
    ['redis.call', 'while true do redis.call("PING") end'],
    ['redis.pcall', 'while true do redis.pcall("NOSUCH") end'],
    ['an error with a __index', 'error(setmetatable({}, {__index = function() while true do end end}))'],
  ])('inside %s', async (_, body) => {
    const { bench } = await watched();
    expect(bench.run(['EVAL', body, '0'])).toMatch(/^-ERR Script ended after/);
    expect(bench.run('EVAL "return 1" 0')).toBe(1);
  });

  it('and so is a function, also in a coroutine that was made while there was no limit', async () => {
    const { bench } = await watched();
    bench.run('CONFIG SET busy-reply-threshold 0');
    bench.run([
      'FUNCTION',
      'LOAD',
      `#!lua name=l
local c
redis.register_function('make', function() c = coroutine.create(function() while true do end end) end)
redis.register_function('run', function() return coroutine.resume(c) end)`,
    ]);
    bench.run('FCALL make 0');
    bench.run('CONFIG SET busy-reply-threshold 50');
    expect(bench.run('FCALL run 0')).toMatch(ENDED);
  });

  it('and what it wrote until then is kept and logged', async () => {
    const { bench } = await watched();
    bench.run(['EVAL', "redis.call('SET', 'k', 'v') while true do end", '0']);
    expect(bench.run('GET k')).toBe('v');
    expect(bench.takeEffects()).toEqual(['SET k v']);
  });

  it('unless the limit is 0', async () => {
    const { bench, looks } = await watched();
    bench.run('CONFIG SET busy-reply-threshold 0');
    expect(bench.run(['EVAL', 'for i = 1, 100000 do end return 1', '0'])).toBe(1);
    expect(looks()).toBeGreaterThan(1000);
  });
});

describe('what a host sees', () => {
  it('of redis.log: what the level lets through, and whose script said it', async () => {
    const bench = new Bench();
    bench.engine.scripting.runtime = nodeRuntime();
    await bench.engine.scripting.prepare();
    const heard: unknown[] = [];
    bench.engine.observer = {
      scriptLog: (level, text, client) => heard.push([level, text, client === bench.main.client]),
    };
    const body = "redis.log(redis.LOG_VERBOSE, 'low') redis.log(redis.LOG_WARNING, 'high', 2)";
    bench.run(['EVAL', body, '0']);
    bench.run('CONFIG SET loglevel verbose');
    bench.run(['EVAL', body, '0']);
    bench.run('CONFIG SET loglevel nothing');
    bench.run(['EVAL', body, '0']);
    expect(heard).toEqual([
      [3, 'high 2', true],
      [1, 'low', true],
      [3, 'high 2', true],
    ]);
  });

  it('of INFO: scripts, libraries and what the interpreters take', async () => {
    const bench = new Bench();
    bench.engine.scripting.runtime = nodeRuntime();
    await bench.engine.scripting.prepare();
    const figures = () => {
      const lines = String(bench.run('INFO everything')).split('\r\n');
      const names = /^(number_of_|evicted_scripts|used_memory_vm_eval|used_memory_vm_functions)/;
      return Object.fromEntries(lines.filter((line) => names.test(line)).map((line) => line.split(':')));
    };
    expect(figures()).toEqual({
      used_memory_vm_eval: '0',
      number_of_cached_scripts: '0',
      number_of_functions: '0',
      number_of_libraries: '0',
      used_memory_vm_functions: '0',
      evicted_scripts: '0',
    });
    for (let i = 0; i < 502; i++) bench.run(['EVAL', `return ${i}`, '0']);
    bench.run(['FUNCTION', 'LOAD', "#!lua name=l\nredis.register_function('f', function() end)"]);
    expect(figures()).toMatchObject({
      used_memory_vm_eval: expect.stringMatching(/^\d{7,}$/),
      number_of_cached_scripts: '500',
      number_of_functions: '1',
      number_of_libraries: '1',
      evicted_scripts: '2',
    });
  });
});
