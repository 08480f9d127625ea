/**
 * Files from elsewhere: an RDB file, a command log, or a log that begins with an RDB file (what a base and its increments
 * are, one after the other). They are looked at first, without touching anything, then replace the keyspace or merge
 * into it.
 */
import { Engine } from '../engine/engine.ts';
import { typeOf, type Value, type ValueType } from '../engine/values/value.ts';
import { RdbError } from '../rdb/error.ts';
import { type RdbKey, RdbParser } from '../rdb/reader.ts';
import { CommandReader, LogDamage } from './command-reader.ts';
import { addKey, addLibrary, countKeys, marks, quietly, settle } from './loading.ts';
import { Replayer } from './replay.ts';

export interface FileReport {
  readonly kind: 'rdb' | 'aof' | 'unknown';
  /** Version of the RDB format; 0 for a plain log. */
  readonly version: number;
  readonly bytes: number;
  readonly keys: number;
  readonly commands: number;
  /** Things that have no place here, for the person. */
  readonly skipped: readonly string[];
  /** Bytes at the end of a log that are no whole command. */
  readonly truncatedBytes: number;
  /** Where reading had to stop, and why. */
  readonly damage: { readonly offset: number; readonly reason: string } | undefined;
}

export interface DatabasePreview {
  readonly db: number;
  readonly keys: number;
  /** Keys with a TTL, and those of them that have already ended. */
  readonly expiring: number;
  readonly expired: number;
  /** Keys by type. */
  readonly types: Readonly<Partial<Record<ValueType, number>>>;
}

export interface FilePreview extends FileReport {
  readonly databases: readonly DatabasePreview[];
}

/** Where a file that was to be an RDB file alone has commands. */
class HasLog extends Error {}

/**
 * Gives each key of the RDB part to `key` and runs the commands of the log part on `engine`; nothing of it is told. With
 * `alone` it throws `HasLog` where there are commands.
 */
async function readFile(
  engine: Engine,
  chunks: AsyncIterable<Uint8Array>,
  key: (key: RdbKey) => void,
  alone = false,
): Promise<FileReport> {
  const skipped: string[] = [];
  const parser = new RdbParser(
    {
      key,
      library(code) {
        const wrong = addLibrary(engine, code);
        if (wrong) skipped.push(wrong);
      },
      skipped: (what) => skipped.push(what),
    },
    engine.keyspace.limits,
  );
  const reader = new CommandReader();
  const replayer = new Replayer(engine);
  const run = (argv: string[], end: number) => replayer.take(argv, end);
  let kind: FileReport['kind'] = 'unknown';
  let bytes = 0;
  let damage: FileReport['damage'];
  /** Where the log part begins. */
  let logStart = 0;
  let inLog = false;
  const take = (chunk: Uint8Array) => {
    if (kind === 'unknown') kind = kindOf(chunk);
    if (kind === 'aof') inLog = true;
    if (inLog) {
      if (alone) throw new HasLog();
      reader.push(chunk, run);
      return;
    }
    parser.push(chunk);
    if (!parser.done) return;
    logStart = parser.offset;
    inLog = true;
    const rest = parser.rest();
    if (alone && rest.length > 0) throw new HasLog();
    reader.push(rest, run);
  };
  try {
    for await (const chunk of chunks) {
      if (chunk.length === 0) continue;
      quietly(engine, () => take(chunk));
      bytes += chunk.length;
    }
    quietly(engine, () => {
      if (inLog) reader.finish(run);
      else parser.finish();
    });
  } catch (error) {
    if (error instanceof RdbError) damage = { offset: error.offset, reason: error.reason };
    else if (error instanceof LogDamage) damage = { offset: logStart + error.offset, reason: error.message };
    else throw error;
  }
  if (kind === 'unknown') damage = { offset: 0, reason: 'this is neither an RDB file nor a command log' };
  const { commands, applied } = replayer;
  const truncatedBytes = inLog && !damage ? bytes - logStart - applied : 0;
  return {
    kind,
    version: parser.version,
    bytes,
    keys: countKeys(engine),
    commands,
    skipped,
    truncatedBytes,
    damage,
  };
}

