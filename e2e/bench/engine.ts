/** Commands a second inside the engine, against the same commands from the real server's Lua loop. */
import { RealServer } from '../real-server/redis.ts';
import { LuaSide } from './lua-side.ts';
import { type Context, median, type Section } from './report.ts';
import { eachRuntime, type Runtime } from './sides.ts';
import { KEYS, SMALL, type Workload } from './workloads.ts';

const ROUNDS = 7;
const COUNT = 200_000;

/** Measures workloads in turns with the real server, on what is already there. */
export async function compare(
  context: Context,
  runtime: Runtime,
  lua: LuaSide | undefined,
  workloads: readonly Workload[],
  count: number,
): Promise<void> {
  for (const { what, target, lua: words } of workloads) {
    const rates: number[] = [];
    const theirs: number[] = [];
    // The first round makes the keys and warms up; it does not count.
    for (let round = 0; round <= ROUNDS; round++) {
      const rate = await runtime.rate(what, count, 0, round);
      const other = await lua?.run(count, words(round));
      if (round === 0) continue;
      rates.push(rate / 1e6);
      if (other !== undefined) theirs.push(other / 1e6);
    }
    context.row({
      what,
      ours: median(rates),
      theirs: theirs.length > 0 ? median(theirs) : undefined,
      unit: 'M/s',
      target: { atLeast: target },
    });
  }
}

/** Runs `work` with a Lua side, if there is a real server. */
export async function withLua(
  redis: string | undefined,
  work: (lua: LuaSide | undefined) => Promise<void>,
): Promise<void> {
  const server = redis === undefined ? undefined : await RealServer.start(redis);
  const lua = server && (await LuaSide.open(server.port));
  try {
    await work(lua);
  } finally {
    lua?.close();
    await server?.stop();
  }
}

export const engine: Section = {
  name: 'engine',
  summary: 'strings, hashes, sets and lists inside the engine, against a Lua loop',
  run: (context) =>
    eachRuntime(async (runtime) => {
      context.heading(
        `Inside the engine, ${KEYS.toLocaleString('en')} keys, M commands a second (${runtime.name})`,
      );
      await withLua(context.redis, (lua) => compare(context, runtime, lua, SMALL, COUNT));
    }),
};
