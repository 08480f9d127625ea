/** The keyspace view: a window of the keys of one database that pass a filter. */
import type { Database, Entry } from '../../engine/database.ts';
import { globMatch } from '../../engine/glob.ts';
import { memoryUsage } from '../../engine/memory.ts';
import { typeOf } from '../../engine/values/value.ts';
import type {
  FolderRow,
  KeyEvent,
  KeyFilter,
  KeyRow,
  KeysProjection,
  KeysSpec,
} from '../../protocol/views.ts';
import type { ChangeFeed, Changes } from './changes.ts';
import { encodingOf, sizeOf } from './facts.ts';
import { compareNames, type Folder, KeyTree, orderedFolders, orderedKeys } from './key-tree.ts';

const MAX_EVENTS = 200;
const MAX_ROWS = 500;
const SEPARATOR = ':';
/** Keys put into the tree at a frame: some ten milliseconds, for which commands wait. */
const SLICE = 40_000;
/** Of keys that take several slices, so many are there to be seen at once. */
const FIRST_SLICE = 5000;

export class KeysView {
  private spec: KeysSpec;
  private readonly db: Database;
  private readonly feed: ChangeFeed;
  private tree: KeyTree | undefined;
  /** While the tree is being made, the slots below this one are not in it yet. What comes meanwhile stands above, see `KeyTable`. */
  private rest = 0;
  private readonly events: KeyEvent[] = [];

  constructor(spec: KeysSpec, db: Database, feed: ChangeFeed) {
    this.spec = spec;
    this.db = db;
    this.feed = feed;
  }

  get database(): number {
    return this.spec.db;
  }

  /** The tree does not hold all keys yet: the next projection shows more. */
  get counting(): boolean {
    return this.rest > 0;
  }

  /** Shows another window; false where it is of another database and needs a new view. */
  update(spec: KeysSpec): boolean {
    if (spec.db !== this.spec.db) return false;
    const { pattern, types, tree } = this.spec;
    if (pattern !== spec.pattern || types.join() !== spec.types.join() || tree !== spec.tree)
      this.tree = undefined;
    if (spec.sort !== this.spec.sort || spec.descending !== this.spec.descending) this.forgetOrders();
    this.spec = spec;
    return true;
  }

  /** Takes in what was touched; true where the projection may look different. */
  apply(changes: Changes): boolean {
    const { tree } = this;
    if (!tree) return true;
    if (changes.all) {
      this.tree = undefined;
      return true;
    }
    let changed = false;
    for (const [key, cause] of changes.keys) {
      const entry = this.db.entries.get(key);
      if (entry && passes(entry, this.spec)) {
        // While counting a key may be new to the tree alone.
        const created = tree.add(key) && !this.counting;
        if (!created) tree.touch(key);
        this.note({ key, cause, created, removed: false });
        changed = true;
      } else if (tree.remove(key)) {
        this.note({ key, cause, created: false, removed: true });
        changed = true;
      }
    }
    return changed;
  }

  project(): KeysProjection {
    const tree = this.count();
    const limit = Math.min(this.spec.limit, MAX_ROWS);
    const window = new Window<FolderRow | KeyRow>(this.spec.offset, limit);
    this.walk(tree.root, window, {
      folder: folderRow,
      key: (key, folder, depth) => this.row(key, folder, depth),
    });
    return {
      kind: 'keys',
      rows: window.rows,
      offset: this.spec.offset,
      rowCount: window.count,
      matched: tree.size,
      total: this.db.size,
      counting: this.counting,
      events: this.events.splice(0),
    };
  }

  /** Whether its rows are those of `spec`, whatever the window. */
  shows(spec: KeysSpec): boolean {
    const rowsOf = ({ db, pattern, types, sort, descending, tree, expanded }: KeysSpec) =>
      JSON.stringify([db, pattern, types, sort, descending, tree, [...expanded].sort()]);
    return rowsOf(spec) === rowsOf(this.spec);
  }

  /** The keys among the rows from `offset` on; folders are rows without one. */
  rowKeys(offset: number, limit: number): string[] {
    const window = new Window<string>(offset, limit);
    if (this.tree) this.walk(this.tree.root, window, { folder: () => undefined, key: (key) => key });
    return window.rows;
  }

  private note(event: KeyEvent): void {
    this.events.push(event);
    if (this.events.length > MAX_EVENTS) this.events.shift();
  }

