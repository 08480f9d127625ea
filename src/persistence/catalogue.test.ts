import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { openDB } from 'idb';
import { beforeEach, expect, test } from 'vitest';
import { type Catalogue, openCatalogue } from './catalogue.ts';
import { collect } from './chunks.ts';
import { openStore } from './indexeddb-store.ts';

let time = 1000;
let catalogue: Catalogue;
beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory();
  time = 1000;
  catalogue = await openCatalogue(() => time);
});

const names = async () => (await catalogue.list()).map(({ name }) => name);

test('creates, lists in order, renames and updates', async () => {
  const a = await catalogue.create('A', { draft: 'SET a 1' });
  time = 2000;
  const b = await catalogue.create('B');
  expect(await names()).toEqual(['A', 'B']);
  time = 3000;
  await catalogue.rename(b.id, 'C');
  await catalogue.update(a.id, { settings: { layout: [1, 2] } });
  expect(await catalogue.get(a.id)).toEqual({
    id: a.id,
    name: 'A',
    createdAt: 1000,
    updatedAt: 3000,
    draft: 'SET a 1',
    settings: { layout: [1, 2] },
  });
  expect(await names()).toEqual(['A', 'C']);
  await expect(catalogue.rename('none', 'x')).rejects.toThrow('no playground');
});

test('deletes with undo, and purges what was deleted long ago with its data', async () => {
  const a = await catalogue.create('A');
  const store = await openStore(a.id);
  await store.load();
  await store.append(Uint8Array.of(1));
  await store.close();
  await catalogue.delete(a.id);
  expect([await names(), (await catalogue.deleted()).length]).toEqual([[], 1]);
  expect(await catalogue.get(a.id)).toBeUndefined();
  await catalogue.restore(a.id);
  expect(await names()).toEqual(['A']);
  await catalogue.delete(a.id);
  time += 500;
  expect(await catalogue.purge(1000)).toBe(0);
  time += 1000;
  expect(await catalogue.purge(1000)).toBe(1);
  expect(await catalogue.deleted()).toEqual([]);
  expect((await (await openStore(a.id)).load()).logBytes).toBe(0);
});

test('duplicates data, draft and settings', async () => {
  const a = await catalogue.create('A', { draft: 'GET x', settings: { dark: true } });
  const store = await openStore(a.id);
  await store.load();
  await store.append(Uint8Array.of(1, 2, 3));
  await store.close();
  time = 5000;
  const copy = await catalogue.duplicate(a.id, 'A 2');
  expect(copy).toMatchObject({ name: 'A 2', draft: 'GET x', settings: { dark: true }, createdAt: 5000 });
  expect([...(await collect((await (await openStore(copy.id)).load()).log))]).toEqual([1, 2, 3]);
});

test('a record that makes no sense is not listed and not deleted', async () => {
  await catalogue.create('A');
  const db = await openDB('keyglass');
  await db.put('playgrounds', 'nonsense', 'x');
  await db.put('playgrounds', { name: 'B', createdAt: 'never', settings: [] }, 'y');
  expect(await catalogue.list()).toMatchObject([{ name: 'B', createdAt: 0, settings: {} }, { name: 'A' }]);
  await expect(catalogue.rename('x', 'y')).rejects.toThrow();
  expect(await db.get('playgrounds', 'x')).toBe('nonsense');
  db.close();
});

test('an emptied catalogue lists the stores that are there again', async () => {
  const catalogue = await openCatalogue();
  await openStore('lost-and-found').then((store) => store.close());
  expect(await catalogue.adopt()).toBe(1);
  expect(await catalogue.list()).toMatchObject([{ id: 'lost-and-found', name: 'Found again' }]);
  await openStore('another').then((store) => store.close());
  expect(await catalogue.adopt()).toBe(0);
});

test('a playground that is open is listed again with its name when the browser has cleared the list', async () => {
  const catalogue = await openCatalogue();
  const { id } = await catalogue.create('Mine', { draft: 'GET a', settings: { dark: true } });
  const db = await openDB('keyglass');
  await db.clear('playgrounds');
  db.close();
  expect(await catalogue.list()).toEqual([]);
  await catalogue.update(id, { draft: 'GET b' });
  expect(await catalogue.list()).toMatchObject([
    { id, name: 'Mine', draft: 'GET b', settings: { dark: true } },
  ]);
});
