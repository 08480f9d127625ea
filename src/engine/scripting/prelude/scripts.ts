/** The part of the prelude that scripts have and functions have not. */
export const SCRIPTS = `
redis.replicate_commands = function() return true end
-- There is no debugger to stop in.
redis.breakpoint = function() return false end
redis.debug = function() end

local scripts = {}
-- Compiles a script, given as the last of ARGV, under its SHA-1.
function ops.compile(sha)
  local source = ARGV[#ARGV]
  ARGV[#ARGV] = nil
  local chunk, e = compile(source, '@user_script')
  if not chunk then return failure(e) end
  scripts[sha] = chunk
  return 'N'
end
function ops.run(sha)
  start()
  return finish(xpcall(scripts[sha], handler))
end
function ops.forget(sha) scripts[sha] = nil return 'N' end
`;
