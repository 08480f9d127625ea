/** Connections to IndexedDB whose transactions may end in any way without anybody having to wait for it. */
import { type DBSchema, type IDBPDatabase, type OpenDBCallbacks, openDB, unwrap, wrap } from 'idb';

/**
 * As `openDB`, but nobody has to wait for `done` of each transaction. `idb` makes that promise for all of them, reading ones
 * too, and it rejects when the browser closes the connection in the midst: each request says so as well, and that is where
 * it is handled. Unhandled, it would end the worker, and with it what the browser has just taken from the disk.
 */
export async function connect<Schema extends DBSchema>(
  name: string,
  version: number,
  callbacks: OpenDBCallbacks<Schema>,
): Promise<IDBPDatabase<Schema>> {
  const db = await openDB<Schema>(name, version, callbacks);
  const raw = unwrap(db);
  const begin = raw.transaction.bind(raw);
  raw.transaction = (...args) => {
    const transaction = begin(...args);
    wrap(transaction).done.catch(() => undefined);
    return transaction;
  };
  return db;
}
