/**
 * The first part of the prelude: what the others stand on. `ask` is the way to the engine. `pcall` and its like are wrapped
 * so that a script that used up its fuel cannot catch that, and so that errors read as the reference words them.
 */
export const BASE = `
local ask, setmode, sha1hex = redis.pcall, redis.setresp, redis.sha1hex
local error, type, tostring, tonumber, select = error, type, tostring, tonumber, select
local next, ipairs, unpack, rawget, setmetatable = next, ipairs, unpack, rawget, setmetatable
local find, match, gsub, sub, format = string.find, string.match, string.gsub, string.sub, string.format
local floor, concat = math.floor, table.concat
local pcall, xpcall, resume, load, loadstring = pcall, xpcall, coroutine.resume, load, loadstring
local ENDED = 'Script killed by fuel limit'
local resp = 2
-- The globals of what functions compile; scripts have those of the interpreter.
local environment

-- Inside load() the error has been through the handler of the whole script already.
local function isEnd(e)
  if type(e) == 'table' then e = rawget(e, 'err') end
  return type(e) == 'string' and find(e, ENDED, 1, true) ~= nil
end

local function raise(text) error({err = 'ERR ' .. text}, 0) end

-- The place of the nearest frame that is not ours; level 4 is the function that raised the error.
local function place()
  for level = 4, 14 do
    local _, text = pcall(error, '', level)
    if text ~= '' then
      local source, line = match(text, '^(.*):(%d+): $')
      if source and source ~= '[redis]' then return source, line end
    end
  end
end

-- Words an error of the interpreter as the reference does. The place of a function of ours is that of its caller.
local function worded(e)
  if type(e) ~= 'string' then return e end
  if find(e, '^%[redis%]:%d+: ') then
    local source, line = place()
    e = gsub(e, '^%[redis%]:%d+: ', source and (source .. ':' .. line .. ': ') or '')
  end
  e = gsub(e, '__RLUA_E__:global%-read:(.*)', "Script attempted to access nonexistent global variable '%1'")
  return e
end

local function caught(ok, ...)
  if ok then return ok, ... end
  local e = ...
  if isEnd(e) then error(e, 0) end
  if type(e) == 'table' then
    local text = e.err
    -- As the reference leaves its stack: what is no text comes as one value more.
    if type(text) ~= 'string' and type(text) ~= 'number' then return false, e, text end
    e = text
  end
  return false, worded(e)
end
local function passed(ok, ...)
  if ok then return ok, ... end
  local e = ...
  if isEnd(e) then error(e, 0) end
  return false, worded(e)
end

_G.pcall = function(...) return caught(pcall(...)) end
_G.xpcall = function(f, handler, ...)
  if type(handler) ~= 'function' then return xpcall(f, handler, ...) end
  return passed(xpcall(f, function(e) if isEnd(e) then return e end return handler(worded(e)) end))
end
coroutine.resume = function(...) return passed(resume(...)) end

-- What a function of a library did that was called through pcall, so that its errors do not name a line of this code:
-- passes the results on, or raises the error anew where the function was called that ended with a call of this one.
local function told(name, ok, ...)
  if ok then return ... end
  local e = ...
  -- Nothing knows the name of a function that was handed to pcall.
  local _, place = pcall(error, '', 4)
  if type(e) == 'string' and place ~= '' then e = gsub(e, "^(.-) to '%?'", "%1 to '" .. name .. "'") end
  error(e, 3)
end

-- The names of code that messages show in another form, by that form (lobject.c, luaO_chunkid), for one run.
local sources = {}
local function remember(source)
  if type(source) ~= 'string' or find(source, '^@') then return end
  if find(source, '^=') then sources[sub(source, 2)] = source return end
  local line = match(source, '^[^\\r\\n]*')
  if #line == #source and #line <= 43 then return end
  sources['[string "' .. sub(line, 1, 43) .. '..."]'] = source
end

-- Code that a script compiles keeps its lines, too.
local function compiled(chunk, e)
  if chunk then
    ask('t', tostring(chunk))
    if environment then ask('e', tostring(chunk), tostring(environment)) end
  elseif isEnd(e) then error(e, 0) end
  return chunk, e
end
_G.load = function(...)
  local ok, chunk, e = pcall(load, ...)
  if ok then
    local _, name = ...
    remember(name or '=(load)')
    return compiled(chunk, e)
  end
  return told('load', ok, chunk)
end
_G.loadstring = function(...)
  local ok, chunk, e = pcall(loadstring, ...)
  if ok then
    local text, name = ...
    remember(name == nil and text or name)
    return compiled(chunk, e)
  end
  return told('loadstring', ok, chunk)
end
`;
