import { beforeAll, describe, expect, it, test } from 'vitest';
import { sha1Hex } from '../../sha1.ts';
import type { Bench, Plain } from '../../testing.ts';
import { benchWithLua } from './scripting.testing.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await benchWithLua();
});

/** An error as it is raised in line `line` of a script. */
const raised = (script: string, text: string, line = 1) =>
  `-${text} script: ${sha1Hex(script)}, on @user_script:${line}.`;

const failing: [script: string, text: string, line?: number][] = [
  ['error("hi")', 'ERR user_script:1: hi'],
  ['error({err="My Err"})', 'My Err'],
  ['error()', 'ERR nil'],
  ['error(12)', 'ERR user_script:1: 12'],
  ['error(true)', 'ERR true'],
  ['error("a\\nb")', 'ERR user_script:1: a b'],
  ['return redis.call("incr")', 'ERR Wrong number of args calling Redis command from script'],
  ['return redis.call()', 'ERR Please specify at least one argument for this redis lib call'],
  ['return redis.call(true)', 'ERR Lua redis lib command arguments must be strings or integers'],
  ['return redis.call("nope","x")', 'ERR Unknown Redis command called from script'],
  ['return redis.call("client","nope")', 'ERR Unknown Redis command called from script'],
  ['return redis.call("subscribe","x")', 'ERR This Redis command is not allowed from script'],
  ['return redis.call("eval","return 1",0)', 'ERR This Redis command is not allowed from script'],
  ['return nope', "ERR user_script:1: Script attempted to access nonexistent global variable 'nope'"],
  ['nope=1', 'ERR user_script:1: Attempt to modify a readonly table'],
  ['redis.nope=1', 'ERR user_script:1: Attempt to modify a readonly table'],
  ['return redis.sha1hex()', 'ERR wrong number of arguments'],
  ['redis.log(1)', 'ERR redis.log() requires two arguments or more.'],
  ['redis.log("x","y")', 'ERR First argument must be a number (log level).'],
  ['redis.log(10,"y")', 'ERR Invalid debug level.'],
  ['redis.setresp(4)', 'ERR RESP version must be 2 or 3.'],
  ['redis.setresp()', 'ERR redis.setresp() requires one argument.'],
  ['redis.set_repl(99)', 'ERR Invalid replication flags. Use REPL_AOF, REPL_REPLICA, REPL_ALL or REPL_NONE.'],
  ['return redis.acl_check_cmd("nope")', 'ERR Invalid command passed to redis.acl_check_cmd()'],
  [
    'local x\n\nlocal function f() return redis.call("incr") end\nreturn f()',
    'ERR Wrong number of args calling Redis command from script',
    3,
  ],
  ['local x\n\nlocal function f() error("foo") end\nreturn f()', 'ERR user_script:3: foo', 3],
  ['local x\n\nreturn nil + 1', 'ERR user_script:3: attempt to perform arithmetic on a nil value', 3],
  [
    '#!lua flags=no-writes\nreturn redis.call("set","a",1)',
    'ERR Write commands are not allowed from read-only scripts.',
    2,
  ],
];
test.each(failing)('%j fails with %s', (script, text, line = 1) => {
  expect(bench.run(['EVAL', script, '0'])).toBe(raised(script, text, line));
});

test.each([
  ['txt', 'txt'],
  ['t', 't  '],
  ['mark', 'mar'],
  ['', '   '],
  ['a\\0b', 'a  '],
])('a verbatim string of format %j is written as %j', (declared, format) => {
  const script = `return {verbatim_string={format='${declared}',string='hi'}}`;
  const reply = bench.engine.execute(bench.main.client, ['EVAL', script, '0']);
  expect(reply).toEqual({ kind: 'verbatim', format, text: 'hi' });
});

