/** Memory for a million small string keys, against what the real server says it uses. */
import { RespClient } from '../real-server/client.ts';
import { RealServer } from '../real-server/redis.ts';
import type { Context, Section } from './report.ts';
import { eachRuntime, type Runtime } from './sides.ts';
import { FILLING } from './workloads.ts';

const KEYS = 1_000_000;
const PART = 50_000;

async function ours(runtime: Runtime): Promise<number> {
  // Once through everything first, so that compiled code does not count as data.
  await runtime.rate(FILLING.what, PART, 0, 0);
  await runtime.reset();
  const before = await runtime.used();
  await runtime.rate(FILLING.what, KEYS, 0, 0);
  return ((await runtime.used()) - before) / KEYS;
}

async function theirs(path: string): Promise<number> {
  const server = await RealServer.start(path);
  try {
    const client = await RespClient.open(server.port);
    const memory = async () =>
      Number(/used_memory:(\d+)/.exec(String(await client.send('INFO', 'memory')))?.[1]);
    const before = await memory();
    for (let from = 0; from < KEYS; from += PART) {
      await client.pipeline(Array.from({ length: PART }, (_, i) => FILLING.command(from + i, 0)));
      client.forget();
    }
    const after = await memory();
    client.close();
    return (after - before) / KEYS;
  } finally {
    await server.stop();
  }
}

async function run(context: Context): Promise<void> {
  context.heading('Memory of 1,000,000 keys of 12 bytes with values of 16, bytes a key');
  const reference = context.redis === undefined ? undefined : await theirs(context.redis);
  await eachRuntime(async (runtime) => {
    context.row({
      what: `bytes a key (${runtime.name})`,
      ours: await ours(runtime),
      theirs: reference,
      unit: 'bytes',
      target: { atMost: 1.25 },
    });
  });
}

export const memory: Section = {
  name: 'memory',
  summary: 'bytes for each of a million small string keys',
  run,
};
