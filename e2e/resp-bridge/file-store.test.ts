import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { storeContract } from '../../src/persistence/store.contract.ts';
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
