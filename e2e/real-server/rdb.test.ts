/**
 * Files that move between this engine and a real server: ours load there, theirs load here, and both say the same about
 * every key. The server's own tools accept what we write.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Engine } from '../../src/engine/engine.ts';
import { Random } from '../../src/engine/random.ts';
import { Bench } from '../../src/engine/testing.ts';
import { collect } from '../../src/persistence/chunks.ts';
import { CommandWriter } from '../../src/persistence/command-writer.ts';
import { exportRdb } from '../../src/persistence/export.ts';
import { MemoryStore } from '../../src/persistence/memory-store.ts';
import { recover } from '../../src/persistence/recovery.ts';
import { contents } from '../../src/persistence/testing.ts';
import { rdbCodec } from '../../src/rdb/codec.ts';
import { RespClient } from './client.ts';
import { findRedis, RealServer } from './redis.ts';

const redis = findRedis();
if (redis.path === undefined) console.warn(`RDB tests against a real server are skipped: ${redis.why}`);

/** An absolute TTL that stays in the future. */
const FUTURE = 4102444800000;

/** Commands that build keys of every type, on both sides of each threshold of the encodings. */
function dataset(seed: number, keys: number): string[][] {
  const random = new Random(seed);
  const commands: string[][] = [];
  const text = (): string => {
    switch (random.below(7)) {
      case 0:
        return String(random.below(300) - 150);
      case 1:
        return String((BigInt(random.uint32()) << 31n) - 2n ** 60n);
      case 2:
        return 'abc'.repeat(1 + random.below(40));
      case 3:
        return Array.from({ length: random.below(70) }, () => String.fromCharCode(random.below(256))).join(
          '',
        );
      default:
        return `text-${random.below(1e6)}`;
    }
  };
  const long = () => 'x'.repeat(65 + random.below(10000)) + text();
  const count = () => [3, 127, 128, 129, 512, 513, 600][random.below(7)] ?? 1;
  const score = () =>
    ['inf', '-inf', '3', '-17', '0.1', '1e300', '3.0000000000000004'][random.below(9)] ??
    String(random.next() * 1e6);
  const add = (name: string, key: string, n: number, words: (i: number) => string[]) => {
    for (let i = 0; i < n; i += 100) {
      const some = Array.from({ length: Math.min(100, n - i) }, (_, j) => words(i + j)).flat();
      commands.push([name, key, ...some]);
    }
  };
  let db = 0;
  for (let i = 0; i < keys; i++) {
    if (random.below(keys) < 8) {
      db = random.below(16);
      commands.push(['SELECT', String(db)]);
    }
    const key = `${['key', 'user:', 'a-rather-long-key-name-that-compresses-well-well-well-'][random.below(3)]}${i}`;
    const large = random.below(keys) < 25;
    const n = large ? count() : 1 + random.below(6);
    switch (random.below(8)) {
      case 0:
        commands.push(['SET', key, random.below(20) ? text() : long()]);
        break;
      case 1:
        commands.push(['APPEND', key, text()], ['APPEND', key, 'more']);
        break;
      case 2:
        add('RPUSH', key, n, () => [random.below(100) ? text() : long()]);
        break;
      case 3:
        add('SADD', key, n, (j) => [String(random.below(2) ? j : random.uint32() * 3)]);
        break;
      case 4:
        add('SADD', key, n, () => [random.below(100) ? text() : long()]);
        break;
      case 5:
        add('ZADD', key, n, () => [score(), random.below(100) ? text() : long()]);
        break;
      default:
        add('HSET', key, n, () => [text(), random.below(100) ? text() : long()]);
    }
    if (random.below(4) === 0) commands.push(['PEXPIREAT', key, String(FUTURE + random.below(1e9))]);
  }
  commands.push(['SELECT', '0']);
  return commands;
}