  /** Begins the tree, or takes the next keys into it. */
  private count(): KeyTree {
    const first = !this.tree && this.db.size > SLICE;
    if (!this.tree) {
      this.tree = new KeyTree(this.spec.tree ? SEPARATOR : undefined);
      this.rest = this.db.size;
    }
    const { tree } = this;
    const { slots } = this.db;
    const from = Math.min(this.rest, slots.length);
    this.rest = Math.max(0, from - (first ? FIRST_SLICE : SLICE));
    for (let slot = from - 1; slot >= this.rest; slot--) {
      const entry = slots[slot];
      if (entry && passes(entry, this.spec)) tree.add(entry.key);
    }
    return tree;
  }

  private forgetOrders(folder = this.tree?.root): void {
    if (!folder) return;
    folder.keyOrder = undefined;
    folder.added.clear();
    folder.removed.clear();
    for (const child of folder.folders.values()) this.forgetOrders(child);
  }

  /** Folders first, then keys; only the rows inside the window are made. */
  private walk<Row>(
    folder: Folder,
    window: Window<Row>,
    make: Makers<Row>,
    depth = 0,
    expanded: ReadonlySet<string> = new Set(this.spec.expanded),
  ): void {
    const { sort, descending } = this.spec;
    for (const child of orderedFolders(folder, sort === 'name' && descending)) {
      const open = expanded.has(child.path);
      window.add(() => make.folder(child, depth, open));
      if (open) this.walk(child, window, make, depth + 1, expanded);
    }
    const keys = orderedKeys(folder, this.comparator(), sort === 'name');
    window.addRange(keys, (key) => make.key(key, folder, depth));
  }

  private row(key: string, folder: Folder, depth: number): KeyRow | undefined {
    const entry = this.db.entries.get(key);
    if (!entry) return undefined;
    return {
      kind: 'key',
      key,
      label: key.slice(folder.path.length),
      depth,
      type: typeOf(entry.value),
      encoding: encodingOf(entry.value),
      expireAt: entry.expireAt,
      ttlSetAt: this.feed.ttlSetAt(entry),
      bytes: memoryUsage(entry, this.db.keyspace.limits),
      size: sizeOf(entry.value),
    };
  }

  private comparator(): (a: string, b: string) => number {
    const { sort, descending } = this.spec;
    const sign = descending ? -1 : 1;
    if (sort === 'name') return (a, b) => sign * compareNames(a, b);
    // A measure is taken once a key, not once a comparison: sizes are estimates that cost a little.
    const measures = new Map<string, number>();
    const measure = (key: string): number => {
      let value = measures.get(key);
      if (value === undefined) {
        value = this.measure(key, sort);
        measures.set(key, value);
      }
      return value;
    };
    return (a, b) => {
      const x = measure(a);
      const y = measure(b);
      if (x === y) return compareNames(a, b);
      return x < y ? -sign : sign;
    };
  }

  private measure(key: string, sort: 'ttl' | 'size'): number {
    const entry = this.db.entries.get(key);
    if (!entry) return 0;
    if (sort === 'size') return memoryUsage(entry, this.db.keyspace.limits);
    return entry.expireAt < 0 ? Infinity : entry.expireAt;
  }
}

/** Whether a key is among those that a filter shows. */
export function passes(entry: Entry, { types, pattern }: KeyFilter): boolean {
  if (types.length > 0 && !types.includes(typeOf(entry.value))) return false;
  return pattern === '' || pattern === '*' || globMatch(pattern, entry.key);
}

const folderRow = (folder: Folder, depth: number, expanded: boolean): FolderRow => ({
  kind: 'folder',
  path: folder.path,
  label: folder.label,
  depth,
  count: folder.count,
  expanded,
});

/** What a row is made of; undefined leaves it out. */
interface Makers<Row> {
  folder(folder: Folder, depth: number, expanded: boolean): Row | undefined;
  key(key: string, folder: Folder, depth: number): Row | undefined;
}

/** Counts all rows and keeps those between `offset` and `offset + limit`. */
class Window<Row> {
  readonly rows: Row[] = [];
  count = 0;
  private readonly offset: number;
  private readonly limit: number;

  constructor(offset: number, limit: number) {
    this.offset = offset;
    this.limit = limit;
  }

  add(make: () => Row | undefined): void {
    if (this.count >= this.offset && this.count < this.offset + this.limit) this.keep(make());
    this.count++;
  }

  addRange(keys: readonly string[], make: (key: string) => Row | undefined): void {
    const from = Math.max(0, this.offset - this.count);
    const to = Math.min(keys.length, this.offset + this.limit - this.count);
    for (let i = from; i < to; i++) this.keep(make(keys[i] as string));
    this.count += keys.length;
  }

  private keep(row: Row | undefined): void {
    if (row !== undefined) this.rows.push(row);
  }
}
