/** For the tests of scripts and functions: an engine in which Lua is there. */
import { nodeRuntime } from '../../scripting/lua.testing.ts';
import { Bench } from '../../testing.ts';

export async function benchWithLua(): Promise<Bench> {
  const bench = new Bench();
  // Time passes by looking at it: a stopwatch that stands still would let an endless script run for long.
  let micros = 0;
  bench.clock.micros = () => (micros += 10);
  bench.engine.scripting.runtime = nodeRuntime();
  await bench.engine.scripting.prepare();
  return bench;
}
