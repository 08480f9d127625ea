/** Files from elsewhere: looked at on an engine that is thrown away, then loaded in place of the keys or over them. */
import type { Engine } from '../../engine/engine.ts';
import { typeOf, type ValueType } from '../../engine/values/value.ts';
import { importFile } from '../../persistence/import.ts';
import { exportRdb, openFiles, previewFile } from '../../persistence/index.ts';
import type { DatabaseInside, FilePreview, FileReport, Imported } from '../../protocol/files.ts';
import type { Keeping } from '../keeping.ts';
import { blobOf } from './download.ts';
import type { Job } from './job.ts';
import { looksLikeScript, peek, runScript, scratchOf } from './script.ts';

interface Opened {
  readonly files: readonly string[];
  readonly script: boolean;
  /** The bytes from the beginning, counted. */
  read(): AsyncIterable<Uint8Array>;
}

async function open(files: readonly File[], job: Job): Promise<Opened> {
  const opened = await openFiles(files);
  const total = files.reduce((sum, { size }) => sum + size, 0);
  return {
    files: opened.files,
    script: opened.files.length === 1 && looksLikeScript(await peek(opened.open())),
    read: () => job.meter(opened.open(), total),
  };
}

/** What is in the files. Nothing of `engine` changes. */
export async function inspect(engine: Engine, files: readonly File[], job: Job): Promise<FilePreview> {
  const opened = await open(files, job);
  if (!opened.script) return { ...(await previewFile(engine, opened.read)), files: opened.files };
  const scratch = scratchOf(engine);
  const report = await runScript(scratch, opened.read(), (work) => scratch.turn(work));
  return { ...report, files: opened.files, databases: inside(scratch) };
}

function inside(engine: Engine): DatabaseInside[] {
  return engine.keyspace.databases
    .filter(({ size }) => size > 0)
    .map((db) => {
      const types: Partial<Record<ValueType, number>> = {};
      for (const { value } of db.slots) {
        const type = typeOf(value);
        types[type] = (types[type] ?? 0) + 1;
      }
      return { db: db.index, keys: db.size, expiring: db.volatile, expired: 0, types };
    });
}

/**
 * Loads the files. The keys from before are kept as a file until the end; where the load is given up or fails, they are
 * put back. No commands may run meanwhile, and the store has the old state until the new one is whole.
 */
export async function load(
  engine: Engine,
  { keeper }: Keeping,
  files: readonly File[],
  mode: 'replace' | 'merge',
  job: Job,
): Promise<Imported> {
  const opened = await open(files, job);
  const before = await blobOf(exportRdb(engine));
  const work = async () => {
    try {
      return await loadNow(engine, opened, mode);
    } catch (error) {
      const back = await openFiles([new File([before], 'before.rdb')]);
      await importFile(engine, back.open(), 'replace');
      throw error;
    }
  };
  return { report: await (keeper ? keeper.replace(work) : work()), before };
}

async function loadNow(engine: Engine, opened: Opened, mode: 'replace' | 'merge'): Promise<FileReport> {
  if (!opened.script) return importFile(engine, opened.read(), mode);
  if (mode === 'replace') {
    engine.turn(() => {
      const client = engine.connect({
        reply: () => undefined,
        push: () => undefined,
        close: () => undefined,
      });
      engine.execute(client, ['FLUSHALL']);
      engine.disconnect(client);
    });
  }
  return runScript(engine, opened.read(), (work) => engine.turn(work));
}
