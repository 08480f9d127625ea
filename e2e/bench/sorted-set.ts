/** A sorted set of a million members, against the real server's. */
import { RealServer } from '../real-server/redis.ts';
import { EngineSide, fresh } from './engine-side.ts';
import { LuaSide } from './lua-side.ts';
import { type Context, median, type Section } from './report.ts';

const ROUNDS = 5;
const MEMBERS = 1_000_000;
const COUNT = 100_000;

const member = (i: number) => fresh(`member:${(i * 104729) % MEMBERS}`);
const luaMember = `'member:' .. ((i * 104729) % ${MEMBERS})`;
const score = (i: number) => String((i * 7919) % MEMBERS);
const luaScore = `tostring((i * 7919) % ${MEMBERS})`;
/** Another score than before: moves a member far. */
const moved = (i: number, round: number) => String((i * 15485863 + round * 1299709) % MEMBERS);
const luaMoved = (round: number) => `tostring((i * 15485863 + ${round * 1299709}) % ${MEMBERS})`;

interface Measured {
  readonly what: string;
  readonly command: (i: number, round: number) => readonly string[];
  readonly lua: (round: number) => readonly string[];
}

const MEASURED: readonly Measured[] = [
  {
    what: 'moving a member',
    command: (i, round) => ['ZADD', 'z', moved(i, round), member(i)],
    lua: (round) => ["'ZADD'", "'z'", luaMoved(round), luaMember],
  },
  { what: 'ZRANK', command: (i) => ['ZRANK', 'z', member(i)], lua: () => ["'ZRANK'", "'z'", luaMember] },
  {
    what: 'ZRANGE of ten by rank',
    command: (i) => ['ZRANGE', 'z', score(i), String(((i * 7919) % MEMBERS) + 9)],
    lua: () => ["'ZRANGE'", "'z'", luaScore, `tostring((i * 7919) % ${MEMBERS} + 9)`],
  },
];

async function run(context: Context): Promise<void> {
  context.heading(`One sorted set of ${MEMBERS.toLocaleString('en')} members, M commands a second (Node)`);
  const server = context.redis === undefined ? undefined : await RealServer.start(context.redis);
  const lua = server && (await LuaSide.open(server.port));
  const target = { atLeast: 2 };
  try {
    let ours = new EngineSide();
    const adding: number[] = [];
    const theirAdding: number[] = [];
    for (let round = 0; round < 3; round++) {
      ours = new EngineSide();
      await lua?.send('FLUSHALL');
      // In parts, so that their words are not all in memory at once, nor one script too long.
      const parts: number[] = [];
      const theirParts: number[] = [];
      for (let from = 0; from < MEMBERS; from += COUNT) {
        parts.push(1 / ours.run(COUNT, (i) => ['ZADD', 'z', score(from + i), member(from + i)]));
        const words = ["'ZADD'", "'z'", luaScore, luaMember].map((word) =>
          word.replace(/\bi\b/g, `(i + ${from})`),
        );
        if (lua) theirParts.push(1 / (await lua.run(COUNT, words)));
      }
      adding.push(harmonic(parts));
      if (theirParts.length > 0) theirAdding.push(harmonic(theirParts));
    }
    context.row({ what: 'adding', ours: median(adding), theirs: orNone(theirAdding), unit: 'M/s', target });
    for (const { what, command, lua: words } of MEASURED) {
      const rates: number[] = [];
      const theirs: number[] = [];
      for (let round = 0; round <= ROUNDS; round++) {
        const rate = ours.run(COUNT, (i) => command(i, round));
        const other = await lua?.run(COUNT, words(round));
        if (round === 0) continue;
        rates.push(rate / 1e6);
        if (other !== undefined) theirs.push(other / 1e6);
      }
      context.row({ what, ours: median(rates), theirs: orNone(theirs), unit: 'M/s', target });
    }
  } finally {
    lua?.close();
    await server?.stop();
  }
}

/** M commands a second over parts of equal size, from the seconds a command took in each. */
const harmonic = (seconds: readonly number[]) => seconds.length / seconds.reduce((a, b) => a + b, 0) / 1e6;
const orNone = (values: readonly number[]) => (values.length > 0 ? median(values) : undefined);

export const sortedSet: Section = {
  name: 'sorted-set',
  summary: 'adding, moving, ranking and ranges in a sorted set of a million members',
  run,
};