describe.skipIf(redis.path === undefined)('files between this engine and a real server', () => {
  let real: RealServer;
  let client: RespClient;
  let folder = '';
  const tool = (name: string) => join(dirname(redis.path ?? ''), name);

  beforeAll(async () => {
    real = await RealServer.start(redis.path ?? '');
    client = await RespClient.open(real.port);
    folder = String(((await client.send('CONFIG', 'GET', 'dir')) as string[])[1]);
  });
  afterAll(async () => {
    client?.close();
    await real?.stop();
  });
  beforeEach(async () => {
    await client.send('FLUSHALL');
    await client.send('SELECT', '0');
    client.forget();
  });

  async function both(commands: readonly string[][]): Promise<Bench> {
    const bench = new Bench();
    bench.clock.set(Date.now());
    for (let i = 0; i < commands.length; i += 1000) {
      const some = commands.slice(i, i + 1000);
      const theirs = await client.pipeline(some);
      client.forget();
      some.forEach((argv, j) => {
        const ours = bench.run(argv);
        const reply = theirs[j];
        if (typeof reply === 'number' || typeof reply === 'string') expect(ours, argv.join(' ')).toBe(reply);
      });
    }
    return bench;
  }

  /** What the server holds after it loaded `file` as its dump. */
  async function loadThere(file: Uint8Array): Promise<string> {
    writeFileSync(join(folder, 'dump.rdb'), file);
    const check = spawnSync(tool('redis-check-rdb'), [join(folder, 'dump.rdb')], { encoding: 'utf8' });
    expect(check.stdout).toContain('RDB looks OK');
    expect(await client.send('DEBUG', 'RELOAD', 'NOSAVE')).toMatchObject({ text: 'OK' });
    return digest();
  }

  const digest = async () => JSON.stringify(await client.send('DEBUG', 'DIGEST'));

  /** Every TTL of the server and the engine. */
  async function compareTtls(engine: Engine): Promise<void> {
    for (const db of engine.keyspace.databases) {
      if (db.size === 0) continue;
      await client.send('SELECT', String(db.index));
      const replies = await client.pipeline(db.slots.map(({ key }) => ['PEXPIRETIME', key]));
      client.forget();
      expect(replies).toEqual(db.slots.map(({ expireAt }) => expireAt));
    }
    await client.send('SELECT', '0');
  }

  async function loadHere(file: Uint8Array): Promise<Bench> {
    const store = new MemoryStore();
    await store.checkpoint(
      (async function* () {
        for (let i = 0; i < file.length; i += 50_000) yield file.slice(i, i + 50_000);
      })(),
    );
    const bench = new Bench();
    bench.clock.set(Date.now());
    const report = await recover(bench.engine, store);
    expect(report).toMatchObject({ damage: [], skipped: [] });
    return bench;
  }

  test.each([1, 2, 3])('seed %i: ours loads there, theirs loads here', async (seed) => {
    const bench = await both(dataset(seed, 10_000));
    const theirs = await digest();
    expect(await loadThere(await collect(exportRdb(bench.engine)))).toBe(theirs);
    await compareTtls(bench.engine);
    await client.send('SAVE');
    const again = await loadHere(readFileSync(join(folder, 'dump.rdb')));
    expect(contents(again.engine)).toEqual(contents(bench.engine));
  });

  test('the encodings after loading are those that the server has', async () => {
    const words = (n: number, word: (i: number) => string) => Array.from({ length: n }, (_, i) => word(i));
    const commands = [
      ...[128, 129, 512, 513].flatMap((n) => [
        ['SADD', `ints${n}`, ...words(n, String)],
        ['ZADD', `zset${n}`, ...words(n, (i) => `${i} m${i}`).flatMap((pair) => pair.split(' '))],
        ['HSET', `hash${n}`, ...words(n, (i) => `f${i} ${i}`).flatMap((pair) => pair.split(' '))],
      ]),
      ['ZADD', 'zlong', '1', 'x'.repeat(65)],
      ['HSET', 'hlong', 'f', 'x'.repeat(65)],
      ['SET', 'int', '12345'],
      ['SET', 'embstr', 'x'.repeat(44)],
      ['SET', 'raw', 'x'.repeat(45)],
    ];
    const bench = await both(commands);
    await client.send('SAVE');
    const again = await loadHere(readFileSync(join(folder, 'dump.rdb')));
    await client.send('DEBUG', 'RELOAD');
    for (const [, key = ''] of commands) {
      const theirs = await client.send('OBJECT', 'ENCODING', key);
      expect(again.run(['OBJECT', 'ENCODING', key]), key).toBe(theirs);
      expect(bench.run(['OBJECT', 'ENCODING', key]), key).toBe(theirs);
    }
  });

  test.each([
    ['1', 300],
    ['7', 43],
    ['128', 3],
    ['-1', 3],
    ['-2', 2],
  ])('nodes of lists are as long as list-max-listpack-size %s allows', async (limit, nodes) => {
    const push = [
      'RPUSH',
      'list',
      ...Array.from({ length: 300 }, (_, i) => `element-${i}-${'x'.repeat(i % 50)}`),
    ];
    const setting = ['CONFIG', 'SET', 'list-max-listpack-size', limit];
    await client.send(...setting);
    try {
      await client.send(...push);
      const nodesThere = async () =>
        Number(/ql_nodes:(\d+)/.exec(JSON.stringify(await client.send('DEBUG', 'OBJECT', 'list')))?.[1]);
      const theirs = await nodesThere();
      const bench = new Bench();
      bench.run(setting);
      bench.run(push);
      await loadThere(await collect(exportRdb(bench.engine)));
      expect(await nodesThere()).toBe(theirs);
      expect(theirs).toBe(nodes);
    } finally {
      await client.send('CONFIG', 'SET', 'list-max-listpack-size', '-2');
    }
  });

  test('DUMP of one is RESTORE of the other', async () => {
    const bench = await both(dataset(11, 400).filter(([name]) => name !== 'SELECT'));
    bench.engine.dumpCodec = rdbCodec;
    const keys = bench.engine.keyspace.db(0).slots.map(({ key }) => key);
    for (const key of keys) {
      const ours = String(bench.run(['DUMP', key]));
      const theirs = String(await client.send('DUMP', key));
      // The digest of a key includes whether it has a TTL.
      const ttl = bench.run(['TTL', key]) === -1 ? '0' : String(FUTURE);
      const restored = await client.send('RESTORE', 'copy', ttl, ours, 'REPLACE', 'ABSTTL');
      expect(restored, key).toMatchObject({ text: 'OK' });
      const [one, other] = (await client.send('DEBUG', 'DIGEST-VALUE', key, 'copy')) as string[];
      expect(one, key).toEqual(other);
      expect(bench.run(['RESTORE', 'copy', '0', theirs, 'REPLACE'])).toBe('+OK');
      const all = contents(bench.engine);
      expect(all['0/copy']?.[0], key).toEqual(all[`0/${key}`]?.[0]);
    }
  });

  test('streams with groups, both ways', async () => {
    const lines = [
      ...Array.from({ length: 300 }, (_, i) => `XADD s ${i + 1}-1 name v${i} other ${i % 5}`),
      'XADD s 500-0 different fields here too',
      ...[1, 50, 120, 121, 300].map((n) => `XDEL s ${n}-1`),
      'XTRIM s MINID 20',
      'XGROUP CREATE s g 40',
      'XREADGROUP GROUP g alice COUNT 30 STREAMS s >',
      'XREADGROUP GROUP g bob COUNT 5 STREAMS s >',
      'XACK s g 42-1 43-1',
      'XCLAIM s g bob 0 45-1',
      'XGROUP CREATE s unread $',
      'XADD empty 5-5 a b',
      'XDEL empty 5-5',
    ];
    const bench = await both(lines.map((line) => line.split(' ')));
    const theirs = await digest();
    expect(await loadThere(await collect(exportRdb(bench.engine)))).toBe(theirs);
    const asked = ['XRANGE s - +', 'XPENDING s g - + 100', 'XINFO STREAM s', 'XINFO GROUPS s', 'XLEN empty'];
    for (const line of asked) {
      const argv = line.split(' ');
      const strip = (reply: unknown) =>
        JSON.stringify(reply)
          .replace(/"radix-tree-(keys|nodes)",\d+/g, '')
          .replace(/(alice|bob)",\d+/g, '$1');
      // RESP2 flattens what the engine answers as maps.
      const plain = JSON.parse(JSON.stringify(bench.run(argv)), (_, value) =>
        Array.isArray(value) ? value : (value?.map ?? value),
      );
      expect(strip(plain), line).toBe(strip(await client.send(...argv)));
    }
    await client.send('SAVE');
    const again = await loadHere(readFileSync(join(folder, 'dump.rdb')));
    await client.send('XADD', 's', '600-0', 'a', 'b');
    again.run('XADD s 600-0 a b');
    bench.run('XADD s 600-0 a b');
    // A server saves its keys in an order that changes from start to start.
    const sorted = (engine: Engine) => Object.entries(contents(engine)).sort(([a], [b]) => (a < b ? -1 : 1));
    const seen = (engine: Engine) => JSON.stringify(sorted(engine)).replace(/\["(alice|bob)",\d+,/g, '');
    const withoutTimes = (engine: Engine) => seen(engine).replace(/1[5-9]\d{11}/g, 'time');
    expect(withoutTimes(again.engine)).toBe(withoutTimes(bench.engine));
  });

  test('hash fields with TTLs ask for a version that an old server refuses, and come back here', async () => {
    const bench = new Bench();
    for (let i = 0; i < 600; i++) bench.run(`HSET h f${i} v${i}`);
    bench.run('HPEXPIREAT h 4102444800000 FIELDS 2 f1 f2');
    bench.run('HSET small a 1 b 2');
    bench.run('HPEXPIREAT small 4102444800001 FIELDS 1 b');
    const file = await collect(exportRdb(bench.engine));
    expect(String.fromCharCode(...file.subarray(0, 9))).toBe('REDIS0012');
    expect(contents((await loadHere(file)).engine)).toEqual(contents(bench.engine));
  });

  test('a log of ours: the check tool accepts it, the server loads it', async () => {
    const writer = new CommandWriter();
    const bench = new Bench();
    bench.clock.set(Date.now());
    bench.engine.observer = { effects: (group) => writer.write(group) };
    for (const argv of dataset(5, 3000)) bench.run(argv);
    bench.run(['MULTI']);
    bench.run(['INCR', 'counter']);
    bench.run(['SPOP', 'none']);
    bench.run(['LPUSH', 'queue', 'a']);
    bench.run(['EXEC']);
    const log = writer.take();
    const name = 'appendonly.aof.1.incr.aof';
    const logs = join(folder, 'appendonlydir');
    mkdirSync(logs, { recursive: true });
    writeFileSync(join(logs, name), log);
    writeFileSync(join(logs, 'appendonly.aof.manifest'), `file ${name} seq 1 type i\n`);
    const check = spawnSync(tool('redis-check-aof'), [join(logs, 'appendonly.aof.manifest')], {
      encoding: 'utf8',
    });
    expect(check.stdout).toContain('All AOF files and manifest are valid');
    const loaded = await RealServer.start(redis.path ?? '', { appendonly: 'yes' }, (dir) => {
      mkdirSync(join(dir, 'appendonlydir'));
      for (const file of [name, 'appendonly.aof.manifest']) {
        writeFileSync(join(dir, 'appendonlydir', file), readFileSync(join(logs, file)));
      }
    });
    try {
      const other = await RespClient.open(loaded.port);
      const theirs = JSON.stringify(await other.send('DEBUG', 'DIGEST'));
      other.close();
      expect(await loadThere(await collect(exportRdb(bench.engine)))).toBe(theirs);
    } finally {
      await loaded.stop();
    }
  });
});
