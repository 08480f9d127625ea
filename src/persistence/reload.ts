/** The keyspace through an RDB file and back, at once and in memory. */
import type { Engine } from '../engine/engine.ts';
import { RdbError } from '../rdb/error.ts';
import { readRdb } from '../rdb/reader.ts';
import { concat } from './chunks.ts';
import { addKey } from './loading.ts';
import { Snapshot } from './snapshot.ts';

/**
 * Call it `quietly`. With `flush` the data is emptied in between; else keys of the file that are there already are an
 * error, or with `merge` replaced. Returns what went wrong.
 */
export function reloadInMemory(engine: Engine, flush: boolean, merge: boolean): string | undefined {
  const { keyspace } = engine;
  if (keyspace.saver) return 'a snapshot is being written';
  const snapshot = new Snapshot(engine);
  const parts: Uint8Array[] = [];
  while (!snapshot.done) {
    snapshot.step(Infinity, 1024 * 1024);
    parts.push(snapshot.take());
  }
  if (flush) for (const db of keyspace.databases) db.clear();
  try {
    readRdb(
      concat(parts),
      {
        key: (key) => {
          const old = merge ? keyspace.databases[key.db]?.entries.get(key.key) : undefined;
          if (old) keyspace.databases[key.db]?.drop(old);
          if (!addKey(engine, key)) throw new RdbError(`key "${key.key}" is there already`, 0);
        },
      },
      keyspace.limits,
    );
    return undefined;
  } catch (error) {
    if (error instanceof RdbError) return error.message;
    throw error;
  }
}
