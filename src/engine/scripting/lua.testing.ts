/** For tests and their instruments: Lua from node_modules. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { machinesOf } from './machine.ts';
import type { LuaExports, MakeMachine, ScriptRuntime } from './runtime.ts';

/** Compiles the module of the installed package. */
export function compileLua(): MakeMachine {
  const folder = dirname(createRequire(import.meta.url).resolve('lua-redis-wasm'));
  const module = new WebAssembly.Module(readFileSync(join(folder, 'redis_lua.wasm')));
  // The module's interface, which the package gives no types for.
  return machinesOf({
    instantiate: (imports) =>
      new WebAssembly.Instance(module, imports as WebAssembly.Imports).exports as unknown as LuaExports,
    instantiateBytes: (bytes, imports) =>
      new WebAssembly.Instance(new WebAssembly.Module(bytes), imports as WebAssembly.Imports).exports,
  });
}

/** A runtime whose Lua is there after a turn of the event loop; `later` wraps work in a turn of the host. */
export const nodeRuntime = (later: (work: () => void) => void = (work) => work()): ScriptRuntime => ({
  load: async () => compileLua(),
  later,
});
