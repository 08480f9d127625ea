/**
 * Reads zip archives that a person drops: the list of files at the end first, then each file as a stream. The archive is
 * hostile: every offset and size is checked against what is there. Source: PKWARE's APPNOTE, 4.3.
 */

/** Bytes that can be read anywhere, such as a File. */
export interface Source {
  readonly size: number;
  slice(start: number, end: number): Blob;
}

export interface ZipEntry {
  readonly name: string;
  readonly chunks: AsyncIterable<Uint8Array>;
}

const END_SIZE = 22;
/** The end record is followed by a comment of up to this many bytes. */
const MAX_COMMENT = 65535;
const MAX_ENTRIES = 10_000;
const MAX_DIRECTORY = 16 * 1024 * 1024;
const STORED = 0;
const DEFLATED = 8;

/** The files of an archive, folders left out. Throws where it is none, or of a kind that cannot be read (encrypted, over 4 GB). */
export async function unzip(source: Source): Promise<ZipEntry[]> {
  const tailStart = Math.max(0, source.size - END_SIZE - MAX_COMMENT);
  const tail = await view(source, tailStart, source.size);
  let end = tail.byteLength - END_SIZE;
  while (end >= 0 && tail.getUint32(end, true) !== 0x06054b50) end--;
  if (end < 0) throw new Error('this is no zip file');
  const count = tail.getUint16(end + 10, true);
  const size = tail.getUint32(end + 12, true);
  const start = tail.getUint32(end + 16, true);
  if (count > MAX_ENTRIES || size > MAX_DIRECTORY || start + size > source.size) {
    throw new Error('the list of files of this zip file is damaged');
  }
  const directory = await view(source, start, start + size);
  const entries: ZipEntry[] = [];
  let at = 0;
  for (let i = 0; i < count; i++) {
    if (at + 46 > size || directory.getUint32(at, true) !== 0x02014b50) {
      throw new Error('the list of files of this zip file is damaged');
    }
    const flags = directory.getUint16(at + 8, true);
    const method = directory.getUint16(at + 10, true);
    const packed = directory.getUint32(at + 20, true);
    const nameLength = directory.getUint16(at + 28, true);
    const offset = directory.getUint32(at + 42, true);
    if (at + 46 + nameLength > size) throw new Error('the list of files of this zip file is damaged');
    const name = new TextDecoder().decode(new Uint8Array(directory.buffer, at + 46, nameLength));
    at += 46 + nameLength + directory.getUint16(at + 30, true) + directory.getUint16(at + 32, true);
    if (name.endsWith('/')) continue;
    if (flags & 1) throw new Error(`${name} is encrypted`);
    if (method !== STORED && method !== DEFLATED) throw new Error(`${name} is compressed in an unknown way`);
    entries.push({ name, chunks: contents(source, name, offset, packed, method) });
  }
  return entries;
}

async function* contents(
  source: Source,
  name: string,
  offset: number,
  packed: number,
  method: number,
): AsyncGenerator<Uint8Array> {
  if (offset + 30 > source.size) throw new Error(`${name} lies beyond the end of the zip file`);
  const header = await view(source, offset, offset + 30);
  if (header.getUint32(0, true) !== 0x04034b50) throw new Error(`${name} is not where the zip file says`);
  const start = offset + 30 + header.getUint16(26, true) + header.getUint16(28, true);
  if (start + packed > source.size) throw new Error(`${name} lies beyond the end of the zip file`);
  const stream: ReadableStream<Uint8Array<ArrayBuffer>> = source.slice(start, start + packed).stream();
  yield* chunksOf(method === STORED ? stream : stream.pipeThrough(new DecompressionStream('deflate-raw')));
}

/** The chunks of a stream; not every browser lets one iterate it. */
export async function* chunksOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

async function view(source: Source, start: number, end: number): Promise<DataView> {
  return new DataView(await source.slice(start, end).arrayBuffer());
}
