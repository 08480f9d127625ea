/** Scripts, streams, sharded channels and caching, as two real clients use them, against the bridge. */
import { Redis } from 'ioredis';
import { createClient } from 'redis';
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

const someoneWaits = () =>
  expect.poll(() => [...bridge.engine.clients.values()].some(({ blocked }) => blocked)).toBe(true);

const LIMITER = `
local count = redis.call('INCR', KEYS[1])
if count == 1 then redis.call('PEXPIRE', KEYS[1], ARGV[1]) end
return {count, redis.call('PTTL', KEYS[1]) > 0}`;
const LIBRARY = `#!lua name=tools
redis.register_function('remember', function(keys, args)
  redis.call('HSET', keys[1], args[1], args[2])
  return redis.call('HLEN', keys[1])
end)
redis.register_function{function_name = 'recall', callback = function(keys, args)
  return redis.call('HGET', keys[1], args[1])
end, flags = {'no-writes'}}`;

describe.each([2, 3] as const)('npm redis over RESP%i', (resp) => {
  let client: Awaited<ReturnType<typeof open>>;
  beforeAll(async () => {
    client = await open(resp);
  });
  beforeEach(() => client.flushAll());
  afterAll(() => client.destroy());

  test('scripts by source and by name', async () => {
    const given = { keys: ['hits'], arguments: ['60000'] };
    expect(await client.eval(LIMITER, given)).toEqual([1, 1]);
    const sha = await client.scriptLoad(LIMITER);
    expect(await client.evalSha(sha, given)).toEqual([2, 1]);
    expect(await client.scriptExists([sha, '0'.repeat(40)])).toEqual([1, 0]);
    await client.scriptFlush();
    await expect(client.evalSha(sha, given)).rejects.toThrow(/^NOSCRIPT/);
    await expect(client.eval('return redis.call("LPUSH", KEYS[1], 1)', given)).rejects.toThrow(/^WRONGTYPE/);
    expect(await client.evalRo('return redis.call("GET", KEYS[1])', given)).toBe('2');
    const both = await client.multi().eval(LIMITER, given).get('hits').exec();
    expect(both).toEqual([[3, 1], '3']);
  });

  test('functions', async () => {
    expect(await client.functionLoad(LIBRARY, { REPLACE: true })).toBe('tools');
    expect(await client.fCall('remember', { keys: ['h'], arguments: ['a', '1'] })).toBe(1);
    expect(await client.fCallRo('recall', { keys: ['h'], arguments: ['a'] })).toBe('1');
    const [library] = await client.functionList();
    expect(library?.library_name).toBe('tools');
    expect(library?.functions.map(({ name }) => name).sort()).toEqual(['recall', 'remember']);
    expect(await client.functionDelete('tools')).toBe('OK');
    await expect(client.fCall('remember', { keys: ['h'], arguments: ['a', '1'] })).rejects.toThrow(
      'Function not found',
    );
  });

  test('streams: entries, groups, what is pending, waiting for more', async () => {
    const first = await client.xAdd('s', '*', { sensor: 'a', value: '1' });
    await client.xAdd('s', '*', { sensor: 'b', value: '2' }, { TRIM: { strategy: 'MAXLEN', threshold: 10 } });
    expect(await client.xLen('s')).toBe(2);
    const entries = await client.xRange('s', '-', '+');
    expect(entries?.map(({ message }) => ({ ...message }))).toEqual([
      { sensor: 'a', value: '1' },
      { sensor: 'b', value: '2' },
    ]);
    await client.xGroupCreate('s', 'readers', '0');
    const read = await client.xReadGroup('readers', 'alice', { key: 's', id: '>' }, { COUNT: 1 });
    expect(JSON.stringify(read)).toContain(first);
    expect(await client.xPending('s', 'readers')).toMatchObject({
      pending: 1,
      firstId: first,
      lastId: first,
    });
    expect(
      (await client.xPendingRange('s', 'readers', '-', '+', 10)).map(({ consumer }) => consumer),
    ).toEqual(['alice']);
    const claimed = await client.xAutoClaim('s', 'readers', 'bob', 0, '0-0');
    expect(claimed.messages.map((item) => item?.id)).toEqual([first]);
    expect(await client.xAck('s', 'readers', first)).toBe(1);
    const [group] = await client.xInfoGroups('s');
    expect(group).toMatchObject({ name: 'readers', pending: 0, lag: 1 });

    const worker = await open(resp);
    const waiting = worker.xRead({ key: 's', id: '$' }, { BLOCK: 5000 });
    await someoneWaits();
    await client.xAdd('s', '*', { sensor: 'c', value: '3' });
    expect(JSON.stringify(await waiting)).toContain('"c"');
    expect(await worker.xRead({ key: 's', id: '$' }, { BLOCK: 20 })).toBeNull();
    worker.destroy();
  });

  test('sharded channels', async () => {
    const subscriber = await open(resp);
    const messages: string[] = [];
    await subscriber.sSubscribe('orders', (message, channel) => messages.push(`${channel}: ${message}`));
    expect(await client.sPublish('orders', 'one')).toBe(1);
    await expect.poll(() => messages).toEqual(['orders: one']);
    expect(await client.pubSubShardChannels()).toEqual(['orders']);
    await subscriber.sUnsubscribe('orders');
    expect(await client.sPublish('orders', 'two')).toBe(0);
    subscriber.destroy();
  });
});

