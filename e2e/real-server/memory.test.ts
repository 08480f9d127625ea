/** MEMORY USAGE lies within 15% of a real server's, whatever the type, from 10 to 100,000 elements. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Bridge } from '../resp-bridge/bridge.ts';
import { RespClient } from './client.ts';
import { findRedis, RealServer } from './redis.ts';

const redis = findRedis();
if (redis.path === undefined) console.warn(`the sizes of values are not compared: ${redis.why}`);

/** One command that adds elements `from` up to `to`. */
type Filler = (from: number, to: number) => string[];

const each = (from: number, to: number, make: (i: number) => string[]): string[] =>
  Array.from({ length: to - from }, (_, i) => make(from + i)).flat();
const long = 'x'.repeat(100);

const FILLERS: Readonly<Record<string, Filler>> = {
  'a string': (_, to) => ['SET', 'k', 'x'.repeat(to)],
  'a list of short texts': (from, to) => ['RPUSH', 'k', ...each(from, to, (i) => [`item:${i}`])],
  'a list of numbers': (from, to) => ['RPUSH', 'k', ...each(from, to, (i) => [String(i * 1000)])],
  'a list of long texts': (from, to) => ['RPUSH', 'k', ...each(from, to, () => [long])],
  'a hash': (from, to) => ['HSET', 'k', ...each(from, to, (i) => [`field:${i}`, `value:${i}`])],
  'a hash of long values': (from, to) => ['HSET', 'k', ...each(from, to, (i) => [`f${i}`, long])],
  'a set of texts': (from, to) => ['SADD', 'k', ...each(from, to, (i) => [`member:${i}`])],
  'a set of numbers': (from, to) => ['SADD', 'k', ...each(from, to, (i) => [String(i * 7)])],
  'a sorted set': (from, to) => ['ZADD', 'k', ...each(from, to, (i) => [String(i), `player:${i}`])],
  'a sorted set of fractions': (from, to) => ['ZADD', 'k', ...each(from, to, (i) => [`${i}.25`, `m${i}`])],
};
const SIZES = [10, 100, 1000, 10_000, 100_000];
const STEP = 5000;
/** What a quicklist takes around its only listpack. */
const QUICKLIST = 80;

interface Measured {
  readonly bytes: number;
  readonly encoding: string;
}

/** What the real server would say with the newer layout of small values; undefined where that cannot be told. */
function expected(real: Measured, ours: Measured): number | undefined {
  if (real.encoding === ours.encoding) return real.bytes;
  // Since 7.2 a small list is one listpack, and a small set of texts too.
  return real.encoding === 'quicklist' && ours.encoding === 'listpack' ? real.bytes - QUICKLIST : undefined;
}

describe.skipIf(redis.path === undefined)('MEMORY USAGE', () => {
  let real: RealServer;
  let bridge: Bridge;
  beforeAll(async () => {
    real = await RealServer.start(redis.path ?? '');
    bridge = await Bridge.start({ seed: 1 });
  });
  afterAll(async () => {
    await real?.stop();
    await bridge?.stop();
  });

  async function compare(commands: readonly string[][]): Promise<void> {
    const [theirs = [], ours = []] = await Promise.all(
      [real.port, bridge.port].map((port) => measure(port, commands)),
    );
    let compared = 0;
    SIZES.forEach((size, i) => {
      const [one, other] = [theirs[i], ours[i]];
      const wanted = one && other && expected(one, other);
      if (wanted === undefined) return;
      compared++;
      const message = `${size} elements: ${other?.bytes} for ${wanted} bytes`;
      expect(Math.abs((other?.bytes ?? 0) / wanted - 1), message).toBeLessThan(0.15);
    });
    expect(compared).toBeGreaterThanOrEqual(3);
  }

  test.each(Object.entries(FILLERS))('%s', async (_, fill) => {
    const commands: string[][] = [['DEL', 'k']];
    let have = 0;
    for (const size of SIZES) {
      for (; have < size; have = Math.min(size, have + STEP)) {
        commands.push(fill(have, Math.min(size, have + STEP)));
      }
      commands.push(...QUESTIONS);
    }
    await compare(commands);
  });

  test('a stream', async () => {
    const commands: string[][] = [['DEL', 'k']];
    let have = 0;
    for (const size of SIZES) {
      for (; have < size; have++) {
        const id = `${1_700_000_000_000 + have}-0`;
        commands.push(['XADD', 'k', id, 'sensor', `s${have % 10}`, 'value', String(have)]);
      }
      commands.push(...QUESTIONS);
    }
    await compare(commands);
  });
});

const QUESTIONS = [
  ['MEMORY', 'USAGE', 'k', 'SAMPLES', '0'],
  ['OBJECT', 'ENCODING', 'k'],
];

async function measure(port: number, commands: readonly string[][]): Promise<Measured[]> {
  const client = await RespClient.open(port);
  const replies = await client.pipeline(commands);
  client.close();
  return replies.flatMap((reply, i) =>
    commands[i]?.[0] === 'MEMORY' ? [{ bytes: Number(reply), encoding: String(replies[i + 1]) }] : [],
  );
}
