import 'fake-indexeddb/auto';
import { forceCloseDatabase, IDBFactory } from 'fake-indexeddb';
import { openDB } from 'idb';
import { beforeEach, describe, expect, test } from 'vitest';
import { Crc64 } from '../rdb/crc64.ts';
import { collect } from './chunks.ts';
import { copyStore, deleteStore, openStore } from './indexeddb-store.ts';
import { MemoryStore } from './memory-store.ts';
import { storeContract } from './store.contract.ts';
import type { Store } from './store.ts';

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

storeContract('memory', () => ({
  open: async () => new MemoryStore(),
  reopen: async (store) => (store as MemoryStore).afterCrash(),
}));

let count = 0;
storeContract('IndexedDB', () => {
  const id = `contract-${count++}`;
  return {
    open: () => openStore(id),
    reopen: async () => {
      const store = await openStore(id);
      await store.load();
      return store;
    },
  };
});

const bytes = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0));
const sumOf = (text: string) => new Crc64().update(bytes(text)).hex;
const textOf = async (source: AsyncIterable<Uint8Array> | undefined) =>
  source && String.fromCharCode(...(await collect(source)));
async function* stream(...parts: string[]) {
  for (const part of parts) yield bytes(part);
}

test('a power cut takes what was relaxed from the memory store', async () => {
  const store = new MemoryStore();
  await store.append(bytes('a'), 'strict');
  await store.append(bytes('b'));
  expect(await textOf((await store.afterPowerCut().load()).log)).toBe('a');
  await store.sync();
  expect(await textOf((await store.afterPowerCut().load()).log)).toBe('ab');
});

describe('what IndexedDB gives back is not believed', () => {
  async function spoiled(
    part: string,
    spoil: (store: IDBObjectStoreLike) => Promise<unknown>,
  ): Promise<Store> {
    const store = await openStore('p');
    await store.load();
    await store.checkpoint(stream('x'.repeat(1_200_000)));
    for (const text of ['one', 'two', 'three']) await store.append(bytes(text));
    await store.close();
    const db = await openDB('keyglass/p');
    const transaction = db.transaction(part, 'readwrite');
    await spoil(transaction.store as unknown as IDBObjectStoreLike);
    await transaction.done;
    db.close();
    return openStore('p');
  }
  interface IDBObjectStoreLike {
    put(value: unknown, key: unknown): Promise<unknown>;
    get(key: unknown): Promise<Record<string, unknown>>;
    delete(key: unknown): Promise<unknown>;
  }

  test.each<[string, (store: IDBObjectStoreLike) => Promise<unknown>]>([
    ['missing', (store) => store.delete(2)],
    ['not a record', (store) => store.put('text', 2)],
    ['without bytes', (store) => store.put({ bytes: [1, 2] }, 2)],
    ['out of place', async (store) => store.put({ ...(await store.get(2)), offset: 4 }, 2)],
    ['flipped', async (store) => store.put({ ...(await store.get(2)), bytes: bytes('twO') }, 2)],
  ])('a log record %s', async (_, spoil) => {
    const store = await spoiled('log', spoil);
    const { log } = await store.load();
    const read: string[] = [];
    const reading = (async () => {
      for await (const chunk of log) read.push(String.fromCharCode(...chunk));
    })();
    await expect(reading).rejects.toMatchObject({ name: 'StoreDamage', part: 'log', offset: 3 });
    expect(read.join('')).toBe('one');
    await store.setAside('log', 3, 'damaged');
    expect(await textOf((await store.load()).log)).toBe('one');
    const [aside] = await store.asides();
    const kept = await store.readAside(aside?.id ?? 0);
    expect(kept.map((chunk) => String.fromCharCode(...chunk)).join('')).toContain('three');
  });

  test('a snapshot with a hole', async () => {
    const store = await spoiled('snapshot', (chunks) => chunks.delete([1, 1]));
    const { snapshot } = await store.load();
    await expect(collect(snapshot ?? [])).rejects.toMatchObject({ part: 'snapshot', offset: 256 * 1024 });
  });

  test.each<[string, unknown]>([
    ['text', 'head'],
    ['of another format', { format: 9 }],
    [
      'with numbers that are none',
      { format: 1, generation: -1, chunks: 0, snapshotBytes: 0, logFirst: 1, logOffset: 0 },
    ],
  ])('a head that is %s: everything goes aside, nothing is deleted', async (_, head) => {
    const store = await spoiled('meta', (meta) => meta.put(head, 'head'));
    // Who is not the writer sees that there is damage, and leaves it to the writer.
    const seen = await store.load();
    expect([seen.snapshot, await textOf(seen.log), seen.damage.length]).toEqual([undefined, '', 1]);
    expect(await store.asides()).toEqual([]);
    await store.claim();
    const { snapshot, log, damage } = await store.load();
    expect([snapshot, await textOf(log)]).toEqual([undefined, '']);
    expect(damage.map(({ part }) => part)).toEqual(['snapshot', 'log']);
    const asides = await store.asides();
    expect(asides.map((aside) => [aside.part, aside.bytes])).toEqual([
      ['snapshot', 1_200_000],
      ['log', 11],
    ]);
    await store.append(bytes('new'));
    expect(await textOf((await store.load()).log)).toBe('new');
  });
});

