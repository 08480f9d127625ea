import { expect, test } from 'vitest';
import { compileLua } from '../../engine/scripting/lua.testing.ts';
import { Bench } from '../../engine/testing.ts';
import type { LabModeName, LabModeResult, LabRequest, LabStatement } from '../../protocol/durability.ts';
import { diskBytes, syncsOf, systemBytes } from './disk.ts';
import { crashLab } from './index.ts';

const command = (line: string, lane = 'main'): LabStatement => ({
  kind: 'command',
  lane,
  argv: line.split(' '),
});
const wait = (ms: number): LabStatement => ({ kind: 'wait', ms });

/** Thirty writes, at 100 ms, 200 ms, … 3 s. */
const WRITES = Array.from({ length: 30 }, (_, i) => command(`SET key${i} ${i}`));
const request = (change: Partial<LabRequest> = {}): LabRequest => ({
  statements: WRITES,
  save: [[2, 1]],
  crashAt: 2950,
  crash: 'power',
  ...change,
});

async function play(change: Partial<LabRequest> = {}): Promise<Record<LabModeName, LabModeResult>> {
  const { modes } = await crashLab(request(change));
  return Object.fromEntries(modes.map((mode) => [mode.mode, mode])) as Record<LabModeName, LabModeResult>;
}

test('a pulled plug takes what each mode had not on disk', async () => {
  const modes = await play();
  // 29 commands came by 2.9 s.
  for (const { acknowledged } of Object.values(modes)) expect(acknowledged).toBe(29);
  expect(modes.none).toMatchObject({ lost: 29, keys: 0 });
  // The snapshot of 2.0 s holds the twenty commands up to then.
  expect(modes.rdb).toMatchObject({ lost: 10, keys: 19, snapshots: [[2000, 2200]] });
  expect(modes['aof-no']).toMatchObject({ lost: 29, keys: 0 });
  // Syncs began at 1.0 s and 2.0 s; what was handed over by 2.0 s is there.
  expect(modes['aof-everysec']).toMatchObject({ lost: 10, keys: 19, syncs: [1020, 2020] });
  expect(modes['aof-always']).toMatchObject({ lost: 0, keys: 29 });
  expect(modes.both.states).toEqual(modes['aof-everysec'].states);
});

test('a killed process takes only what was not handed over', async () => {
  const modes = await play({ crash: 'process' });
  expect(modes.none.lost).toBe(29);
  expect(modes.rdb.lost).toBe(10);
  for (const mode of ['aof-no', 'aof-everysec', 'aof-always', 'both'] as const) {
    expect(modes[mode]).toMatchObject({ lost: 0, keys: 29 });
  }
});

test('a command torn in two is cut off and was never acknowledged', async () => {
  const modes = await play({ crash: 'process', crashAt: 2905 });
  const { states, truncatedBytes, logBytes } = modes['aof-everysec'];
  expect(states[28]).toBe('gone');
  expect(truncatedBytes).toBeGreaterThan(0);
  expect(truncatedBytes).toBeLessThan(logBytes);
  expect(modes['aof-always']).toMatchObject({ lost: 0, keys: 28 });
  const torn = await play({ crashAt: 2922 });
  expect(torn['aof-always'].states[28]).toBe('gone');
  expect(torn['aof-always'].truncatedBytes).toBeGreaterThan(0);
});

test('the same script in the same mode loses the same, and always never loses, at every moment', async () => {
  const statements = [
    command('SET brief x PX 450'),
    command('RPUSH list a b'),
    command('MULTI'),
    command('INCR n'),
    command('INCR n'),
    command('EXEC'),
    command('BLPOP empty 0', 'other'),
    wait(700),
    command('SPOP none'),
    command('RPUSH empty x'),
    command('SADD set a b c d e'),
    command('SPOP set'),
    command('BGSAVE'),
    command('XADD s * a 1'),
  ];
  for (const crash of ['power', 'process'] as const) {
    for (let crashAt = 0; crashAt <= 2400; crashAt += 37) {
      const first = await crashLab({ statements, save: [], crashAt, crash });
      // Another script in between, so that nothing is remembered.
      await crashLab(request());
      expect(await crashLab({ statements, save: [], crashAt, crash })).toEqual(first);
      for (const { mode, states, lost } of first.modes) {
        if (mode === 'aof-always') expect(lost).toBe(0);
        // What survives is a prefix.
        const there = states.map((state) => state === 'kept' || state === 'extra');
        expect(there.lastIndexOf(true)).toBeLessThan(there.includes(false) ? there.indexOf(false) : Infinity);
      }
    }
  }
});

test('what is recovered is what the commands that survived make', async () => {
  const statements = Array.from({ length: 20 }, (_, i) =>
    command(i % 3 === 2 ? `DEL k${i - 1}` : `SET k${i} v`),
  );
  const { modes } = await crashLab({ statements, save: [[1, 1]], crashAt: 1777, crash: 'power' });
  for (const { states, keys } of modes) {
    const bench = new Bench();
    for (const [i, state] of states.entries()) {
      const { argv } = statements[i] as Extract<LabStatement, { kind: 'command' }>;
      if (state === 'kept' || state === 'extra') bench.run(argv.join(' '));
    }
    expect(keys).toBe(bench.run('DBSIZE'));
  }
});

test('SAVE is a snapshot, and a snapshot that is not finished does not count', async () => {
  const statements = [command('SET a 1'), command('SAVE'), command('SET b 1')];
  const early = await play({ statements, save: [], crashAt: 350 });
  expect(early.rdb).toMatchObject({ keys: 0, lost: 2 });
  expect(early.rdb.reasons[0]).toContain('not finished');
  const late = await play({ statements, save: [], crashAt: 400 });
  expect(late.rdb).toMatchObject({ keys: 1, lost: 1 });
});

test('a script in Lua runs in the lab, all of it or nothing of it', async () => {
  const lua = "redis.call('SET', 'a', '1') redis.call('SET', 'b', '2') return 1";
  const statements = [{ kind: 'command', lane: 'main', argv: ['EVAL', lua, '0'] } as const];
  const ask = { statements, save: [], crash: 'process' } as const;
  const load = async () => compileLua();
  const { writes, modes } = await crashLab({ ...ask, crashAt: 500 }, load);
  expect(writes).toHaveLength(1);
  expect(modes.map(({ keys }) => keys)).toEqual([0, 0, 2, 2, 2, 2]);
  for (let crashAt = 100; crashAt <= 110; crashAt++) {
    for (const { keys } of (await crashLab({ ...ask, crashAt }, load)).modes) expect([0, 2]).toContain(keys);
  }
});

test('the model of the disk', () => {
  const writes = [
    { start: 0, from: 0, to: 100 },
    { start: 500, from: 100, to: 200 },
    { start: 1500, from: 200, to: 300 },
  ];
  expect([0, 5, 10, 505, 2000].map((at) => systemBytes(writes, at))).toEqual([0, 50, 100, 150, 300]);
  expect(syncsOf(writes, 'everysec')).toEqual([
    { start: 1000, done: 1020, from: 0, to: 200 },
    { start: 2000, done: 2020, from: 200, to: 300 },
  ]);
  expect([1000, 1010, 1020, 2019].map((at) => diskBytes(syncsOf(writes, 'everysec'), at))).toEqual([
    0, 100, 200, 295,
  ]);
  expect([30_009, 30_010, 40_000].map((at) => diskBytes(syncsOf(writes, 'no'), at))).toEqual([0, 100, 300]);
});
