import { describe, expect, test } from 'vitest';
import { Bench } from '../engine/testing.ts';
import { Keeper } from './keeper.ts';
import { MemoryStore } from './memory-store.ts';
import type { KeeperOptions } from './policy.ts';
import { recover } from './recovery.ts';
import { contents } from './testing.ts';

/** A store whose snapshots wait until they are let go. */
class SlowStore extends MemoryStore {
  private held: (() => void)[] = [];
  failing = false;
  override async checkpoint(snapshot: AsyncIterable<Uint8Array>): Promise<number> {
    await new Promise<void>((resolve) => this.held.push(resolve));
    if (this.failing) throw new Error('full');
    return super.checkpoint(snapshot);
  }
  /** Lets the running snapshot end, and waits for what follows. */
  async go(): Promise<void> {
    this.held.shift()?.();
    for (let i = 0; i < 10; i++) await new Promise((resolve) => setTimeout(resolve));
  }
}

function kept(options: KeeperOptions = {}) {
  const bench = new Bench();
  const store = new SlowStore();
  const keeper = new Keeper(bench.engine, store, { save: [], ...options });
  bench.engine.observer = { effects: keeper.record };
  const info = (name: string) =>
    new RegExp(`^${name}:(.*)\r$`, 'm').exec(String(bench.run('INFO persistence')))?.[1];
  return { bench, store, keeper, info };
}

describe('SAVE and its kin', () => {
  test('say that nothing is kept where nothing is', () => {
    const bench = new Bench();
    for (const line of ['SAVE', 'BGSAVE', 'BGREWRITEAOF']) {
      expect(bench.run(line)).toBe('-ERR Nothing is kept here: there is no place for snapshots and logs');
    }
    expect(bench.run('LASTSAVE')).toBe(Math.floor(bench.clock.now() / 1000));
  });

  test('SAVE answers when the snapshot is written; the client waits, others do not', async () => {
    const { bench, store } = kept();
    bench.run('SET a 1');
    const other = bench.connect();
    bench.main.send('SAVE');
    bench.main.send('GET a');
    expect(bench.main.take()).toEqual([]);
    expect(other.run('GET a')).toBe('1');
    await store.go();
    expect(bench.main.take()).toEqual(['+OK', '1']);
    expect(store.snapshotBytes).toBeGreaterThan(0);
  });

  test('BGSAVE starts one, a second is refused, a rewrite waits for it', async () => {
    const { bench, store, info } = kept();
    bench.run('SET a 1');
    expect(bench.run('BGSAVE x')).toBe('-ERR syntax error');
    expect(bench.run('BGSAVE')).toBe('+Background saving started');
    expect(info('rdb_bgsave_in_progress')).toBe('1');
    expect(bench.run('BGSAVE')).toBe('-ERR Background save already in progress');
    expect(bench.run('BGSAVE SCHEDULE')).toBe('-ERR Background save already in progress');
    expect(bench.run('SAVE')).toBe('-ERR Background save already in progress');
    expect(bench.run('BGREWRITEAOF')).toBe('+Background append only file rewriting scheduled');
    expect(info('aof_rewrite_scheduled')).toBe('1');
    bench.clock.advance(5000);
    await store.go();
    expect(info('rdb_saves')).toBe('1');
    expect(info('aof_rewrite_in_progress')).toBe('1');
    expect(bench.run('BGREWRITEAOF')).toBe('-ERR Background append only file rewriting already in progress');
    expect(bench.run('BGSAVE')).toBe(
      "-ERR Another child process is active (AOF?): can't BGSAVE right now. Use BGSAVE SCHEDULE in order to schedule a BGSAVE whenever possible.",
    );
    expect(bench.run('BGSAVE SCHEDULE')).toBe('+Background saving scheduled');
    await store.go();
    await store.go();
    expect([info('rdb_saves'), info('aof_rewrites'), info('rdb_changes_since_last_save')]).toEqual([
      '2',
      '1',
      '0',
    ]);
    expect(bench.run('LASTSAVE')).toBe(Math.floor(bench.clock.now() / 1000));
  });

  test('a snapshot that could not be written is told', async () => {
    const { bench, store, info } = kept();
    store.failing = true;
    bench.run('SET a 1');
    bench.main.send('SAVE');
    await store.go();
    expect(bench.main.take()).toEqual(['-ERR ']);
    expect([info('rdb_last_bgsave_status'), info('rdb_changes_since_last_save')]).toEqual(['err', '1']);
  });
});