test('a database of a newer version is left alone', async () => {
  (await openDB('keyglass/n', 99, { upgrade: (db) => void db.createObjectStore('future') })).close();
  await expect(openStore('n')).rejects.toThrow();
  const db = await openDB('keyglass/n');
  expect([...db.objectStoreNames]).toEqual(['future']);
  db.close();
});

test('who claims the store is the one that writes, whatever the one before still has on its way', async () => {
  const old = await openStore('fenced');
  await old.claim();
  await old.load();
  await old.append(bytes('old'), 'strict');
  const next = await openStore('fenced');
  const late = old.checkpoint(
    (async function* () {
      yield bytes('half');
      // The other one comes while this snapshot is being made.
      await next.claim();
      await next.load();
      await next.append(bytes('-new'));
      yield bytes('whole');
    })(),
  );
  await expect(late).rejects.toThrow('another tab');
  await expect(old.append(bytes('late'))).rejects.toThrow('another tab');
  await expect(old.sync()).rejects.toThrow('another tab');
  await expect(old.setAside('log', 0, 'late')).rejects.toThrow('another tab');
  await next.append(bytes('-more'), 'strict');
  const look = await openStore('fenced');
  expect(await textOf((await look.load()).log)).toBe('old-new-more');
  await next.checkpoint(stream('snapshot'));
  await next.append(bytes('after'));
  const again = await openStore('fenced');
  const { snapshot, log, damage } = await again.load();
  expect([await textOf(snapshot), await textOf(log), damage]).toEqual(['snapshot', 'after', []]);
});

test('a copy has the same snapshot and log; a deleted store is empty', async () => {
  const store = await openStore('a');
  await store.load();
  await store.checkpoint(stream('snap'));
  await store.append(bytes('log'));
  await copyStore('a', 'b');
  await store.close();
  await deleteStore('a');
  const read = async (id: string) => {
    const { snapshot, log } = await (await openStore(id)).load();
    return [await textOf(snapshot), await textOf(log)];
  };
  expect(await read('a')).toEqual([undefined, '']);
  expect(await read('b')).toEqual(['snap', 'log']);
});

test('deleting does not wait for a tab that has the store open', async () => {
  const store = await openStore('open');
  await store.load();
  await deleteStore('open');
  await expect(store.append(bytes('x'))).rejects.toThrow('closed');
});

test('what version 1 of the format wrote is read', async () => {
  const db = await openDB('keyglass/v1', 1, {
    upgrade(made) {
      for (const name of ['meta', 'snapshot', 'log', 'asideChunk']) made.createObjectStore(name);
      made.createObjectStore('aside', { autoIncrement: true });
    },
  });
  const head = { format: 1, generation: 3, chunks: 2, snapshotBytes: 4, logFirst: 7, logOffset: 50 };
  await db.put('meta', head, 'head');
  // A chunk has a CRC-64 of its bytes, and says how many stand before it.
  await db.put('snapshot', { bytes: bytes('ab'), sum: sumOf('ab'), offset: 0 }, [3, 0]);
  await db.put('snapshot', { bytes: bytes('cd'), sum: sumOf('cd'), offset: 2 }, [3, 1]);
  await db.put('snapshot', { bytes: bytes('left over'), sum: 'x', offset: 0 }, [2, 0]);
  await db.put('log', { bytes: bytes('log'), sum: sumOf('log'), offset: 50 }, 7);
  db.close();
  const store = await openStore('v1');
  await store.claim();
  const { snapshot, log, damage } = await store.load();
  expect([await textOf(snapshot), await textOf(log), damage]).toEqual(['abcd', 'log', []]);
  await store.append(bytes(' and more'), 'strict');
  await store.close();
  const again = await openStore('v1');
  expect(await textOf((await again.load()).log)).toBe('log and more');
});

test('what the browser takes away is told at once, and the next snapshot begins anew', async () => {
  const { open } = indexedDB;
  let take = (): void => undefined;
  indexedDB.open = (...args) => {
    const request = open.apply(indexedDB, args);
    request.addEventListener('success', () => {
      take = () => forceCloseDatabase(request.result as unknown as Parameters<typeof forceCloseDatabase>[0]);
    });
    return request;
  };
  const store = await openStore('cleared');
  await store.claim();
  await store.load();
  let told = 0;
  store.onCleared = () => told++;
  take();
  await expect.poll(() => told).toBe(1);
  await expect(store.append(bytes('x'))).rejects.toThrow('cleared');
  await store.checkpoint(stream('whole'));
  await store.append(bytes('log'));
  await store.close();
  const { snapshot, log } = await (await openStore('cleared')).load();
  expect([await textOf(snapshot), await textOf(log)]).toEqual(['whole', 'log']);
});
