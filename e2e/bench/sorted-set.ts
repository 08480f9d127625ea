/** A sorted set of a million members, against the real server's. */
import { compare, withLua } from './engine.ts';
import type { LuaSide } from './lua-side.ts';
import { type Context, median, type Section } from './report.ts';
import { eachRuntime, type Runtime } from './sides.ts';
import { ADDING, LARGE, MEMBERS } from './workloads.ts';

const ROUNDS = 3;
const COUNT = 100_000;

/** Builds the set from nothing, several times; the last one stays for what follows. */
async function adding(context: Context, runtime: Runtime, lua: LuaSide | undefined): Promise<void> {
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    await runtime.reset();
    await lua?.send('FLUSHALL');
    let seconds = 0;
    let theirSeconds = 0;
    // In parts, so that no script is too long, and in turns.
    for (let from = 0; from < MEMBERS; from += COUNT) {
      seconds += COUNT / (await runtime.rate(ADDING.what, COUNT, from, round));
      const words = ADDING.lua(round).map((word) => word.replace(/\bi\b/g, `(i + ${from})`));
      if (lua) theirSeconds += COUNT / (await lua.run(COUNT, words));
    }
    ours.push(MEMBERS / seconds / 1e6);
    if (lua) theirs.push(MEMBERS / theirSeconds / 1e6);
  }
  context.row({
    what: ADDING.what,
    ours: median(ours),
    theirs: theirs.length > 0 ? median(theirs) : undefined,
    unit: 'M/s',
    target: { atLeast: ADDING.target },
  });
}

export const sortedSet: Section = {
  name: 'sorted-set',
  summary: 'adding, moving, ranking and ranges in a sorted set of a million members',
  run: (context) =>
    eachRuntime(async (runtime) => {
      const size = MEMBERS.toLocaleString('en');
      context.heading(`One sorted set of ${size} members, M commands a second (${runtime.name})`);
      await withLua(context.redis, async (lua) => {
        await adding(context, runtime, lua);
        await compare(context, runtime, lua, LARGE, COUNT);
      });
    }),
};
