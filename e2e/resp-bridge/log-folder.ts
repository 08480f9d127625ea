/**
 * What a folder of a server holds: which files make up the snapshot and the log, whoever wrote them. The base of a log is
 * an RDB file, a log, or an RDB file with commands behind it: the single `appendonly.aof` of servers before 7.0 was either
 * of the last two, and a newer server takes it over as the base.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { DEFAULT_LIMITS } from '../../src/engine/values/value.ts';
import { formatManifest, type Manifest, parseManifest } from '../../src/persistence/manifest.ts';
import { type Part, StoreDamage } from '../../src/persistence/store.ts';
import { RdbError } from '../../src/rdb/error.ts';
import { RdbParser } from '../../src/rdb/reader.ts';

/** The names that a server's configuration gives to its files. */
export interface FileNames {
  /** `dbfilename` */
  readonly dump: string;
  /** `appenddirname` */
  readonly folder: string;
  /** `appendfilename`: the beginning of the names of a log's parts. */
  readonly log: string;
}

export const DEFAULT_NAMES: FileNames = { dump: 'dump.rdb', folder: 'appendonlydir', log: 'appendonly.aof' };

const CHUNK = 1024 * 1024;

/**
 * Reads the manifest of the log in `folder`, after it took over the single log of an old server, where there is one.
 * Throws where the manifest cannot be understood.
 */
export function openLog(folder: string, names: FileNames): Manifest {
  const logs = join(folder, names.folder);
  mkdirSync(logs, { recursive: true });
  const path = join(logs, `${names.log}.manifest`);
  const single = join(folder, names.log);
  if (!existsSync(path)) {
    if (!isFile(single)) return { base: undefined, increments: [] };
    // First the manifest: a crash before the file is moved is mended below.
    writeFileSync(path, formatManifest({ base: { name: names.log, seq: 1 }, increments: [] }));
  }
  const manifest = parseManifest(readFileSync(path, 'utf8'));
  if (typeof manifest === 'string') throw new Error(`${path}: ${manifest}`);
  if (manifest.base?.name === names.log && !existsSync(join(logs, names.log)) && isFile(single)) {
    renameSync(single, join(logs, names.log));
  }
  return manifest;
}

const isFile = (path: string): boolean => existsSync(path) && statSync(path).isFile();

/** How many bytes at the beginning of a base are an RDB file. A damaged one has no end: then all of it is. */
export async function rdbBytes(path: string): Promise<number> {
  if (!existsSync(path)) return 0;
  const { size } = statSync(path);
  // The name of a base says what it is, apart from the one that came from an old server.
  if (path.endsWith('.rdb')) return size;
  const parser = new RdbParser({ key: () => undefined }, DEFAULT_LIMITS);
  let first = true;
  try {
    for await (const chunk of readParts([{ path, from: 0, to: size }], 'snapshot')) {
      if (first && !/^(REDIS|VALKE)/.test(String.fromCharCode(...chunk.subarray(0, 5)))) return 0;
      first = false;
      parser.push(chunk);
      if (parser.done) return parser.offset;
    }
  } catch (error) {
    if (!(error instanceof RdbError)) throw error;
  }
  return size;
}

/** Bytes [from, to) of a file. */
export interface FilePart {
  readonly path: string;
  readonly from: number;
  readonly to: number;
}

/** The bytes of parts, one after the other. A file that is missing is damage. */
export async function* readParts(parts: readonly FilePart[], part: Part): AsyncGenerator<Uint8Array> {
  let offset = 0;
  for (const { path, from, to } of parts) {
    if (!existsSync(path)) throw new StoreDamage(part, offset, `the file ${path} is missing`);
    const file = await open(path, 'r');
    try {
      for (let at = from; at < to; ) {
        const { bytesRead, buffer } = await file.read(new Uint8Array(CHUNK), 0, Math.min(CHUNK, to - at), at);
        if (bytesRead === 0) break;
        at += bytesRead;
        offset += bytesRead;
        yield buffer.subarray(0, bytesRead);
      }
    } finally {
      await file.close();
    }
  }
}
