/**
 * The list of playgrounds, in a small database of its own that the page and its workers may all have open. Each change is
 * one transaction that reads before it writes, so two tabs do not undo each other's.
 */
import type { DBSchema, IDBPDatabase } from 'idb';
import { connect } from './connection.ts';
import { databaseName } from './indexeddb-schema.ts';
import { copyStore, deleteStore } from './indexeddb-store.ts';

export interface Playground {
  readonly id: string;
  readonly name: string;
  /** ms since the epoch. */
  readonly createdAt: number;
  readonly updatedAt: number;
  /** The script in the editor. */
  readonly draft: string;
  /** Whatever the page keeps for it (layout, modes): plain data. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** Deleted at that time, and still there for undo until it is purged. */
  readonly deletedAt?: number;
}

type Content = Partial<Pick<Playground, 'draft' | 'settings'>>;

export interface Catalogue {
  /** Oldest first, without deleted ones. Records that make no sense are left where they are and not listed. */
  list(): Promise<Playground[]>;
  /** Deleted ones that can still be restored. */
  deleted(): Promise<Playground[]>;
  /** undefined where there is none, or it is deleted. */
  get(id: string): Promise<Playground | undefined>;
  create(name: string, content?: Content): Promise<Playground>;
  rename(id: string, name: string): Promise<Playground>;
  /** Saves draft or settings; settings are replaced as a whole. */
  update(id: string, content: Content): Promise<Playground>;
  /** Copies data, draft and settings. Flush the playground before, so that its last commands are copied too. */
  duplicate(id: string, name: string): Promise<Playground>;
  /** Marks it deleted; `restore` undoes that until `purge`. */
  delete(id: string): Promise<void>;
  restore(id: string): Promise<Playground>;
  /** Removes for good, data too, what was deleted more than `olderThanMs` ago. Returns how many. */
  purge(olderThanMs: number): Promise<number>;
  /** Lists again what an emptied catalogue has lost: stores that nothing here names. Returns how many. */
  adopt(): Promise<number>;
  close(): void;
}

interface CatalogueSchema extends DBSchema {
  playgrounds: { key: string; value: unknown };
}

const NAME = 'keyglass';
/** Step i takes the database from version i to i + 1. Steps are never changed, only added. */
const MIGRATIONS: readonly ((db: IDBPDatabase<CatalogueSchema>) => void)[] = [
  (db) => {
    db.createObjectStore('playgrounds');
  },
];

type Connection = IDBPDatabase<CatalogueSchema>;

/** Opens the catalogue. Rejects where IndexedDB is missing or a newer version of this program made it. */
export async function openCatalogue(now: () => number = Date.now): Promise<Catalogue> {
  const catalogue = new IndexedDbCatalogue(now);
  await catalogue.db();
  return catalogue;
}

class IndexedDbCatalogue implements Catalogue {
  private connection: Promise<Connection> | undefined;
  /** What was read or written last of each, should the browser clear the list. */
  private readonly known = new Map<string, Playground>();
  private readonly now: () => number;

  constructor(now: () => number) {
    this.now = now;
  }

  /** The database; opened again where the browser has closed it (it cleared its storage). */
  db(): Promise<Connection> {
    const forget = () => {
      this.connection = undefined;
    };
    this.connection ??= connect<CatalogueSchema>(NAME, MIGRATIONS.length, {
      upgrade(db, from) {
        for (const migrate of MIGRATIONS.slice(from)) migrate(db);
      },
      blocking: (_from, _to, event) => {
        if (event.target instanceof IDBDatabase) event.target.close();
        forget();
      },
      terminated: forget,
    });
    this.connection.catch(forget);
    return this.connection;
  }

  async list(): Promise<Playground[]> {
    return (await this.all()).filter(({ deletedAt }) => deletedAt === undefined);
  }

  async deleted(): Promise<Playground[]> {
    return (await this.all()).filter(({ deletedAt }) => deletedAt !== undefined);
  }

  async get(id: string): Promise<Playground | undefined> {
    const found = checkPlayground(id, await (await this.db()).get('playgrounds', id));
    if (found?.deletedAt !== undefined) return undefined;
    if (found) this.known.set(id, found);
    return found;
  }