test('npm redis keeps what it read until it is told that it changed', async () => {
  const writer = await open(3);
  const reader = await createClient({
    url: `redis://127.0.0.1:${bridge.port}`,
    RESP: 3,
    clientSideCache: { ttl: 0, maxEntries: 100, evictPolicy: 'LRU' },
  })
    .on('error', () => undefined)
    .connect();
  const gets = async () =>
    Number(/cmdstat_get:calls=(\d+)/.exec(await writer.info('commandstats'))?.[1] ?? 0);
  await writer.set('cached', 'old');
  const before = await gets();
  expect(await reader.get('cached')).toBe('old');
  expect(await reader.get('cached')).toBe('old');
  expect(await gets()).toBe(before + 1);
  await writer.set('cached', 'new');
  await expect.poll(() => reader.get('cached')).toBe('new');
  reader.destroy();
  writer.destroy();
});

describe('ioredis', () => {
  let client: Redis;
  beforeAll(() => {
    client = new Redis({ port: bridge.port, host: '127.0.0.1' });
  });
  beforeEach(() => client.flushall());
  afterAll(() => client.disconnect());

  test('scripts, also as commands of its own, and functions', async () => {
    expect(await client.eval(LIMITER, 1, 'hits', 60000)).toEqual([1, 1]);
    client.defineCommand('limited', { numberOfKeys: 1, lua: LIMITER });
    const own = client as Redis & { limited(key: string, ms: number): Promise<unknown> };
    expect(await own.limited('hits', 60000)).toEqual([2, 1]);
    // It goes by the name of the script and loads it where the server has forgotten it.
    await client.script('FLUSH');
    expect(await own.limited('hits', 60000)).toEqual([3, 1]);
    expect(await client.function('LOAD', 'REPLACE', LIBRARY)).toBe('tools');
    expect(await client.fcall('remember', 1, 'h', 'a', '1')).toBe(1);
    expect(await client.fcall_ro('recall', 1, 'h', 'a')).toBe('1');
    expect(await client.function('FLUSH')).toBe('OK');
  });

  test('streams and groups', async () => {
    const id = await client.xadd('s', '*', 'field', 'value');
    expect(await client.xread('COUNT', 10, 'STREAMS', 's', '0')).toEqual([['s', [[id, ['field', 'value']]]]]);
    expect(await client.xgroup('CREATE', 's', 'g', '0', 'MKSTREAM')).toBe('OK');
    expect(await client.xreadgroup('GROUP', 'g', 'me', 'COUNT', 1, 'STREAMS', 's', '>')).toEqual([
      ['s', [[id, ['field', 'value']]]],
    ]);
    expect(await client.xpending('s', 'g')).toEqual([1, id, id, [['me', '1']]]);
    expect(await client.xack('s', 'g', id ?? '')).toBe(1);
    const worker = client.duplicate();
    const waiting = worker.xreadgroup('GROUP', 'g', 'me', 'BLOCK', 5000, 'STREAMS', 's', '>');
    await someoneWaits();
    const next = await client.xadd('s', '*', 'n', '2');
    expect(await waiting).toEqual([['s', [[next, ['n', '2']]]]]);
    worker.disconnect();
  });

  test('sharded channels', async () => {
    const subscriber = client.duplicate();
    const messages: string[] = [];
    subscriber.on('smessage', (channel, message) => messages.push(`${channel}: ${message}`));
    await subscriber.ssubscribe('orders');
    expect(await client.spublish('orders', 'one')).toBe(1);
    await expect.poll(() => messages).toEqual(['orders: one']);
    subscriber.disconnect();
  });

  test('tracking with a second connection for the invalidations', async () => {
    // Over RESP3 this client gives nobody the message of a redirected invalidation.
    const listener = client.duplicate({ protocol: 2 });
    const listenerId = await listener.client('ID');
    const keys: string[] = [];
    listener.on('message', (_, key) => keys.push(String(key)));
    await listener.subscribe('__redis__:invalidate');
    await client.client('TRACKING', 'ON', 'REDIRECT', String(listenerId));
    await client.set('tracked', '1');
    await client.get('tracked');
    const writer = client.duplicate();
    await writer.set('tracked', '2');
    await expect.poll(() => keys).toEqual(['tracked']);
    await client.client('TRACKING', 'OFF');
    writer.disconnect();
    listener.disconnect();
  });
});
