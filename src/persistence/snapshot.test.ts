import { describe, expect, test } from 'vitest';
import { Random } from '../engine/random.ts';
import { Bench } from '../engine/testing.ts';
import { readRdb } from '../rdb/reader.ts';
import { plainValue } from '../rdb/testing.ts';
import { concat } from './chunks.ts';
import { beginExport, exportRdb, snapshotFree } from './export.ts';
import { Snapshot } from './snapshot.ts';
import { contents } from './testing.ts';

/** Writes a snapshot in the smallest slices, with `meanwhile` between them. */
function sliced(bench: Bench, meanwhile: () => void): Uint8Array {
  const snapshot = new Snapshot(bench.engine);
  const parts: Uint8Array[] = [];
  while (!snapshot.done) {
    snapshot.step(0, 1);
    if (snapshot.done) break;
    parts.push(snapshot.take());
    meanwhile();
  }
  parts.push(snapshot.take());
  expect(snapshot.written).toBe(snapshot.keys);
  return concat(parts);
}

function read(bench: Bench, file: Uint8Array): Record<string, unknown> {
  const all: Record<string, unknown> = {};
  readRdb(
    file,
    {
      key: ({ db, key, value, expireAt }) => {
        expect(all[`${db}/${key}`]).toBeUndefined();
        all[`${db}/${key}`] = [plainValue(value), expireAt];
      },
    },
    bench.engine.keyspace.limits,
  );
  return all;
}

function fill(bench: Bench): void {
  for (const db of [0, 2]) {
    bench.run(`SELECT ${db}`);
    for (let i = 0; i < 120; i++) {
      bench.run(`SET s${i} ${i}${i % 3 ? '' : ` PX ${50 + i}`}`);
      bench.run(`RPUSH l${i} a b c`);
      bench.run(`HSET h${i} f ${i} g 2`);
      bench.run(`ZADD z${i} ${i} a 2 b`);
      bench.run(`SADD m${i} a b ${i}`);
    }
    for (let i = 0; i < 3000; i++) bench.run(`HSET large field${i} ${i}`);
    bench.run('HPEXPIRE h1 60 FIELDS 1 f');
  }
  bench.run('SELECT 0');
}

const CHANGES: ((n: number) => string)[] = [
  (n) => `SET s${n} new`,
  (n) => `SET new${n} x`,
  (n) => `INCR s${n}`,
  (n) => `APPEND s${n} more`,
  (n) => `DEL s${n} l${n}`,
  (n) => `RENAME h${n} h${n + 1}`,
  (n) => `COPY z${n} copy${n}`,
  (n) => `MOVE m${n} 2`,
  (n) => `MOVE s${n} 5`,
  (n) => `LPUSH l${n} z`,
  (n) => `LPOP l${n} 3`,
  (n) => `HSET h${n} f changed`,
  (n) => `HDEL h${n} f g`,
  (n) => `HSET large field${n} changed`,
  (n) => `ZADD z${n} 9 a 1 c`,
  (n) => `ZREM z${n} a b`,
  (n) => `SADD m${n} q`,
  (n) => `SPOP m${n} 2`,
  (n) => `EXPIRE z${n} 100`,
  (n) => `PEXPIRE z${n} 1`,
  (n) => `PERSIST s${n}`,
  (n) => `SMOVE m${n} m${n + 1} a`,
  (n) => `RPOPLPUSH l${n} l${n + 2}`,
  (n) => `SETRANGE s${n} 3 xyz`,
  () => 'SELECT 2',
  () => 'SELECT 0',
];

