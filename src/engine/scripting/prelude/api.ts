/** The second part of the prelude: the table `redis` of scripts and functions, and the pseudo-random numbers of the reference. */
import { COMPATIBLE_VERSION } from '../../version.ts';

const [major = 0, minor = 0, patch = 0] = COMPATIBLE_VERSION.split('.').map(Number);

export const API = `
local WORDS = 'Lua redis lib command arguments must be strings or integers'

-- A number as a word: whole ones in all their digits, others as the engine writes doubles.
local function digits(v)
  if v == 0 then return '0' end
  if v == floor(v) and v <= 4611686018427387904 and v >= -4611686018427387904 then return format('%.0f', v) end
  return ask('d', format('%.17g', v))
end

-- Asks the engine with words of which numbers are written out; the answer, or an error table and true where a word is no
-- word.
local function asked(op, ...)
  local plain, count = true, select('#', ...)
  if count == 0 then return {err = 'ERR Please specify at least one argument for this redis lib call'}, true end
  for i = 1, count do
    if type((select(i, ...))) ~= 'string' then plain = false break end
    if i == 16 then plain = false break end
  end
  if plain then return ask(op, ...) end
  local words = {...}
  for i = 1, count do
    local t = type(words[i])
    if t == 'number' then words[i] = digits(words[i])
    elseif t ~= 'string' then return {err = 'ERR ' .. WORDS}, true end
  end
  return ask(op, unpack(words, 1, count))
end

-- In RESP3 null is nil; the interpreter itself knows only false for it, so that it comes as a status of one byte.
local function withNil(v)
  if type(v) ~= 'table' then return v end
  if v.ok == '\\1' then return nil end
  -- Made anew, for the length of a table with holes depends on how it came to be.
  local copy = {}
  for key, item in next, v do copy[key] = withNil(item) end
  return copy
end

local function answered(reply, refused)
  if refused then return reply, true end
  if resp == 3 then reply = withNil(reply) end
  if type(reply) == 'table' and reply.err ~= nil then
    if reply.err == ENDED then error(ENDED, 0) end
    reply.ignore_error_stats_update = true
    return reply, true
  end
  return reply, false
end

redis.call = function(...)
  local reply, failed = answered(asked('c', ...))
  if failed then error(reply, 0) end
  return reply
end
redis.pcall = function(...)
  local reply = answered(asked('c', ...))
  return reply
end

local function single(field, ...)
  if select('#', ...) ~= 1 or type((...)) ~= 'string' then
    return {err = 'ERR wrong number or type of arguments'}
  end
  return {[field] = (...)}
end
redis.status_reply = function(...)
  local reply = single('ok', ...)
  return reply
end
redis.error_reply = function(...)
  local reply = single('text', ...)
  local text = reply.text
  if text == nil then return reply end
  text = gsub(gsub(gsub(text, '^%-', ''), '^[\\r\\n]+', ''), '[\\r\\n]+$', '')
  if not find(text, ' ', 1, true) then text = 'ERR ' .. text end
  return {err = text}
end

redis.sha1hex = function(...)
  if select('#', ...) ~= 1 then raise('wrong number of arguments') end
  local text = ...
  if type(text) ~= 'string' then text = type(text) == 'number' and tostring(text) or '' end
  return (sha1hex(text))
end

redis.log = function(...)
  local count = select('#', ...)
  if count < 2 then raise('redis.log() requires two arguments or more.') end
  local words = {...}
  local level = tonumber(words[1])
  if level == nil then raise('First argument must be a number (log level).') end
  if level < 0 or level >= 4 then raise('Invalid debug level.') end
  local text = {}
  for i = 2, count do
    local t = type(words[i])
    if t == 'string' or t == 'number' then text[#text + 1] = tostring(words[i]) end
  end
  ask('l', format('%d', level), concat(text, ' '))
end

local function inside(name)
  if ask('i') == 0 then raise(name .. ' can only be called inside a script invocation') end
end

redis.setresp = function(...)
  inside('redis.setresp')
  if select('#', ...) ~= 1 then raise('redis.setresp() requires one argument.') end
  local mode = tonumber((...))
  mode = mode and floor(mode)
  if mode ~= 2 and mode ~= 3 then raise('RESP version must be 2 or 3.') end
  resp = mode
  setmode(mode)
  ask('r', tostring(mode))
end

redis.set_repl = function(...)
  inside('redis.set_repl')
  if select('#', ...) ~= 1 then raise('redis.set_repl() requires two arguments.') end
  local flags = floor(tonumber((...)) or 0)
  if flags < 0 or flags > 3 then
    raise('Invalid replication flags. Use REPL_AOF, REPL_REPLICA, REPL_ALL or REPL_NONE.')
  end
  ask('p', tostring(flags))
end

redis.acl_check_cmd = function(...)
  inside('redis.acl_check_cmd')
  local reply, failed = answered(asked('a', ...))
  if failed then error(reply, 0) end
  return reply == 1
end

redis.REPL_NONE, redis.REPL_AOF, redis.REPL_SLAVE, redis.REPL_REPLICA, redis.REPL_ALL = 0, 1, 2, 2, 3
redis.REDIS_VERSION, redis.REDIS_VERSION_NUM = '${COMPATIBLE_VERSION}', ${major * 65536 + minor * 256 + patch}

-- drand48 as the reference has it, with the 48 bits in two halves that a double can multiply.
local high, low = 0, 0x330E
local function seed(n)
  n = n % 4294967296
  high, low = floor(n / 256), (n % 256) * 65536 + 0x330E
end
local function draw()
  local product = 15525485 * low + 11
  high = (15525485 * high + 1502 * low + floor(product / 16777216)) % 16777216
  low = product % 16777216
  return ((high * 128 + floor(low / 131072)) % 2147483647) / 2147483647
end
local toInteger, random = math.floor, math.random
math.randomseed = function(n)
  if tonumber(n) == nil then error("bad argument #1 to 'randomseed' (number expected, got " .. (n == nil and 'no value' or type(n)) .. ')', 2) end
  n = tonumber(n)
  seed(n < 0 and -floor(-n) or floor(n))
end
math.random = function(...)
  local count = select('#', ...)
  if count == 0 then return draw() end
  -- The interpreter's own words for what is wrong.
  local fine, e = pcall(random, ...)
  if not fine then return told('random', fine, e) end
  local from, to = ...
  if count == 1 then from, to = 1, from end
  from, to = tonumber(from), tonumber(to)
  from = from < 0 and -floor(-from) or floor(from)
  to = to < 0 and -floor(-to) or floor(to)
  return floor(draw() * (to - from + 1)) + from
end
`;
