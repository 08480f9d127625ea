/** The bridge and a real server take turns at one folder: each picks up what the other left. And nothing acknowledged is lost. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Random } from '../../src/engine/random.ts';
import { Bridge } from '../resp-bridge/bridge.ts';
import { openFileStore } from '../resp-bridge/file-store.ts';
import { bundle } from '../run/bundle.mjs';
import { RespClient } from './client.ts';
import { findRedis, freePort, RealServer } from './redis.ts';

/** How often the bridge is killed in each mode; `npm run kills` says more. */
const KILLS = Number(process.env.KEYGLASS_KILLS ?? 12);

const redis = findRedis();
if (redis.path === undefined) console.warn(`hand-over to a real server is skipped: ${redis.why}`);

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keyglass-dir-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function withClient<T>(port: number, work: (client: RespClient) => Promise<T>): Promise<T> {
  const client = await RespClient.open(port);
  try {
    return await work(client);
  } finally {
    client.close();
  }
}

const words = (line: string) => line.split(' ');
const digest = (client: RespClient) => client.send('DEBUG', 'DIGEST').then((reply) => JSON.stringify(reply));

describe.skipIf(redis.path === undefined)('one folder, two servers', () => {
  async function bridge<T>(work: (client: RespClient) => Promise<T>): Promise<T> {
    const running = await Bridge.start({ seed: 1, store: openFileStore(folder) });
    expect(running.recovered).toMatchObject({ damage: [], truncatedBytes: 0, refused: 0 });
    try {
      return await withClient(running.port, work);
    } finally {
      await running.stop();
    }
  }

  async function real<T>(
    extra: Record<string, string>,
    work: (client: RespClient) => Promise<T>,
  ): Promise<T> {
    const server = await RealServer.start(redis.path ?? '', { dir: folder, ...extra });
    try {
      return await withClient(server.port, work);
    } finally {
      await server.stop();
    }
  }

  const OURS = [
    'SET a 1',
    'RPUSH l a b c',
    'HSET h f 1 g 2',
    'ZADD z 1 a 2.5 b',
    'SADD s 1 2 x',
    'XADD x 1-1 f v',
  ];
  const THEIRS = [
    'INCR a',
    'LPOP l',
    'HINCRBY h f 5',
    'ZINCRBY z 3 a',
    'SPOP s',
    'XADD x 2-2 f w',
    'SET t 1 EX 1000',
  ];

  test('through the command log: ours, theirs, ours, theirs', async () => {
    const log = { appendonly: 'yes', appendfsync: 'always' };
    let last = await bridge(async (client) => {
      for (const line of OURS) await client.send(...words(line));
      await client.pipeline([['MULTI'], ['INCR', 'a'], ['SELECT', '5'], ['SET', 'five', '5'], ['EXEC']]);
      await client.send('BGREWRITEAOF');
      await client.send('RPUSH', 'l', 'after');
      return digest(client);
    });
    for (let round = 0; round < 2; round++) {
      last = await real(log, async (client) => {
        expect(await digest(client)).toBe(last);
        for (const line of THEIRS) await client.send(...words(line));
        if (round === 1) {
          await client.send('BGREWRITEAOF');
          await new Promise((resolve) => setTimeout(resolve, 500));
          await client.send('RPUSH', 'l', 'rewritten');
        }
        return digest(client);
      });
      last = await bridge(async (client) => {
        expect(await digest(client)).toBe(last);
        for (const line of THEIRS) await client.send(...words(line));
        if (round === 0) expect(await client.send('SAVE')).toMatchObject({ text: 'OK' });
        await client.send('SADD', 's', String(round), 'more');
        return digest(client);
      });
    }
  });

  test('through dump.rdb that an orderly end leaves, without the log', async () => {
    const last = await bridge(async (client) => {
      for (const line of OURS) await client.send(...words(line));
      return digest(client);
    });
    await real({}, async (client) => expect(await digest(client)).toBe(last));
  });

  test.each(['yes', 'no'])('the single log of a server before 7.0, RDB preamble: %s', async (preamble) => {
    const log = { appendonly: 'yes', 'aof-use-rdb-preamble': preamble };
    const last = await real(log, async (client) => {
      for (const line of OURS) await client.send(...words(line));
      await client.send('BGREWRITEAOF');
      await new Promise((resolve) => setTimeout(resolve, 500));
      for (const line of THEIRS) await client.send(...words(line));
      return digest(client);
    });
    // What an old server had in one file.
    const logs = join(folder, 'appendonlydir');
    const names = readdirSync(logs).filter((name) => !name.endsWith('.manifest'));
    const parts = names.sort().map((name) => readFileSync(join(logs, name)));
    expect(names).toHaveLength(2);
    rmSync(logs, { recursive: true });
    rmSync(join(folder, 'dump.rdb'), { force: true });
    writeFileSync(join(folder, 'appendonly.aof'), Buffer.concat(parts));
    const ours = await bridge(async (client) => {
      expect(await digest(client)).toBe(last);
      await client.send('SET', 'ours', '1');
      return digest(client);
    });
    await real({ appendonly: 'yes' }, async (client) => expect(await digest(client)).toBe(ours));
    await bridge(async (client) => expect(await digest(client)).toBe(ours));
  });

  test('through dump.rdb', async () => {
    const last = await bridge(async (client) => {
      for (const line of OURS) await client.send(...words(line));
      expect(await client.send('SAVE')).toMatchObject({ text: 'OK' });
      return digest(client);
    });
    await real({}, async (client) => expect(await digest(client)).toBe(last));
    rmSync(join(folder, 'appendonlydir'), { recursive: true });
    await bridge(async (client) => expect(await digest(client)).toBe(last));
  });
});

