import { describe, expect, test } from 'vitest';
import { Bench } from '../engine/testing.ts';
import { RdbWriter } from '../rdb/writer.ts';
import { concat } from './chunks.ts';
import { CommandWriter } from './command-writer.ts';
import { exportRdb } from './export.ts';
import { MemoryStore } from './memory-store.ts';
import { type RecoveryReport, recover } from './recovery.ts';
import { bytes, contents, resp } from './testing.ts';

/** Records what an engine does the way the worker does. */
function recorded(bench: Bench): CommandWriter {
  const writer = new CommandWriter();
  bench.engine.observer = { effects: (group) => writer.write(group) };
  return writer;
}

async function recovered(store: MemoryStore, now?: number): Promise<[Bench, RecoveryReport]> {
  const bench = new Bench();
  if (now !== undefined) bench.clock.set(now);
  return [bench, await recover(bench.engine, store)];
}

const SESSION = [
  'SET a 1',
  'INCR a',
  'SET t v EX 100',
  'RPUSH l a b c',
  'LPOP l',
  'HSET h f 1 g 2',
  'SADD s 1 2 x',
  'SPOP s',
  'ZADD z 1 a 2 b',
  'SELECT 3',
  'SET other db',
  'SELECT 0',
  'MULTI',
  'INCR a',
  'DEL t',
  'EXEC',
  'HPEXPIRE h 5000 FIELDS 1 f',
];

describe('what was recorded comes back', () => {
  test('from the log alone', async () => {
    const bench = new Bench();
    const log = recorded(bench);
    for (const line of SESSION) bench.run(line);
    const store = new MemoryStore();
    await store.append(log.take());
    const [again, report] = await recovered(store);
    expect(contents(again.engine)).toEqual(contents(bench.engine));
    expect(report).toMatchObject({ keys: 6, expired: 0, refused: 0, truncatedBytes: 0, damage: [] });
    expect(again.engine.keyspace.dirty).toBe(0);
    expect(again.engine.stats.commands).toBe(0);
  });

  test('from a snapshot, with the log after it', async () => {
    const bench = new Bench();
    const log = recorded(bench);
    for (const line of SESSION) bench.run(line);
    const store = new MemoryStore();
    await store.append(log.take());
    await store.checkpoint(exportRdb(bench.engine));
    log.reselect();
    for (const line of ['INCR a', 'RPUSH l z', 'ZINCRBY z 5 a']) bench.run(line);
    await store.append(log.take());
    const [again, report] = await recovered(store);
    expect(report).toMatchObject({ commands: 4, damage: [] });
    expect(contents(again.engine)).toEqual(contents(bench.engine));
  });

  test('idle times of a file count, other keys count as used now', async () => {
    // IDLE 50, then a key; then a key without.
    const file = bytes('REDIS0009\xf8\x32\x00\x01a\x01x\x00\x01b\x01x\xff'.padEnd(26 + 8, '\0'));
    const store = new MemoryStore();
    await store.checkpoint(
      (async function* () {
        yield file;
      })(),
    );
    const [bench, report] = await recovered(store);
    expect(report.damage).toEqual([]);
    expect([bench.run('OBJECT IDLETIME a'), bench.run('OBJECT IDLETIME b')]).toEqual([50, 0]);
  });

  test('nothing is published or observed on the way', async () => {
    const store = new MemoryStore();
    await store.append(bytes(resp('SET a 1', 'DEL a', 'SET b 1')));
    const bench = new Bench();
    bench.run('CONFIG SET notify-keyspace-events KEA');
    const listener = bench.connect();
    listener.run('PSUBSCRIBE *');
    listener.take();
    const seen: string[] = [];
    bench.engine.observer = { touched: (_, key) => seen.push(key), effects: () => seen.push('effect') };
    await recover(bench.engine, store);
    expect([listener.take(), seen]).toEqual([[], []]);
    bench.run('SET c 1');
    expect(seen).toContain('c');
  });
});

