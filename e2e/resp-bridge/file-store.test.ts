import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { collect } from '../../src/persistence/chunks.ts';
import { storeContract } from '../../src/persistence/store.contract.ts';
import type { Store } from '../../src/persistence/store.ts';
import { RdbWriter } from '../../src/rdb/writer.ts';
import { openFileStore } from './file-store.ts';

const folders: string[] = [];
const folder = () => {
  const made = mkdtempSync(join(tmpdir(), 'keyglass-store-'));
  folders.push(made);
  return made;
};
afterAll(() => {
  for (const path of folders) rmSync(path, { recursive: true, force: true });
});

storeContract('files', () => {
  const path = folder();
  return { open: async () => openFileStore(path), reopen: async () => openFileStore(path) };
});

const bytes = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0));
async function* stream(text: string) {
  yield bytes(text);
}

test('the folder looks as the reference leaves its own', async () => {
  const path = folder();
  const store = openFileStore(path);
  await store.load();
  await store.append(bytes('a'), 'strict');
  await store.checkpoint(stream('REDIS1'));
  await store.append(bytes('b'));
  await store.checkpoint(stream('REDIS2'));
  await store.append(bytes('c'));
  await store.close();
  const log = join(path, 'appendonlydir');
  expect(readdirSync(log).sort()).toEqual([
    'appendonly.aof.2.base.rdb',
    'appendonly.aof.3.incr.aof',
    'appendonly.aof.manifest',
  ]);
  expect(readFileSync(join(log, 'appendonly.aof.manifest'), 'utf8')).toBe(
    'file appendonly.aof.2.base.rdb seq 2 type b\nfile appendonly.aof.3.incr.aof seq 3 type i\n',
  );
  expect(readFileSync(join(path, 'dump.rdb'), 'latin1')).toBe('REDIS2');
});

test('a manifest that leaves the folder is refused', () => {
  const path = folder();
  openFileStore(path);
  writeFileSync(join(path, 'appendonlydir/appendonly.aof.manifest'), 'file ../x seq 1 type i\n');
  expect(() => openFileStore(path)).toThrow('leaves the folder');
});

const text = async (chunks: AsyncIterable<Uint8Array> | undefined) =>
  chunks && Buffer.from(await collect(chunks)).toString('latin1');

function rdb(): string {
  const writer = new RdbWriter();
  writer.wholeKey(0, 'a', '1', -1);
  return Buffer.from(writer.finish()).toString('latin1');
}

/** Cuts the log `offset` bytes in, and says what is left and what was set aside. */
async function cut(store: Store, offset: number) {
  const id = await store.setAside('log', offset, 'damage');
  return Buffer.concat(await store.readAside(id)).toString('latin1');
}

test.each([
  ['an RDB file with commands behind it', rdb(), '*1\r\n$1\r\na\r\n'],
  ['commands alone', '', '*1\r\n$1\r\na\r\n'],
  ['an RDB file alone', rdb(), ''],
])('the single log of an old server becomes the base: %s', async (_, snapshot, log) => {
  const path = folder();
  writeFileSync(join(path, 'appendonly.aof'), Buffer.from(snapshot + log, 'latin1'));
  const store = openFileStore(path);
  const stored = await store.load();
  expect(await text(stored.snapshot)).toBe(snapshot || undefined);
  expect(await text(stored.log)).toBe(log);
  expect([stored.snapshotBytes, stored.logBytes]).toEqual([snapshot.length, log.length]);
  expect(readFileSync(join(path, 'appendonlydir/appendonly.aof.manifest'), 'utf8')).toBe(
    'file appendonly.aof seq 1 type b\n',
  );
  expect(existsSync(join(path, 'appendonly.aof'))).toBe(false);
  await store.append(bytes('more'));
  await store.close();

  const again = openFileStore(path);
  expect(await text((await again.load()).log)).toBe(`${log}more`);
  expect(await cut(again, log.length + 2)).toBe('re');
  expect(await text((await again.load()).log)).toBe(`${log}mo`);
  if (log !== '') expect(await cut(again, 3)).toBe(`${log.slice(3)}mo`);
  expect(await text((await again.load()).snapshot)).toBe(snapshot || undefined);
  await again.checkpoint(stream('REDIS2'));
  expect(again.logBytes).toBe(0);
  await again.close();
  expect(readFileSync(join(path, 'dump.rdb'), 'latin1')).toBe('REDIS2');
});

