/**
 * The store in IndexedDB: a database for each playground. A log record is one blob of many commands and a snapshot stands
 * in chunks of a quarter of a mebibyte, because a transaction costs most of a millisecond and a record a command would
 * be dozens of times dearer. Writes go one after the other; what counts is what the one head record points to, so each change of
 * several records is atomic.
 */
import { deleteDB, type IDBPTransaction, type StoreNames } from 'idb';
import { rechunk } from './chunks.ts';
import {
  checkAside,
  checkChunk,
  checkHead,
  databaseName,
  EMPTY_HEAD,
  type Head,
  makeChunk,
  openDatabase,
  type PlaygroundDb,
  type PlaygroundSchema,
  rawBytes,
} from './indexeddb-schema.ts';
import {
  type Aside,
  type Damage,
  type Durability,
  type Part,
  type Store,
  StoreCleared,
  StoreDamage,
  type Stored,
} from './store.ts';

/** Bytes of a snapshot's record. Its checksum and its copy for the database hold everybody up, so it is not large. */
const CHUNK = 256 * 1024;
/** Records read at a time. A record of the log may be a mebibyte. */
const BATCH = 16;
const HEAD = 'head';
/** How often the store was claimed. */
const WRITER = 'writer';
/** Snapshots that one writer can make; those of different writers never share a number. */
const GENERATIONS = 1_000_000;
const ALL = ['meta', 'snapshot', 'log', 'aside', 'asideChunk'] as const;
const STRICT = { durability: 'strict' } as const;

type Writing = IDBPTransaction<PlaygroundSchema, StoreNames<PlaygroundSchema>[], 'readwrite'>;

/** Opens (or makes) the store of a playground. Rejects where IndexedDB is missing, blocked or of a newer version. */
export async function openStore(id: string): Promise<Store> {
  const store = new IndexedDbStore();
  await store.open(id);
  return store;
}

/** Deletes all that is kept of a playground, what was set aside too. */
export async function deleteStore(id: string): Promise<void> {
  await deleteDB(databaseName(id));
}

/** Copies what is kept of one playground to another that has nothing yet. What was set aside stays behind. */
export async function copyStore(from: string, to: string): Promise<void> {
  const [source, target] = await Promise.all([openStore(from), openStore(to)]);
  try {
    const { snapshot, log } = await source.load();
    await target.load();
    if (snapshot) await target.checkpoint(snapshot);
    for await (const chunk of rechunk(log, CHUNK)) await target.append(chunk);
    await target.sync();
  } finally {
    await Promise.all([source.close(), target.close()]);
  }
}

class IndexedDbStore implements Store {
  readonly kind = 'indexeddb';
  private db: PlaygroundDb | undefined;
  private head: Head = EMPTY_HEAD;
  /** Number and offset of the next record of the log. */
  private next = 1;
  private offset = 0;
  /** Which writer this is, once it has claimed the store. */
  private writer: number | undefined;
  /** Settles when all writes so far are through. */
  private queue: Promise<unknown> = Promise.resolve();
  private closedBy = 'the store is closed';
  private id = '';
  private cleared = false;
  onCleared: (() => void) | undefined;

  get snapshotBytes(): number {
    return this.head.snapshotBytes;
  }
  get logBytes(): number {
    return this.offset - this.head.logOffset;
  }

  async open(id: string): Promise<void> {
    this.id = id;
    this.db = await openDatabase(id, (cleared) => {
      this.db = undefined;
      this.cleared = cleared;
      this.closedBy = 'another tab closed the store';
      if (cleared) this.onCleared?.();
    });
  }

  async claim(): Promise<void> {
    const transaction = this.database().transaction('meta', 'readwrite', STRICT);
    const last = Number(await transaction.store.get(WRITER));
    const writer = Number.isSafeInteger(last) ? last + 1 : 1;
    await Promise.all([transaction.store.put(writer, WRITER), transaction.done]);
    this.writer = writer;
  }

  async load(): Promise<Stored> {
    const damage: Damage[] = [];
    const head = checkHead(await this.database().get('meta', HEAD));
    if (typeof head === 'string') {
      // What somebody else writes is not for this one to set aside.
      if (this.writer === undefined) return unreadable(head);
      await this.startOver(head, damage);
    } else {
      this.head = head;
    }
    await this.findEnd();
    const { generation, chunks, snapshotBytes } = this.head;
    return {
      snapshot: generation > 0 ? this.readSnapshot(generation, chunks, snapshotBytes) : undefined,
      log: this.readLog(this.head, this.next, this.offset),
      snapshotBytes,
      logBytes: this.logBytes,
      verified: true,
      damage,
    };
  }

  append(commands: Uint8Array, durability: Durability = 'relaxed'): Promise<void> {
    const bytes = commands.slice();
    return this.enqueue(async () => {
      const record = makeChunk(bytes, this.offset);
      await this.write(['log'], durability, (transaction) => [
        transaction.objectStore('log').add(record, this.next),
      ]);
      this.next++;
      this.offset += bytes.length;
    });
  }

