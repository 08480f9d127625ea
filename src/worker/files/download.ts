/** Files to take away, made in slices while commands go on. What the browser holds as a Blob may lie on its disk. */
import type { Engine } from '../../engine/engine.ts';
import type { ExportOptions } from '../../persistence/index.ts';
import { appendOnlyDir, exportRdb, zip } from '../../persistence/index.ts';
import type { Download, DownloadFormat } from '../../protocol/files.ts';
import { RdbParser } from '../../rdb/reader.ts';
import { quoteCommand } from '../../resp/quote.ts';
import { entryCommands } from '../export.ts';
import type { Job } from './job.ts';

/** Bytes held before they are handed to the browser. */
const PART_BYTES = 8 * 1024 * 1024;

/** A Blob of a stream, with at most one part of it in our own memory. */
export async function blobOf(
  chunks: AsyncIterable<Uint8Array | string> | Iterable<Uint8Array>,
  type = 'application/octet-stream',
): Promise<Blob> {
  const parts: Blob[] = [];
  let waiting: BlobPart[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    waiting.push(typeof chunk === 'string' ? chunk : chunk.slice());
    bytes += chunk.length;
    if (bytes < PART_BYTES) continue;
    parts.push(new Blob(waiting));
    waiting = [];
    bytes = 0;
  }
  return new Blob([...parts, ...waiting], { type });
}

/** Makes a file of the keyspace as it is at this call. `now` is the date in a zip. */
export async function makeDownload(
  engine: Engine,
  format: DownloadFormat,
  now: Date,
  job: Job,
): Promise<Download> {
  const options: ExportOptions = { progress: (written, keys) => job.at(keys > 0 ? written / keys : 1) };
  if (format === 'rdb') return { name: 'dump.rdb', file: await blobOf(exportRdb(engine, options)) };
  if (format === 'aof') {
    const file = await blobOf(zip(appendOnlyDir(engine, options), now), 'application/zip');
    return { name: 'appendonlydir.zip', file };
  }
  return { name: 'keyspace.redis', file: await blobOf(scriptOf(engine, options), 'text/plain') };
}

/**
 * Commands that rebuild the keyspace, a line each, as redis-cli reads them: TTLs as absolute times, SELECT where the
 * database changes. They are read off a snapshot, so all of it is of one moment however long it takes.
 */
async function* scriptOf(engine: Engine, options: ExportOptions): AsyncGenerator<string> {
  let lines: string[] = [];
  let selected = 0;
  const add = (argv: readonly string[]) => lines.push(`${quoteCommand(argv)}\n`);
  const parser = new RdbParser(
    {
      library: (code) => add(['FUNCTION', 'LOAD', 'REPLACE', code]),
      key(key) {
        if (key.db !== selected) add(['SELECT', String(key.db)]);
        selected = key.db;
        for (const argv of entryCommands(key)) add(argv);
      },
    },
    engine.keyspace.limits,
  );
  for await (const chunk of exportRdb(engine, options)) {
    parser.push(chunk);
    yield lines.join('');
    lines = [];
  }
  parser.finish();
  if (selected !== 0) add(['SELECT', '0']);
  yield lines.join('');
}
