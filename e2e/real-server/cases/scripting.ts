import { quote } from '../../../src/engine/quote.ts';
import { evals } from './evals.ts';
import type { Cases } from './index.ts';

const loads = (...codes: string[]): string =>
  ['FUNCTION FLUSH', ...codes.map((code) => `FUNCTION LOAD ${quote(code)}`)].join('\n');

const library = (body: string) => `#!lua name=lib\n${body}`;

export const scripting: Cases = {
  'values that scripts return': evals(
    'return 1',
    'return 3.99',
    'return -3.99',
    'return 1e300',
    'return -1e300',
    'return 2^53',
    'return 2^62',
    'return 0/0',
    'return 1/0',
    'return -0.0',
    'return "x"',
    'return true',
    'return false',
    'return nil',
    'return',
    '',
    '-- nothing',
    'return {}',
    'return {1,2,nil,4}',
    'return {1,{2,{3}},"x",true,false,1.5}',
    'return {1,function() end,2}',
    'return {ok="fine"}',
    'return {ok="two\\r\\nlines"}',
    'return {err="a b"}',
    'return {err="-A b"}',
    'return {err="two\\r\\nlines"}',
    'return {err=1}',
    'return {1,{err="x"},{ok="y"}}',
    'return {double=3.5}',
    'return {double=3}',
    'return {double="3"}',
    'return {double=1/0}',
    'return {map={a=1}}',
    'return {map={}}',
    'return {set={a=true}}',
    'return {big_number="123456789012345678901234567890"}',
    'return {verbatim_string={string="text",format="txt"}}',
    'return {verbatim_string={string="text"}}',
    'redis.setresp(3) return {map={a=1}}',
    'redis.setresp(3) return {set={a=true}}',
    'redis.setresp(3) return true',
    'redis.setresp(3) return {true,false,nil}',
    'redis.setresp(3) return {big_number="12"}',
    'return {KEYS, ARGV, #KEYS, #ARGV}',
    'ARGV[1] = "z" KEYS[1] = "k" return {KEYS, ARGV}',
    'return setmetatable({}, {__index=function() return 1 end})',
    'return tostring(1e15)',
    'return tostring(123456789012345678)',
    'return 10 .. ""',
    'return tostring(0.1)',
    'return _VERSION',
  ),
  'replies that scripts see': evals(
    'return type(redis.call("set","a",1))',
    'return redis.call("set","a",1).ok',
    'return redis.call("set","a",1)',
    'return type(redis.call("get","a"))',
    'return type(redis.call("incr","a"))',
    'return type(redis.call("get","nokey"))',
    'return tostring(redis.call("get","nokey"))',
    'redis.setresp(3) return tostring(redis.call("get","nokey"))',
    'redis.call("rpush","l",1,2) return redis.call("lrange","l",0,-1)',
    'return redis.call("mget","a","nokey","l")',
    'redis.setresp(3) return redis.call("mget","a","nokey","l")',
    'redis.setresp(3) return #redis.call("mget","nokey","a")',
    'redis.call("hset","h","f","v") return redis.call("hgetall","h")',
    'redis.setresp(3) return redis.call("hgetall","h")',
    'redis.setresp(3) return redis.call("hgetall","h").map.f',
    'redis.call("sadd","s","m") return redis.call("smembers","s")',
    'redis.setresp(3) return redis.call("smembers","s")',
    'redis.setresp(3) return tostring(redis.call("smembers","s").set.m)',
    'redis.call("zadd","z",1.5,"m") return redis.call("zscore","z","m")',
    'redis.setresp(3) return redis.call("zscore","z","m")',
    'redis.setresp(3) return redis.call("zscore","z","m").double',
    'redis.setresp(3) return redis.call("zrange","z",0,-1,"withscores")',
    'return redis.call("zrange","z",0,-1,"withscores")',
    'return tostring(redis.call("lpop","nokey"))',
    'return redis.call("exists","a","h")',
    'return redis.call("echo",0.1)',
    'return redis.call("echo",1e15)',
    'return redis.call("echo",1e17)',
    'return redis.call("echo",123456789012345678)',
    'return redis.call("echo",2^62)',
    'return redis.call("echo",2^63)',
    'return redis.call("echo",1/0)',
    'return redis.call("echo",-0)',
    'return redis.call("echo",-1.5e-7)',
    'return redis.call("set","b","v","px",100000)',
    'return redis.call("SELECT",5)',
    'redis.call("select",5) redis.call("set","elsewhere",1) return 1',
    'return redis.call("exists","elsewhere")',
    'local t = {} for i = 1, 3000 do t[i] = i end return redis.call("rpush","big",unpack(t))',
  ),
  'errors of scripts': evals(
    'error("hi")',
    'error("hi", 0)',
    'error("hi", 2)',
    'error()',
    'error(nil)',
    'error(12)',
    'error(true)',
    'error("two\\nlines")',
    'error({err="My Err"})',
    'error({err="MyErr"})',
    'local x\nerror("on the second")',
    'local function f()\n  error("in f")\nend\nreturn f()',
    'local function f()\n  error("in f", 2)\nend\n\nf()',
    'return nil + 1',
    'return nil .. "x"',
    'return {} < {}',
    'return #nil',
    'local t = nil return t.x',
    'local s = "x" return s.y.z',
    'return string.rep()',
    'return ("x"):rep({})',
    'return tonumber()',
    'return setmetatable(1)',
    'return unpack()',
    'return table.concat({{}})',
    'return string.format("%d", "x")',
    'return ipairs()',
    'return select(0)',
    'assert(false)',
    'assert(false, "why")',
    'assert(nil, 12)',
    'return nope',
    'nope = 1',
    'function nope() end',
    '_G.nope = 1',
    'redis.nope = 1',
    'string.nope = 1',
    'return redis.nope()',
    'KEYS = 1',
    'rawset(_G, "nope", 1)',
    'setmetatable(_G, {})',
    'return getmetatable(_G).__index.x',
    'local function f() f() return 1 end f()',
    'return print("x")',
    'return require("x")',
    'return dofile("x")',
    'return loadfile("x")',
    'return debug.getinfo(1)',
    'x==',
    'return 1 +',
    'local x = "\nreturn x',
    'for',
    'return 1 return 2',
    'goto x',
    '\n\nlocal = 1',
    'local s = [[',
  ),
  'errors of commands in scripts': evals(
    'return redis.call()',
    'return redis.call(true)',
    'return redis.call({})',
    'return redis.call("get", nil)',
    'return redis.call("get", {})',
    'return redis.call("nope","x")',
    'return redis.call("incr")',
    'return redis.call("get","a","b")',
    'return redis.call("client","id")',
    'return redis.call("client","nope")',
    'return redis.call("config","get","maxmemory")',
    'return redis.call("subscribe","x")',
    'return redis.call("multi")',
    'return redis.call("eval","return 1",0)',
    'return redis.call("script","load","return 1")',
    'return redis.call("function","list")',
    'return redis.call("set","a","x")',
    'return redis.call("incr","a")',
    'local x\nreturn redis.call("lpush","a",1)',
    'local x\nlocal y = redis.call("lpush","a",1)\nreturn y',
    'local function f()\n  return redis.call("lpush","a",1)\nend\nreturn f()',
    'local call = redis.call\n\nreturn call("lpush","a",1)',
    'return redis.pcall()',
    'return redis.pcall({})',
    'return redis.pcall("nope")',
    'return redis.pcall("lpush","a",1)',
    'return redis.pcall("lpush","a",1).err',
    'return {redis.pcall("incr","a"), 1}',
    'local r = redis.pcall("incr","a") return {err = r.err .. "!"}',
    'error(redis.pcall("incr","a"))',
    'return redis.call("zadd","z","x","m")',
    'return redis.call("set","a","1","ex","0")',
    'return tostring(redis.pcall("incr","a").ignore_error_stats_update)',
  ),
  'pcall and its like': evals(
    'return {pcall(error, "x")}',
    'return {pcall(error, {err="x"})}',
    'return {pcall(error)}',
    'return type(select(2, pcall(error, {1,2})))',
    'return select(2, pcall(error, {1,2}))',
    'return {pcall(function() return nope end)}',
    'return {pcall(function() error("x") end)}',
    'return {pcall(redis.call, "nope")}',
    'return {pcall(redis.call, {})}',
    'return select(2, pcall(redis.call, "lpush", "nokey"))',
    'return {pcall(redis.pcall, "nope")}',
    'return {pcall(function(...) return ... end, 1, 2, 3)}',
    'return {xpcall(function() error("x") end, function(e) return "handled " .. e end)}',
    'return {xpcall(function() return 1, 2 end, function(e) return e end)}',
    'return {xpcall(function() redis.call("nope") end, function(e) return type(e) end)}',
    'return {xpcall(function() redis.call("nope") end, function(e) return e.err end)}',
    'return {coroutine.resume(coroutine.create(function(a) local b = coroutine.yield(a + 1) return b end), 1)}',
    'local c = coroutine.wrap(function() for i = 1, 3 do coroutine.yield(i) end end) return {c(), c(), c()}',
    'return {coroutine.resume(coroutine.create(function() error("x") end))}',
    'local c = coroutine.wrap(function() return redis.call("set", "co", 1) end) return c()',
    'return {loadstring("return 1 +")}',
    'return loadstring("return 1 + 1")()',
    'return {load(function() return nil end)}',
    'return loadstring("nope = 1")()',
    'return loadstring("error(1)", "@there")()',
    'return __redis__err__handler("x")',
  ),
  'the table redis': evals(
    'return redis.sha1hex("")',
    'return redis.sha1hex("abc")',
    'return redis.sha1hex(12)',
    'return redis.sha1hex()',
    'return redis.sha1hex("a","b")',
    'return redis.error_reply("oops")',
    'return redis.error_reply("A b")',
    'return redis.error_reply("-A b")',
    'return redis.error_reply("-Ab")',
    'return redis.error_reply("")',
    'return redis.error_reply()',
    'return redis.error_reply(1)',
    'return redis.error_reply("a","b")',
    'return redis.error_reply("A b\\r\\n")',
    'return redis.status_reply("fine")',
    'return redis.status_reply()',
    'return redis.status_reply(1)',
    'return redis.log(redis.LOG_DEBUG, "x")',
    'return redis.log(redis.LOG_DEBUG, "x", 1, {})',
    'return redis.log(1)',
    'return redis.log("x","y")',
    'return redis.log(10,"y")',
    'return redis.log(-1,"y")',
    'return redis.setresp()',
    'return redis.setresp(4)',
    'return redis.setresp("3")',
    'return redis.setresp(2, 3)',
    'return redis.set_repl()',
    'return redis.set_repl(99)',
    'return redis.set_repl(redis.REPL_ALL)',
    'return redis.replicate_commands()',
    'return redis.breakpoint()',
    'return redis.debug("x")',
    'return redis.acl_check_cmd("get","a")',
    'return redis.acl_check_cmd("nope")',
    'return redis.acl_check_cmd()',
    'return redis.acl_check_cmd({})',
    'return {redis.REPL_ALL,redis.REPL_NONE,redis.REPL_AOF,redis.REPL_SLAVE,redis.REPL_REPLICA}',
    'return {redis.LOG_DEBUG,redis.LOG_VERBOSE,redis.LOG_NOTICE,redis.LOG_WARNING}',
    'math.randomseed(1) return {tostring(math.random()), math.random(10), math.random(5, 7)}',
    'math.randomseed(-7.9) return {tostring(math.random()), math.random(1000)}',
    'return math.random(0)',
    'return math.random(2, 1)',
    'return math.random(1, 2, 3)',
    'return math.random("x")',
    'return math.randomseed()',
  ),
  'the libraries': evals(
    'return cjson.encode({1,2,{a=1}})',
    'return cjson.encode({})',
    'return cjson.encode({a={}})',
    'return cjson.encode("\\"\\\\\\n\\t/")',
    'return cjson.encode(1/3)',
    'return cjson.encode({1e20, 1e-7, 123456789012345})',
    'return cjson.encode({[1]=1,[3]=3})',
    'return cjson.encode({[1]=1,[30]=3})',
    'return cjson.encode({[1.5]=1})',
    'return cjson.encode(cjson.null)',
    'return cjson.encode(0/0)',
    'return cjson.encode(function() end)',
    'return cjson.decode("[1,2.5,\\"x\\",true,null]")',
    'return tostring(cjson.decode("null") == cjson.null)',
    'return cjson.decode("{\\"a\\":[1,2]}").a',
    'return cjson.decode("[1,")',
    'return cjson.decode("")',
    'return cjson.decode("\\"\\\\u00e9\\\\ud83d\\\\ude00\\"")',
    'return cjson.encode(cjson.decode("[[],{}]"))',
    'local t = {} for i = 1, 1001 do t = {t} end return cjson.encode(t)',
    'return cmsgpack.pack(1, -1, 300, 70000, -70000, 1.5, "x", true, false, nil)',
    'return cmsgpack.pack({1,2,3}, {a=1})',
    'return {cmsgpack.unpack(cmsgpack.pack(1, "x", {1,2}))}',
    'return {cmsgpack.unpack_one(cmsgpack.pack(1, 2))}',
    'return {cmsgpack.unpack_limit(cmsgpack.pack(1, 2, 3), 2)}',
    'return cmsgpack.unpack("\\193")',
    'return cmsgpack.unpack("\\147\\1")',
    'return cmsgpack.pack()',
    'return struct.pack(">I4i2bBhH", 1, 2, 3, 4, 5, 6)',
    'return struct.pack("<d", 1.5)',
    'return struct.pack("sc3", "ab", "abc")',
    'return {struct.unpack(">I2<I2", "\\1\\2\\1\\2")}',
    'return {struct.unpack("s", "abc\\0def")}',
    'return struct.size(">I4d")',
    'return struct.pack("I33", 1)',
    'return struct.unpack("I4", "x")',
    'return {bit.band(0xff, 0x0f), bit.bor(1, 2), bit.bxor(3, 1), bit.bnot(0)}',
    'return {bit.lshift(1, 4), bit.rshift(256, 4), bit.arshift(-256, 4), bit.rol(1, 31), bit.ror(1, 1)}',
    'return {bit.tobit(2^32 + 1), bit.tohex(255), bit.tohex(255, -4), bit.bswap(1)}',
    'return bit.band()',
    'return string.format("%5.2f|%-5d|%05d|%x|%q|%s", 1.234, 5, 42, 255, "a\\nb", "x")',
    'return {string.find("hello", "l+"), string.match("k=v", "(%w)=(%w)"), string.gsub("abc", "%w", "%0%0")}',
    'return {("x"):rep(3), ("abc"):sub(-2), ("abc"):upper(), ("abc"):byte(1, -1)}',
    'local t = {3,1,2} table.sort(t) return t',
    'local t = {3,1,2} table.sort(t, function(a, b) return a > b end) return t',
    'return table.concat({1,2,3}, "-", 2)',
    'local t = {1,2} table.insert(t, 1, 0) table.remove(t) return t',
    'return {math.floor(-1.5), math.ceil(-1.5), math.max(1, 2), math.fmod(7, 3), math.abs(-2)}',
    'return {tostring(math.pi), tostring(math.sqrt(2)), tostring(math.huge), tostring(2^0.5)}',
    'return {tonumber("0x10"), tonumber("10", 2), tonumber("z", 36), tonumber("x") == nil, tonumber(" 12 ")}',
  ),
  'names of scripts': `
    SCRIPT LOAD "return ARGV[1]"
    EVALSHA 098e0f0d1448c0a81dafe820f66d460eb09263da 0 x
    EVALSHA 098E0F0D1448C0A81DAFE820F66D460EB09263DA 0 x
    EVALSHA abc 0
    EVALSHA abc -1
    EVALSHA ffffffffffffffffffffffffffffffffffffffff 0
    EVALSHA ffffffffffffffffffffffffffffffffffffffff -1
    EVALSHA ffffffffffffffffffffffffffffffffffffffff x
    EVAL "return 1"
    EVAL "return 1" x
    EVAL "return 1" -1
    EVAL "return 1" 2 a
    EVAL "return KEYS" 2 a b c
    EVAL "return ARGV" 2 a b c
    SCRIPT EXISTS 098e0f0d1448c0a81dafe820f66d460eb09263da abc
    SCRIPT EXISTS
    SCRIPT LOAD "return 1 +"
    SCRIPT LOAD "#!lua"
    SCRIPT FLUSH x
    SCRIPT FLUSH SYNC x
    SCRIPT FLUSH
    SCRIPT EXISTS 098e0f0d1448c0a81dafe820f66d460eb09263da
    SCRIPT KILL
    SCRIPT DEBUG x
    SCRIPT NOPE
    SCRIPT
  `,
  'the first line of scripts': `
    ${evals(
      '#!lua\nreturn 1',
      '#!lua flags=\nreturn 1',
      '#!lua flags=no-writes,allow-oom\nreturn 1',
      '#!lua flags=no-writes flags=allow-stale\nreturn 1',
      '#!lua flags=nope\nreturn 1',
      '#!lua flags=no-writes,\nreturn 1',
      '#!lua nope\nreturn 1',
      '#!lua name=x\nreturn 1',
      '#!foo\nreturn 1',
      '#!\nreturn 1',
      '#!lua',
      '#lua\nreturn 1',
      '#!lua flags=no-writes\n\nreturn redis.call("set","a",1)',
      '#!lua flags=no-writes\nreturn redis.pcall("publish","a",1)',
      '#!lua flags=allow-cross-slot-keys,no-cluster,allow-stale\nreturn redis.call("set","a",1)',
      '#!lua\nerror("x")',
    )}
    EVAL_RO "return redis.call('get','a')" 0
    EVAL_RO "return redis.call('set','a',1)" 0
    EVAL_RO "return redis.pcall('publish','a',1)" 0
    EVAL_RO "#!lua\\nreturn 1" 0
    EVAL_RO "#!lua flags=no-writes\\nreturn redis.call('get','a')" 0
  `,
  'scripts among other commands': `
    SET a 1
    MULTI
    EVAL "return redis.call('incr','a')" 0
    EVAL "return redis.call('lpush','a',1)" 0
    EVAL "x==" 0
    EVALSHA abc 0
    EXEC
    GET a
    & b> BLPOP list 0
    EVAL "redis.call('rpush','list','x') return redis.call('llen','list')" 0
    b> PING
    LLEN list
    WATCH a
    b> EVAL "return redis.call('incr','a')" 0
    MULTI
    GET a
    EXEC
    & b> SUBSCRIBE news
    EVAL "return redis.call('publish','news','hi')" 0
    SELECT 3
    EVAL "redis.call('set','three',1) redis.call('select',4) redis.call('set','four',1)" 0
    DBSIZE
    SELECT 4
    DBSIZE
    FLUSHALL
  `,
  'loading libraries': loads(
    'return 1',
    '#!lua',
    '#!lua\nreturn 1',
    '#!lua name=\nreturn 1',
    '#!lua name=a b\nreturn 1',
    '#!lua name=a-b\nreturn 1',
    '#!lua name=a name=b\nreturn 1',
    '#!foo name=a\nreturn 1',
    '#!LUA NAME=a\nreturn 1',
    '#!lua foo=a\nreturn 1',
    library('return 1'),
    library('return 1 +'),
    library('redis.register_function()'),
    library('redis.register_function(1)'),
    library('redis.register_function("f")'),
    library('redis.register_function(1, 2)'),
    library('redis.register_function("f", 2)'),
    library('redis.register_function("f", function() end, 3)'),
    library('redis.register_function("f-x", function() end)'),
    library('redis.register_function({}, function() end)'),
    library('redis.register_function({})'),
    library('redis.register_function{function_name="f"}'),
    library('redis.register_function{callback=function() end}'),
    library('redis.register_function{function_name="f", callback=1}'),
    library('redis.register_function{function_name={}, callback=function() end}'),
    library('redis.register_function{function_name="f", callback=function() end, description={}}'),
    library('redis.register_function{function_name="f", callback=function() end, flags=1}'),
    library('redis.register_function{function_name="f", callback=function() end, flags={"nope"}}'),
    library('redis.register_function{function_name="f", callback=function() end, flags={1}}'),
    library('redis.register_function{function_name="f", callback=function() end, nope=1}'),
    library('redis.register_function{function_name="f", callback=function() end, [1]=1}'),
    library('redis.register_function("f", function() end) redis.register_function("f", function() end)'),
    library('redis.call("ping")'),
    library('redis.setresp(3)'),
    library('error("x")'),
    library('return math.random()'),
    library('nope = 1'),
    library('redis.nope = 1'),
    library('return nope'),
    library('return KEYS'),
    library(
      'redis.log(redis.LOG_DEBUG, "loading") redis.register_function{function_name=1, callback=function() end}',
    ),
    library('redis.register_function("g", function() end)'),
    '#!lua name=other\nredis.register_function("1", function() end)',
    'FUNCTION FLUSH',
  ),
  'calling functions': `
    ${loads(`#!lua name=lib
local n = 0
local register = redis.register_function
register('count', function(keys, args) n = n + 1 return {n, keys, args} end)
register('fails', function() error('no') end)
register('wrong', function() return redis.call('lpush', 'a', 1) end)
register('late', function() return register('x', function() end) end)
register('gone', function() return redis.register_function('x', function() end) end)
register('missing', function() return nope end)
register('keys', function() return KEYS end)
register('sets', function() nope = 1 end)
register('resp', function() redis.setresp(3) return redis.call('hgetall', 'h') end)
register{function_name='ro', callback=function() return redis.call('get', 'a') end, flags={'no-writes'}, description='reads'}
register{function_name='cheats', callback=function() return redis.call('set', 'a', 1) end, flags={'no-writes'}}
`)}
    SET a 1
    HSET h f v
    FCALL count 1 k a b
    FCALL COUNT 0
    FCALL fails 0
    FCALL wrong 0
    FCALL late 0
    FCALL gone 0
    FCALL missing 0
    FCALL keys 0
    FCALL sets 0
    FCALL resp 0
    FCALL ro 0
    FCALL cheats 0
    FCALL_RO ro 0
    FCALL_RO cheats 0
    FCALL_RO count 0
    FCALL nope 0
    FCALL nope x
    FCALL count x
    FCALL count -1
    FCALL count 2 a
    FUNCTION LOAD "#!lua name=lib\\nredis.register_function('count', function() return 1 end)"
    FUNCTION LOAD REPLACE "#!lua name=lib\\nreturn 1"
    FCALL count 0
    FUNCTION LOAD "#!lua name=b\\nredis.register_function('COUNT', function() end)"
    FUNCTION LOAD REPLACE "#!lua name=lib\\nredis.register_function('count', function() return 'new' end)"
    FCALL count 0
    FCALL fails 0
    FUNCTION LOAD x "#!lua name=lib"
    FUNCTION LIST
    FUNCTION LIST WITHCODE
    FUNCTION LIST LIBRARYNAME L* WITHCODE
    FUNCTION LIST LIBRARYNAME x
    FUNCTION LIST LIBRARYNAME
    FUNCTION LIST x
    FUNCTION STATS
    FUNCTION DELETE x
    FUNCTION DELETE LIB
    FUNCTION DELETE lib
    FUNCTION FLUSH x
    FUNCTION FLUSH SYNC x
    FUNCTION RESTORE x
    FUNCTION RESTORE x y
    FUNCTION RESTORE x y z
    FUNCTION KILL
    FUNCTION NOPE
    FUNCTION
    FUNCTION FLUSH ASYNC
  `,
};
