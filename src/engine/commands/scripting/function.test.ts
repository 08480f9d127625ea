import { beforeEach, describe, expect, it, test } from 'vitest';
import { rdbCodec } from '../../../rdb/codec.ts';
import type { Bench } from '../../testing.ts';
import { benchWithLua } from './scripting.testing.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await benchWithLua();
  bench.engine.dumpCodec = rdbCodec;
});

const NAMES = 'can only contain letters, numbers, or underscores(_) and must be at least one character long';
const registering = (text: string) => `-ERR Error registering functions: ERR ${text}`;
const missing = (name: string) =>
  registering(`user_function:2: Script attempted to access nonexistent global variable '${name}'`);

const loads: [head: string, body: string, reply: string][] = [
  ['return 1', '', '-ERR Library name was not given'],
  ['#!lua name=', 'return 1', `-ERR Library names ${NAMES}`],
  ['#!lua name=a-b', 'return 1', `-ERR Library names ${NAMES}`],
  ['#!lua name=a b', 'return 1', '-ERR Invalid metadata value given: b'],
  ['#!lua name=a name=b', 'return 1', '-ERR Invalid metadata value, name argument was given multiple times'],
  ['#!foo name=a', 'return 1', "-ERR Engine 'foo' not found"],
  ['#!LUA name=a', 'return 1', '-ERR No functions registered'],
  ['#!lua NAME=a', 'return 1', '-ERR No functions registered'],
  ['#!lua foo=a', 'return 1', '-ERR Invalid metadata value given: foo=a'],
  [
    '#!lua name=a',
    'return 1 +',
    "-ERR Error compiling function: user_function:2: unexpected symbol near '<eof>'",
  ],
  [
    '#!lua name=a',
    'redis.register_function()',
    registering('wrong number of arguments to redis.register_function'),
  ],
  [
    '#!lua name=a',
    'redis.register_function(1)',
    registering(
      'calling redis.register_function with a single argument is only applicable to Lua table (representing named arguments).',
    ),
  ],
  [
    '#!lua name=a',
    'redis.register_function("f", 2)',
    registering('second argument to redis.register_function must be a function'),
  ],
  ['#!lua name=a', 'redis.register_function("f-x", function() end)', registering(`Library names ${NAMES}`)],
  [
    '#!lua name=a',
    'redis.register_function({}, function() end)',
    registering('first argument to redis.register_function must be a string'),
  ],
  [
    '#!lua name=a',
    'redis.register_function({})',
    registering('redis.register_function must get a function name argument'),
  ],
  [
    '#!lua name=a',
    'redis.register_function{function_name="f"}',
    registering('redis.register_function must get a callback argument'),
  ],
  [
    '#!lua name=a',
    'redis.register_function{function_name="f", callback=print, flags={"nope"}}',
    missing('print'),
  ],
  [
    '#!lua name=a',
    'redis.register_function{function_name="f", callback=function() end, flags={"nope"}}',
    registering('unknown flag given'),
  ],
  [
    '#!lua name=a',
    'redis.register_function{function_name="f", callback=function() end, nope=1}',
    registering('unknown argument given to redis.register_function'),
  ],
  [
    '#!lua name=a',
    'local f = redis.register_function f("f", function() end) f("f", function() end)',
    registering('Function already exists in the library'),
  ],
  ['#!lua name=a', 'redis.call("ping")', missing('call')],
  ['#!lua name=a', 'return math.random()', missing('math')],
  ['#!lua name=a', 'nope = 1', registering('user_function:2: Attempt to modify a readonly table')],
  ['#!lua name=a', 'redis.nope = 1', registering('user_function:2: Attempt to modify a readonly table')],
  ['#!lua name=a', 'while true do end', registering('FUNCTION LOAD timeout')],
  ['#!lua name=a', 'redis.register_function{FUNCTION_NAME=1, callback=function() end}', 'a'],
];
test.each(loads)('loading %j with %j answers %s', (head, body, reply) => {
  const code = head.startsWith('#!') ? `${head}\n${body}` : `#!lua\n${head}`;
  expect(bench.run(['FUNCTION', 'LOAD', code])).toBe(reply);
});