describe('a snapshot shows one moment, whatever changes while it is written', () => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8])('seed %i', (seed) => {
    const bench = new Bench();
    fill(bench);
    const random = new Random(seed);
    const before = contents(bench.engine);
    const file = sliced(bench, () => {
      for (let i = random.below(20); i > 0; i--) {
        bench.run(CHANGES[random.below(CHANGES.length)]?.(random.below(120)) ?? '');
      }
      if (random.below(4) === 0) bench.advance(random.below(20));
      if (random.below(60) === 0) bench.run('SWAPDB 0 2');
      if (random.below(80) === 0) bench.run('FLUSHDB');
    });
    expect(read(bench, file)).toEqual(before);
    expect(bench.engine.keyspace.saver).toBeUndefined();
  });

  test.each([1, 2, 3, 4])('large values that change before their turn and half way, seed %i', (seed) => {
    const bench = new Bench();
    for (let i = 0; i < 3000; i++) {
      bench.run(`HSET hash f${i} v${i}`);
      bench.run(`RPUSH list e${i}`);
      bench.run(`SADD set m${i}`);
      bench.run(`ZADD zset ${i % 500} m${i}`);
      bench.run(`XADD stream ${i + 1}-1 n ${i}`);
    }
    bench.run('HPEXPIREAT hash 4102444800000 FIELDS 2 f7 f2000');
    bench.run('XGROUP CREATE stream group 0');
    bench.run('XREADGROUP GROUP group ann COUNT 700 STREAMS stream >');
    bench.run(`SET text ${'a long text '.repeat(20_000).replaceAll(' ', '-')}`);
    bench.run(
      `SET noise ${Array.from({ length: 90_000 }, (_, i) => (Math.imul(i, 0x9e3779b1) >>> 3) % 10).join('')}`,
    );
    bench.run('SETBIT bits 3000000 1');
    bench.run('COPY zset other');
    for (let i = 0; i < 50; i++) bench.run(`SET k${i} v`);
    const random = new Random(seed);
    const before = contents(bench.engine);
    let moment = 0;
    const changes: ((n: number) => string)[] = [
      (n) => `HSET hash f${n} changed new${n} 1`,
      (n) => `HDEL hash f${n} f${n + 1}`,
      (n) => `HPEXPIRE hash 90000 FIELDS 1 f${n}`,
      (n) => `LSET list ${n % 100} changed`,
      () => 'LPOP list 3',
      (n) => `LREM list 1 e${n}`,
      (n) => `SADD set new${n}`,
      (n) => `SREM set m${n} m${n + 7}`,
      (n) => `ZADD zset ${n % 90} m${n} 1 new${n}`,
      (n) => `ZREM zset m${n} m${n + 3}`,
      (n) => `ZREMRANGEBYRANK zset ${n % 40} ${(n % 40) + 5}`,
      (n) => `XADD stream * n ${n}`,
      (n) => `XDEL stream ${n + 1}-1`,
      () => 'XTRIM stream MAXLEN ~ 2800',
      (n) => `XACK stream group ${n}-1`,
      (n) => `XCLAIM stream group bob 0 ${n % 700}-1`,
      (n) => `SETRANGE text ${n} changed`,
      () => 'APPEND noise more',
      (n) => `SETBIT bits ${n} 1`,
      () => 'RENAME other again',
      () => 'RENAME again other',
      () => 'DEL list',
      () => 'COPY set copy REPLACE',
      (n) => `SET k${n % 50} changed`,
    ];
    const file = sliced(bench, () => {
      moment++;
      if (moment < 3 + seed * 8) return;
      for (let i = random.below(4); i > 0; i--) {
        bench.run(changes[random.below(changes.length)]?.(random.below(3000)) ?? '');
      }
    });
    expect(moment).toBeGreaterThan(60);
    expect(read(bench, file)).toEqual(before);
  });

  test('an emptied keyspace is written as it was', () => {
    const bench = new Bench();
    fill(bench);
    const before = contents(bench.engine);
    let first = true;
    const file = sliced(bench, () => {
      if (first) bench.run('FLUSHALL');
      first = false;
      bench.run('SET only this');
    });
    expect(read(bench, file)).toEqual(before);
  });
});

describe('as a stream', () => {
  test('comes in chunks and lets others run between them', async () => {
    const bench = new Bench();
    for (let i = 0; i < 2000; i++) bench.run(`SET key${i} value${i}`);
    let pauses = 0;
    const chunks: Uint8Array[] = [];
    const progress: number[] = [];
    for await (const chunk of exportRdb(bench.engine, {
      sliceMs: 0,
      chunkBytes: 10_000,
      pause: async () => void pauses++,
      progress: (written) => progress.push(written),
    })) {
      chunks.push(chunk);
    }
    expect(pauses).toBeGreaterThan(10);
    expect(chunks.length).toBeGreaterThan(2);
    expect(progress.at(-1)).toBe(2000);
    expect(Object.keys(read(bench, concat(chunks)))).toHaveLength(2000);
  });

  test('one at a time: a second waits, a cancelled one makes room', async () => {
    const bench = new Bench();
    bench.run('SET a 1');
    const first = beginExport(bench.engine);
    expect(() => beginExport(bench.engine)).toThrow('another snapshot');
    let free = false;
    const waiting = snapshotFree(bench.engine).then(() => {
      free = true;
    });
    await Promise.resolve();
    expect(free).toBe(false);
    first.cancel();
    await waiting;
    const parts: Uint8Array[] = [];
    for await (const chunk of exportRdb(bench.engine)) parts.push(chunk);
    expect(Object.keys(read(bench, concat(parts)))).toEqual(['0/a']);
  });
});
