/** Scripts and functions with arguments that hardly anybody gives. */
import type { Cases } from '../index.ts';

export const scripts: Cases = {
  'FUNCTION and FCALL': `
    FUNCTION FLUSH
    FUNCTION LIST
    FUNCTION LIST LIBRARYNAME
    FUNCTION LIST BOGUS
    FUNCTION LIST WITHCODE WITHCODE
    FUNCTION LIST LIBRARYNAME a LIBRARYNAME b
    FUNCTION LOAD "#!lua name=mylib \\n redis.register_function('f1', function(keys,args) return args[1] end)"
    FUNCTION LOAD "#!lua name=mylib \\n redis.register_function('f1', function(keys,args) return args[1] end)"
    FUNCTION LOAD REPLACE "#!lua name=mylib \\n redis.register_function{function_name='f1', callback=function(keys,args) return args[1] end, flags={'no-writes'}, description='hello'}"
    FUNCTION LIST WITHCODE
    FUNCTION LIST LIBRARYNAME my*
    FUNCTION LIST LIBRARYNAME no* WITHCODE
    FUNCTION DUMP
    FUNCTION STATS x
    FUNCTION RESTORE x
    FUNCTION RESTORE x BOGUS
    FUNCTION RESTORE "" FLUSH
    FUNCTION RESTORE
    FUNCTION RESTORE a b c
    FUNCTION KILL
    FUNCTION FLUSH BOGUS
    FUNCTION FLUSH ASYNC SYNC
    FUNCTION DELETE none
    FUNCTION DELETE mylib
    FUNCTION DELETE mylib
    FUNCTION LOAD
    FUNCTION LOAD BOGUS x
    FUNCTION LOAD ""
    FUNCTION LOAD "return 1"
    FUNCTION LOAD "#!lua\\nreturn 1"
    FUNCTION LOAD "#!lua name=a b=c\\nreturn 1"
    FUNCTION LOAD "#!lua name=a name=b\\nreturn 1"
    FUNCTION LOAD "#!lua name=a-b\\nreturn 1"
    FUNCTION LOAD "#!js name=a\\nreturn 1"
    FUNCTION LOAD "#!lua name=a\\nreturn 1"
    FUNCTION LOAD "#!lua name=a\\nreturn 1 +"
    FUNCTION LOAD "#!lua name=a\\nredis.call('get', 'x')"
    FUNCTION LOAD "#!lua name=a\\nredis.register_function('f-1', function() end)"
    FUNCTION LOAD "#!lua name=a\\nredis.register_function('f1')"
    FUNCTION LOAD "#!lua name=a\\nredis.register_function('f1', 1)"
    FUNCTION LOAD "#!lua name=a\\nredis.register_function(function() end, 'f1')"
    FUNCTION LOAD "#!lua name=a\\nredis.register_function{function_name='f1'}"
    FUNCTION LOAD "#!lua name=a\\nredis.register_function{function_name='f1', callback=function() end, flags={'bogus'}}"
    FUNCTION LOAD "#!lua name=a\\nredis.register_function{function_name='f1', callback=function() end, flags='bogus'}"
    FUNCTION LOAD "#!lua name=a\\nredis.register_function{function_name='f1', callback=function() end, bogus=1}"
    FUNCTION LOAD "#!lua name=a\\nredis.register_function{}"
    FUNCTION LOAD "#!lua name=a\\nredis.register_function('f1', function() end) redis.register_function('f1', function() end)"
    FUNCTION LOAD "#!lua name=a\\nx = 1"
    FUNCTION LOAD "#!lua name=a\\nlocal x = y"
    FUNCTION LOAD "#!LUA name=a\\nredis.register_function('f1', function() return redis.call('get', 'x', 'y') end)"
    FCALL f1 0
    FCALL none 0
    FCALL f1
    FCALL f1 x
    FCALL f1 -1
    FCALL f1 2 a
    FCALL_RO f1 0
    FUNCTION LOAD "#!lua name=b\\nredis.register_function('f1', function() return 1 end)"
    FUNCTION BOGUS
    FUNCTION
    ? FUNCTION STATS
    FUNCTION FLUSH
  `,
  'shebangs, errors and the sandbox': `
    EVAL "#!lua\\nreturn 1" 0
    EVAL "#!lua flags=no-writes\\nreturn redis.call('set', 'a', 1)" 0
    EVAL "#!lua flags=no-writes,allow-stale\\nreturn redis.call('get', 'a')" 0
    EVAL "#!lua flags=bogus\\nreturn 1" 0
    EVAL "#!lua flags=\\nreturn 1" 0
    EVAL "#!lua name=x\\nreturn 1" 0
    EVAL "#!lua bogus\\nreturn 1" 0
    EVAL "#!lua bogus=1\\nreturn 1" 0
    EVAL "#!python\\nreturn 1" 0
    EVAL "#!lua" 0
    EVAL "#!lua flags=no-cluster\\nreturn 1" 0
    EVAL "#!lua flags=allow-cross-slot-keys,allow-oom\\nreturn 1" 0
    EVAL "#!lua flags=no-writes flags=allow-oom\\nreturn 1" 0
    EVAL_RO "return redis.call('set', 'a', 1)" 0
    EVAL_RO "return redis.pcall('set', 'a', 1)" 0
    EVAL_RO "#!lua\\nreturn redis.call('set', 'a', 1)" 0
    EVAL_RO "#!lua flags=no-writes\\nreturn redis.call('get', 'a')" 0
    EVALSHA "ffffffffffffffffffffffffffffffffffffffff" 0
    EVALSHA short 0
    EVALSHA_RO "ffffffffffffffffffffffffffffffffffffffff" 0
    SCRIPT LOAD "return 1 +"
    SCRIPT LOAD "return 7"
    SCRIPT EXISTS
    SCRIPT EXISTS x 2067d915024a3e1657c4169c84f809f8ebdb9cd5
    SCRIPT FLUSH BOGUS
    SCRIPT FLUSH SYNC
    SCRIPT FLUSH ASYNC SYNC
    SCRIPT KILL
    SCRIPT KILL x
    SCRIPT DEBUG BOGUS
    SCRIPT DEBUG no
    SCRIPT BOGUS
    SCRIPT
    EVAL "return redis.call('bogus')" 0
    EVAL "return redis.call()" 0
    EVAL "return redis.call('get')" 0
    EVAL "return redis.call('get', {})" 0
    EVAL "return redis.call('get', nil)" 0
    EVAL "return redis.call('get', true)" 0
    EVAL "return redis.call('subscribe', 'a')" 0
    EVAL "return redis.call('multi')" 0
    EVAL "return redis.call('eval', 'return 1', 0)" 0
    EVAL "return redis.pcall('incr', KEYS[1])" 1 a
    EVAL "return redis.call('hget', KEYS[1], 'x')" 1 a
    EVAL "local r = redis.pcall('hget', KEYS[1], 'x') return r.err" 1 a
    EVAL "return redis.error_reply('my err')" 0
    EVAL "return redis.error_reply('-MY err')" 0
    EVAL "return redis.error_reply('MY err')" 0
    EVAL "return redis.status_reply('MY st')" 0
    EVAL "return {err='A b', x=1}" 0
    EVAL "return {ok='A b'}" 0
    EVAL "return {1,2,nil,3}" 0
    EVAL "return 3.99" 0
    EVAL "return -3.99" 0
    EVAL "return false" 0
    EVAL "return true" 0
    EVAL "redis.setresp(3) return true" 0
    EVAL "redis.setresp(3) return {map={a=1}}" 0
    EVAL "redis.setresp(3) return {set={a=true}}" 0
    EVAL "redis.setresp(3) return {double=3.5}" 0
    EVAL "redis.setresp(3) return {big_number='123'}" 0
    EVAL "redis.setresp(3) return {verbatim_string={format='txt', string='hi'}}" 0
    EVAL "redis.setresp(4)" 0
    EVAL "redis.setresp()" 0
    EVAL "return redis.sha1hex('a')" 0
    EVAL "return redis.sha1hex()" 0
    EVAL "redis.log(5, 'a')" 0
    EVAL "redis.log(1)" 0
    EVAL "redis.log('x', 'y')" 0
    EVAL "return redis.log(redis.LOG_DEBUG, 'a', 'b', 1)" 0
    EVAL "return redis.REDIS_VERSION_NUM > 0" 0
    EVAL "return redis.acl_check_cmd('get', 'a')" 0
    EVAL "return redis.acl_check_cmd('bogus')" 0
    EVAL "return redis.acl_check_cmd()" 0
    EVAL "return redis.set_repl(redis.REPL_ALL)" 0
    EVAL "return redis.set_repl(55)" 0
    EVAL "return redis.replicate_commands()" 0
    EVAL "return redis.breakpoint()" 0
    EVAL "return redis.debug('a')" 0
    EVAL "x = 1" 0
    EVAL "return x" 0
    EVAL "return print" 0
    EVAL "return dofile" 0
    EVAL "return loadfile" 0
    EVAL "return io" 0
    EVAL "return require" 0
    EVAL "return math.random()" 0
    EVAL "math.randomseed(1) return tostring(math.random(1000))" 0
    EVAL "return string.format('%s %d %q', 'a', 3, 'x\\ny')" 0
    EVAL "return string.rep('a', 10)" 0
    EVAL "string.x = 1" 0
    EVAL "redis.x = 1" 0
    EVAL "setmetatable(_G, {})" 0
    EVAL "getmetatable(_G).__index = nil" 0
    EVAL "return getfenv" 0
    EVAL "return loadstring('return 5')()" 0
    EVAL "return load(function() return nil end)" 0
    EVAL "return cjson.encode({1,2,{a=1}})" 0
    EVAL "return cjson.encode({[1]=1,[1000]=2})" 0
    EVAL "return cjson.decode('[1,2')" 0
    EVAL "return cjson.decode('{\\"a\\":[]}').a" 0
    EVAL "return cjson.encode(cjson.null)" 0
    EVAL "return cjson.encode(1/0)" 0
    EVAL "return tostring(cjson.decode('null') == cjson.null)" 0
    EVAL "return cmsgpack.unpack(cmsgpack.pack({1,2,3}))" 0
    EVAL "return cmsgpack.pack(1, 'a', {b=2}, 1.5, true, nil)" 0
    EVAL "return cmsgpack.unpack('\\xff\\xff')" 0
    EVAL "return bit.tohex(bit.bxor(0xff, 0xf0))" 0
    EVAL "return bit.tobit(0xffffffff)" 0
    EVAL "return struct.pack('>I2i4', 1, 2)" 0
    EVAL "return {struct.unpack('>I2', '\\x01\\x02')}" 0
    EVAL "return struct.size('bhilfd')" 0
    EVAL "return ''..{}" 0
    EVAL "return" 0
    EVAL "" 0
    EVAL "return KEYS" 2 a b c
    EVAL "return ARGV" 2 a b c
    EVAL "return #KEYS" 0
    EVAL "return 1" -1
    EVAL "return 1" 5 a
    EVAL "return 1" x
    EVAL "return {KEYS[1], {ARGV[1], {1, {2, {3}}}}}" 1 a b
    EVAL "redis.call('select', 3) redis.call('set', 'db3', 1) return 1" 0
    GET db3
    SELECT 3
    GET db3
    SELECT 0
    EVAL "return redis.call('client', 'id')" 0
    EVAL "return redis.call('config', 'get', 'maxmemory')" 0
    EVAL "return redis.call('time')[1] == redis.call('time')[1]" 0
    EVAL "return redis.call('ping')" 0
    EVAL "return redis.call('ping', 'a', 'b')" 0
    EVAL "return redis.call('hgetall', 'none')" 0
    EVAL "redis.call('hset', 'h', 'a', '1') return redis.call('hgetall', 'h')" 0
    EVAL "redis.setresp(3); return redis.call('hgetall', 'h')" 0
    EVAL "redis.setresp(3); return redis.call('zadd', 'zz', 'incr', '1.5', 'a')" 0
    EVAL "redis.setresp(3); local x = redis.call('zscore', 'zz', 'a') return type(x) .. tostring(x.double)" 0
    EVAL "return redis.call('zscore', 'zz', 'a')" 0
    EVAL "redis.setresp(3); return redis.call('get', 'none') == nil" 0
    EVAL "return redis.call('get', 'none') == false" 0
  `,
  'replies and types': `
    EVAL "return ''..{}" 0
    EVAL "return" 0
    EVAL "" 0
    EVAL "return KEYS" 2 a b c
    EVAL "return ARGV" 2 a b c
    EVAL "return #KEYS" 0
    EVAL "return 1" -1
    EVAL "return 1" 5 a
    EVAL "return 1" x
    EVAL "return {KEYS[1], {ARGV[1], {1, {2, {3}}}}}" 1 a b
    EVAL "redis.call('select', 3) redis.call('set', 'db3', 1) return 1" 0
    GET db3
    SELECT 3
    GET db3
    SELECT 0
    EVAL "return redis.call('client', 'id')" 0
    EVAL "return redis.call('config', 'get', 'maxmemory')" 0
    EVAL "return redis.call('time')[1] == redis.call('time')[1]" 0
    EVAL "return redis.call('ping')" 0
    EVAL "return redis.call('ping', 'a', 'b')" 0
    EVAL "return redis.call('hgetall', 'none')" 0
    EVAL "redis.call('hset', 'h', 'a', '1') return redis.call('hgetall', 'h')" 0
    EVAL "redis.setresp(3); return redis.call('hgetall', 'h')" 0
    EVAL "redis.setresp(3); return redis.call('zadd', 'zz', 'incr', '1.5', 'a')" 0
    EVAL "redis.setresp(3); local x = redis.call('zscore', 'zz', 'a') return type(x) .. tostring(x.double)" 0
    EVAL "return redis.call('zscore', 'zz', 'a')" 0
    EVAL "redis.setresp(3); return redis.call('get', 'none') == nil" 0
    EVAL "return redis.call('get', 'none') == false" 0
  `,
  EVALSHA_RO: `
    SCRIPT LOAD "return redis.call('get', KEYS[1])"
    SCRIPT LOAD "return redis.call('set', KEYS[1], 1)"
    EVALSHA_RO 4e6d8fc8bb01276962cce5371fa795a7763657ae 1 none
    EVALSHA_RO 00 0
    EVALSHA_RO x
    EVALSHA_RO 4e6d8fc8bb01276962cce5371fa795a7763657ae -1
    SCRIPT FLUSH
  `,
  'scripts when memory is out': `
    SET a 1
    FUNCTION FLUSH
    FUNCTION LOAD "#!lua name=x\\nredis.register_function('f', function() return 1 end) redis.register_function{function_name='g', callback=function() return 2 end, flags={'no-writes'}} redis.register_function{function_name='h', callback=function() return redis.call('set','h','1') end, flags={'allow-oom'}}"
    SCRIPT LOAD "#!lua\\nreturn 1"
    SCRIPT LOAD "#!lua flags=no-writes\\nreturn 1"
    CONFIG SET maxmemory 1
    EVAL "#!lua\\nreturn 1" 0
    EVAL "#!lua flags=no-writes\\nreturn 1" 0
    EVAL "#!lua flags=bogus\\nreturn 1" 0
    EVAL "return 1" 0
    EVALSHA 3cf0d9f6ac3b4fa0f4ef2d1a96d7e2d0a0a6ff7e 0
    FCALL f 0
    FCALL g 0
    FCALL h 0
    FCALL_RO f 0
    FCALL_RO g 0
    FCALL none 0
    EVAL_RO "#!lua\\nreturn 1" 0
    MULTI
    EVAL "#!lua flags=no-writes\\nreturn 1" 0
    EXEC
    DISCARD
    CONFIG SET maxmemory 0
    MULTI
    EVAL "#!lua\\nreturn 1" 0
    FCALL f 0
    a> CONFIG SET maxmemory 1
    EXEC
    CONFIG SET maxmemory 0
    FUNCTION FLUSH
  `,
  'scripts while writing pauses': `
    SET k 1
    FUNCTION FLUSH
    FUNCTION LOAD "#!lua name=x\\nredis.register_function('f', function() return 1 end) redis.register_function{function_name='g', callback=function() return 2 end, flags={'no-writes'}}"
    CLIENT PAUSE 100 WRITE
    a> EVAL "#!lua flags=no-writes\\nreturn redis.call('get', 'k')" 0
    b> EVAL_RO "return redis.call('get', 'k')" 0
    c> FCALL g 0
    d> & FCALL f 0
    e> & EVAL "#!lua\\nreturn redis.call('get', 'k')" 0
    f> & EVAL "return 5" 0
    g> EVAL "#!lua flags=bogus\\nreturn 5" 0
    sleep 250
    FUNCTION FLUSH
  `,
};
