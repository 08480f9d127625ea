/**
 * What a person opens or drops, as one stream for `previewFile` and `Keeper.import`: an RDB file, a command log, the files
 * of `appendonlydir`, or a zip file of them.
 */
import { type Manifest, parseManifest } from './manifest.ts';
import { chunksOf, unzip } from './unzip.ts';

interface Named {
  readonly name: string;
  /** May be called more than once. */
  open(): AsyncIterable<Uint8Array>;
}

export interface Opened {
  /** What it is made of, in the order in which it is read. */
  readonly files: readonly string[];
  /** The bytes from the beginning; call it once to look and once to load. */
  open(): AsyncIterable<Uint8Array>;
}

const MAX_MANIFEST = 1024 * 1024;

/** What systems put beside files: it is nobody's data. */
const HIDDEN = /(^|\/)(\.[^/]*|__MACOSX\/.*)$/;
const DATA = /\.(rdb|aof)$/;

/**
 * Puts files in order. Of the folder of a server those count that its log is made of, or else its one snapshot. Throws with
 * a reason for the person where they do not make one data set.
 */
export async function openFiles(files: readonly File[]): Promise<Opened> {
  const all = await listed(files);
  const named = all.length === 1 ? all : all.filter(({ name }) => !HIDDEN.test(name));
  const manifest = named.find(({ name }) => name.endsWith('.manifest'));
  const data = named.filter(({ name }) => DATA.test(name));
  const order = manifest ? await byManifest(manifest, named) : data.length === 1 ? data : named;
  if (order.length === 0) throw new Error('there is no file to open');
  if (!manifest && order.length > 1) {
    throw new Error('several files need the manifest of their folder, which says in which order they belong');
  }
  return {
    files: order.map(({ name }) => name),
    async *open() {
      for (const { open } of order) yield* open();
    },
  };
}

async function listed(files: readonly File[]): Promise<Named[]> {
  const named: Named[] = [];
  for (const file of files) {
    if (await isZip(file)) {
      for (const { name } of await unzip(file)) named.push({ name, open: () => entryOf(file, name) });
    } else named.push({ name: file.name, open: () => chunksOf(file.stream()) });
  }
  return named;
}

async function byManifest(manifest: Named, named: readonly Named[]): Promise<Named[]> {
  let text = '';
  for await (const chunk of manifest.open()) {
    text += new TextDecoder().decode(chunk);
    if (text.length > MAX_MANIFEST) throw new Error('the manifest is too long');
  }
  const parsed: Manifest | string = parseManifest(text);
  if (typeof parsed === 'string') throw new Error(parsed);
  const wanted = [...(parsed.base ? [parsed.base] : []), ...parsed.increments];
  return wanted.map(({ name }) => {
    const found = named.find((file) => file.name === name || file.name.endsWith(`/${name}`));
    if (!found) throw new Error(`${name}, which the manifest names, is missing`);
    return found;
  });
}

async function isZip(file: File): Promise<boolean> {
  const start = new Uint8Array(await file.slice(0, 4).arrayBuffer());
  return start[0] === 0x50 && start[1] === 0x4b && (start[2] === 3 || start[2] === 5);
}

async function* entryOf(file: File, name: string): AsyncGenerator<Uint8Array> {
  const entry = (await unzip(file)).find((candidate) => candidate.name === name);
  if (entry) yield* entry.chunks;
}
