import { expect, test } from 'vitest';
import { type KeeperStatus, memoryStore } from '../persistence/index.ts';
import { durabilityCalls, readMode } from './durability.ts';
import { History } from './history.ts';
import { Host } from './host.ts';

test.each([
  [undefined, {}],
  [{}, {}],
  [{ durability: 'always' }, {}],
  [{ durability: { appendOnly: 1, fsync: 'often', save: 'x' } }, {}],
  [{ durability: { save: [[60, 'x']] } }, {}],
  [{ durability: { save: [] } }, { save: [] }],
  [
    { durability: { appendOnly: false, fsync: 'always', save: [[60, 1]] } },
    { appendOnly: false, fsync: 'always', save: [[60, 1]] },
  ],
])('the setting %o is the mode %o', (settings, mode) => {
  expect(readMode(settings)).toEqual(mode);
});

test('the history counts by span and forgets what is older than a minute', () => {
  const history = new History();
  const status: KeeperStatus = {
    snapshotBytes: 0,
    logBytes: 0,
    bufferedBytes: 0,
    changes: 0,
    lastSave: 1,
    lastSync: 0,
    saving: undefined,
    error: undefined,
    errorName: undefined,
  };
  history.status(status, 1000);
  history.wrote(2);
  history.wrote(1);
  history.turn(1010);
  history.turn(1020);
  history.status({ ...status, logBytes: 10 }, 1040);
  history.status({ ...status, logBytes: 10, lastSync: 1300 }, 1300);
  history.status({ ...status, lastSave: 1600, lastSync: 1600 }, 1600);
  expect(history.recent(2000)).toEqual([
    { at: 1000, writes: 3, flushes: 1, syncs: 0, snapshots: 0 },
    { at: 1250, writes: 0, flushes: 0, syncs: 1, snapshots: 0 },
    { at: 1500, writes: 0, flushes: 0, syncs: 0, snapshots: 1 },
  ]);
  for (let now = 2000; now < 400_000; now += 100) {
    history.wrote(1);
    history.turn(now);
  }
  expect(history.recent(400_000).length).toBeLessThanOrEqual(241);
  expect(history.recent(1_000_000)).toEqual([]);
});

test('what was set aside can be taken away and deleted', async () => {
  const timers = { setTimer: () => 0, clearTimer: () => undefined };
  const host = new Host({ post: () => undefined, now: () => 1000, micros: () => 0, ...timers });
  expect(await durabilityCalls.asides(host, undefined)).toEqual([]);
  const store = memoryStore();
  host.keeping.store = store;
  await store.append(new Uint8Array([1, 2, 3, 4]));
  const id = await store.setAside('log', 2, 'damaged');
  expect(await durabilityCalls.asides(host, undefined)).toMatchObject([{ id, part: 'log', bytes: 2 }]);
  const { name, file } = await durabilityCalls.readAside(host, { id });
  expect(name).toBe(`set-aside-${id}.aof`);
  expect(new Uint8Array(await file.arrayBuffer())).toEqual(new Uint8Array([3, 4]));
  await durabilityCalls.deleteAside(host, { id });
  expect(await durabilityCalls.asides(host, undefined)).toEqual([]);
});
