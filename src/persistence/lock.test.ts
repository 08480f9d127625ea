import { expect, test } from 'vitest';
import { acquireWriter, whileAwake } from './lock.ts';

type Callback = (lock: Lock | null) => Promise<unknown> | undefined;

/** One lock as browsers keep it: a queue, `ifAvailable`, and `steal`, which rejects the holder's request. */
class FakeLocks {
  private holder: { reject(error: unknown): void } | undefined;
  private waiting: (() => void)[] = [];

  request(_name: string, options: LockOptions, callback: Callback): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const grant = () => {
        const me = { reject };
        this.holder = me;
        const held = callback({ name: _name, mode: 'exclusive' });
        void Promise.resolve(held).then((value) => {
          if (this.holder !== me) return;
          this.holder = undefined;
          resolve(value);
          this.waiting.shift()?.();
        });
      };
      if (!this.holder) grant();
      else if (options.ifAvailable) resolve(callback(null));
      else if (options.steal) {
        this.holder.reject(new Error('stolen'));
        grant();
      } else this.waiting.push(grant);
    });
  }
}

const fake = () => new FakeLocks() as unknown as LockManager;

test('one holds it, another is told that it is not to be had', async () => {
  const locks = fake();
  const first = await acquireWriter('a', 'ifAvailable', locks);
  expect(first).toBeDefined();
  expect(await acquireWriter('a', 'ifAvailable', locks)).toBeUndefined();
  first?.release();
  await Promise.resolve();
  await new Promise((resolve) => setTimeout(resolve));
  expect(await acquireWriter('a', 'ifAvailable', locks)).toBeDefined();
});

test('the next in the queue gets it when it is released', async () => {
  const locks = fake();
  const first = await acquireWriter('a', 'wait', locks);
  let second = false;
  const waiting = acquireWriter('a', 'wait', locks).then(() => {
    second = true;
  });
  await new Promise((resolve) => setTimeout(resolve));
  expect(second).toBe(false);
  first?.release();
  await waiting;
  expect(second).toBe(true);
});

test('who loses it to another is told', async () => {
  const locks = fake();
  const first = await acquireWriter('a', 'wait', locks);
  const thief = await acquireWriter('a', 'steal', locks);
  expect(thief).toBeDefined();
  await first?.lost;
});

test('without Web Locks it says so', async () => {
  await expect(acquireWriter('a', 'wait', undefined)).rejects.toThrow('Web Locks');
});

test('a page stays awake for its work with a lock that keeps nobody out, and without one where there are none', async () => {
  const held: string[] = [];
  const locks = {
    request: async (name: string, { mode }: LockOptions, work: () => Promise<unknown>) => {
      held.push(`${name} ${mode}`);
      const result = await work();
      held.pop();
      return result;
    },
  } as unknown as LockManager;
  expect(await whileAwake(async () => [...held], locks)).toEqual(['keyglass-opening shared']);
  expect(held).toEqual([]);
  expect(await whileAwake(async () => 'done', undefined)).toBe('done');
  await expect(whileAwake(() => Promise.reject(new Error('no')), locks)).rejects.toThrow('no');
});