describe('killed in the act', () => {
  let running: ChildProcess | undefined;
  afterEach(() => {
    running?.kill('SIGKILL');
  });

  async function start(script: string, port: number): Promise<RespClient> {
    running = spawn(process.execPath, [script, '--port', String(port), '--dir', folder], { stdio: 'ignore' });
    // A busy machine may take seconds to start a process.
    for (let i = 0; i < 1000; i++) {
      const client = await RespClient.open(port).catch(() => undefined);
      if (client) return client;
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
    throw new Error('the bridge does not answer');
  }

  async function kill(): Promise<void> {
    const ended = new Promise((resolve) => running?.once('exit', resolve));
    running?.kill('SIGKILL');
    await ended;
  }

  test.each(['always', 'everysec', 'no'])('%s', { timeout: 60_000 + KILLS * 5000 }, async (fsync) => {
    const script = await bundle('e2e/resp-bridge/main.ts');
    const random = new Random(9);
    let acknowledged = 0;
    let sent = 0;
    for (let round = 0; round < KILLS; round++) {
      const client = await start(script, await freePort());
      const [n, m] = (await client.send('MGET', 'n', 'm')) as (string | null)[];
      // MULTI keeps the two together in whatever survives.
      expect(n).toBe(m);
      const survived = Number(n ?? 0);
      expect(survived).toBeLessThanOrEqual(sent);
      if (fsync === 'always') expect(survived).toBeGreaterThanOrEqual(acknowledged);
      sent = acknowledged = survived;
      await client.send('CONFIG', 'SET', 'appendfsync', fsync, 'auto-aof-rewrite-min-size', '20000');
      const end = Date.now() + 20 + random.below(150);
      const from = client.received.length;
      let batches = 0;
      while (Date.now() < end) {
        for (let i = 0; i < 10; i++) client.write(['MULTI'], ['INCR', 'n'], ['INCR', 'm'], ['EXEC']);
        sent += 10;
        batches++;
        await client.until(() => client.received.length >= from + (batches - 1) * 40, 1000);
      }
      await kill();
      // Every fourth reply is that of an EXEC.
      acknowledged += Math.floor((client.received.length - from) / 4);
      client.close();
    }
    expect(sent).toBeGreaterThan(100);
  });
});
