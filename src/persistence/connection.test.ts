import 'fake-indexeddb/auto';
import type { DBSchema } from 'idb';
import { expect, test } from 'vitest';
import { connect } from './connection.ts';

interface Schema extends DBSchema {
  values: { key: string; value: number };
}

// Where a promise rejects that nobody waits for, Vitest fails, and the worker ends.
test('a transaction that is taken away while it reads is told to who reads, and to nobody else', async () => {
  const db = await connect<Schema>('reading', 1, {
    upgrade: (made) => {
      made.createObjectStore('values');
    },
  });
  const transaction = db.transaction('values');
  const reading = transaction.store.get('a');
  transaction.abort();
  await expect(reading).rejects.toThrow('abort');
  await new Promise((resolve) => setTimeout(resolve, 10));
  expect(await db.get('values', 'a')).toBeUndefined();
  db.close();
});