const returning: [script: string, reply: Plain][] = [
  ['return 3.99', 3],
  ['return -3.99', -3],
  ['return {1,2,nil,4}', [1, 2]],
  ['return {1,{err="x"},{ok="y"},true,false,3}', [1, '-x', '+y', 1, null, 3]],
  ['return {1,function() end,2}', [1, null, 2]],
  ['return 1e300', -(2n ** 63n)],
  ['return 0/0', -(2n ** 63n)],
  ['return {double=3.5}', { double: 3.5 }],
  ['return redis.error_reply("oops")', '-ERR oops'],
  ['return redis.error_reply("A b")', '-A b'],
  ['return redis.error_reply("-A b")', '-A b'],
  ['return redis.error_reply("-Ab")', '-ERR Ab'],
  ['return redis.error_reply()', '-ERR wrong number or type of arguments'],
  ['return redis.status_reply("fine")', '+fine'],
  ['return redis.pcall("nope")', '-ERR Unknown Redis command called from script'],
  ['return redis.pcall({})', '-ERR Lua redis lib command arguments must be strings or integers'],
  ['return select(2, pcall(error, {err="x"}))', 'x'],
  ['return type(select(2, pcall(redis.call, "nope")))', 'string'],
  [
    'return {pcall(function() return nope end)}',
    [null, "user_script:1: Script attempted to access nonexistent global variable 'nope'"],
  ],
  ['return redis.replicate_commands()', 1],
  ['return redis.REDIS_VERSION', '8.4.0'],
  ['return redis.REDIS_VERSION_NUM', 0x080400],
  [
    'return {redis.REPL_ALL,redis.REPL_NONE,redis.REPL_AOF,redis.REPL_SLAVE,redis.REPL_REPLICA}',
    [3, 0, 1, 2, 2],
  ],
  ['return redis.call("echo",0.1)', '0.1'],
  ['return redis.call("echo",1e15)', '1000000000000000'],
  ['return redis.call("echo",1e17)', '100000000000000000'],
  ['return redis.call("echo",-1.5e-7)', '-1.5e-7'],
  ['return redis.call("echo",1/0)', 'inf'],
  ['return tostring(redis.call("blmove","nokey","x","left","left",1))', 'false'],
  ['return type(os.clock())', 'number'],
  ['return redis.call("echo",2^63)', '9223372036854776000'],
  ['return redis.call("echo",-0)', '0'],
  ['return tostring(redis.call("get","nokey"))', 'false'],
  ['redis.setresp(3) return tostring(redis.call("get","nokey"))', 'nil'],
  ['return tostring(redis.call("lpop","nokey"))', 'false'],
  ['math.randomseed(0) return tostring(math.random())', '0.17082803611217'],
  ['return redis.sha1hex("")', 'da39a3ee5e6b4b0d3255bfef95601890afd80709'],
  ['local a = {} a[1] = a return a', '-ERR reached lua stack limit'],
];
test.each(returning)('%j returns as the reference does', (script, reply) => {
  expect(bench.run(['EVAL', script, '0'])).toEqual(reply);
});

const refused: [words: string[], error: string][] = [
  [['EVAL', 'return 1', '-1'], "-ERR Number of keys can't be negative"],
  [['EVAL', 'return 1', '3', 'a'], "-ERR Number of keys can't be greater than number of args"],
  [['EVAL', 'return 1', 'a'], '-ERR value is not an integer or out of range'],
  [['EVALSHA', 'abc', '-1'], '-NOSCRIPT No matching script. Please use EVAL.'],
  [['EVALSHA', 'f'.repeat(40), '-1'], "-ERR Number of keys can't be negative"],
  [['EVALSHA', 'f'.repeat(40), '0'], '-NOSCRIPT No matching script. Please use EVAL.'],
  [['EVAL', 'x==', '0'], "-ERR Error compiling script (new function): user_script:1: '=' expected near '=='"],
  [['EVAL', '#!lua flags=nope\nreturn 1', '0'], '-ERR Unexpected flag in script shebang: nope'],
  [['EVAL', '#!lua nope=1\nreturn 1', '0'], '-ERR Unknown lua shebang option: nope=1'],
  [['EVAL', '#!foo\nreturn 1', '0'], '-ERR Unexpected engine in script shebang: #!foo'],
  [['EVAL', '#!lua', '0'], '-ERR Invalid script shebang'],
  [['EVAL_RO', '#!lua\nreturn 1', '0'], '-ERR Can not execute a script with write flag using *_ro command.'],
  [
    ['EVAL_RO', 'return redis.pcall("set","a",1)', '0'],
    '-ERR Write commands are not allowed from read-only scripts.',
  ],
  [
    ['EVAL_RO', 'return redis.pcall("publish","a",1)', '0'],
    '-ERR Write commands are not allowed from read-only scripts.',
  ],
  [['SCRIPT', 'KILL'], '-NOTBUSY No scripts in execution right now.'],
  [['SCRIPT', 'FLUSH', 'foo'], '-ERR SCRIPT FLUSH only support SYNC|ASYNC option'],
  [['SCRIPT', 'DEBUG', 'foo'], '-ERR Use SCRIPT DEBUG YES/SYNC/NO'],
];
test.each(refused)('%j answers %s', (words, error) => {
  expect(bench.run(words)).toBe(error);
});

