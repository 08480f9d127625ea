import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { Database } from '../engine/database.ts';
import { Bench } from '../engine/testing.ts';
import { RdbWriter } from '../rdb/writer.ts';
import { fromUint8Array } from '../resp/text.ts';
import { collect } from './chunks.ts';
import { crc32 } from './crc32.ts';
import { appendOnlyDir, zip } from './files.ts';
import { previewFile } from './import.ts';
import { formatManifest, parseManifest } from './manifest.ts';
import { bytes, contents, resp } from './testing.ts';

describe('the manifest', () => {
  test('comes back', () => {
    const manifest = {
      base: { name: 'a.2.base.rdb', seq: 2 },
      increments: [
        { name: 'a.4.incr.aof', seq: 4 },
        { name: 'a.5.incr.aof', seq: 5 },
      ],
    };
    expect(formatManifest(manifest)).toBe(
      'file a.2.base.rdb seq 2 type b\nfile a.4.incr.aof seq 4 type i\nfile a.5.incr.aof seq 5 type i\n',
    );
    expect(parseManifest(formatManifest(manifest))).toEqual(manifest);
    expect(
      parseManifest('# note\r\nfile "with space" seq 1 type i startoffset 5\nfile old seq 1 type h\n'),
    ).toEqual({
      base: undefined,
      increments: [{ name: 'with space', seq: 1 }],
    });
  });

  test.each([
    ['file ../../etc/passwd seq 1 type i'],
    ['file a seq 1 type x'],
    ['nonsense'],
    ['file a seq 1 type b\nfile b seq 2 type b'],
    ['file a seq 2 type i\nfile b seq 1 type i'],
  ])('%j is refused', (text) => {
    expect(typeof parseManifest(text)).toBe('string');
  });
});

test('the check value of CRC-32', () => {
  expect(crc32(bytes('123456789')).toString(16)).toBe('cbf43926');
  expect(crc32(bytes('6789'), crc32(bytes('12345'))).toString(16)).toBe('cbf43926');
});

test('a zip of the folder opens, and its base holds the data', async () => {
  const bench = new Bench();
  for (let i = 0; i < 100; i++) bench.run(`SET key${i} ${i}`);
  const archive = await collect(zip(appendOnlyDir(bench.engine), new Date(2026, 1, 3, 4, 5, 6)));
  const folder = mkdtempSync(join(tmpdir(), 'keyglass-zip-'));
  try {
    writeFileSync(join(folder, 'a.zip'), archive);
    const script =
      "import zipfile,sys; z=zipfile.ZipFile('a.zip'); assert z.testzip() is None; z.extractall('.')";
    const python = spawnSync('python3', ['-c', script], { cwd: folder, encoding: 'utf8' });
    // Without Python the structure is still checked by reading the base where it stands.
    const base = python.error
      ? archive.slice(30 + 'appendonlydir/appendonly.aof.1.base.rdb'.length)
      : readFileSync(join(folder, 'appendonlydir/appendonly.aof.1.base.rdb'));
    if (!python.error) expect(python.stderr).toBe('');
    const preview = await previewFile(bench.engine, async function* () {
      yield base;
    });
    expect(preview.databases).toEqual([
      { db: 0, keys: 100, expiring: 0, expired: 0, types: { string: 100 } },
    ]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

describe('a look into a file', () => {
  const preview = (bench: Bench, ...parts: string[]) =>
    previewFile(bench.engine, async function* () {
      for (const part of parts) yield bytes(part);
    });

  test('tells of a log, without touching what is there', async () => {
    const bench = new Bench();
    bench.run('SET mine 1');
    const before = contents(bench.engine);
    const log = resp('SELECT 3', 'SET a 1', 'PEXPIREAT a 1000', 'RPUSH l 1 2');
    expect(await preview(bench, log.slice(0, 20), log.slice(20), '*1\r\n$4')).toMatchObject({
      kind: 'aof',
      commands: 4,
      truncatedBytes: 6,
      damage: undefined,
      databases: [{ db: 3, keys: 2, expiring: 1, expired: 1, types: { string: 1, list: 1 } }],
    });
    expect(contents(bench.engine)).toEqual(before);
  });

  test('tells where it is damaged, or that it is something else', async () => {
    const bench = new Bench();
    expect(await preview(bench, resp('SET a 1'), 'garbage')).toMatchObject({
      damage: { offset: resp('SET a 1').length },
      keys: 1,
    });
    expect(await preview(bench, '<html>')).toMatchObject({ kind: 'unknown', damage: { offset: 0 } });
    expect(await preview(bench)).toMatchObject({ kind: 'unknown' });
    expect(await preview(bench, 'REDIS0009')).toMatchObject({ kind: 'rdb', damage: { offset: 9 } });
  });

  test('counts the keys of a snapshot without holding them, and those that have no place', async () => {
    const bench = new Bench();
    const writer = new RdbWriter();
    writer.wholeKey(0, 'a', 'x', 1000);
    writer.wholeKey(3, 'b', 'x', bench.clock.now() + 1000);
    writer.wholeKey(99, 'c', 'x', -1);
    const file = fromUint8Array(writer.finish());
    const loads = vi.spyOn(Database.prototype, 'load');
    try {
      expect(await preview(bench, file)).toMatchObject({
        kind: 'rdb',
        keys: 2,
        skipped: ['1 key of databases that are not there'],
        databases: [
          { db: 0, keys: 1, expiring: 1, expired: 1, types: { string: 1 } },
          { db: 3, keys: 1, expiring: 1, expired: 0 },
        ],
      });
      expect(loads).not.toHaveBeenCalled();
    } finally {
      loads.mockRestore();
    }
    // Commands behind it change what it holds, so those are run.
    for (const parts of [[file, resp('SELECT 0', 'DEL a')], [file + resp('SELECT 0', 'DEL a')]]) {
      expect(await preview(bench, ...parts)).toMatchObject({
        kind: 'rdb',
        commands: 2,
        keys: 1,
        skipped: ['1 key of databases that are not there'],
        databases: [{ db: 3, keys: 1 }],
      });
    }
  });
});
