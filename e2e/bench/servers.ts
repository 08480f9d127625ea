/** Both servers of the comparisons over the network, and redis-benchmark. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { RespClient } from '../real-server/client.ts';
import { freePort, RealServer } from '../real-server/redis.ts';

const KEYS = 100_000;
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
export async function benchmark(
  port: number,
  pipeline: number,
  count: number,
  ...args: string[]
): Promise<number> {
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

/** Sends one command over a connection of its own. */
export async function send(port: number, ...argv: string[]): Promise<void> {
  const client = await RespClient.open(port);
  await client.send(...argv);
  client.close();
}

/**
 * Runs `work` with the ports of the bridge and of the real server. Without a real server there is no redis-benchmark
 * either, and nothing is measured.
 */
export async function withServers(
  redis: string | undefined,
  work: (ports: readonly number[]) => Promise<void>,
): Promise<void> {
  if (redis === undefined) {
    console.log('  needs redis-benchmark, which comes with redis-server: left out');
    return;
  }
  const bridge = await startBridge();
  const server = await RealServer.start(redis);
  try {
    await work([bridge.port, server.port]);
  } finally {
    bridge.process.kill();
    await server.stop();
  }
}
