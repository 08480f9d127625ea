/** Everyday work of two real clients, npm `redis` and `ioredis`, against the bridge. */
import { Redis } from 'ioredis';
import { createClient, WatchError } from 'redis';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Bridge } from '../resp-bridge/bridge.ts';

let bridge: Bridge;
beforeAll(async () => {
  bridge = await Bridge.start({ seed: 1 });
});
afterAll(() => bridge.stop());

const open = (RESP: 2 | 3) =>
  createClient({ url: `redis://127.0.0.1:${bridge.port}`, RESP })
    .on('error', () => undefined)
    .connect();

describe.each([2, 3] as const)('npm redis over RESP%i', (resp) => {
  let client: Awaited<ReturnType<typeof open>>;
  beforeAll(async () => {
    client = await open(resp);
  });
  beforeEach(() => client.flushAll());
  afterAll(() => client.destroy());

  test('strings and expiry', async () => {
    expect(await client.ping()).toBe('PONG');
    expect(await client.set('user:1', 'Zoë')).toBe('OK');
    expect(await client.get('user:1')).toBe('Zoë');
    expect(await client.get('nobody')).toBeNull();
    expect(await client.set('user:1', 'x', { condition: 'NX' })).toBeNull();
    expect(await client.set('s', 'v', { expiration: { type: 'EX', value: 10 } })).toBe('OK');
    expect(await client.ttl('s')).toBe(10);
    expect(await client.incrBy('n', 5)).toBe(5);
    expect(await client.mGet(['user:1', 'none', 'n'])).toEqual(['Zoë', null, '5']);
    expect(await client.del(['user:1', 'n'])).toBe(2);
    expect(await client.exists('user:1')).toBe(0);
  });

  test('hashes, lists, sets, sorted sets', async () => {
    expect(await client.hSet('h', { name: 'Ada', born: 1815 })).toBe(2);
    expect({ ...(await client.hGetAll('h')) }).toEqual({ name: 'Ada', born: '1815' });
    expect(await client.hIncrBy('h', 'born', 1)).toBe(1816);
    expect(await client.rPush('l', ['a', 'b', 'c'])).toBe(3);
    expect(await client.lRange('l', 0, -1)).toEqual(['a', 'b', 'c']);
    expect(await client.lMove('l', 'm', 'LEFT', 'RIGHT')).toBe('a');
    expect(await client.sAdd('s', ['x', 'y'])).toBe(2);
    expect([...(await client.sMembers('s'))].sort()).toEqual(['x', 'y']);
    expect(await client.sIsMember('s', 'x')).toBe(1);
    expect(
      await client.zAdd('z', [
        { score: 1.5, value: 'one' },
        { score: 2, value: 'two' },
      ]),
    ).toBe(2);
    expect(await client.zRangeWithScores('z', 0, -1)).toEqual([
      { value: 'one', score: 1.5 },
      { value: 'two', score: 2 },
    ]);
    expect(await client.zScore('z', 'one')).toBe(1.5);
    expect(await client.zRevRank('z', 'one')).toBe(1);
    expect(await client.zPopMax('z')).toEqual({ value: 'two', score: 2 });
  });

  test('many commands at once', async () => {
    const values = await Promise.all(Array.from({ length: 500 }, () => client.incr('counter')));
    expect(values).toEqual(Array.from({ length: 500 }, (_, i) => i + 1));
  });

  test('transactions and WATCH', async () => {
    expect(await client.multi().set('a', '1').incr('a').get('a').exec()).toEqual(['OK', 2, '2']);
    const other = await open(resp);
    await client.watch('a');
    await other.set('a', 'changed');
    await expect(client.multi().set('a', 'mine').exec()).rejects.toBeInstanceOf(WatchError);
    expect(await client.get('a')).toBe('changed');
    other.destroy();
  });

  test('publish and subscribe', async () => {
    const subscriber = await open(resp);
    const messages: string[] = [];
    await subscriber.subscribe('news', (message, channel) => messages.push(`${channel}: ${message}`));
    await subscriber.pSubscribe('n*', (message, channel) => messages.push(`n* ${channel}: ${message}`));
    expect(await client.publish('news', 'hello')).toBe(2);
    await expect.poll(() => messages).toEqual(['news: hello', 'n* news: hello']);
    await subscriber.unsubscribe('news');
    expect(await client.publish('news', 'again')).toBe(1);
    subscriber.destroy();
  });

  test('blocking pop', async () => {
    const worker = await open(resp);
    const job = worker.blPop('jobs', 5);
    await expect.poll(() => [...bridge.engine.clients.values()].some(({ blocked }) => blocked)).toBe(true);
    await client.rPush('jobs', 'first');
    expect(await job).toEqual({ key: 'jobs', element: 'first' });
    expect(await worker.blPop('jobs', 0.05)).toBeNull();
    worker.destroy();
  });

  test('scan iterators', async () => {
    const names = Array.from({ length: 1000 }, (_, i) => `key:${i}`);
    await client.mSet(names.flatMap((name) => [name, 'v']));
    const found = new Set<string>();
    for await (const keys of client.scanIterator({ MATCH: 'key:*', COUNT: 100 })) {
      for (const key of keys) found.add(key);
    }
    expect([...found].sort()).toEqual(names.sort());
    await client.hSet('h', Object.fromEntries(names.map((name) => [name, '1'])));
    let fields = 0;
    for await (const entries of client.hScanIterator('h')) fields += entries.length;
    expect(fields).toBe(1000);
  });

  test('errors are errors', async () => {
    await client.set('a', 'text');
    await expect(client.lPush('a', 'x')).rejects.toThrow(/^WRONGTYPE/);
    await expect(client.incr('a')).rejects.toThrow('ERR value is not an integer or out of range');
    await expect(client.sendCommand(['NOSUCH'])).rejects.toThrow(/^ERR unknown command 'NOSUCH'/);
  });
});