  async create(name: string, content: Content = {}): Promise<Playground> {
    const at = this.now();
    const id = crypto.randomUUID();
    const made: Playground = { id, name, createdAt: at, updatedAt: at, draft: '', settings: {}, ...content };
    await (await this.db()).add('playgrounds', made, id);
    this.known.set(id, made);
    return made;
  }

  rename(id: string, name: string): Promise<Playground> {
    return this.change(id, (old) => ({ ...old, name, updatedAt: this.now() }));
  }

  async update(id: string, content: Content): Promise<Playground> {
    // Who saves a draft has the playground open: where the browser has cleared the list, it is listed again.
    const lost = this.known.get(id);
    if (lost && (await this.all()).length === 0) await this.put(lost);
    return this.change(id, (old) => ({ ...old, ...content, updatedAt: this.now() }));
  }

  async duplicate(id: string, name: string): Promise<Playground> {
    const original = await this.get(id);
    if (!original) throw new Error(`there is no playground ${id}`);
    const { draft, settings } = original;
    // The data first: a playground is not listed before it is whole.
    const copy: Playground = { ...original, id: crypto.randomUUID(), name, draft, settings };
    await copyStore(id, copy.id);
    const at = this.now();
    const made: Playground = { ...copy, createdAt: at, updatedAt: at };
    await (await this.db()).add('playgrounds', made, made.id);
    return made;
  }

  async delete(id: string): Promise<void> {
    await this.change(id, (old) => ({ ...old, deletedAt: this.now() }));
  }

  restore(id: string): Promise<Playground> {
    return this.change(id, ({ deletedAt: _, ...old }) => old);
  }

  async purge(olderThanMs: number): Promise<number> {
    const limit = this.now() - olderThanMs;
    let count = 0;
    for (const { id, deletedAt } of await this.deleted()) {
      if (deletedAt === undefined || deletedAt > limit) continue;
      await deleteStore(id);
      await (await this.db()).delete('playgrounds', id);
      count++;
    }
    return count;
  }

  async adopt(): Promise<number> {
    if ((await this.all()).length > 0) return 0;
    const prefix = databaseName('');
    // Not every browser tells.
    const names = (await indexedDB.databases?.())?.map(({ name = '' }) => name) ?? [];
    const ids = names.filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length));
    const at = this.now();
    for (const [i, id] of ids.entries()) {
      const name = ids.length === 1 ? 'Found again' : `Found again ${i + 1}`;
      await this.put({ id, name, createdAt: at, updatedAt: at, draft: '', settings: {} });
    }
    return ids.length;
  }

  close(): void {
    void this.connection?.then((db) => db.close());
    this.connection = undefined;
  }

  private async all(): Promise<Playground[]> {
    const transaction = (await this.db()).transaction('playgrounds');
    const [keys, values] = await Promise.all([transaction.store.getAllKeys(), transaction.store.getAll()]);
    const found = keys.flatMap((id, i) => checkPlayground(id, values[i]) ?? []);
    for (const playground of found) this.known.set(playground.id, playground);
    return found.sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1));
  }

  private async put(playground: Playground): Promise<void> {
    await (await this.db()).put('playgrounds', playground, playground.id);
  }

  private async change(id: string, make: (old: Playground) => Playground): Promise<Playground> {
    const transaction = (await this.db()).transaction('playgrounds', 'readwrite');
    const old = checkPlayground(id, await transaction.store.get(id));
    if (!old) {
      await transaction.done;
      throw new Error(`there is no playground ${id}`);
    }
    const changed = make(old);
    await Promise.all([transaction.store.put(changed, id), transaction.done]);
    this.known.set(id, changed);
    return changed;
  }
}

/** The record as a playground, with what is missing filled in; undefined where it is none. */
function checkPlayground(id: string, value: unknown): Playground | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { name, createdAt, updatedAt, draft, settings, deletedAt } = value as Record<string, unknown>;
  if (typeof name !== 'string') return undefined;
  const time = (from: unknown): number | undefined =>
    typeof from === 'number' && Number.isFinite(from) ? from : undefined;
  const deleted = time(deletedAt);
  return {
    id,
    name,
    createdAt: time(createdAt) ?? 0,
    updatedAt: time(updatedAt) ?? 0,
    draft: typeof draft === 'string' ? draft : '',
    settings: isRecord(settings) ? settings : {},
    ...(deleted !== undefined && { deletedAt: deleted }),
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
