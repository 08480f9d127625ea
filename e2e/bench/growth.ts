/** How both servers keep up as a key grows to a million elements, over the network. */
import { type Context, median, type Row, type Section } from './report.ts';
import { benchmark, send, withServers } from './servers.ts';

const ROUNDS = 5;
const MILLION = 1_000_000;

/** The speed on a key of a million elements over that on one of a thousand, in turns; what the reference keeps, beside. */
async function measure(context: Context, ports: readonly number[]): Promise<void> {
  for (const { what, command, fill, count, goal } of GROWING) {
    const kept: number[] = [];
    for (const port of ports) {
      await send(port, 'FLUSHALL');
      const rates: number[][] = [[], []];
      for (let round = 0; round <= ROUNDS; round++) {
        for (const [i, size] of [1000, MILLION].entries()) {
          const key = `k${size}`;
          if (round === 0)
            await benchmark(port, 100, size * fill.times, '-r', String(size), ...fill.command(key));
          else rates[i]?.push(await benchmark(port, 100, count, '-r', String(size), ...command(key)));
          await send(port, 'LTRIM', key, '0', String(size - 1));
        }
      }
      const [small = [], large = []] = rates;
      kept.push(median(large) / median(small));
    }
    const [ours = Number.NaN, theirs] = kept;
    context.row({ what, ours, theirs, unit: 'kept', ...goal });
  }
}

interface Growing {
  readonly what: string;
  readonly command: (key: string) => string[];
  readonly fill: { readonly command: (key: string) => string[]; readonly times: number };
  readonly count: number;
  readonly goal: Pick<Row, 'target' | 'judged'>;
}

const constant = { target: { atLeast: 0.7 }, judged: 'ours' } as const;
/** A member is found in O(log n), and in a million far from the processor's caches: no less kept than by the reference. */
const logarithmic = { target: { atLeast: 1 } };

const lpush = (key: string) => ['LPUSH', key, 'value'];
const zadd = (key: string) => ['ZADD', key, '__rand_int__', 'm:__rand_int__'];
const GROWING: readonly Growing[] = [
  { what: 'LPUSH', command: lpush, fill: { command: lpush, times: 1 }, count: 400_000, goal: constant },
  {
    what: 'LRANGE of 100',
    command: (key) => ['LRANGE', key, '0', '99'],
    fill: { command: lpush, times: 1 },
    count: 100_000,
    goal: constant,
  },
  // Three draws for each member: nearly all names come up.
  { what: 'ZADD', command: zadd, fill: { command: zadd, times: 3 }, count: 300_000, goal: logarithmic },
];

export const growth: Section = {
  name: 'growth',
  summary: 'speed on a key of a million elements over that on one of a thousand',
  run: async (context) => {
    context.heading('Speed with 1,000,000 elements over that with 1,000, -P 100');
    await withServers(context.redis, (ports) => measure(context, ports));
  },
};