function kindOf(chunk: Uint8Array): FileReport['kind'] {
  const start = String.fromCharCode(...chunk.subarray(0, 5));
  if (start === 'REDIS' || start === 'VALKE') return 'rdb';
  return start.startsWith('*') || start.startsWith('#') ? 'aof' : 'unknown';
}

/** Counts keys for a preview. */
class Tally {
  keys = 0;
  /** Keys of databases that are not there. */
  homeless = 0;
  private readonly databases = new Map<
    number,
    { -readonly [K in keyof DatabasePreview]: DatabasePreview[K] }
  >();
  private readonly count: number;
  private readonly now: number;

  /** `count` databases are there; `now` is ms since the epoch. */
  constructor(count: number, now: number) {
    this.count = count;
    this.now = now;
  }

  add(db: number, value: Value, expireAt: number): void {
    if (db >= this.count) {
      this.homeless++;
      return;
    }
    this.keys++;
    let found = this.databases.get(db);
    if (!found) {
      found = { db, keys: 0, expiring: 0, expired: 0, types: {} };
      this.databases.set(db, found);
    }
    found.keys++;
    const type = typeOf(value);
    const types: Partial<Record<ValueType, number>> = found.types;
    types[type] = (types[type] ?? 0) + 1;
    if (expireAt < 0) return;
    found.expiring++;
    if (expireAt <= this.now) found.expired++;
  }

  list(): DatabasePreview[] {
    return [...this.databases.values()].sort((a, b) => a.db - b.db);
  }
}

const homelessText = (count: number): string =>
  `${count} ${count === 1 ? 'key' : 'keys'} of databases that are not there`;

/**
 * What is inside a file; nothing of `engine` changes. The keys of an RDB file are counted as they come and none is held.
 * Commands change what came before them, so a log is read again from the beginning, on an engine that is thrown away.
 */
export async function previewFile(
  engine: Engine,
  open: () => AsyncIterable<Uint8Array>,
): Promise<FilePreview> {
  const count = engine.keyspace.databases.length;
  const now = engine.clock.now();
  const scratch = () => new Engine({ clock: engine.clock, databases: count });
  const passing = new Tally(count, now);
  try {
    const tally = ({ db, value, expireAt }: RdbKey) => passing.add(db, value, expireAt);
    return previewOf(await readFile(scratch(), open(), tally, true), passing);
  } catch (error) {
    if (!(error instanceof HasLog)) throw error;
  }
  const filled = scratch();
  const whole = new Tally(count, now);
  const report = await readFile(filled, open(), (key) => {
    if (key.db >= count) whole.homeless++;
    else addKey(filled, key);
  });
  for (const db of filled.keyspace.databases) {
    for (const { value, expireAt } of db.slots) whole.add(db.index, value, expireAt);
  }
  return previewOf(report, whole);
}

function previewOf(report: FileReport, tally: Tally): FilePreview {
  const { keys, homeless } = tally;
  const skipped = homeless > 0 ? [...report.skipped, homelessText(homeless)] : report.skipped;
  return { ...report, keys, skipped, databases: tally.list() };
}

/**
 * Loads a file: in place of all there is, or over it (keys of the same name are replaced; commands of a log run on what
 * is there). No effects are told, so whoever keeps a log begins a new one afterwards (see `Keeper.import`). Observers
 * are told that every database was flushed.
 */
export async function importFile(
  engine: Engine,
  chunks: AsyncIterable<Uint8Array>,
  mode: 'replace' | 'merge',
): Promise<FileReport> {
  const { keyspace } = engine;
  const before = marks(engine);
  if (mode === 'replace') {
    quietly(engine, () => {
      for (const db of keyspace.databases) db.clear();
    });
  }
  let homeless = 0;
  const report = await readFile(engine, chunks, (key) => {
    const db = keyspace.databases[key.db];
    if (!db) {
      homeless++;
      return;
    }
    const old = db.entries.get(key.key);
    if (old) db.drop(old);
    addKey(engine, key);
    db.signal(key.key, 'restore', 1);
  });
  // The file is a change as a whole, for save points and the like.
  settle(engine, { ...before, dirty: keyspace.dirty + 1 });
  for (const db of keyspace.databases) engine.observer.flushed?.(db.index, 'import');
  const skipped = homeless > 0 ? [homelessText(homeless)] : [];
  return { ...report, keys: countKeys(engine), skipped: [...report.skipped, ...skipped] };
}
