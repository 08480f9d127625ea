/** For the tests of scripts and functions: an engine in which Lua is there. */
import { nodeRuntime } from '../../scripting/lua.testing.ts';
import { Bench } from '../../testing.ts';

export async function benchWithLua(): Promise<Bench> {
  const bench = new Bench();
  bench.engine.scripting.runtime = nodeRuntime();
  await bench.engine.scripting.prepare();
  return bench;
}
