/**
 * A store in a folder, laid out as the reference lays out its own: `appendonlydir` with a manifest, a base and increments,
 * and `dump.rdb`, the last snapshot. A real server can pick up where this stopped, and the other way round. The manifest
 * is replaced by renaming, so that after a crash either the old files count or the new ones.
 */
import {
  closeSync,
  copyFileSync,
  existsSync,
  fdatasync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  write,
  writeFileSync,
} from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  baseName,
  formatManifest,
  incrementName,
  LOG_FOLDER,
  type LogFile,
  MANIFEST_NAME,
  type Manifest,
  parseManifest,
} from '../../src/persistence/manifest.ts';
import type { Aside, Damage, Durability, Part, Store, Stored } from '../../src/persistence/store.ts';

const DUMP = 'dump.rdb';
const ASIDE = 'aside';
const CHUNK = 1024 * 1024;
const writeAsync = promisify(write);
const syncAsync = promisify(fdatasync);

/** Opens (or makes) the store in `folder`. Throws where its manifest cannot be understood. */
export function openFileStore(folder: string): Store {
  return new FileStore(folder);
}

class FileStore implements Store {
  readonly kind = 'files';
  private readonly folder: string;
  private base: LogFile | undefined;
  private increments: LogFile[] = [];
  /** The increment that is written to. */
  private out: number | undefined;
  private queue: Promise<unknown> = Promise.resolve();
  private closed = false;

  constructor(folder: string) {
    this.folder = folder;
    mkdirSync(join(folder, LOG_FOLDER), { recursive: true });
    const path = this.path(MANIFEST_NAME);
    if (!existsSync(path)) return;
    const manifest = parseManifest(readFileSync(path, 'utf8'));
    if (typeof manifest === 'string') throw new Error(`${path}: ${manifest}`);
    this.base = manifest.base;
    this.increments = [...manifest.increments];
  }

  get snapshotBytes(): number {
    if (this.base) return this.isRdb(this.base.name) ? this.size(this.base.name) : 0;
    return this.increments.length === 0 && existsSync(this.dump) ? statSync(this.dump).size : 0;
  }
  get logBytes(): number {
    return this.logFiles().reduce((sum, name) => sum + this.size(name), 0);
  }

  async claim(): Promise<void> {
    // As with the reference, who starts a second server in a folder is not kept from it.
  }

  async load(): Promise<Stored> {
    const damage: Damage[] = [];
    let snapshot: AsyncIterable<Uint8Array> | undefined;
    if (this.base && this.isRdb(this.base.name)) snapshot = read([this.path(this.base.name)]);
    else if (!this.base && this.increments.length === 0 && existsSync(this.dump))
      snapshot = read([this.dump]);
    const log = read(this.logFiles().map((name) => this.path(name)));
    return { snapshot, log, snapshotBytes: this.snapshotBytes, logBytes: this.logBytes, damage };
  }

  append(commands: Uint8Array, durability: Durability = 'relaxed'): Promise<void> {
    const bytes = commands.slice();
    return this.enqueue(async () => {
      const out = this.writable();
      await writeAll(out, bytes);
      if (durability === 'strict') await syncAsync(out);
    });
  }

  sync(): Promise<void> {
    return this.enqueue(async () => {
      if (this.out !== undefined) await syncAsync(this.out);
    });
  }

  async checkpoint(snapshot: AsyncIterable<Uint8Array>): Promise<number> {
    // What is appended from here on goes to a new increment; the manifest names the old ones too until the base stands.
    const covered = this.enqueue(async () => {
      const before = this.increments.length;
      if (this.out !== undefined) closeSync(this.out);
      this.out = undefined;
      this.startIncrement();
      return before;
    });
    const seq = (this.base?.seq ?? 0) + 1;
    const temporary = this.path(`temp-${seq}.rdb`);
    const file = openSync(temporary, 'w');
    let bytes = 0;
    try {
      await covered;
      for await (const chunk of snapshot) {
        await writeAll(file, chunk);
        bytes += chunk.length;
      }
      await syncAsync(file);
    } catch (error) {
      rmSync(temporary, { force: true });
      throw error;
    } finally {
      closeSync(file);
    }
    await this.enqueue(async () => {
      const old = this.increments.slice(0, await covered).map(({ name }) => name);
      if (this.base) old.push(this.base.name);
      const base = { name: baseName(seq), seq };
      renameSync(temporary, this.path(base.name));
      this.base = base;
      this.increments = this.increments.slice(await covered);
      this.writeManifest();
      for (const name of old) rmSync(this.path(name), { force: true });
      const dump = join(this.folder, `temp-${DUMP}`);
      copyFileSync(this.path(base.name), dump);
      renameSync(dump, this.dump);
    });
    return bytes;
  }

