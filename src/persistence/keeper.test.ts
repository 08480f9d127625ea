import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Bench } from '../engine/testing.ts';
import { exportRdb } from './export.ts';
import { Keeper } from './keeper.ts';
import { MemoryStore } from './memory-store.ts';
import type { KeeperOptions } from './policy.ts';
import { recover } from './recovery.ts';
import { StoreCleared } from './store.ts';
import { contents } from './testing.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
});
afterEach(() => {
  vi.useRealTimers();
});

class FailingStore extends MemoryStore {
  failing = false;
  override async append(commands: Uint8Array, durability?: 'relaxed' | 'strict'): Promise<void> {
    if (this.failing) throw new Error('the disk is full');
    await super.append(commands, durability);
  }
  override async checkpoint(snapshot: AsyncIterable<Uint8Array>): Promise<number> {
    if (this.failing) throw new Error('the disk is full');
    return super.checkpoint(snapshot);
  }
}

function kept(options: KeeperOptions = {}) {
  const bench = new Bench();
  const store = new FailingStore();
  const keeper = new Keeper(bench.engine, store, options);
  bench.engine.observer = { effects: keeper.record };
  const run = (...lines: string[]) => {
    for (const line of lines) bench.run(line);
    return keeper.endTurn();
  };
  return { bench, store, keeper, run };
}

async function recovered(store: MemoryStore) {
  const bench = new Bench();
  const report = await recover(bench.engine, store);
  expect(report.damage).toEqual([]);
  return contents(bench.engine);
}

const keysOf = (all: Record<string, unknown>) => Object.keys(all).sort().join(' ');

describe('policies', () => {
  test('everysec: the store has it a moment later, the disk within a second', async () => {
    const { store, keeper, run } = kept();
    expect(run('SET a 1')).toBeUndefined();
    expect(store.logBytes).toBe(0);
    expect(keeper.status.bufferedBytes).toBeGreaterThan(0);
    await vi.advanceTimersByTimeAsync(50);
    expect(keysOf(await recovered(store.afterCrash()))).toBe('0/a');
    expect(keysOf(await recovered(store.afterPowerCut()))).toBe('');
    await vi.advanceTimersByTimeAsync(1000);
    expect(keysOf(await recovered(store.afterPowerCut()))).toBe('0/a');
  });

  test('no: the disk has it when the platform likes', async () => {
    const { store, run } = kept({ fsync: 'no' });
    run('SET a 1');
    await vi.advanceTimersByTimeAsync(5000);
    expect(keysOf(await recovered(store.afterCrash()))).toBe('0/a');
    expect(keysOf(await recovered(store.afterPowerCut()))).toBe('');
  });

  test('always: the turn is through when the disk has it; turns meanwhile share a write', async () => {
    const { store, run } = kept({ fsync: 'always' });
    const appends = vi.spyOn(store, 'append');
    const turns = [run('SET a 1', 'SET b 2'), run('SET c 3'), run('SET d 4'), run('GET a')];
    expect(turns.every((turn) => turn instanceof Promise)).toBe(true);
    await turns[0];
    expect(keysOf(await recovered(store.afterPowerCut()))).toContain('0/b');
    await Promise.all(turns);
    expect(keysOf(await recovered(store.afterPowerCut()))).toBe('0/a 0/b 0/c 0/d');
    expect(appends).toHaveBeenCalledTimes(2);
    expect(run('GET a')).toBeUndefined();
  });

  test('without a log only snapshots are kept, at the save points', async () => {
    const { store, run } = kept({ appendOnly: false, save: [[60, 2]] });
    run('SET a 1');
    await vi.advanceTimersByTimeAsync(61_000);
    expect([store.snapshotBytes, store.logBytes]).toEqual([0, 0]);
    run('SET b 1');
    await vi.advanceTimersByTimeAsync(2000);
    vi.useRealTimers();
    await vi.waitUntil(() => store.snapshotBytes > 0);
    expect(keysOf(await recovered(store))).toBe('0/a 0/b');
  });

  test('flush writes all to the disk at once', async () => {
    const { store, keeper, run } = kept({ fsync: 'no' });
    run('SET a 1');
    await keeper.flush();
    expect(keysOf(await recovered(store.afterPowerCut()))).toBe('0/a');
    expect(keeper.status.bufferedBytes).toBe(0);
  });
});

