/** What every store must do; run it on each implementation. `reopen` opens the same place again, as after a reload. */
import { describe, expect, test } from 'vitest';
import { fromUint8Array } from '../resp/text.ts';
import { collect } from './chunks.ts';
import type { Store } from './store.ts';

export interface Place {
  open(): Promise<Store>;
  /** Another look at the same place while or after the first is open. */
  reopen(store: Store): Promise<Store>;
}

const bytes = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0));
const textOf = async (source: AsyncIterable<Uint8Array> | undefined) =>
  source && fromUint8Array(await collect(source));

async function* stream(...parts: string[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield bytes(part);
}

async function state(store: Store) {
  const { snapshot, log, snapshotBytes, logBytes, damage } = await store.load();
  return { snapshot: await textOf(snapshot), log: await textOf(log), snapshotBytes, logBytes, damage };
}

export function storeContract(name: string, place: () => Place): void {
  describe(name, () => {
    const fresh = async () => {
      const where = place();
      const store = await where.open();
      await store.load();
      return { store, again: (last: Store = store) => where.reopen(last) };
    };

    test('is empty at first', async () => {
      const { again } = await fresh();
      expect(await state(await again())).toEqual({
        snapshot: undefined,
        log: '',
        snapshotBytes: 0,
        logBytes: 0,
        damage: [],
      });
    });

    test('appends in the order of the calls, whatever their durability', async () => {
      const { store, again } = await fresh();
      await Promise.all([
        store.append(bytes('a')),
        store.append(bytes('b'), 'strict'),
        store.append(bytes('c')),
      ]);
      await store.sync();
      expect(store.logBytes).toBe(3);
      expect(await state(await again())).toMatchObject({ log: 'abc', logBytes: 3 });
    });

    test('does not change what it was given, nor mind that it changes', async () => {
      const { store, again } = await fresh();
      const buffer = bytes('abc');
      const appended = store.append(buffer.subarray(1, 2));
      buffer.fill(0);
      await appended;
      expect((await state(await again())).log).toBe('b');
    });

    test('a checkpoint covers what was appended before it, and nothing after', async () => {
      const { store, again } = await fresh();
      await store.append(bytes('old'));
      const before = store.append(bytes('last'));
      let release = () => {};
      const held = new Promise<void>((resolve) => {
        release = resolve;
      });
      async function* slow() {
        yield bytes('SNAP');
        await held;
        yield bytes('SHOT');
      }
      const checkpoint = store.checkpoint(slow());
      const meanwhile = store.append(bytes('new'));
      await before;
      release();
      await Promise.all([checkpoint, meanwhile]);
      expect(await checkpoint).toBe(8);
      expect([store.snapshotBytes, store.logBytes]).toEqual([8, 3]);
      const reopened = await again();
      expect(await state(reopened)).toMatchObject({ snapshot: 'SNAPSHOT', log: 'new' });
      await reopened.append(bytes('er'));
      await reopened.checkpoint(stream('x'));
      await reopened.append(bytes('y'));
      expect(await state(await again(reopened))).toMatchObject({ snapshot: 'x', log: 'y' });
    });

    test('a checkpoint that fails, or never ends, changes nothing', async () => {
      const { store, again } = await fresh();
      await store.checkpoint(stream('first'));
      await store.append(bytes('log'));
      async function* failing() {
        yield bytes('sec');
        throw new Error('no');
      }
      await expect(store.checkpoint(failing())).rejects.toThrow('no');
      await store.append(bytes('more'));
      expect(await state(await again())).toMatchObject({ snapshot: 'first', log: 'logmore' });
      async function* endless() {
        yield bytes('third');
        await new Promise(() => {});
      }
      void store.checkpoint(endless());
      await store.append(bytes('!'));
      expect(await state(await again())).toMatchObject({ snapshot: 'first', log: 'logmore!' });
    });

    test('large snapshots and logs come back', async () => {
      const { store, again } = await fresh();
      const part = 'x'.repeat(700_000);
      await store.checkpoint(stream(part, part, part, 'end'));
      for (let i = 0; i < 70; i++) await store.append(bytes(`${i},`));
      const reopened = await state(await again());
      expect(reopened.snapshot).toBe(`${part}${part}${part}end`);
      expect(reopened.log).toBe(Array.from({ length: 70 }, (_, i) => `${i},`).join(''));
    });

    test('sets the tail of the log aside and goes on before it', async () => {
      const { store, again } = await fresh();
      for (const part of ['good', 'half-', 'bad', 'worse']) await store.append(bytes(part));
      const id = await store.setAside('log', 7, 'torn');
      expect(store.logBytes).toBe(7);
      await store.append(bytes('+'));
      const reopened = await again();
      expect((await state(reopened)).log).toBe('goodhal+');
      expect(await reopened.asides()).toMatchObject([{ id, part: 'log', reason: 'torn', bytes: 10 }]);
      const kept = await reopened.readAside(id);
      expect(kept.map((chunk) => String.fromCharCode(...chunk)).join('')).toBe('f-badworse');
      await reopened.deleteAside(id);
      expect(await reopened.asides()).toEqual([]);
    });

    test('sets the snapshot aside', async () => {
      const { store, again } = await fresh();
      await store.checkpoint(stream('broken'));
      await store.append(bytes('log'));
      const id = await store.setAside('snapshot', 3, 'damaged');
      const reopened = await again();
      expect(await state(reopened)).toMatchObject({ snapshot: undefined, log: 'log' });
      expect((await reopened.readAside(id)).map((chunk) => String.fromCharCode(...chunk)).join('')).toBe(
        'broken',
      );
      await reopened.checkpoint(stream('new'));
      expect(await state(await again(reopened))).toMatchObject({ snapshot: 'new', log: '' });
    });

    test('refuses work once it is closed', async () => {
      const { store } = await fresh();
      const last = store.append(bytes('a'));
      await store.close();
      await last;
      await expect(store.append(bytes('b'))).rejects.toThrow('closed');
    });
  });
}
