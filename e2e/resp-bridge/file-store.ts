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
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { formatManifest, type LogFile, type Manifest } from '../../src/persistence/manifest.ts';
import type { Aside, Durability, Part, Store, Stored } from '../../src/persistence/store.ts';
import { DEFAULT_NAMES, type FileNames, openLog, rdbBytes, readParts } from './log-folder.ts';

const ASIDE = 'aside';
const writeAsync = promisify(write);
const syncAsync = promisify(fdatasync);

/** Opens (or makes) the store in `folder`. Throws where its manifest cannot be understood. */
export function openFileStore(folder: string, names: Partial<FileNames> = {}): FileStore {
  return new FileStore(folder, { ...DEFAULT_NAMES, ...names });
}

export class FileStore implements Store {
  readonly kind = 'files';
  readonly folder: string;
  readonly names: FileNames;
  private base: LogFile | undefined;
  /** How many bytes of the base are an RDB file; what follows them is a log. */
  private baseRdb = 0;
  private increments: LogFile[] = [];
  /** The increment that is written to. */
  private out: number | undefined;
  private queue: Promise<unknown> = Promise.resolve();
  private closed = false;

  constructor(folder: string, names: FileNames) {
    this.folder = folder;
    this.names = names;
    const { base, increments } = openLog(folder, names);
    this.base = base;
    this.increments = [...increments];
  }

  get snapshotBytes(): number {
    if (this.base) return this.baseRdb;
    return this.increments.length === 0 && existsSync(this.dump) ? statSync(this.dump).size : 0;
  }
  get logBytes(): number {
    return this.logFiles().reduce((sum, { name, from }) => sum + this.size(name) - from, 0);
  }

  /**
   * True where `dump.rdb` was written after the log: by a server that saved as it ended, or by one without a log, whose
   * writes the log does not have.
   */
  get dumpIsNewer(): boolean {
    if (!this.base && this.increments.length === 0) return false;
    if (!existsSync(this.dump)) return false;
    const { mtimeMs, size } = statSync(this.dump);
    if (this.base && size === this.size(this.base.name)) return false;
    return [this.base, ...this.increments].every(
      (file) =>
        file === undefined ||
        !existsSync(this.path(file.name)) ||
        statSync(this.path(file.name)).mtimeMs < mtimeMs,
    );
  }

  async claim(): Promise<void> {
    // As with the reference, who starts a second server in a folder is not kept from it.
  }

  async load(): Promise<Stored> {
    const { base } = this;
    if (base) this.baseRdb = await rdbBytes(this.path(base.name));
    const { snapshotBytes, logBytes } = this;
    const path = base ? this.path(base.name) : this.dump;
    // A base that is missing is damage, and no base at all is none.
    const there = snapshotBytes > 0 || (base !== undefined && !existsSync(path));
    return {
      snapshot: there ? readParts([{ path, from: 0, to: snapshotBytes }], 'snapshot') : undefined,
      log: readParts(
        this.logFiles().map(({ name, from }) => ({ path: this.path(name), from, to: this.size(name) })),
        'log',
      ),
      snapshotBytes,
      logBytes,
      verified: false,
      damage: [],
    };
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
    const seq = this.freeSeq(this.base?.seq ?? 0, this.baseName);
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
      const base = { name: this.baseName(seq), seq };
      renameSync(temporary, this.path(base.name));
      this.base = base;
      this.baseRdb = bytes;
      this.increments = this.increments.slice(await covered);
      this.writeManifest();
      for (const name of old) rmSync(this.path(name), { force: true });
      const dump = join(this.folder, `temp-${this.names.dump}`);
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
        this.baseRdb = 0;
        if (this.increments.length === 0) this.startIncrement();
      } else this.cutLog(offset, kept);
      // What is missing is missed once.
      this.increments = this.increments.filter(({ name }) => existsSync(this.path(name)));
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
    return join(this.folder, this.names.dump);
  }

  private path(name: string): string {
    return join(this.folder, this.names.folder, name);
  }

  private size(name: string): number {
    const path = this.path(name);
    return existsSync(path) ? statSync(path).size : 0;
  }

  private readonly baseName = (seq: number): string => `${this.names.log}.${seq}.base.rdb`;
  private readonly incrementName = (seq: number): string => `${this.names.log}.${seq}.incr.aof`;

  /** The next number whose file is not there: one that no manifest names may still be somebody's data. */
  private freeSeq(last: number, name: (seq: number) => string): number {
    let seq = last + 1;
    while (existsSync(this.path(name(seq)))) seq++;
    return seq;
  }

  /** The files of the log, and where in each it begins. */
  private logFiles(): { name: string; from: number }[] {
    const files = this.increments.map(({ name }) => ({ name, from: 0 }));
    const { base, baseRdb } = this;
    if (base && this.size(base.name) > baseRdb) files.unshift({ name: base.name, from: baseRdb });
    return files;
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
    const seq = this.freeSeq(this.increments.at(-1)?.seq ?? 0, this.incrementName);
    const file = { name: this.incrementName(seq), seq };
    closeSync(openSync(this.path(file.name), 'a'));
    this.increments.push(file);
    this.writeManifest();
    return file;
  }

  private writeManifest(): void {
    const manifest: Manifest = { base: this.base, increments: this.increments };
    const name = `${this.names.log}.manifest`;
    const temporary = this.path(`temp-${name}`);
    const file = openSync(temporary, 'w');
    writeFileSync(file, formatManifest(manifest));
    fsyncSync(file);
    closeSync(file);
    renameSync(temporary, this.path(name));
  }

  /** Moves the log from byte `offset` on to the file `kept`. */
  private cutLog(offset: number, kept: string): void {
    if (this.out !== undefined) closeSync(this.out);
    this.out = undefined;
    let start = 0;
    for (const { name, from } of this.logFiles()) {
      const path = this.path(name);
      if (!existsSync(path)) continue;
      const size = this.size(name) - from;
      const keep = Math.max(0, Math.min(size, offset - start));
      start += size;
      if (keep === size) continue;
      writeFileSync(kept, readFileSync(path).subarray(from + keep), { flag: 'a' });
      truncateSync(path, from + keep);
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