describe('snapshots and the log', () => {
  beforeEach(() => {
    vi.useRealTimers();
  });

  test('a checkpoint covers what came before and the log goes on from there', async () => {
    const { bench, store, keeper, run } = kept({ save: [] });
    run('SET n 1', 'SELECT 4', 'SET other 1');
    const saving = keeper.checkpoint();
    run('INCR other', 'SELECT 0', 'INCR n');
    await saving;
    run('INCR n', 'SELECT 4', 'INCR other');
    await keeper.flush();
    expect(await recovered(store)).toEqual(contents(bench.engine));
    expect(contents(bench.engine)).toMatchObject({ '0/n': ['3', -1], '4/other': ['3', -1] });
    expect(keeper.status.changes).toBe(bench.engine.keyspace.dirty - 2);
  });

  test('under load, a crash at any moment leaves a state that some prefix of the writes explains', async () => {
    const { store, keeper, run } = kept({ save: [], rewrite: { percentage: 100, minBytes: 300 } });
    let crashes = 0;
    for (let i = 1; i <= 400; i++) {
      run('INCR a', 'INCR b');
      if (i % 7 === 0) void keeper.flush();
      if (i % 3 === 0) await new Promise((resolve) => setTimeout(resolve));
      const all = await recovered(store.afterCrash());
      const [a, b] = [Number(all['0/a']?.[0] ?? 0), Number(all['0/b']?.[0] ?? 0)];
      expect(a - b === 0 || a - b === 1).toBe(true);
      expect(a).toBeLessThanOrEqual(i);
      if (a > 0) crashes++;
    }
    expect(crashes).toBeGreaterThan(300);
    expect(store.snapshotBytes).toBeGreaterThan(0);
    await keeper.flush();
    expect((await recovered(store))['0/a']?.[0]).toBe('400');
  });

  test('with always, whenever the power goes, what a turn waited for is there', async () => {
    const { store, run } = kept({ fsync: 'always', save: [], rewrite: { percentage: 100, minBytes: 400 } });
    let acknowledged = 0;
    const turns: Promise<void>[] = [];
    for (let i = 1; i <= 300; i++) {
      const turn = run('INCR n') ?? Promise.resolve();
      turns.push(
        turn.then(() => {
          acknowledged = Math.max(acknowledged, i);
        }),
      );
      if (i % 5 === 0) await new Promise((resolve) => setTimeout(resolve));
      const survived = Number((await recovered(store.afterPowerCut()))['0/n']?.[0] ?? 0);
      expect(survived).toBeGreaterThanOrEqual(acknowledged);
      expect(survived).toBeLessThanOrEqual(i);
    }
    await Promise.all(turns);
    expect((await recovered(store.afterPowerCut()))['0/n']?.[0]).toBe('300');
    expect(store.snapshotBytes).toBeGreaterThan(0);
  });

  test('the log is rewritten when it has outgrown the snapshot', async () => {
    const { store, keeper, run } = kept({ save: [], rewrite: { percentage: 100, minBytes: 10_000 } });
    for (let i = 0; i < 1000; i++) run('INCR n');
    await keeper.flush();
    await vi.waitUntil(() => store.snapshotBytes > 0);
    expect(store.logBytes).toBe(0);
    expect((await recovered(store))['0/n']?.[0]).toBe('1000');
  });

  test('switching the log on begins with a snapshot', async () => {
    const { bench, store, keeper, run } = kept({ appendOnly: false, save: [] });
    run('SET a 1');
    keeper.configure({ appendOnly: true, fsync: 'always' });
    await run('INCR a');
    await keeper.checkpoint();
    await run('INCR a');
    expect(await recovered(store)).toEqual(contents(bench.engine));
  });

  test('a file that is imported replaces all, and the log goes on after it', async () => {
    const { bench, store, keeper, run } = kept({ save: [] });
    const other = new Bench();
    other.run('SET x 1');
    other.run('SET ended 1 PX 5');
    other.run('RPUSH l 1 2 3');
    bench.clock.advance(10);
    run('SET a 1');
    const report = await keeper.import(exportRdb(other.engine), 'replace');
    expect(report).toMatchObject({ kind: 'rdb', version: 10, keys: 2, damage: undefined });
    run('INCR x');
    await keeper.flush();
    expect(keysOf(contents(bench.engine))).toBe('0/l 0/x');
    expect(await recovered(store)).toEqual(contents(bench.engine));
    run('SET l string', 'SET keep 1');
    await keeper.import(exportRdb(other.engine), 'merge');
    expect(contents(bench.engine)).toMatchObject({
      '0/x': ['1', -1],
      '0/l': [{ list: ['1', '2', '3'] }, -1],
      '0/keep': ['1', -1],
    });
    expect(await recovered(store)).toEqual(contents(bench.engine));
  });
});