describe('time that passed meanwhile', () => {
  test('ends keys and fields, and the log says so', async () => {
    const bench = new Bench();
    const log = recorded(bench);
    for (const line of ['SET k v PX 1000', 'SET stays v', 'HSET h f 1 g 2', 'HPEXPIRE h 1000 FIELDS 1 f']) {
      bench.run(line);
    }
    const store = new MemoryStore();
    await store.append(log.take());
    const later = bench.clock.now() + 1000;
    const [again, report] = await recovered(store, later);
    expect(Object.keys(contents(again.engine)).sort()).toEqual(['0/h', '0/stays']);
    expect(again.run('HGETALL h')).toEqual({ map: ['g', '2'] });
    expect(report.expired).toBe(2);
    expect(again.engine.keyspace.stats).toMatchObject({ expired: 0, expiredFields: 0 });
    const appended = String.fromCharCode(...concat((await all(store)).slice(-1)));
    expect(appended).toContain('DEL');
    expect(appended).toContain('HDEL');
  });

  test('does not end a key before the effects on it were replayed', async () => {
    const bench = new Bench();
    const log = recorded(bench);
    for (const line of ['SET n 5 PX 1000', 'INCR n', 'PERSIST n', 'SET gone 1 PX 10']) bench.run(line);
    bench.advance(20);
    bench.run('INCR gone');
    const store = new MemoryStore();
    await store.append(log.take());
    const [again] = await recovered(store, bench.clock.now() + 100_000);
    expect(again.run('MGET n gone')).toEqual(['6', '1']);
  });

  test('a second recovery after new writes sees no ghost of an ended key', async () => {
    const bench = new Bench();
    const log = recorded(bench);
    bench.run('SET n 5 PX 1000');
    const store = new MemoryStore();
    await store.append(log.take());
    const [second] = await recovered(store, bench.clock.now() + 5000);
    const more = recorded(second);
    second.run('INCR n');
    await store.append(more.take());
    const [third] = await recovered(store, bench.clock.now() + 9000);
    expect(third.run('GET n')).toBe('1');
    expect(third.run('TTL n')).toBe(-1);
  });
});

async function all(store: MemoryStore): Promise<Uint8Array[]> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of (await store.load()).log) chunks.push(chunk);
  return chunks;
}