test('a crash before the old log was moved is mended', async () => {
  const path = folder();
  openFileStore(path);
  writeFileSync(join(path, 'appendonlydir/appendonly.aof.manifest'), 'file appendonly.aof seq 1 type b\n');
  writeFileSync(join(path, 'appendonly.aof'), '*1');
  expect(await text((await openFileStore(path).load()).log)).toBe('*1');
});

test('a file that the manifest names and that is not there is damage, once', async () => {
  const path = folder();
  const store = openFileStore(path);
  await store.load();
  await store.append(bytes('ab'));
  await store.close();
  const log = join(path, 'appendonlydir');
  writeFileSync(
    join(log, 'appendonly.aof.manifest'),
    [1, 2, 3].map((seq) => `file appendonly.aof.${seq}.incr.aof seq ${seq} type i\n`).join(''),
  );
  writeFileSync(join(log, 'appendonly.aof.3.incr.aof'), 'ef');
  const broken = openFileStore(path);
  await expect(text((await broken.load()).log)).rejects.toMatchObject({ part: 'log', offset: 2 });
  expect(await cut(broken, 2)).toBe('ef');
  await broken.close();
  expect(await text((await openFileStore(path).load()).log)).toBe('ab');

  rmSync(join(log, 'appendonly.aof.manifest'));
  writeFileSync(join(log, 'appendonly.aof.manifest'), 'file gone.rdb seq 1 type b\n');
  await expect(text((await openFileStore(path).load()).snapshot)).rejects.toMatchObject({ part: 'snapshot' });
});

test('files that no manifest names are left alone', async () => {
  const path = folder();
  openFileStore(path);
  const log = join(path, 'appendonlydir');
  writeFileSync(join(log, 'appendonly.aof.1.incr.aof'), 'old');
  writeFileSync(join(log, 'appendonly.aof.1.base.rdb'), 'older');
  const store = openFileStore(path);
  await store.load();
  await store.append(bytes('new'));
  await store.checkpoint(stream('REDIS1'));
  await store.close();
  expect(await text((await openFileStore(path).load()).snapshot)).toBe('REDIS1');
  expect(readFileSync(join(log, 'appendonly.aof.1.incr.aof'), 'latin1')).toBe('old');
  expect(readFileSync(join(log, 'appendonly.aof.1.base.rdb'), 'latin1')).toBe('older');
});

test('names as a configuration gives them', async () => {
  const path = folder();
  const store = openFileStore(path, { dump: 'd.rdb', folder: 'logs', log: 'my log' });
  await store.load();
  await store.checkpoint(stream('REDIS1'));
  await store.close();
  expect(readdirSync(path).sort()).toEqual(['d.rdb', 'logs']);
  expect(readFileSync(join(path, 'logs/my log.manifest'), 'utf8')).toContain(
    'file "my log.1.base.rdb" seq 1',
  );
  const again = openFileStore(path, { dump: 'd.rdb', folder: 'logs', log: 'my log' });
  expect(await text((await again.load()).snapshot)).toBe('REDIS1');
});

test('a snapshot that a server without a log left is known to be newer', async () => {
  const path = folder();
  const store = openFileStore(path);
  await store.load();
  await store.append(bytes('a'));
  await store.checkpoint(stream('REDIS1'));
  await store.close();
  expect(openFileStore(path).dumpIsNewer).toBe(false);
  writeFileSync(join(path, 'dump.rdb'), 'REDIS22');
  utimesSync(join(path, 'dump.rdb'), new Date(), new Date(Date.now() + 60_000));
  expect(openFileStore(path).dumpIsNewer).toBe(true);
});
