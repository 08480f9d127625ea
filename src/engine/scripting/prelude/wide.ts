/**
 * The part of the prelude that gives Lua's libraries integers of 64 bits where the reference has them; see ../long.ts.
 */
export const WIDE = `
local rawNumber = tonumber
string.format = function(...)
  local f = ...
  if type(f) ~= 'string' or not find(f, '%%[-+ #0-9.]*[cdiuoxX]') then return told('format', pcall(format, ...)) end
  local words, at, wide = {...}, 1, false
  f = gsub(f, '%%([-+ #0-9.]*)(.)', function(spec, kind)
    if kind == '%' then return end
    at = at + 1
    local n = find(kind, '[cdiuoxX]') and words[at] ~= nil and rawNumber(words[at])
    if not n then return end
    if kind == 'd' or kind == 'i' or kind == 'c' then
      if n > -2147483649 and n < 2147483648 then return end
      if kind == 'c' then
        words[at], wide = 0, true
        return
      end
    elseif n > -1 and n < 4294967296 then return end
    local text = ask('f', spec, kind, format('%.17g', n))
    if not text then return end
    words[at], wide = text, true
    return '%s'
  end)
  if not wide then return told('format', pcall(format, ...)) end
  return told('format', pcall(format, f, unpack(words, 2, select('#', ...))))
end

_G.tonumber = function(...)
  local v, base = ...
  if base == nil and select('#', ...) > 0 then
    local n = rawNumber(v)
    -- A prefix alone is no number.
    if n == 0 and type(v) == 'string' and find(v, '^%s*[-+]?0[xX]%s*$') then return nil end
    return n
  end
  local ok, n = pcall(rawNumber, ...)
  if not ok or n == nil or rawNumber(base) == 10 then return told('tonumber', ok, n) end
  v = tostring(v)
  if n < 4294967295 and not find(v, '-', 1, true) then return n end
  return (rawNumber(ask('n', v, format('%d', base))))
end

-- Formats with integers of more than four bytes, and those that cut such integers off.
local function isWide(f, ...)
  if type(f) ~= 'string' then return false end
  for i = 1, select('#', ...) do
    local n = select(i, ...)
    if type(n) == 'number' and (n >= 2147483648 or n < -2147483648) then return true end
  end
  if find(f, '[lLT]') then return true end
  for size in string.gmatch(f, '[iI](%d+)') do if rawNumber(size) > 4 then return true end end
  return false
end
local function word(v)
  local t = type(v)
  if t == 'string' then return 's' .. v end
  -- Where a text is wanted, Lua writes a number in its own way.
  if t == 'number' then return 'n' .. format('%.17g', v) .. '\\0' .. tostring(v) end
  return '?' .. t
end
local function values(answer)
  if answer.err ~= nil then error(answer.err, 3) end
  local list = {}
  for i = 1, #answer do
    local text = answer[i]
    list[i] = sub(text, 1, 1) == 'n' and rawNumber(sub(text, 2)) or sub(text, 2)
  end
  return unpack(list, 1, #answer)
end
for name, raw in next, {pack = struct.pack, unpack = struct.unpack, size = struct.size} do
  struct[name] = function(...)
    local f, data, start = ...
    if not isWide(...) then return told(name, pcall(raw, ...)) end
    if name == 'size' then return values(ask('k', name, f)) end
    if name == 'unpack' then
      start = start == nil and 1 or rawNumber(start)
      local t = type(data)
      if (t ~= 'string' and t ~= 'number') or not start or start < 1 then return told(name, pcall(raw, ...)) end
      return values(ask('k', name, f, tostring(data), format('%d', start)))
    end
    local words = {...}
    for i = 2, select('#', ...) do words[i] = word(words[i]) end
    return values(ask('k', name, unpack(words, 1, select('#', ...))))
  end
end
`;
