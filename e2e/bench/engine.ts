/** Commands a second inside the engine, against the same commands from the real server's Lua loop. */
import { RealServer } from '../real-server/redis.ts';
import { EngineSide, fresh } from './engine-side.ts';
import { LuaSide } from './lua-side.ts';
import { type Context, median, type Section } from './report.ts';

const ROUNDS = 7;
const KEYS = 100_000;
const COUNT = 200_000;

interface Measured {
  readonly what: string;
  readonly target: number;
  readonly command: (i: number) => readonly string[];
  /** The same as Lua expressions. */
  readonly lua: readonly string[];
}

/** A stride that visits all keys in an order far from that of their making. */
const key = (i: number, before = '') => fresh(`${before}key:${(i * 7919) % KEYS}`);
const luaKey = `'key:' .. ((i * 7919) % ${KEYS})`;

const MEASURED: readonly Measured[] = [
  { what: 'SET', target: 1, command: (i) => ['SET', key(i), 'value'], lua: ["'SET'", luaKey, "'value'"] },
  { what: 'GET', target: 1, command: (i) => ['GET', key(i)], lua: ["'GET'", luaKey] },
  { what: 'INCR', target: 0.6, command: (i) => ['INCR', key(i, 'n')], lua: ["'INCR'", `'n' .. ${luaKey}`] },
  {
    what: 'HSET, one hash',
    target: 1,
    command: (i) => ['HSET', fresh('hash'), key(i), 'value'],
    lua: ["'HSET'", "'hash'", luaKey, "'value'"],
  },
  {
    what: 'SADD, one set',
    target: 1,
    command: (i) => ['SADD', fresh('set'), key(i)],
    lua: ["'SADD'", "'set'", luaKey],
  },
  {
    what: 'LPUSH, one list',
    target: 2,
    command: () => ['LPUSH', fresh('list'), 'value'],
    lua: ["'LPUSH'", "'list'", "'value'"],
  },
  { what: 'LPOP, one list', target: 2, command: () => ['LPOP', fresh('list')], lua: ["'LPOP'", "'list'"] },
];

async function run(context: Context): Promise<void> {
  context.heading(`Inside the engine, ${KEYS.toLocaleString('en')} keys, M commands a second (Node)`);
  const server = context.redis === undefined ? undefined : await RealServer.start(context.redis);
  const lua = server && (await LuaSide.open(server.port));
  try {
    const ours = new EngineSide();
    for (const { what, target, command, lua: words } of MEASURED) {
      const rates: number[] = [];
      const theirs: number[] = [];
      // The first round makes the keys and warms up; it does not count.
      for (let round = 0; round <= ROUNDS; round++) {
        const rate = ours.run(COUNT, command);
        const other = await lua?.run(COUNT, words);
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
  } finally {
    lua?.close();
    await server?.stop();
  }
}

export const engine: Section = {
  name: 'engine',
  summary: 'strings, hashes, sets and lists inside the engine, against a Lua loop',
  run,
};
