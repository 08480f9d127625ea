/** Memory for a million small string keys, against what the real server says it uses. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { RespClient } from '../real-server/client.ts';
import { RealServer } from '../real-server/redis.ts';
import { EngineSide, fresh } from './engine-side.ts';
import type { Context, Section } from './report.ts';

const KEYS = 1_000_000;
const PART = 50_000;
const key = (i: number) => `user:${String(i).padStart(7, '0')}`;
const value = (i: number) => `value-${String(i).padStart(10, '0')}`;

/** Bytes in use after everything unreachable is gone. */
function used(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc');
  if (typeof collect === 'function') {
    collect();
    collect();
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

function ours(): number {
  const side = new EngineSide();
  side.run(1000, (i) => ['SET', fresh(key(i)), fresh(value(i))]);
  side.run(1, () => ['FLUSHALL']);
  const before = used();
  for (let from = 0; from < KEYS; from += PART) {
    side.run(PART, (i) => ['SET', fresh(key(from + i)), fresh(value(from + i))]);
  }
  const after = used();
  if (side.engine.keyspace.db(0).size !== KEYS) throw new Error('not all keys are there');
  return (after - before) / KEYS;
}

async function theirs(path: string): Promise<number> {
  const server = await RealServer.start(path);
  try {
    const client = await RespClient.open(server.port);
    const memory = async () =>
      Number(/used_memory:(\d+)/.exec(String(await client.send('INFO', 'memory')))?.[1]);
    const before = await memory();
    for (let from = 0; from < KEYS; from += PART) {
      await client.pipeline(Array.from({ length: PART }, (_, i) => ['SET', key(from + i), value(from + i)]));
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
  context.heading('Memory of 1,000,000 keys of 12 bytes with values of 16, bytes a key (Node)');
  const theirBytes = context.redis === undefined ? undefined : await theirs(context.redis);
  context.row({
    what: 'bytes a key',
    ours: ours(),
    theirs: theirBytes,
    unit: 'bytes',
    target: { atMost: 1.25 },
  });
}

export const memory: Section = {
  name: 'memory',
  summary: 'bytes for each of a million small string keys',
  run,
};
