/** Over the network: the bridge against the real server, with redis-benchmark. */
import { type Context, median, type Section } from './report.ts';
import { benchmark, send, withServers } from './servers.ts';

const ROUNDS = 3;
const TESTS = ['set', 'get', 'incr', 'lpush', 'hset', 'zadd'];
/** Commands sent at once, requests of a round, and what ratio is wanted. */
const DEPTHS = [
  { pipeline: 1, count: 60_000, atLeast: 0.4 },
  { pipeline: 100, count: 1_000_000, atLeast: 0.5 },
];

async function measure(context: Context, ports: readonly number[]): Promise<void> {
  for (const { pipeline, count, atLeast } of DEPTHS) {
    context.heading(`Over the bridge, redis-benchmark -P ${pipeline}, requests a second`);
    for (const test of TESTS) {
      for (const port of ports) await send(port, 'FLUSHALL');
      const rates = ports.map((): number[] => []);
      // In turns; the first round warms up.
      for (let round = 0; round <= ROUNDS; round++) {
        for (const [i, port] of ports.entries()) {
          const rate = await benchmark(port, pipeline, count, '-t', test);
          if (round > 0) rates[i]?.push(rate);
        }
      }
      const [ours = Number.NaN, theirs] = rates.map(median);
      context.row({ what: test.toUpperCase(), ours, theirs, unit: '/s', target: { atLeast } });
    }
  }
}

export const bridge: Section = {
  name: 'bridge',
  summary: 'the RESP bridge under redis-benchmark, without and with pipelines',
  run: (context) => withServers(context.redis, (ports) => measure(context, ports)),
};
