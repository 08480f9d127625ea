/**
 * The last part of the prelude: compiling and running, and writing out what came of it (the form is in wire.ts). It is
 * reached by the name of a helper that the reference has among its globals too.
 */
export const RUN = `
-- Deeper values than any client reads; the reference's own limit lies at several thousand.
local DEPTH = 1000
local TOO_DEEP = {}
local out, count = {}, 0
local function put(text) count = count + 1 out[count] = text end
local function counted(kind, text) put(kind .. #text .. '\\n') put(text) end

local encode
local function encodeTable(v, depth)
  local field = rawget(v, 'err')
  if type(field) == 'string' then
    return counted(rawget(v, 'ignore_error_stats_update') and '_' or '-', field)
  end
  field = rawget(v, 'ok')
  if type(field) == 'string' then return counted('+', field) end
  field = rawget(v, 'double')
  if type(field) == 'number' then return put(format(',%.17g\\n', field)) end
  field = rawget(v, 'map')
  if type(field) == 'table' then
    local size = 0
    for _ in next, field do size = size + 1 end
    put('%' .. size .. '\\n')
    for key, item in next, field do encode(key, depth) encode(item, depth) end
    return
  end
  field = rawget(v, 'set')
  if type(field) == 'table' then
    local size = 0
    for _ in next, field do size = size + 1 end
    put('~' .. size .. '\\n')
    for key in next, field do encode(key, depth) end
    return
  end
  field = rawget(v, 'big_number')
  if type(field) == 'string' then return counted('(', field) end
  field = rawget(v, 'verbatim_string')
  if type(field) == 'table' then
    local text, kind = rawget(field, 'string'), rawget(field, 'format')
    if type(text) == 'string' and type(kind) == 'string' then
      put('=')
      counted('', kind)
      return counted('', text)
    end
  end
  local size = 0
  while rawget(v, size + 1) ~= nil do size = size + 1 end
  put('*' .. size .. '\\n')
  for i = 1, size do encode(rawget(v, i), depth) end
end

encode = function(v, depth)
  local t = type(v)
  if t == 'string' then counted('$', v)
  elseif t == 'number' then put(format(':%.17g\\n', v))
  elseif t == 'boolean' then
    if resp == 3 then put(v and 'T' or 'F') elseif v then put(':1\\n') else put('N') end
  elseif t ~= 'table' then put('N')
  elseif depth == DEPTH then error(TOO_DEEP, 0)
  else encodeTable(v, depth + 1) end
end

-- What is given back of a run that failed: the error's text and place.
local function failure(e)
  local text, source, line = 'ERR unknown error', '', ''
  if type(e) == 'table' then
    if type(e.err) == 'string' then text = e.err end
    source, line = e.source or '', e.line or ''
  else text = tostring(e) end
  local kind = type(e) ~= 'table' and '?' or e.ignore_error_stats_update and '_' or '-'
  out, count = {'!'}, 1
  counted(kind, text) counted('', tostring(source)) counted('', tostring(line))
  return concat(out)
end

local function handler(e)
  if isEnd(e) then e = {err = ENDED} end
  e = worded(e)
  local source, line = place()
  if type(e) ~= 'table' then e = {err = 'ERR ' .. tostring(e)} end
  if source then
    -- Code that a script compiled is named by its text.
    e.source, e.line = sources[source] or match(source, '^%[string "(.*)"%]$') or '@' .. source, line
  end
  return e
end

-- Makes code ready to run; nil and the compiler's words where it is not Lua.
local function compile(source, name)
  local chunk, e = loadstring(source, name)
  if chunk then ask('t', tostring(chunk)) end
  return chunk, e
end

local function start()
  if resp ~= 2 then resp = 2 setmode(2) end
  if next(sources) ~= nil then sources = {} end
end

local function finish(ok, v)
  if not ok then return failure(v) end
  out, count = {}, 0
  local fits, e = pcall(encode, v, 0)
  if fits then return concat(out) end
  if e == TOO_DEEP then e = {err = 'ERR reached lua stack limit'} end
  return failure(e)
end

local ops = {}
`;

/** The entry, which closes the prelude. */
export const ENTER = `
_G.__redis__err__handler = function(e, op, ...)
  if e == '\\1' then return (ops[op](...)) end
  return (handler(e))
end
seed(ask('s'))
`;
