/** Loading at once, without letting anyone in between: for DEBUG, whose callers expect it. */
import { Engine } from '../engine/engine.ts';
import { RdbError } from '../rdb/error.ts';
import { type RdbKey, readRdb } from '../rdb/reader.ts';
import { collect, concat } from './chunks.ts';
import { CommandReader, LogDamage } from './command-reader.ts';
import { addKey, addLibrary, marks, quietly, settle } from './loading.ts';
import { Replayer } from './replay.ts';
import { Snapshot } from './snapshot.ts';
import type { Store } from './store.ts';

const STAR = 42;

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

/** The bytes of snapshot and log, one after the other, or of the snapshot alone. */
export async function readKept(store: Store, part: 'all' | 'snapshot'): Promise<Uint8Array> {
  const { snapshot, log } = await store.load();
  const parts = snapshot ? [await collect(snapshot)] : [];
  if (part === 'all') parts.push(await collect(log));
  return concat(parts);
}

/** What goes wrong in loading `bytes`, if anything; nothing of `engine` changes. */
export function tryBytes({ clock, keyspace }: Engine, bytes: Uint8Array): string | undefined {
  return loadBytes(new Engine({ clock, databases: keyspace.databases.length }), bytes);
}

/**
 * Replaces the keyspace by what `bytes` hold: an RDB file, a command log, or the one followed by the other. Returns what
 * went wrong. What ends in loading is told as effects.
 */
export function loadBytes(engine: Engine, bytes: Uint8Array): string | undefined {
  const { keyspace } = engine;
  const before = marks(engine);
  let wrong: string | undefined;
  quietly(engine, () => {
    for (const db of keyspace.databases) db.clear();
    wrong = fill(engine, bytes);
  });
  const ended = settle(engine, before);
  if (ended.length > 0) engine.observer.effects?.(ended);
  for (const db of keyspace.databases) engine.observer.flushed?.(db.index, 'reload');
  return wrong;
}

function fill(engine: Engine, bytes: Uint8Array): string | undefined {
  try {
    let rest = bytes;
    if (bytes.length > 0 && bytes[0] !== STAR) {
      const visitor = {
        key: (key: RdbKey) => void addKey(engine, key),
        library: (code: string) => void addLibrary(engine, code),
      };
      rest = readRdb(bytes, visitor, engine.keyspace.limits).rest();
    }
    const reader = new CommandReader();
    const replayer = new Replayer(engine);
    const take = (argv: string[], end: number) => replayer.take(argv, end);
    reader.push(rest, take);
    reader.finish(take);
    return undefined;
  } catch (error) {
    if (error instanceof RdbError || error instanceof LogDamage) return error.message;
    throw error;
  }
}