describe('torn and damaged', () => {
  const LOG = resp('SELECT 0', 'SET a 1', 'SET b 2', 'MULTI', 'SET c 3', 'SET d 4', 'EXEC', 'SET e 5');
  const WHOLE = [
    ['', ''],
    [resp('SELECT 0'), ''],
    [resp('SELECT 0', 'SET a 1'), 'a'],
    [resp('SELECT 0', 'SET a 1', 'SET b 2'), 'ab'],
    [resp('SELECT 0', 'SET a 1', 'SET b 2', 'MULTI', 'SET c 3', 'SET d 4', 'EXEC'), 'abcd'],
    [LOG, 'abcde'],
  ] as const;

  test('a tail cut anywhere: the state is that of the last whole command or transaction', async () => {
    for (let cut = 0; cut <= LOG.length; cut++) {
      const store = new MemoryStore();
      await store.append(bytes(LOG.slice(0, cut)));
      const [bench, report] = await recovered(store);
      const [prefix, keys] = WHOLE.filter(([text]) => text.length <= cut).at(-1) ?? ['', ''];
      expect(Object.keys(contents(bench.engine)).sort().join(''), String(cut)).toBe(
        [...keys].map((key) => `0/${key}`).join(''),
      );
      expect(report.truncatedBytes).toBe(cut - prefix.length);
      expect(report.damage).toEqual([]);
      expect(store.logBytes).toBe(prefix.length);
    }
  });

  test.each([
    ['garbage between commands', resp('SET a 1'), `nonsense${resp('SET b 2')}`],
    ['a length that is none', resp('SET a 1'), '*x\r\n'],
    ['a word without its end', resp('SET a 1'), '*1\r\n$4\r\nPINGxx'],
    ['an absurd length', resp('SET a 1'), '*2\r\n$99999999999\r\n'],
    ['a command that does not exist', resp('SET a 1'), resp('NONSENSE x')],
    ['a command with too few words', resp('SET a 1'), resp('SET b')],
    ['a database that does not exist', resp('SET a 1'), resp('SELECT 99')],
    ['EXEC without MULTI', resp('SET a 1'), resp('EXEC')],
    ['MULTI within MULTI', resp('SET a 1'), resp('MULTI', 'SET b 1', 'MULTI')],
  ])('%s: told with the offset, what came before is kept', async (_, good, bad) => {
    const store = new MemoryStore();
    await store.append(bytes(good + bad + resp('SET z 1')));
    const [bench, report] = await recovered(store);
    expect(Object.keys(contents(bench.engine))).toEqual(['0/a']);
    expect(report.damage).toMatchObject([{ part: 'log', offset: good.length, aside: 1 }]);
    expect(report.truncatedBytes).toBe(0);
    expect(store.logBytes).toBe(good.length);
    expect((await store.asides())[0]?.bytes).toBe(bad.length + resp('SET z 1').length);
  });

  test('a damaged snapshot: what could be read is there, snapshot and log are set aside', async () => {
    const bench = new Bench();
    for (let i = 0; i < 100; i++) bench.run(`SET key${i} value${i}`);
    const parts: Uint8Array[] = [];
    for await (const chunk of exportRdb(bench.engine)) parts.push(chunk);
    const file = concat(parts).slice(0, 1000);
    const store = new MemoryStore();
    await store.checkpoint(
      (async function* () {
        yield file;
      })(),
    );
    await store.append(bytes(resp('SET later 1')));
    const [again, report] = await recovered(store);
    expect(report.damage.map(({ part }) => part)).toEqual(['snapshot', 'log']);
    expect(again.run('EXISTS later')).toBe(0);
    for (const [name, [value]] of Object.entries(contents(again.engine))) {
      expect(bench.run(`GET ${name.slice(2)}`)).toBe(value);
    }
    expect(await store.asides()).toMatchObject([
      { bytes: file.length },
      { bytes: resp('SET later 1').length },
    ]);
  });

  test('a key that comes twice is damage, and the first stays', async () => {
    const writer = new RdbWriter();
    writer.wholeKey(0, 'a', 'first', -1);
    writer.wholeKey(0, 'b', 'x', -1);
    writer.wholeKey(0, 'a', 'second', -1);
    const store = new MemoryStore();
    const file = writer.finish();
    await store.checkpoint(
      (async function* () {
        yield file;
      })(),
    );
    const [bench, report] = await recovered(store);
    expect(report.damage).toMatchObject([{ part: 'snapshot' }]);
    expect(bench.run('MGET a b')).toEqual(['first', 'x']);
    expect(bench.run('DBSIZE')).toBe(2);
  });

  test('a flipped bit anywhere in a snapshot is noticed', async () => {
    const bench = new Bench();
    for (let i = 0; i < 20; i++) bench.run(`SET key${i} value${i}`);
    const parts: Uint8Array[] = [];
    for await (const chunk of exportRdb(bench.engine)) parts.push(chunk);
    const file = concat(parts);
    for (let bit = 0; bit < file.length * 8; bit += 5) {
      const flipped = file.slice();
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const store = new MemoryStore();
      await store.checkpoint(
        (async function* () {
          yield flipped;
        })(),
      );
      const [, report] = await recovered(store);
      expect(report.damage.length, String(bit)).toBe(1);
      expect(await store.asides()).toHaveLength(1);
    }
  });

  test('with readOnly nothing is cut or set aside', async () => {
    const store = new MemoryStore();
    await store.append(bytes(`${resp('SET a 1')}garbage`));
    const bench = new Bench();
    const report = await recover(bench.engine, store, { readOnly: true });
    expect(report.damage).toHaveLength(1);
    expect(await store.asides()).toEqual([]);
    expect(store.logBytes).toBe(resp('SET a 1').length + 7);
  });
});

test('what is loaded counts as used memory where there is a limit', async () => {
  const store = new MemoryStore();
  const bench = new Bench();
  const writer = recorded(bench);
  bench.run('DEBUG POPULATE 3000');
  await store.append(writer.take());
  const again = new Bench();
  again.engine.eviction.maxMemory = 100_000;
  await recover(again.engine, store);
  expect(again.engine.eviction.used()).toBeGreaterThan(100_000);
  expect(String(again.run('SET one more'))).toContain('OOM');
  again.run('CONFIG SET maxmemory 1000000');
  const before = again.engine.eviction.used();
  again.run('DEBUG RELOAD');
  expect(again.engine.eviction.used()).toBe(before);
});
