import { File } from 'node:buffer';
import { deflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { Bench } from '../engine/testing.ts';
import { collect } from './chunks.ts';
import { crc32 } from './crc32.ts';
import { exportRdb } from './export.ts';
import { appendOnlyDir, zip } from './files.ts';
import { previewFile } from './import.ts';
import { openFiles } from './opened.ts';
import { bytes, resp } from './testing.ts';

const file = (name: string, content: Uint8Array | string) =>
  new File([typeof content === 'string' ? bytes(content) : content], name) as unknown as globalThis.File;

async function bench(): Promise<[Bench, Uint8Array]> {
  const made = new Bench();
  for (let i = 0; i < 50; i++) made.run(`SET key${i} ${i}`);
  return [made, await collect(exportRdb(made.engine))];
}

test('one file, twice from its beginning', async () => {
  const [made, rdb] = await bench();
  const opened = await openFiles([file('dump.rdb', rdb)]);
  expect(opened.files).toEqual(['dump.rdb']);
  for (let i = 0; i < 2; i++) {
    expect(await previewFile(made.engine, opened.open)).toMatchObject({
      kind: 'rdb',
      keys: 50,
      damage: undefined,
    });
  }
});

test('our own zip, and the files of the folder in any order', async () => {
  const [made, rdb] = await bench();
  const archive = file('appendonlydir.zip', await collect(zip(appendOnlyDir(made.engine), new Date())));
  const opened = await openFiles([archive]);
  expect(opened.files).toHaveLength(2);
  expect(await previewFile(made.engine, opened.open)).toMatchObject({ keys: 50, damage: undefined });
  const loose = await openFiles([
    file('a.2.incr.aof', resp('DEL key2')),
    file(
      'a.manifest',
      'file a.1.base.rdb seq 1 type b\nfile a.1.incr.aof seq 1 type i\nfile a.2.incr.aof seq 2 type i\n',
    ),
    file('a.1.incr.aof', resp('DEL key1')),
    file('a.1.base.rdb', rdb),
  ]);
  expect(loose.files).toEqual(['a.1.base.rdb', 'a.1.incr.aof', 'a.2.incr.aof']);
  expect(await previewFile(made.engine, loose.open)).toMatchObject({
    keys: 48,
    commands: 2,
    damage: undefined,
  });
});

/** A zip of one deflated file, as other programs make it. */
function deflated(name: string, content: Uint8Array): Uint8Array {
  const packed = deflateRawSync(content);
  const fields = (...pairs: [number, number][]) =>
    pairs.flatMap(([value, size]) =>
      Array.from({ length: size }, (_, i) => Math.floor(value / 256 ** i) & 255),
    );
  const common: [number, number][] = [
    [20, 2],
    [0, 2],
    [8, 2],
    [0, 4],
    [crc32(content), 4],
    [packed.length, 4],
    [content.length, 4],
    [name.length, 2],
    [0, 2],
  ];
  const local = [...fields([0x04034b50, 4], ...common), ...bytes(name), ...packed];
  const central = [
    ...fields([0x02014b50, 4], [20, 2], ...common, [0, 2], [0, 2], [0, 2], [0, 4], [0, 4]),
    ...bytes(name),
  ];
  const end = fields(
    [0x06054b50, 4],
    [0, 2],
    [0, 2],
    [1, 2],
    [1, 2],
    [central.length, 4],
    [local.length, 4],
    [0, 2],
  );
  return Uint8Array.from([...local, ...central, ...end]);
}

test('of the folder of a server its log counts, or else its one snapshot', async () => {
  const [made, rdb] = await bench();
  const log = [file('a.manifest', 'file a.1.incr.aof seq 1 type i\n'), file('a.1.incr.aof', resp('SET x 1'))];
  const others = [file('redis.log', 'hello'), file('.DS_Store', 'x'), file('dump.rdb', rdb)];
  expect((await openFiles([...others, ...log])).files).toEqual(['a.1.incr.aof']);
  const opened = await openFiles(others);
  expect(opened.files).toEqual(['dump.rdb']);
  expect(await previewFile(made.engine, opened.open)).toMatchObject({ keys: 50 });
});

describe('other zip files', () => {
  test('a deflated one is read', async () => {
    const [made, rdb] = await bench();
    const opened = await openFiles([file('x.zip', deflated('dump.rdb', rdb))]);
    expect(await previewFile(made.engine, opened.open)).toMatchObject({ keys: 50, damage: undefined });
  });

  test('a spoiled one is an error or some bytes, never a hang', async () => {
    const good = deflated('dump.rdb', bytes('REDIS0009'.repeat(20)));
    for (let at = 4; at < good.length; at++) {
      const bad = good.slice();
      bad[at] = (bad[at] ?? 0) ^ 0xff;
      try {
        const opened = await openFiles([file('x.zip', bad)]);
        await collect(opened.open());
      } catch (error) {
        expect(error).toBeInstanceOf(Error);
      }
    }
  });
});

test.each([
  ['nothing', [], 'no file'],
  ['two files without a manifest', [file('a.rdb', 'x'), file('b.rdb', 'y')], 'manifest'],
  ['a manifest that names what is not there', [file('a.manifest', 'file b seq 1 type i\n')], 'missing'],
  ['a manifest that is none', [file('a.manifest', 'hello\n'), file('b', 'x')], 'no entry'],
] as [string, globalThis.File[], string][])('%s is refused', async (_, files, reason) => {
  await expect(openFiles(files)).rejects.toThrow(reason);
});