  setAside(part: Part, offset: number, reason: string): Promise<number> {
    return this.enqueue(async () => {
      const id = this.asideIds().reduce((most, other) => Math.max(most, other), 0) + 1;
      mkdirSync(join(this.folder, ASIDE), { recursive: true });
      const kept = join(this.folder, ASIDE, `${id}.bin`);
      writeFileSync(kept, '');
      if (part === 'snapshot') {
        const path = this.base ? this.path(this.base.name) : this.dump;
        if (existsSync(path)) renameSync(path, kept);
        this.base = undefined;
        if (this.increments.length === 0) this.startIncrement();
      } else this.cutLog(offset, kept);
      this.writeManifest();
      const aside: Aside = { id, part, reason, at: Date.now(), bytes: statSync(kept).size };
      writeFileSync(join(this.folder, ASIDE, `${id}.json`), JSON.stringify(aside));
      return id;
    });
  }

  async asides(): Promise<Aside[]> {
    return this.asideIds().map((id) => {
      const found: unknown = JSON.parse(readFileSync(join(this.folder, ASIDE, `${id}.json`), 'utf8'));
      const { part, reason, at } = found as Partial<Aside>;
      const { size } = statSync(join(this.folder, ASIDE, `${id}.bin`));
      return {
        id,
        part: part === 'snapshot' ? part : 'log',
        reason: String(reason),
        at: Number(at),
        bytes: size,
      };
    });
  }

  async readAside(id: number): Promise<Uint8Array[]> {
    return [new Uint8Array(await readFile(join(this.folder, ASIDE, `${id}.bin`)))];
  }

  async deleteAside(id: number): Promise<void> {
    for (const ending of ['json', 'bin'])
      rmSync(join(this.folder, ASIDE, `${id}.${ending}`), { force: true });
  }

  async close(): Promise<void> {
    await this.queue;
    this.closed = true;
    if (this.out !== undefined) closeSync(this.out);
    this.out = undefined;
  }

  private get dump(): string {
    return join(this.folder, DUMP);
  }

  private path(name: string): string {
    return join(this.folder, LOG_FOLDER, name);
  }

  private size(name: string): number {
    const path = this.path(name);
    return existsSync(path) ? statSync(path).size : 0;
  }

  /** The base of a real server may itself be a log (`aof-use-rdb-preamble no`). */
  private isRdb(name: string): boolean {
    return name.endsWith('.rdb');
  }

  private logFiles(): string[] {
    const names = this.increments.map(({ name }) => name);
    return this.base && !this.isRdb(this.base.name) ? [this.base.name, ...names] : names;
  }

  private enqueue<T>(work: () => Promise<T>): Promise<T> {
    const result = this.queue.then(() => {
      if (this.closed) throw new Error('the store is closed');
      return work();
    });
    this.queue = result.catch(() => undefined);
    return result;
  }

  private writable(): number {
    if (this.out !== undefined) return this.out;
    const last = this.increments.at(-1) ?? this.startIncrement();
    this.out = openSync(this.path(last.name), 'a');
    return this.out;
  }

  private startIncrement(): LogFile {
    const seq = (this.increments.at(-1)?.seq ?? 0) + 1;
    const file = { name: incrementName(seq), seq };
    closeSync(openSync(this.path(file.name), 'a'));
    this.increments.push(file);
    this.writeManifest();
    return file;
  }

  private writeManifest(): void {
    const manifest: Manifest = { base: this.base, increments: this.increments };
    const temporary = this.path(`temp-${MANIFEST_NAME}`);
    const file = openSync(temporary, 'w');
    writeFileSync(file, formatManifest(manifest));
    fsyncSync(file);
    closeSync(file);
    renameSync(temporary, this.path(MANIFEST_NAME));
  }

  /** Moves the log from byte `offset` on to the file `kept`. */
  private cutLog(offset: number, kept: string): void {
    if (this.out !== undefined) closeSync(this.out);
    this.out = undefined;
    let start = 0;
    for (const name of this.logFiles()) {
      const path = this.path(name);
      const size = this.size(name);
      const keep = Math.max(0, Math.min(size, offset - start));
      start += size;
      if (keep === size) continue;
      writeFileSync(kept, readFileSync(path).subarray(keep), { flag: 'a' });
      truncateSync(path, keep);
    }
  }

  private asideIds(): number[] {
    const folder = join(this.folder, ASIDE);
    if (!existsSync(folder)) return [];
    return readdirSync(folder)
      .flatMap((name) => /^(\d+)\.json$/.exec(name)?.[1] ?? [])
      .map(Number)
      .sort((a, b) => a - b);
  }
}

async function writeAll(file: number, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length; ) at += (await writeAsync(file, bytes, at)).bytesWritten;
}

async function* read(paths: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const path of paths) {
    if (!existsSync(path)) continue;
    const file = await open(path, 'r');
    try {
      for (;;) {
        const { bytesRead, buffer } = await file.read(new Uint8Array(CHUNK), 0, CHUNK);
        if (bytesRead === 0) break;
        yield buffer.subarray(0, bytesRead);
      }
    } finally {
      await file.close();
    }
  }
}