  sync(): Promise<void> {
    return this.enqueue(async () => {
      await this.write([], 'strict', (transaction) => [transaction.objectStore('meta').put(this.head, HEAD)]);
    });
  }

  async checkpoint(snapshot: AsyncIterable<Uint8Array>): Promise<number> {
    if (this.cleared) await this.beginAnew();
    const covered = this.enqueue(async () => ({ logFirst: this.next, logOffset: this.offset }));
    const generation = Math.max(this.head.generation + 1, (this.writer ?? 0) * GENERATIONS);
    const whole = IDBKeyRange.bound([generation, 0], [generation, Infinity]);
    await this.database().delete('snapshot', whole);
    let chunks = 0;
    let snapshotBytes = 0;
    for await (const bytes of rechunk(snapshot, CHUNK)) {
      await this.database().put('snapshot', makeChunk(bytes, snapshotBytes), [generation, chunks++]);
      snapshotBytes += bytes.length;
    }
    const head: Head = { format: 1, generation, chunks, snapshotBytes, ...(await covered) };
    await this.enqueue(async () => {
      await this.write(['snapshot', 'log'], 'strict', (transaction) => [
        transaction.objectStore('meta').put(head, HEAD),
        transaction.objectStore('snapshot').delete(IDBKeyRange.upperBound([generation, 0], true)),
        transaction.objectStore('log').delete(IDBKeyRange.upperBound(head.logFirst, true)),
      ]);
      this.head = head;
    });
    return snapshotBytes;
  }

  setAside(part: Part, offset: number, reason: string): Promise<number> {
    return this.enqueue(async () => {
      const transaction = this.database().transaction(ALL, 'readwrite', STRICT);
      await this.check(transaction);
      const records = transaction.objectStore(part);
      const { head } = this;
      const range =
        part === 'log' ? IDBKeyRange.lowerBound(head.logFirst) : IDBKeyRange.lowerBound([head.generation, 0]);
      const taken: Uint8Array<ArrayBuffer>[] = [];
      let kept = head.logOffset;
      let next = head.logFirst;
      const end = head.logOffset + offset;
      for (let cursor = await records.openCursor(range); cursor; cursor = await cursor.continue()) {
        const bytes = rawBytes(cursor.value);
        const keep =
          part === 'log' && taken.length === 0 ? Math.max(0, Math.min(bytes.length, end - kept)) : 0;
        if (keep > 0) {
          if (keep < bytes.length) await cursor.update(makeChunk(bytes.slice(0, keep), kept));
          kept += keep;
          next++;
        } else await cursor.delete();
        if (keep < bytes.length) taken.push(bytes.slice(keep));
      }
      const at = Date.now();
      const bytes = taken.reduce((sum, chunk) => sum + chunk.length, 0);
      const id = Number(await transaction.objectStore('aside').add({ part, reason, at, bytes }));
      const chunks = transaction.objectStore('asideChunk');
      for (const [i, chunk] of taken.entries()) await chunks.put(chunk, [id, i]);
      const after = part === 'log' ? head : { ...head, chunks: 0, snapshotBytes: 0, generation: 0 };
      await transaction.objectStore('meta').put(after, HEAD);
      await transaction.done;
      this.head = after;
      if (part === 'log') {
        this.next = next;
        this.offset = kept;
      }
      return id;
    });
  }

  async asides(): Promise<Aside[]> {
    const transaction = this.database().transaction('aside');
    const [keys, values] = await Promise.all([transaction.store.getAllKeys(), transaction.store.getAll()]);
    return keys.map((id, i) => ({ id, ...checkAside(values[i]) }));
  }

  async readAside(id: number): Promise<Uint8Array[]> {
    const chunks = await this.database().getAll('asideChunk', IDBKeyRange.bound([id, 0], [id, Infinity]));
    return chunks.map((chunk) => (chunk instanceof Uint8Array ? chunk : new Uint8Array(0)));
  }

  async deleteAside(id: number): Promise<void> {
    const transaction = this.database().transaction(['aside', 'asideChunk'], 'readwrite');
    await Promise.all([
      transaction.objectStore('aside').delete(id),
      transaction.objectStore('asideChunk').delete(IDBKeyRange.bound([id, 0], [id, Infinity])),
      transaction.done,
    ]);
  }

  async close(): Promise<void> {
    await this.queue;
    this.db?.close();
    this.db = undefined;
  }

  /** After the browser has cleared its storage: whatever is there, the snapshot that follows is all there is to keep. */
  private async beginAnew(): Promise<void> {
    await this.open(this.id);
    this.cleared = false;
    if (this.writer !== undefined) await this.claim();
    const head = checkHead(await this.database().get('meta', HEAD));
    this.head = typeof head === 'string' ? EMPTY_HEAD : head;
    await this.findEnd();
  }

  private database(): PlaygroundDb {
    if (!this.db) throw this.cleared ? new StoreCleared() : new Error(this.closedBy);
    return this.db;
  }

