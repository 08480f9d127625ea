import { expect, test } from 'vitest';
import { compileLua } from '../../engine/scripting/lua.testing.ts';
import { Bench } from '../../engine/testing.ts';
import { Keeper, memoryStore, recover } from '../../persistence/index.ts';
import type { DownloadFormat } from '../../protocol/files.ts';
import { exportCommands } from '../export.ts';
import { Keeping } from '../keeping.ts';
import { makeDownload } from './download.ts';
import { Job } from './job.ts';
import { inspect, load } from './open.ts';

const job = () => new Job(() => undefined);
const unkept = () =>
  new Keeping(
    () => undefined,
    (work) => work(),
  );
const DATE = new Date(1_700_000_000_000);

function filled(): Bench {
  const bench = new Bench();
  bench.run('SET text "h\u00c3\u00a9llo w\\x00rld\\n"');
  bench.run('SET brief x PX 60000');
  bench.run('RPUSH list a b c');
  bench.run('SADD set 1 2 3');
  bench.run('ZADD zset 1.5 a -inf b');
  bench.run('HSET hash f v g w');
  bench.run('HPEXPIRE hash 90000 FIELDS 1 g');
  bench.run('XADD stream 1-1 a 1');
  bench.run('SELECT 3');
  bench.run('SET other 1');
  return bench;
}

async function downloaded(bench: Bench, format: DownloadFormat): Promise<File> {
  const { name, file } = await makeDownload(bench.engine, format, DATE, job());
  return new File([await file.arrayBuffer()], name);
}

const fileOf = (name: string, text: string) => new File([text], name);
const everything = (bench: Bench) =>
  exportCommands(bench.engine, Infinity)
    .commands.map((argv) => argv.join(' '))
    .sort();

test.each(['rdb', 'aof', 'script'] as const)('a download as %s brings everything back', async (format) => {
  const bench = filled();
  const file = await downloaded(bench, format);
  const preview = await inspect(new Bench().engine, [file], job());
  expect(preview).toMatchObject({
    kind: format === 'script' ? 'script' : 'rdb',
    keys: 8,
    skipped: [],
    damage: undefined,
    databases: [
      { db: 0, keys: 7, expiring: 1, types: { string: 2, list: 1, set: 1, zset: 1, hash: 1, stream: 1 } },
      { db: 3, keys: 1 },
    ],
  });
  const other = new Bench();
  other.run('SET gone 1');
  await load(other.engine, unkept(), [file], 'replace', job());
  expect(everything(other)).toEqual(everything(bench));
  other.run('SET more 1');
  await load(other.engine, unkept(), [file], 'merge', job());
  expect(other.run('GET more')).toBe('1');
});

test('a script counts TTLs from now, tells what was refused, and stops where it cannot be read', async () => {
  const bench = new Bench();
  const file = fileOf(
    'a.redis',
    '# a comment\nSET a 1 EX 100\n\nLPUSH a x\nBLPOP none 0\nSET b "open\nSET c 1\n',
  );
  const { report } = await load(bench.engine, unkept(), [file], 'merge', job());
  expect(bench.run('TTL a')).toBe(100);
  expect(bench.run('EXISTS b c')).toBe(0);
  expect(report).toMatchObject({ kind: 'script', commands: 3, damage: { offset: 6 } });
  expect(report.skipped).toEqual([expect.stringMatching(/^line 4: WRONGTYPE/)]);
});

test('a script may call Lua, which is fetched first', async () => {
  const bench = new Bench();
  bench.engine.scripting.runtime = {
    load: async () => compileLua(),
    later: (work) => bench.engine.turn(work),
  };
  const file = fileOf('a.redis', "SET n 1\nEVAL \"return redis.call('INCR', 'n')\" 0");
  expect(await inspect(bench.engine, [file], job())).toMatchObject({ keys: 1, commands: 2, skipped: [] });
  await load(bench.engine, unkept(), [file], 'merge', job());
  expect(bench.run('GET n')).toBe('2');
});

test('what is no data is said to be none', async () => {
  const file = new File([new Uint8Array([1, 2, 3, 0, 5])], 'x.bin');
  expect(await inspect(new Bench().engine, [file], job())).toMatchObject({ kind: 'unknown', keys: 0 });
});

/** Given up after some chunks. */
class Halfway extends Job {
  private chunks = 0;
  constructor() {
    super(() => undefined);
  }
  override at(done: number): void {
    if (++this.chunks > 3) this.cancel();
    super.at(done);
  }
}

test('a load that is given up leaves everything as it was, in the store too', async () => {
  const bench = filled();
  const store = memoryStore();
  const keeping = unkept();
  const keeper = new Keeper(bench.engine, store);
  keeping.keeper = keeper;
  bench.engine.observer.effects = keeper.record;
  const before = everything(bench);
  const lines = Array.from({ length: 20_000 }, (_, i) => `SET key${i} ${'x'.repeat(20)}`).join('\n');
  const script = fileOf('a.redis', lines);
  const made = new Bench();
  await load(made.engine, unkept(), [script], 'replace', job());
  for (const file of [await downloaded(made, 'rdb'), script]) {
    await expect(load(bench.engine, keeping, [file], 'replace', new Halfway())).rejects.toThrow('Cancelled.');
    expect(everything(bench)).toEqual(before);
  }
  await keeper.close();
  const again = new Bench();
  await recover(again.engine, store.afterPowerCut());
  expect(everything(again)).toEqual(before);
});
