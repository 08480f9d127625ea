/**
 * Recovery: the snapshot into the keyspace, then the log on top. A torn tail (a last command or transaction that is not
 * whole) is cut, as the reference does; damage anywhere else ends the recovery there, with what came before it kept in the
 * keyspace and what cannot be used set aside, so that the state is always one that some prefix of the log explains.
 */
import type { Engine } from '../engine/engine.ts';
import { RdbError } from '../rdb/error.ts';
import { RdbParser } from '../rdb/reader.ts';
import { CommandReader, LogDamage } from './command-reader.ts';
import { CommandWriter } from './command-writer.ts';
import { addKey, addLibrary, countKeys, marks, quietly, settle } from './loading.ts';
import { Replayer } from './replay.ts';
import { type Damage, type Part, type Store, StoreDamage, type Stored } from './store.ts';

/** Keys of an RDB file: those that were alive when it was loaded, and those that had ended. */
export interface SnapshotKeys {
  readonly keys: number;
  readonly expired: number;
}

export interface RecoveryReport {
  /** Keys in all databases afterwards. */
  readonly keys: number;
  /** Keys and hash fields that had ended meanwhile. */
  readonly expired: number;
  /** Keys that the snapshot held, and more that had ended by then. */
  readonly loaded: SnapshotKeys;
  /** Commands replayed from the log, and how many of them answered an error. */
  readonly commands: number;
  readonly refused: number;
  /** How long it took, by the engine's stopwatch. */
  readonly ms: number;
  readonly snapshotBytes: number;
  readonly logBytes: number;
  /** Bytes cut off the end of the log because the last command or transaction was not whole. */
  readonly truncatedBytes: number;
  /** What of the snapshot has no place here (a module's data), for the person. */
  readonly skipped: readonly string[];
  /** Empty where everything could be read. */
  readonly damage: readonly Damage[];
}

export interface RecoveryOptions {
  /** The store is not changed: nothing is cut or set aside. For a tab that is not the writer. */
  readOnly?: boolean;
  /** Bytes done, bytes in all. */
  progress?(done: number, total: number): void;
}

/** Loads snapshot and log into an empty engine. No client may run commands before it resolves. */
export async function recover(
  engine: Engine,
  store: Store,
  options: RecoveryOptions = {},
): Promise<RecoveryReport> {
  const started = engine.clock.micros();
  const before = marks(engine);
  if (!options.readOnly) await store.claim();
  const stored = await store.load();
  const total = stored.snapshotBytes + stored.logBytes;
  const damage: Damage[] = [...stored.damage];
  const skipped: string[] = [];
  const aside = async (part: Part, offset: number, reason: string) => {
    if (options.readOnly) damage.push({ part, offset, reason });
    else damage.push({ part, offset, reason, aside: await store.setAside(part, offset, reason) });
  };

  let intact = true;
  const loaded = { keys: 0, expired: 0 };
  if (stored.snapshot) {
    const wrong = await loadSnapshot(engine, stored.snapshot, stored, skipped, loaded, (done) =>
      options.progress?.(done, total),
    );
    if (wrong) {
      intact = false;
      await aside('snapshot', wrong.offset, wrong.reason);
      // Without its beginning a log explains nothing.
      if (stored.logBytes > 0) await aside('log', 0, 'the snapshot before it is damaged');
    }
  }
  let replayed: Replayed = { commands: 0, refused: 0, applied: 0, length: 0 };
  if (intact) {
    replayed = await replay(engine, stored.log, (done) =>
      options.progress?.(stored.snapshotBytes + done, total),
    );
    const { wrong, applied, length } = replayed;
    if (wrong) await aside('log', applied, wrong.reason);
    else if (applied < length && !options.readOnly) {
      await store.setAside('log', applied, 'the last command is not whole');
    }
  }
  const ended = settle(engine, before);
  if (ended.length > 0 && !options.readOnly) {
    const writer = new CommandWriter();
    for (const effect of ended) writer.write([effect]);
    await store.append(writer.take());
  }
  return {
    keys: countKeys(engine),
    expired: ended.length,
    loaded,
    commands: replayed.commands,
    refused: replayed.refused,
    ms: (engine.clock.micros() - started) / 1000,
    snapshotBytes: stored.snapshotBytes,
    logBytes: stored.logBytes,
    truncatedBytes: replayed.wrong ? 0 : replayed.length - replayed.applied,
    skipped,
    damage,
  };
}

/** Of a key in an RDB file: its type, and the lengths of its name and value. */
const LEAST_KEY_BYTES = 3;
/** Keys for which room is made before they come, in all databases. */
const MOST_RESERVED = 2 ** 22;

interface Wrong {
  readonly offset: number;
  readonly reason: string;
}

/** Loads an RDB file; returns what is wrong with it, if anything. Keys before that stay. */
async function loadSnapshot(
  engine: Engine,
  chunks: AsyncIterable<Uint8Array>,
  { verified, snapshotBytes }: Stored,
  skipped: string[],
  loaded: { -readonly [K in keyof SnapshotKeys]: SnapshotKeys[K] },
  progress: (done: number) => void,
): Promise<Wrong | undefined> {
  const now = engine.clock.now();
  let room = Math.min(snapshotBytes / LEAST_KEY_BYTES, MOST_RESERVED);
  const parser = new RdbParser(
    {
      key(key) {
        if (!addKey(engine, key)) {
          throw new RdbError(`key "${key.key}" comes twice or has no database`, parser.offset);
        }
        if (key.expireAt >= 0 && key.expireAt <= now) loaded.expired++;
        else loaded.keys++;
      },
      library(code) {
        const wrong = addLibrary(engine, code);
        if (wrong) skipped.push(wrong);
      },
      skipped: (what) => skipped.push(what),
      // The file's word is taken as far as so many keys could be in it.
      resize(db, keys) {
        const count = Math.min(keys, room);
        room -= count;
        engine.keyspace.databases[db]?.entries.reserve(count);
      },
    },
    engine.keyspace.limits,
    !verified,
  );
  try {
    for await (const chunk of chunks) {
      quietly(engine, () => parser.push(chunk));
      progress(parser.offset);
    }
    quietly(engine, () => parser.finish());
    return undefined;
  } catch (error) {
    return wrongOf(error);
  }
}

interface Replayed {
  readonly commands: number;
  readonly refused: number;
  /** Bytes up to which everything was applied, and bytes there were. */
  readonly applied: number;
  readonly length: number;
  readonly wrong?: Wrong;
}

async function replay(
  engine: Engine,
  chunks: AsyncIterable<Uint8Array>,
  progress: (done: number) => void,
): Promise<Replayed> {
  const reader = new CommandReader();
  const replayer = new Replayer(engine);
  const take = (argv: string[], end: number) => replayer.take(argv, end);
  let length = 0;
  let wrong: Wrong | undefined;
  try {
    for await (const chunk of chunks) {
      length += chunk.length;
      quietly(engine, () => reader.push(chunk, take));
      progress(reader.offset);
    }
    quietly(engine, () => reader.finish(take));
  } catch (error) {
    wrong = wrongOf(error);
  }
  const { commands, refused, applied } = replayer;
  return { commands, refused, applied, length, ...(wrong && { wrong }) };
}

/** What a damaged input says; anything else is a bug of ours and goes on. */
function wrongOf(error: unknown): Wrong {
  if (error instanceof RdbError || error instanceof StoreDamage || error instanceof LogDamage) {
    return { offset: error.offset, reason: error.message };
  }
  throw error;
}
