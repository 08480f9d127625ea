/** Over the network: the bridge against the real server, with redis-benchmark, and how both keep up as a key grows. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { RespClient } from '../real-server/client.ts';
import { freePort, RealServer } from '../real-server/redis.ts';
import { type Context, median, type Section } from './report.ts';

const ROUNDS = 3;
const KEYS = 100_000;
const TESTS = ['set', 'get', 'incr', 'lpush', 'hset', 'zadd'];
const MILLION = 1_000_000;
const run = promisify(execFile);

/** The bridge in a process of its own, as redis-server is. */
async function startBridge(): Promise<{ port: number; process: ChildProcess }> {
  const port = await freePort();
  const script = resolve(import.meta.dirname, process.env.KEYGLASS_ROOT ?? '.', 'e2e/run/resp.mjs');
  const child = spawn(process.execPath, [script, '--port', String(port), '--seed', '1'], { stdio: 'ignore' });
  for (let i = 0; i < 200; i++) {
    const client = await RespClient.open(port).catch(() => undefined);
    if (client) {
      client.close();
      return { port, process: child };
    }
    await new Promise((done) => setTimeout(done, 50));
  }
  child.kill();
  throw new Error('the bridge did not start');
}

/** Requests a second that redis-benchmark reports. */
async function benchmark(port: number, pipeline: number, count: number, ...args: string[]): Promise<number> {
  const common = [
    '-p',
    String(port),
    '-P',
    String(pipeline),
    '-n',
    String(count),
    '-r',
    String(KEYS),
    '--csv',
  ];
  const { stdout } = await run('redis-benchmark', [...common, ...args], { maxBuffer: 1 << 24 });
  const last = stdout.trim().split('\n').at(-1) ?? '';
  return Number(last.split('","')[1]?.replace(/"/g, ''));
}

/** Both sides in turns; the first round warms up. */
async function sides(ports: readonly number[], rounds: number, measure: (port: number) => Promise<number>) {
  const rates = ports.map((): number[] => []);
  for (let round = 0; round <= rounds; round++) {
    for (const [i, port] of ports.entries()) {
      const rate = await measure(port);
      if (round > 0) rates[i]?.push(rate);
    }
  }
  return rates.map(median);
}

async function send(port: number, ...argv: string[]): Promise<void> {
  const client = await RespClient.open(port);
  await client.send(...argv);
  client.close();
}

async function measure(context: Context): Promise<void> {
  const bridge = await startBridge();
  const server = context.redis === undefined ? undefined : await RealServer.start(context.redis);
  const ports = server ? [bridge.port, server.port] : [bridge.port];
  try {
    for (const [pipeline, count, atLeast] of [
      [1, 60_000, 0.4],
      [100, 1_000_000, 0.5],
    ] as const) {
      context.heading(`Over the bridge, redis-benchmark -P ${pipeline}, requests a second`);
      for (const test of TESTS) {
        for (const port of ports) await send(port, 'FLUSHALL');
        const [ours = Number.NaN, theirs] = await sides(ports, ROUNDS, (port) =>
          benchmark(port, pipeline, count, '-t', test),
        );
        context.row({ what: test.toUpperCase(), ours, theirs, unit: '/s', target: { atLeast } });
      }
    }
    await growth(context, ports);
  } finally {
    bridge.process.kill();
    await server?.stop();
  }
}

/** The speed at a million elements over that at a thousand, for each side. */
async function growth(context: Context, ports: readonly number[]): Promise<void> {
  context.heading('Speed with 1,000,000 elements over that with 1,000, -P 100');
  const member = 'm:__rand_int__';
  const cases: { what: string; command: string[]; fill: string[]; count: number }[] = [
    { what: 'LPUSH', command: ['LPUSH', 'l', 'value'], fill: ['LPUSH', 'l', 'value'], count: 500_000 },
    {
      what: 'LRANGE of 100',
      command: ['LRANGE', 'l', '0', '99'],
      fill: ['LPUSH', 'l', 'value'],
      count: 100_000,
    },
    {
      what: 'ZADD',
      command: ['ZADD', 'z', '__rand_int__', member],
      fill: ['ZADD', 'z', '__rand_int__', member],
      count: 300_000,
    },
  ];
  for (const { what, command, fill, count } of cases) {
    const kept: number[] = [];
    for (const port of ports) {
      const rates: number[] = [];
      for (const size of [1000, MILLION]) {
        await send(port, 'FLUSHALL');
        // Twice as many draws as members: most of a million names come up.
        await benchmark(port, 100, size * (what === 'ZADD' ? 3 : 1), '-r', String(size), ...fill);
        const speeds: number[] = [];
        for (let round = 0; round < ROUNDS; round++) {
          speeds.push(await benchmark(port, 100, count, '-r', String(size), ...command));
        }
        rates.push(median(speeds));
      }
      kept.push((rates[1] ?? Number.NaN) / (rates[0] ?? Number.NaN));
    }
    const [ours = Number.NaN, theirs] = kept;
    context.row({ what, ours, theirs, unit: 'kept', target: { atLeast: 0.8 } });
  }
}

export const bridge: Section = {
  name: 'bridge',
  summary: 'the RESP bridge under redis-benchmark, and growth to a million elements',
  run: measure,
};