describe('scripts', () => {
  it('get keys and words as they are, byte for byte', () => {
    const bytes = String.fromCharCode(...Array.from({ length: 256 }, (_, i) => i)).repeat(100);
    expect(bench.run(['EVAL', 'return {KEYS[1], ARGV[1], #KEYS, #ARGV}', '1', bytes, 'x'])).toEqual([
      bytes,
      'x',
      1,
      1,
    ]);
  });

  it('are logged as one group of what they did, without themselves', () => {
    bench.takeEffects();
    bench.run([
      'EVAL',
      'redis.call("set","x",1) redis.call("expire","x",100) return redis.call("get","x")',
      '0',
    ]);
    const [group] = bench.takeEffects();
    expect(group).toMatch(/^\[set x 1; PEXPIREAT x \d+\]$/);
    bench.run(['EVAL', 'return redis.call("get","x")', '0']);
    expect(bench.takeEffects()).toEqual([]);
    bench.run([
      'EVAL',
      'redis.set_repl(redis.REPL_NONE) redis.call("set","x",2) redis.set_repl(redis.REPL_ALL) redis.call("set","y",2)',
      '0',
    ]);
    expect(bench.takeEffects()).toEqual(['set y 2']);
  });

  it('keep what they wrote before they failed', () => {
    bench.run('DEL x');
    bench.run(['EVAL', 'redis.call("set","x",1) error("no")', '0']);
    expect(bench.run('GET x')).toBe('1');
  });

  it('leave the database and protocol of the client alone', () => {
    bench.run(['EVAL', 'redis.call("select",3) redis.call("set","there",1) redis.setresp(3)', '0']);
    expect(bench.run('EXISTS there')).toBe(0);
    expect(
      bench.run(['EVAL', 'redis.call("hset","h","f","v") return redis.call("hgetall","h")', '0']),
    ).toEqual(['f', 'v']);
    expect(bench.run(['EVAL', 'redis.setresp(3) return redis.call("hgetall","h")', '0'])).toEqual({
      map: ['f', 'v'],
    });
    expect(bench.main.client.resp).toBe(2);
  });

  it('are found by their SHA-1 in any letter case, until SCRIPT FLUSH', () => {
    const script = 'return ARGV[1]';
    const sha = sha1Hex(script);
    expect(bench.run(['SCRIPT', 'LOAD', script])).toBe(sha);
    expect(bench.run(`EVALSHA ${sha.toUpperCase()} 0 hello`)).toBe('hello');
    expect(bench.run(`SCRIPT EXISTS ${sha} ${'0'.repeat(40)}`)).toEqual([1, 0]);
    expect(bench.run('SCRIPT FLUSH')).toBe('+OK');
    expect(bench.run(`SCRIPT EXISTS ${sha}`)).toEqual([0]);
    expect(bench.run(`EVALSHA ${sha} 0 hello`)).toBe('-NOSCRIPT No matching script. Please use EVAL.');
  });

  it('that only EVAL brought are kept for a while, those of SCRIPT LOAD for good', () => {
    const kept = bench.run(['SCRIPT', 'LOAD', 'return "kept"']);
    bench.run(['EVAL', 'return "first"', '0']);
    for (let i = 0; i < 500; i++) bench.run(['EVAL', `return ${i}`, '0']);
    expect(
      bench.run(`SCRIPT EXISTS ${String(kept)} ${sha1Hex('return "first"')} ${sha1Hex('return 0')}`),
    ).toEqual([1, 0, 1]);
  });

  it('cannot be ended inside pcall, and the interpreter is usable afterwards', () => {
    bench.run('CONFIG SET busy-reply-threshold 20');
    const script = 'while true do pcall(function() while true do end end) end';
    expect(bench.run(['EVAL', script, '0'])).toBe(
      raised(script, 'ERR Script ended after running for longer than busy-reply-threshold (20 ms)'),
    );
    bench.run('CONFIG SET busy-reply-threshold 5000');
    expect(bench.run(['EVAL', 'return 1', '0'])).toBe(1);
  });

  it('that take all memory fail, and the next one runs', () => {
    expect(bench.run(['EVAL', 'return #string.rep("x", 4e9)', '0'])).toMatch(
      /^-ERR Error running script [0-9a-f]{40}, not enough memory$/,
    );
    expect(bench.run(['EVAL', 'return 1', '0'])).toBe(1);
  });

  it('count an error once', () => {
    bench.run('CONFIG RESETSTAT');
    bench.run(['EVAL', 'return redis.call("lpush","x","y")', '0']);
    expect(bench.run('INFO errorstats')).toContain('errorstat_WRONGTYPE:count=1\r\n');
  });
});

test('what a script declares decides before it runs: memory, pauses, whoever watches', async () => {
  const fresh = await benchWithLua();
  const full = "-OOM command not allowed when used memory > 'maxmemory'.";
  fresh.run('SET a 1');
  const sha = fresh.run(['SCRIPT', 'LOAD', '#!lua\nreturn 1']);
  fresh.run('CONFIG SET maxmemory 1');
  expect(fresh.run(['EVAL', '#!lua\nreturn 1', '0'])).toBe(full);
  expect(fresh.run(['EVALSHA', String(sha), '0'])).toBe(full);
  expect(fresh.run(['EVAL', '#!lua flags=no-writes\nreturn 1', '0'])).toBe(1);
  expect(fresh.run(['EVAL', '#!lua flags=allow-oom\nreturn 1', '0'])).toBe(1);
  expect(fresh.run(['EVAL', '#!lua flags=nope\nreturn 1', '0'])).toContain('Unexpected flag');
  fresh.run('CONFIG SET maxmemory 0');
  fresh.run('CLIENT PAUSE 1000 WRITE');
  const other = fresh.connect();
  expect(other.run(['EVAL', '#!lua flags=no-writes\nreturn 2', '0'])).toBe(2);
  other.send('EVAL "return 3" 0');
  expect(other.take()).toEqual([]);
  fresh.run('CLIENT UNPAUSE');
  fresh.advance(0);
  expect(other.take()).toEqual([3]);
  other.run('MONITOR');
  expect(other.run(['EVAL', '#!lua\nreturn 4', '0'])).toBe("-ERR Replica can't interact with the keyspace");
});