test('a flush ends also where the log is switched off and on while it waits', async () => {
  vi.useRealTimers();
  const { store, keeper, run } = kept({ save: [] });
  run('DEBUG POPULATE 20000');
  await keeper.flush();
  const saving = keeper.checkpoint();
  run('SET a 1');
  const flushing = keeper.flush();
  await new Promise((resolve) => setTimeout(resolve, 0));
  run('SET b 2', 'CONFIG SET appendonly no', 'CONFIG SET appendonly yes');
  await Promise.all([flushing, saving]);
  expect(Object.keys(await recovered(store))).toEqual(expect.arrayContaining(['0/a', '0/b']));
});

describe('a disk that fails', () => {
  test('is told, what was kept stays good, and all is written when it works again', async () => {
    const { store, keeper, run } = kept({ save: [] });
    run('INCR n');
    await keeper.flush();
    store.failing = true;
    run('INCR n');
    await vi.advanceTimersByTimeAsync(3000);
    expect(keeper.status.error).toBe('the disk is full');
    run('INCR n', 'INCR n');
    await vi.advanceTimersByTimeAsync(3000);
    expect((await recovered(store.afterCrash()))['0/n']?.[0]).toBe('1');
    store.failing = false;
    await vi.advanceTimersByTimeAsync(20_000);
    expect(keeper.status.error).toBeUndefined();
    expect((await recovered(store))['0/n']?.[0]).toBe('4');
  });

  test('with always the turn is refused', async () => {
    const { store, run } = kept({ fsync: 'always', save: [] });
    store.failing = true;
    await expect(run('SET a 1')).rejects.toThrow('full');
  });

  test('what failed before a snapshot does not count twice after it', async () => {
    const { store, keeper, run } = kept({ save: [] });
    store.failing = true;
    run('INCR n');
    await expect(keeper.flush()).rejects.toThrow('full');
    store.failing = false;
    vi.useRealTimers();
    const saving = keeper.checkpoint();
    run('INCR n');
    await saving;
    await keeper.flush();
    expect((await recovered(store))['0/n']?.[0]).toBe('2');
  });

  test('who gave up writes nothing any more', async () => {
    const { store, keeper, run } = kept({ save: [] });
    run('SET a 1');
    keeper.abandon();
    run('SET b 1');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(store.logBytes).toBe(0);
  });
});

describe('a browser that clears what it keeps', () => {
  /** Rejects as soon as it is cleared, and is there again with its next checkpoint. */
  class ClearedStore extends MemoryStore {
    onCleared: (() => void) | undefined;
    cleared = false;
    override async append(commands: Uint8Array, durability?: 'relaxed' | 'strict'): Promise<void> {
      if (this.cleared) throw new StoreCleared();
      await super.append(commands, durability);
    }
    override async checkpoint(snapshot: AsyncIterable<Uint8Array>): Promise<number> {
      this.cleared = false;
      return super.checkpoint(snapshot);
    }
    clear(): void {
      this.cleared = true;
      this.onCleared?.();
    }
  }
  function keptIn(store: ClearedStore, options: KeeperOptions = {}) {
    const bench = new Bench();
    const keeper = new Keeper(bench.engine, store, options);
    bench.engine.observer = { effects: keeper.record };
    const run = (line: string) => {
      bench.run(line);
      return keeper.endTurn();
    };
    return { keeper, run };
  }

  test('all is written again at once, also where nothing more happens', async () => {
    const store = new ClearedStore();
    const { keeper, run } = keptIn(store);
    run('SET a 1');
    await vi.advanceTimersByTimeAsync(2000);
    store.clear();
    expect(keeper.status.errorName).toBe('StoreCleared');
    await vi.advanceTimersByTimeAsync(2000);
    expect(keeper.status.error).toBeUndefined();
    expect(keysOf(await recovered(store.afterPowerCut()))).toBe('0/a');
  });

  test.each(['before', 'after'])('all is written again with what came just %s', async (when) => {
    const store = new ClearedStore();
    const { keeper, run } = keptIn(store);
    run('SET a 1');
    await vi.advanceTimersByTimeAsync(2000);
    if (when === 'before') run('SET b 1');
    store.clear();
    if (when === 'after') run('SET b 1');
    await vi.advanceTimersByTimeAsync(2000);
    expect(keeper.status.error).toBeUndefined();
    expect(keysOf(await recovered(store.afterPowerCut()))).toBe('0/a 0/b');
    run('SET c 1');
    await keeper.flush();
    expect(keysOf(await recovered(store.afterPowerCut()))).toBe('0/a 0/b 0/c');
  });

  test('nothing is written where nothing was to be kept', async () => {
    const store = new ClearedStore();
    const { keeper, run } = keptIn(store, { appendOnly: false, save: [] });
    run('SET a 1');
    store.clear();
    await vi.advanceTimersByTimeAsync(5000);
    expect(keeper.status.error).toBeUndefined();
    expect(store.snapshotBytes).toBe(0);
  });
});
