import { describe, expect, it } from 'vitest';
import { Bench } from './testing.ts';

const OOM = "-OOM command not allowed when used memory > 'maxmemory'.";

function filled(policy: string, count = 200): Bench {
  const bench = new Bench();
  bench.run(`CONFIG SET maxmemory-policy ${policy} maxmemory-samples 10`);
  for (let i = 0; i < count; i++) bench.run(`SET k${i} v`);
  return bench;
}
const alive = (bench: Bench, from: number, to: number) =>
  Array.from({ length: to - from }, (_, i) => bench.run(`EXISTS k${from + i}`)).filter((n) => n === 1).length;
const half = (bench: Bench) =>
  bench.run(`CONFIG SET maxmemory ${Math.ceil(bench.engine.eviction.used() / 2)}`);

describe('maxmemory', () => {
  it('refuses commands that add data under noeviction, and lets the others run', () => {
    const bench = filled('noeviction', 50);
    bench.run('CONFIG SET maxmemory 1kb');
    for (const [line, reply] of [
      ['SET a 1', OOM],
      ['GET k1', 'v'],
      ['DEL k1', 1],
      ['MULTI', '+OK'],
      ['GET k2', OOM],
      ['DISCARD', '+OK'],
      ['CONFIG SET maxmemory 0', '+OK'],
      ['SET a 1', '+OK'],
    ] as const)
      expect(bench.run(line), line).toBe(reply);
  });

  it('refuses EXEC where its queue adds data', () => {
    const bench = filled('noeviction', 50);
    const other = bench.connect();
    for (const line of ['MULTI', 'SET a 1']) bench.run(line);
    other.run('CONFIG SET maxmemory 1kb');
    expect(bench.run('EXEC')).toBe(
      "-EXECABORT Transaction discarded because of: OOM command not allowed when used memory > 'maxmemory'.",
    );
  });

  it('counts what is in use as it changes', () => {
    const bench = filled('noeviction', 10);
    const { eviction } = bench.engine;
    const before = eviction.used();
    bench.run('CONFIG SET maxmemory 100mb');
    expect(eviction.used()).toBe(before);
    bench.run('SET k1 v EX 100');
    bench.run('RPUSH list a b c');
    bench.run('SWAPDB 0 1');
    bench.run('DEL k2');
    bench.run('SELECT 1');
    bench.run('DEL k2');
    bench.advance(100_000);
    const kept = eviction.used();
    bench.run('CONFIG SET maxmemory 0');
    expect(eviction.used()).toBe(kept);
    bench.run('CONFIG SET maxmemory 100mb');
    bench.run('FLUSHALL');
    expect(eviction.used()).toBe(0);
  });

  it.each(['allkeys-random', 'allkeys-lru', 'allkeys-lfu'])('%s makes room', (policy) => {
    const bench = filled(policy);
    half(bench);
    expect(bench.engine.eviction.used()).toBeLessThanOrEqual(bench.engine.eviction.maxMemory);
    expect(alive(bench, 0, 200)).toBeGreaterThan(90);
    expect(bench.run('SET new v')).toBe('+OK');
    expect(bench.engine.keyspace.stats.evicted).toBeGreaterThan(90);
  });

  it('volatile policies spare keys without a TTL, and give up when none is left', () => {
    for (const policy of ['volatile-lru', 'volatile-lfu', 'volatile-random', 'volatile-ttl']) {
      const bench = filled(policy);
      for (let i = 0; i < 20; i++) bench.run(`EXPIRE k${i} 1000`);
      half(bench);
      expect(alive(bench, 0, 20), policy).toBe(0);
      expect(alive(bench, 20, 200), policy).toBe(180);
      expect(bench.run('SET new v'), policy).toBe(OOM);
    }
  });

  it('LRU takes what was used longest ago', () => {
    const bench = filled('allkeys-lru');
    bench.advance(60_000);
    for (let i = 100; i < 200; i++) bench.run(`GET k${i}`);
    half(bench);
    expect(alive(bench, 100, 200)).toBeGreaterThan(90);
  });

  it('LFU takes what was used least often', () => {
    const bench = filled('allkeys-lfu');
    for (let round = 0; round < 50; round++) for (let i = 100; i < 200; i++) bench.run(`GET k${i}`);
    half(bench);
    expect(alive(bench, 100, 200)).toBeGreaterThan(90);
  });

  it('TTL takes what ends soonest', () => {
    const bench = filled('volatile-ttl');
    for (let i = 0; i < 200; i++) bench.run(`EXPIRE k${i} ${1000 + i}`);
    half(bench);
    expect(alive(bench, 100, 200)).toBeGreaterThan(85);
  });

  it('logs a DEL of its own and publishes `evicted`', () => {
    const bench = filled('allkeys-random', 3);
    const ear = bench.connect();
    ear.run('SUBSCRIBE __keyevent@0__:evicted');
    ear.take();
    bench.run('CONFIG SET notify-keyspace-events Ee');
    bench.takeEffects();
    bench.run('CONFIG SET maxmemory 1');
    expect(bench.takeEffects().sort()).toEqual(['DEL k0', 'DEL k1', 'DEL k2']);
    expect(ear.take()).toHaveLength(3);
  });
});
