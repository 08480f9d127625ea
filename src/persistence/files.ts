/** What a person downloads: files that a real server picks up. */
import type { Engine } from '../engine/engine.ts';
import { crc32 } from './crc32.ts';
import { type ExportOptions, exportRdb } from './export.ts';
import { baseName, formatManifest, incrementName, LOG_FOLDER, MANIFEST_NAME } from './manifest.ts';

export interface ExportedFile {
  /** With its folder, `/` between. */
  readonly name: string;
  readonly chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

const ascii = (text: string): Uint8Array => Uint8Array.from(text, (char) => char.charCodeAt(0));

/** The folder `appendonlydir`: the data as the base of a command log, an empty increment to go on in, the manifest. */
export function appendOnlyDir(engine: Engine, options?: ExportOptions): ExportedFile[] {
  const manifest = formatManifest({
    base: { name: baseName(1), seq: 1 },
    increments: [{ name: incrementName(1), seq: 1 }],
  });
  return [
    { name: `${LOG_FOLDER}/${baseName(1)}`, chunks: exportRdb(engine, options) },
    { name: `${LOG_FOLDER}/${incrementName(1)}`, chunks: [] },
    { name: `${LOG_FOLDER}/${MANIFEST_NAME}`, chunks: [ascii(manifest)] },
  ];
}

/** Sizes beyond this need another form of zip. */
const MAX_ZIP = 0xffffffff;

/**
 * Files as a zip archive, stored as they are (an RDB file is compressed already), as a stream. Sizes and checksums follow
 * each file, since they are not known before. Throws where the whole passes 4 GB. Source: PKWARE's APPNOTE, 4.3.
 */
export async function* zip(files: Iterable<ExportedFile>, at: Date): AsyncGenerator<Uint8Array> {
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const { name, chunks } of files) {
    const start = offset;
    const header = record(
      [...long(0x04034b50), ...short(20, 8, 0, ...dosTime(at)), ...long(0, 0, 0), ...short(name.length, 0)],
      name,
    );
    yield header;
    let size = 0;
    let sum = 0;
    for await (const chunk of chunks) {
      size += chunk.length;
      sum = crc32(chunk, sum);
      yield chunk;
    }
    const sizes = long(sum, size, size);
    const trailer = record([...long(0x08074b50), ...sizes]);
    yield trailer;
    offset += header.length + size + trailer.length;
    if (offset > MAX_ZIP) throw new Error('a zip file cannot be longer than 4 GB');
    const made = short(20, 20, 8, 0, ...dosTime(at));
    const place = [...short(name.length, 0, 0, 0, 0), ...long(0, start)];
    directory.push(record([...long(0x02014b50), ...made, ...sizes, ...place], name));
  }
  const bytes = directory.reduce((sum, entry) => sum + entry.length, 0);
  yield* directory;
  const count = short(0, 0, directory.length, directory.length);
  yield record([...long(0x06054b50), ...count, ...long(bytes, offset), ...short(0)]);
}

type Field = readonly [value: number, bytes: 2 | 4];
const short = (...values: number[]): Field[] => values.map((value) => [value, 2]);
const long = (...values: number[]): Field[] => values.map((value) => [value, 4]);

/** A record of a zip file: its fields, little-endian, and a name. */
function record(fields: readonly Field[], name = ''): Uint8Array {
  const size = fields.reduce((sum, [, bytes]) => sum + bytes, 0);
  const bytes = new Uint8Array(size + name.length);
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const [value, width] of fields) {
    if (width === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += width;
  }
  bytes.set(ascii(name), at);
  return bytes;
}

/** Time and date as zip files keep them: two seconds a step, years from 1980. */
function dosTime(at: Date): [number, number] {
  const time = (at.getHours() << 11) | (at.getMinutes() << 5) | (at.getSeconds() >> 1);
  const date = ((at.getFullYear() - 1980) << 9) | ((at.getMonth() + 1) << 5) | at.getDate();
  return [time, date];
}