describe('CONFIG', () => {
  test('shows and sets what decides about durability', () => {
    const { bench, keeper } = kept({
      save: [
        [3600, 1],
        [300, 100],
      ],
    });
    const get = (name: string) => bench.run(`CONFIG GET ${name}`);
    expect(get('save')).toEqual({ map: ['save', '3600 1 300 100'] });
    expect(get('appendfsync')).toEqual({ map: ['appendfsync', 'everysec'] });
    expect(get('auto-aof-rewrite-*')).toEqual({
      map: ['auto-aof-rewrite-percentage', '100', 'auto-aof-rewrite-min-size', '67108864'],
    });
    expect(
      bench.run('CONFIG SET appendfsync always appendonly no save "60 1" auto-aof-rewrite-min-size 1mb'),
    ).toBe('+OK');
    expect(keeper.options).toMatchObject({ fsync: 'always', appendOnly: false, save: [[60, 1]] });
    expect(get('auto-aof-rewrite-*')).toEqual({
      map: ['auto-aof-rewrite-percentage', '100', 'auto-aof-rewrite-min-size', '1048576'],
    });
    expect(bench.run('CONFIG SET save ""')).toBe('+OK');
    expect(keeper.options.save).toEqual([]);
    for (const bad of ['abc', '"60"', '"60 x"', '"0 1"']) {
      expect(bench.run(`CONFIG SET save ${bad}`)).toBe(
        "-ERR CONFIG SET failed (possibly related to argument 'save') - Invalid save parameters",
      );
    }
    expect(bench.run('CONFIG SET appendfsync x')).toBe(
      "-ERR CONFIG SET failed (possibly related to argument 'appendfsync') - argument(s) must be one of the following: everysec, always, no",
    );
  });

  test('a keeper that gave up is no longer asked', () => {
    const { bench, keeper } = kept();
    keeper.abandon();
    expect(bench.run('BGSAVE')).toContain('Nothing is kept');
  });
});

describe('DEBUG RELOAD', () => {
  const fill = (bench: Bench) => {
    for (const line of [
      'SET a 1 EX 100',
      'RPUSH l a b',
      'HSET h f v',
      'SADD s x',
      'ZADD z 1 m',
      'SET gone 1 PX 5',
    ]) {
      bench.run(line);
    }
    bench.run('HPEXPIRE h 100000 FIELDS 1 f');
  };

  test('brings everything back, and what has ended meanwhile ends', async () => {
    const { bench, store, keeper } = kept();
    fill(bench);
    bench.run('DEBUG SET-ACTIVE-EXPIRE 0');
    const before = contents(bench.engine);
    bench.clock.advance(10);
    expect(bench.run('DEBUG RELOAD')).toBe('+OK');
    const { '0/gone': _, ...rest } = before;
    expect(contents(bench.engine)).toEqual(rest);
    await keeper.flush();
    const again = new Bench();
    await recover(again.engine, store.afterCrash());
    expect(contents(again.engine)).toEqual(rest);
  });

  test('NOSAVE goes back to what was saved, LOADAOF to what is kept', async () => {
    const bench = new Bench();
    const store = new MemoryStore();
    const keeper = new Keeper(bench.engine, store, { save: [] });
    bench.engine.observer = { effects: keeper.record };
    const answered = async (line: string) => {
      bench.main.send(line);
      for (let i = 0; i < 50 && bench.main.inbox.length === 0; i++) await new Promise((r) => setTimeout(r));
      return bench.main.take();
    };
    bench.run('SET a saved');
    expect(await answered('SAVE')).toEqual(['+OK']);
    bench.run('SET a logged');
    bench.run('SET b 1 PX 5');
    bench.clock.advance(1);
    expect(await answered('DEBUG LOADAOF')).toEqual(['+OK']);
    expect(bench.run('MGET a b')).toEqual(['logged', '1']);
    expect(await answered('DEBUG RELOAD NOSAVE')).toEqual(['+OK']);
    expect(bench.run('MGET a b')).toEqual(['saved', null]);
    bench.run('APPEND a !');
    await keeper.flush();
    const again = new Bench();
    await recover(again.engine, store);
    expect(again.run('GET a')).toBe('saved!');
  });

  test('knows its options', () => {
    const { bench } = kept();
    fill(bench);
    expect(bench.run('DEBUG RELOAD XX')).toBe(
      '-ERR DEBUG RELOAD only supports the MERGE, NOFLUSH and NOSAVE options.',
    );
    expect(bench.run('DEBUG RELOAD NOFLUSH MERGE')).toBe('+OK');
    expect(bench.run('DEBUG RELOAD NOFLUSH')).toContain('Error trying to load the RDB dump');
    expect(bench.run('DBSIZE')).toBe(6);
  });
});

test('INFO tells how many keys the snapshot held, and how many had ended', async () => {
  const { bench, store, keeper, info } = kept();
  bench.run('MSET a 1 b 2');
  bench.run('SET brief 1 PX 5000');
  const saved = keeper.checkpoint();
  await store.go();
  await saved;
  bench.run('SET later 1');
  await keeper.flush();
  expect(info('rdb_last_load_keys_loaded')).toBe('0');
  const again = new Bench();
  again.clock.set(bench.clock.now() + 6000);
  const report = await recover(again.engine, store);
  expect(report).toMatchObject({ keys: 3, expired: 1, loaded: { keys: 2, expired: 1 } });
  const { loaded } = report;
  new Keeper(again.engine, store, { save: [], loaded });
  const text = String(again.run('INFO persistence'));
  expect(text).toContain('rdb_last_load_keys_expired:1\r\nrdb_last_load_keys_loaded:2\r\n');
});
