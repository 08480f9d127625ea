/** Where Lua comes from in the browser: the WebAssembly module of the package, a file of its own that is fetched once. */
import type { LuaExports, MakeMachine } from '../engine/scripting/runtime.ts';

/** Vite makes a file of it beside the worker's, wherever the page stands. */
const moduleUrl = new URL('../../node_modules/lua-redis-wasm/dist/redis_lua.wasm', import.meta.url);

let compiled: Promise<MakeMachine> | undefined;

/** Fetches and compiles Lua, at most once for all engines of this worker unless that failed. */
export async function loadLua(): Promise<MakeMachine> {
  compiled ??= fetchLua();
  try {
    return await compiled;
  } catch (error) {
    compiled = undefined;
    throw error;
  }
}

async function fetchLua(): Promise<MakeMachine> {
  const [{ machinesOf }, module] = await Promise.all([
    import('../engine/scripting/machine.ts'),
    fetchModule(),
  ]);
  // The module's interface, which the package gives no types for.
  return machinesOf({
    instantiate: (imports) =>
      new WebAssembly.Instance(module, imports as WebAssembly.Imports).exports as unknown as LuaExports,
    instantiateBytes: (bytes, imports) =>
      new WebAssembly.Instance(new WebAssembly.Module(bytes), imports as WebAssembly.Imports).exports,
  });
}

async function fetchModule(): Promise<WebAssembly.Module> {
  const response = await fetch(moduleUrl);
  if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
  // Not streaming: a server that sends another media type must do too.
  return WebAssembly.compile(await response.arrayBuffer());
}
