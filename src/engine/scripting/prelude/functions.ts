/**
 * The part of the prelude that functions have. A library's code sees only `redis.register_function`, `redis.log` and the
 * constants while it is loaded, and everything else once its functions run: its environment is a table that looks up
 * names as the moment allows. Functions stay in a table here, by number, so that what they share lives from call to call.
 */
export const FUNCTIONS = `
local globals = _G
local FLAGS = {['no-writes'] = 1, ['allow-oom'] = 1, ['allow-stale'] = 1, ['no-cluster'] = 1, ['allow-cross-slot-keys'] = 1}
local NAME = 'Library names can only contain letters, numbers, or underscores(_) and must be at least one character long'
local functions, last = {}, 0
-- What the library that is being loaded has registered.
local loading

local function text(v)
  local t = type(v)
  if t == 'string' then return v end
  if t == 'number' then return tostring(v) end
end

local function readFlags(list)
  local flags, i = {}, 1
  while list[i] ~= nil do
    if type(list[i]) ~= 'string' or not FLAGS[list[i]] then raise('unknown flag given') end
    flags[i] = list[i]
    i = i + 1
  end
  return flags
end

local FIELDS = {}
function FIELDS.function_name(entry, v)
  entry.name = text(v) or raise('function_name argument given to redis.register_function must be a string')
end
function FIELDS.description(entry, v)
  entry.description = text(v) or raise('description argument given to redis.register_function must be a string')
end
function FIELDS.callback(entry, v)
  if type(v) ~= 'function' then raise('callback argument given to redis.register_function must be a function') end
  entry.callback = v
end
function FIELDS.flags(entry, v)
  if type(v) ~= 'table' then
    raise('flags argument to redis.register_function must be a table representing function flags')
  end
  entry.flags = readFlags(v)
end

local function named(list)
  if type(list) ~= 'table' then
    raise('calling redis.register_function with a single argument is only applicable to Lua table (representing named arguments).')
  end
  local entry = {flags = {}}
  for key, v in next, list do
    key = text(key) or raise('named argument key given to redis.register_function is not a string')
    local set = FIELDS[string.lower(key)] or raise('unknown argument given to redis.register_function')
    set(entry, v)
  end
  if not entry.name then raise('redis.register_function must get a function name argument') end
  if not entry.callback then raise('redis.register_function must get a callback argument') end
  return entry
end

local function positional(name, callback)
  name = text(name) or raise('first argument to redis.register_function must be a string')
  if type(callback) ~= 'function' then raise('second argument to redis.register_function must be a function') end
  return {name = name, callback = callback, flags = {}}
end

local function register(...)
  local count = select('#', ...)
  if count < 1 or count > 2 then raise('wrong number of arguments to redis.register_function') end
  if not loading then raise('redis.register_function can only be called on FUNCTION LOAD command') end
  local entry = count == 1 and named(...) or positional(...)
  if not find(entry.name, '^[%w_]+$') then raise(NAME) end
  if loading[entry.name] then raise('Function already exists in the library') end
  last = last + 1
  functions[last] = entry.callback
  loading[entry.name] = true
  loading[#loading + 1] = {last, entry.name, entry.description or false, entry.flags}
end

local function locked() error('Attempt to modify a readonly table', 2) end
local function missing(name)
  error("Script attempted to access nonexistent global variable '" .. tostring(name) .. "'", 3)
end
local function guarded(list)
  return setmetatable({}, {
    __metatable = false,
    __newindex = locked,
    __index = function(_, name)
      local v = list[name]
      if v == nil then missing(name) end
      return v
    end,
  })
end

local library = guarded({
  register_function = register, log = redis.log,
  LOG_DEBUG = redis.LOG_DEBUG, LOG_VERBOSE = redis.LOG_VERBOSE,
  LOG_NOTICE = redis.LOG_NOTICE, LOG_WARNING = redis.LOG_WARNING,
  REDIS_VERSION = redis.REDIS_VERSION, REDIS_VERSION_NUM = redis.REDIS_VERSION_NUM,
})
environment = setmetatable({}, {
  __metatable = false,
  __newindex = locked,
  __index = function(_, name)
    local v
    if loading then v = name == 'redis' and library or nil elseif name ~= 'KEYS' and name ~= 'ARGV' then v = rawget(globals, name) end
    if v == nil then missing(name) end
    return v
  end,
})

-- Loads the library whose code the engine has ready, and tells what it registered.
function ops.load()
  local chunk, e = compile(ask('q'), '@user_function')
  if not chunk then return failure(e) end
  ask('e', tostring(chunk), tostring(environment))
  start()
  loading = {}
  local ok, problem = xpcall(chunk, handler)
  local found = loading
  loading = nil
  if ok then return finish(true, found) end
  for _, entry in ipairs(found) do functions[entry[1]] = nil end
  return finish(false, problem)
end
function ops.call(id)
  start()
  local callback, request = functions[tonumber(id)], ask('q')
  return finish(xpcall(function() return callback(request[1], request[2]) end, handler))
end
function ops.forget(...)
  for _, id in ipairs({...}) do functions[tonumber(id)] = nil end
  return 'N'
end
`;