const LIBRARY = `#!lua name=lib
local n = 0
redis.register_function('count', function(keys, args) n = n + 1 return {n, keys, args} end)
redis.register_function{
  function_name = 'reads', description = 'reads a key', flags = {'no-writes'},
  callback = function(keys) return redis.call('get', keys[1]) end,
}
redis.register_function('writes', function(keys, args) return redis.call('set', keys[1], args[1]) end)
redis.register_function{function_name = 'cheats', callback = function() return redis.call('set', 'a', 1) end, flags = {'no-writes'}}
redis.register_function('keys', function() return KEYS end)
redis.register_function('fails', function()
  error('no')
end)
`;

describe('functions', () => {
  beforeEach(() => {
    expect(bench.run(['FUNCTION', 'LOAD', LIBRARY])).toBe('lib');
  });

  it('are called by name in any letter case, and keep what they share', () => {
    expect(bench.run('FCALL count 1 k a b')).toEqual([1, ['k'], ['a', 'b']]);
    expect(bench.run('FCALL COUNT 0')).toEqual([2, [], []]);
    expect(bench.run('FCALL nope x')).toBe('-ERR Function not found');
    expect(bench.run('FCALL count x')).toBe('-ERR Bad number of keys provided');
    expect(bench.run('FCALL count -1')).toBe("-ERR Number of keys can't be negative");
    expect(bench.run('FCALL count 2 a')).toBe("-ERR Number of keys can't be greater than number of args");
  });

  it('fail with the place in the library', () => {
    expect(bench.run('FCALL fails 0')).toBe('-ERR user_function:12: no script: fails, on @user_function:12.');
    expect(bench.run('FCALL keys 0')).toBe(
      "-ERR user_function:10: Script attempted to access nonexistent global variable 'KEYS' script: keys, on @user_function:10.",
    );
    expect(bench.run('FCALL cheats 0')).toBe(
      '-ERR Write commands are not allowed from read-only scripts. script: cheats, on @user_function:9.',
    );
  });

  it('write only where they may, and are logged as what they wrote', () => {
    bench.takeEffects();
    expect(bench.run('FCALL_RO writes 1 k v')).toBe(
      '-ERR Can not execute a script with write flag using *_ro command.',
    );
    expect(bench.run('FCALL writes 1 k v')).toBe('+OK');
    expect(bench.run('FCALL_RO reads 1 k')).toBe('v');
    expect(bench.takeEffects()).toEqual(['set k v']);
  });

  it('are listed with their library', () => {
    const plainList = bench.run('FUNCTION LIST LIBRARYNAME L* WITHCODE');
    expect(plainList).toEqual([
      {
        map: [
          'library_name',
          'lib',
          'engine',
          'LUA',
          'functions',
          expect.any(Array),
          'library_code',
          LIBRARY,
        ],
      },
    ]);
    expect(JSON.stringify(plainList)).toContain(
      '{"map":["name","reads","description","reads a key","flags",{"set":["+no-writes"]}]}',
    );
    expect(bench.run('FUNCTION LIST LIBRARYNAME x*')).toEqual([]);
    expect(bench.run('FUNCTION STATS')).toEqual({
      map: [
        'running_script',
        null,
        'engines',
        { map: ['LUA', { map: ['libraries_count', 1, 'functions_count', 6] }] },
      ],
    });
    expect(bench.run('FUNCTION LIST foo')).toBe('-ERR Unknown argument foo');
    expect(bench.run('FUNCTION LIST LIBRARYNAME')).toBe('-ERR library name argument was not given');
  });

  it('are listed with their flags in one order, however declared', () => {
    bench.run([
      'FUNCTION',
      'LOAD',
      '#!lua name=flagged\nredis.register_function{function_name="f", callback=function() end, flags={"allow-cross-slot-keys", "allow-oom", "no-cluster", "no-writes", "allow-stale"}}',
    ]);
    expect(JSON.stringify(bench.run('FUNCTION LIST LIBRARYNAME flagged'))).toContain(
      '{"set":["+no-writes","+allow-oom","+allow-stale","+no-cluster","+allow-cross-slot-keys"]}',
    );
  });

  it('of a library that is replaced go, unless its new code is refused', () => {
    const next = '#!lua name=lib\nredis.register_function("other", function() return 1 end)';
    expect(bench.run(['FUNCTION', 'LOAD', next])).toBe("-ERR Library 'lib' already exists");
    expect(bench.run(['FUNCTION', 'LOAD', 'REPLACE', '#!lua name=lib\nreturn 1'])).toBe(
      '-ERR No functions registered',
    );
    expect(bench.run('FCALL count 0')).toEqual([1, [], []]);
    expect(
      bench.run(['FUNCTION', 'LOAD', '#!lua name=b\nredis.register_function("COUNT", function() end)']),
    ).toBe('-ERR Function COUNT already exists');
    expect(bench.run(['FUNCTION', 'LOAD', 'REPLACE', next])).toBe('lib');
    expect(bench.run('FCALL count 0')).toBe('-ERR Function not found');
    expect(bench.run('FCALL other 0')).toBe(1);
  });

  it('go with DELETE and FLUSH, which are logged', () => {
    bench.takeEffects();
    expect(bench.run('FUNCTION DELETE nope')).toBe('-ERR Library not found');
    expect(bench.run('FUNCTION DELETE lib')).toBe('+OK');
    expect(bench.run('FCALL count 0')).toBe('-ERR Function not found');
    expect(bench.run('FUNCTION FLUSH ASYNC')).toBe('+OK');
    expect(bench.takeEffects()).toEqual(['FUNCTION DELETE lib', 'FUNCTION FLUSH ASYNC']);
    expect(bench.run('FUNCTION FLUSH foo')).toBe('-ERR FUNCTION FLUSH only supports SYNC|ASYNC option');
  });

  it('survive DUMP and RESTORE, by its policies', () => {
    const payload = String(bench.run('FUNCTION DUMP'));
    expect(payload.startsWith('\xf5')).toBe(true);
    expect(bench.run(['FUNCTION', 'RESTORE', payload])).toBe('-ERR Library lib already exists');
    expect(bench.run('FCALL count 0')).toEqual([1, [], []]);
    bench.run('FUNCTION FLUSH');
    bench.takeEffects();
    expect(bench.run(['FUNCTION', 'RESTORE', payload])).toBe('+OK');
    expect(bench.takeEffects()).toEqual([`FUNCTION LOAD REPLACE ${LIBRARY}`]);
    expect(bench.run('FCALL count 0')).toEqual([1, [], []]);
    expect(bench.run(['FUNCTION', 'RESTORE', payload, 'REPLACE'])).toBe('+OK');
    expect(bench.run(['FUNCTION', 'RESTORE', payload, 'FLUSH'])).toBe('+OK');
    expect(bench.run('FCALL count 0')).toEqual([1, [], []]);
    expect(bench.run(['FUNCTION', 'RESTORE', `${payload}x`])).toBe(
      '-ERR DUMP payload version or checksum are wrong',
    );
    expect(bench.run(['FUNCTION', 'RESTORE', payload, 'foo'])).toBe(
      '-ERR Wrong restore policy given, value should be either FLUSH, APPEND or REPLACE.',
    );
  });

  it('come back from what was kept', async () => {
    const other = await benchWithLua();
    for (const code of bench.engine.libraries.codes()) other.engine.libraries.load(code);
    expect(other.run('FCALL count 0')).toEqual([1, [], []]);
  });

  it('are there again after Lua ran out of memory', () => {
    const code =
      '#!lua name=big\nredis.register_function("big", function() return #string.rep("x", 4e9) end)';
    bench.run(['FUNCTION', 'LOAD', code]);
    expect(bench.run('FCALL big 0')).toMatch(/^-ERR .*not enough memory/);
    expect(bench.run('FCALL reads 1 nokey')).toBe(null);
  });
});
