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

-- Inside load() the error has been through the handler of the whole script already.
local function isEnd(e)
  if type(e) == 'table' then e = rawget(e, 'err') end
  return type(e) == 'string' and find(e, ENDED, 1, true) ~= nil
end

-- Words an error of the interpreter as the reference does.
local function worded(e)
  if type(e) ~= 'string' then return e end
  e = gsub(e, '__RLUA_E__:global%-read:(.*)', "Script attempted to access nonexistent global variable '%1'")
  return e
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

local function caught(ok, e, ...)
  if ok then return ok, e, ... end
  if isEnd(e) then error(e, 0) end
  if type(e) == 'table' then
    local text = e.err
    if type(text) == 'string' or type(text) == 'number' then e = text end
  end
  return false, worded(e)
end
local function passed(ok, e, ...)
  if ok then return ok, e, ... end
  if isEnd(e) then error(e, 0) end
  return false, worded(e)
end

_G.pcall = function(...) return caught(pcall(...)) end
_G.xpcall = function(f, handler, ...)
  if type(handler) ~= 'function' then return xpcall(f, handler, ...) end
  return passed(xpcall(f, function(e) if isEnd(e) then return e end return handler(worded(e)) end))
end
coroutine.resume = function(...) return passed(resume(...)) end
_G.load = function(...)
  local chunk, e = load(...)
  if chunk == nil and isEnd(e) then error(e, 0) end
  return chunk, e
end
`;