describe('ioredis', () => {
  let client: Redis;
  beforeAll(() => {
    client = new Redis({ port: bridge.port, host: '127.0.0.1' });
  });
  beforeEach(() => client.flushall());
  afterAll(() => client.disconnect());

  test('strings and expiry, as text and as bytes', async () => {
    expect(await client.set('a', '1', 'EX', 100)).toBe('OK');
    expect(await client.ttl('a')).toBe(100);
    const bytes = Buffer.from(Array.from({ length: 256 }, (_, i) => i));
    await client.set('b', bytes);
    expect(await client.getBuffer('b')).toEqual(bytes);
    expect(await client.incr('a')).toBe(2);
    expect(await client.getdel('a')).toBe('2');
    expect(await client.get('a')).toBeNull();
  });

  test('hashes, lists, sets, sorted sets', async () => {
    await client.hset('h', { a: 1, b: 2 });
    expect(await client.hgetall('h')).toEqual({ a: '1', b: '2' });
    await client.rpush('l', 1, 2, 3);
    expect(await client.lrange('l', 0, -1)).toEqual(['1', '2', '3']);
    await client.sadd('s', 'x', 'y');
    expect((await client.smembers('s')).sort()).toEqual(['x', 'y']);
    await client.zadd('z', 1, 'a', 2.5, 'b');
    expect(await client.zrange('z', '0', '-1', 'WITHSCORES')).toEqual(['a', '1', 'b', '2.5']);
  });

  test('pipelines and transactions', async () => {
    const replies = await client.pipeline().set('a', 'x').get('a').incr('a').exec();
    expect(replies?.map(([error, value]) => error?.message ?? value)).toEqual([
      'OK',
      'x',
      'ERR value is not an integer or out of range',
    ]);
    expect(await client.multi().set('n', 1).incr('n').exec()).toEqual([
      [null, 'OK'],
      [null, 2],
    ]);
    const other = client.duplicate();
    await other.watch('n');
    await client.incr('n');
    expect(await other.multi().set('n', 0).exec()).toBeNull();
    other.disconnect();
  });

  test('publish and subscribe', async () => {
    const subscriber = client.duplicate();
    const messages: string[] = [];
    subscriber.on('message', (channel, message) => messages.push(`${channel}: ${message}`));
    subscriber.on('pmessage', (pattern, channel, message) =>
      messages.push(`${pattern} ${channel}: ${message}`),
    );
    await subscriber.subscribe('news');
    await subscriber.psubscribe('n*');
    await client.publish('news', 'hello');
    await expect.poll(() => messages).toEqual(['news: hello', 'n* news: hello']);
    subscriber.disconnect();
  });

  test('blocking pop and move', async () => {
    const worker = client.duplicate();
    const job = worker.blpop('jobs', 5);
    await expect.poll(() => [...bridge.engine.clients.values()].some(({ blocked }) => blocked)).toBe(true);
    await client.rpush('jobs', 'first');
    expect(await job).toEqual(['jobs', 'first']);
    await client.rpush('jobs', 'second');
    expect(await worker.blmove('jobs', 'done', 'LEFT', 'RIGHT', 1)).toBe('second');
    worker.disconnect();
  });

  test('scan streams', async () => {
    const names = Array.from({ length: 500 }, (_, i) => `key:${i}`);
    await client.mset(names.flatMap((name) => [name, 'v']));
    const found = new Set<string>();
    for await (const keys of client.scanStream({ match: 'key:*', count: 50 })) {
      for (const key of keys) found.add(key);
    }
    expect([...found].sort()).toEqual(names.sort());
  });
});