  /**
   * A transaction on `meta` and the stores named: what `work` asks for happens as a whole, or not at all where another has
   * claimed the store. That is found out beside the work and before its end, so that it costs no time.
   */
  private async write(
    stores: readonly ('snapshot' | 'log')[],
    durability: Durability,
    work: (transaction: Writing) => Promise<unknown>[],
  ): Promise<void> {
    const transaction: Writing = this.database().transaction(['meta', ...stores], 'readwrite', {
      durability,
    });
    const all = [this.check(transaction), ...work(transaction), transaction.done];
    // One failure is told; the others follow from it.
    for (const each of all) each.catch(() => undefined);
    await Promise.all(all);
  }

  /** Ends a transaction of one that is no longer the writer. */
  private async check(transaction: Writing): Promise<void> {
    if (this.writer === undefined) return;
    const writer = await transaction.objectStore('meta').get(WRITER);
    if (writer === this.writer) return;
    transaction.abort();
    transaction.done.catch(() => undefined);
    throw new Error('another tab writes this playground now');
  }

  /** Runs `work` after all writes so far; one that failed does not keep later ones from running. */
  private enqueue<T>(work: () => Promise<T>): Promise<T> {
    const result = this.queue.then(work);
    this.queue = result.catch(() => undefined);
    return result;
  }

  /** Finds where the log ends. Records that are not in order count as its end only when they are read. */
  private async findEnd(): Promise<void> {
    const { logFirst, logOffset } = this.head;
    this.next = logFirst;
    this.offset = logOffset;
    const transaction = this.database().transaction('log');
    const cursor = await transaction.store.openCursor(IDBKeyRange.lowerBound(logFirst), 'prev');
    if (!cursor) return;
    this.next = cursor.key + 1;
    const value = cursor.value;
    const offset =
      typeof value === 'object' && value !== null && 'offset' in value ? Number(value.offset) : Number.NaN;
    this.offset = (Number.isSafeInteger(offset) ? offset : logOffset) + rawBytes(value).length;
  }

  private async *readSnapshot(generation: number, chunks: number, total: number): AsyncGenerator<Uint8Array> {
    let offset = 0;
    const read = (first: number, last: number) => {
      const { store } = this.database().transaction('snapshot');
      const range = IDBKeyRange.bound([generation, first], [generation, last]);
      return Promise.all([store.getAllKeys(range), store.getAll(range)]);
    };
    for await (const [keys, values, first, count] of readAhead(read, 0, chunks)) {
      for (let i = 0; i < count; i++) {
        const bytes = keys[i]?.[1] === first + i ? checkChunk(values[i], offset) : 'a record is missing';
        if (typeof bytes === 'string') throw new StoreDamage('snapshot', offset, bytes);
        offset += bytes.length;
        yield bytes;
      }
    }
    if (offset !== total) throw new StoreDamage('snapshot', offset, 'the snapshot has another length');
  }

  private async *readLog(
    { logFirst, logOffset }: Head,
    end: number,
    endOffset: number,
  ): AsyncGenerator<Uint8Array> {
    let offset = logOffset;
    const read = (first: number, last: number) => {
      const { store } = this.database().transaction('log');
      const range = IDBKeyRange.bound(first, last);
      return Promise.all([store.getAllKeys(range), store.getAll(range)]);
    };
    for await (const [keys, values, first, count] of readAhead(read, logFirst, end)) {
      for (let i = 0; i < count; i++) {
        const bytes = keys[i] === first + i ? checkChunk(values[i], offset) : 'a record is missing';
        if (typeof bytes === 'string') throw new StoreDamage('log', offset - logOffset, bytes);
        offset += bytes.length;
        yield bytes;
      }
    }
    if (offset !== endOffset) throw new StoreDamage('log', offset - logOffset, 'the log has another length');
  }

  /** The head cannot be read, so nothing says what counts: all records go aside. */
  private async startOver(reason: string, damage: Damage[]): Promise<void> {
    this.head = EMPTY_HEAD;
    for (const part of ['snapshot', 'log'] as const) {
      const aside = await this.setAside(part, 0, reason);
      damage.push({ part, offset: 0, reason, aside });
    }
  }
}

/** What a store without a head that can be read has to offer: nothing, and why. */
const unreadable = (reason: string): Stored => ({
  snapshot: undefined,
  log: (async function* () {})(),
  snapshotBytes: 0,
  logBytes: 0,
  verified: true,
  damage: [{ part: 'snapshot', offset: 0, reason }],
});

/**
 * Records [from, end) a batch at a time, with the batch's first number and how many there should be. The next ones are on
 * their way while these are used.
 */
async function* readAhead<K>(
  read: (first: number, last: number) => Promise<[K[], unknown[]]>,
  from: number,
  end: number,
): AsyncGenerator<[keys: K[], values: unknown[], first: number, count: number]> {
  const begin = (first: number) => {
    const batch = read(first, Math.min(first + BATCH, end) - 1);
    // Nobody waits for it where the batch before is damaged.
    batch.catch(() => undefined);
    return batch;
  };
  let next = from < end ? begin(from) : undefined;
  for (let first = from; next !== undefined; first += BATCH) {
    const [keys, values] = await next;
    next = first + BATCH < end ? begin(first + BATCH) : undefined;
    yield [keys, values, first, Math.min(BATCH, end - first)];
  }
}
