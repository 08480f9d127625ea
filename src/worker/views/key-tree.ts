/**
 * The keys of one view, as a tree by separator. Folders keep counts; the children of a folder are put in order only when
 * somebody looks into it, and later changes are merged into that order. So a collapsed folder of a million keys costs a
 * counter.
 */
export interface Folder {
  /** Folders above it. */
  readonly depth: number;
  /** With its closing separator; empty for the root. */
  readonly path: string;
  readonly label: string;
  readonly above: Folder | undefined;
  /** Keys below it, at any depth. */
  count: number;
  readonly folders: Map<string, Folder>;
  readonly keys: Set<string>;
  /** Ordered child folders and keys; undefined until asked for. */
  folderOrder: Folder[] | undefined;
  keyOrder: string[] | undefined;
  /** Keys added and removed since `keyOrder` was made. */
  added: Set<string>;
  removed: Set<string>;
  /** Something other than a name may have changed (TTL, size). */
  stale: boolean;
}

/** Below so many folders the rest of a name is a key's label: a name may have separators by the million. */
const MAX_DEPTH = 64;

const makeFolder = (path: string, label: string, above?: Folder): Folder => ({
  depth: above ? above.depth + 1 : 0,
  path,
  label,
  above,
  count: 0,
  folders: new Map(),
  keys: new Set(),
  folderOrder: undefined,
  keyOrder: undefined,
  added: new Set(),
  removed: new Set(),
  stale: false,
});

export class KeyTree {
  readonly root = makeFolder('', '');
  private readonly separator: string | undefined;
  /** Where the last key went: neighbours in a keyspace mostly share their folder. */
  private last = this.root;

  /** `separator` undefined keeps all keys in one flat list. */
  constructor(separator: string | undefined) {
    this.separator = separator;
  }

  get size(): number {
    return this.root.count;
  }

  /** Adds a key; false where it is there. */
  add(key: string): boolean {
    const parent = this.find(key, true);
    const { size } = parent.keys;
    // One look at the set instead of two: a million keys come through here before the first is shown.
    if (parent.keys.add(key).size === size) return false;
    // A key that left and came back is still in its place of the order.
    if (parent.keyOrder && !parent.removed.delete(key)) parent.added.add(key);
    for (let folder: Folder | undefined = parent; folder; folder = folder.above) folder.count++;
    return true;
  }

  /** Removes a key and the folders that it leaves empty; false where it was not there. */
  remove(key: string): boolean {
    const parent = this.find(key, false);
    if (!parent?.keys.delete(key)) return false;
    if (parent.keyOrder && !parent.added.delete(key)) parent.removed.add(key);
    for (let folder: Folder | undefined = parent; folder; folder = folder.above) {
      folder.count--;
      const { above } = folder;
      if (folder.count === 0 && above) {
        above.folders.delete(folder.label);
        above.folderOrder = undefined;
        this.last = this.root;
      }
    }
    return true;
  }

  has(key: string): boolean {
    return this.find(key, false)?.keys.has(key) ?? false;
  }

  /** Marks the order of a key's folder as possibly wrong, for orders by TTL and size. */
  touch(key: string): void {
    const parent = this.find(key, false);
    if (parent) parent.stale = true;
  }

  /** The folder that holds `key`; undefined where it is missing and not made. */
  private find(key: string, make: true): Folder;
  private find(key: string, make: boolean): Folder | undefined;
  private find(key: string, make: boolean): Folder | undefined {
    const { separator } = this;
    if (separator === undefined) return this.root;
    const { last, root } = this;
    let folder = key.length > last.path.length && key.startsWith(last.path) ? last : root;
    let from = folder.path.length;
    while (folder.depth < MAX_DEPTH) {
      const at = key.indexOf(separator, from);
      // A separator at the end names the key itself, not an empty key in a folder.
      if (at < 0 || at === key.length - 1) break;
      const label = key.slice(from, at);
      let next = folder.folders.get(label);
      if (!next) {
        if (!make) return undefined;
        next = makeFolder(key.slice(0, at + 1), label, folder);
        folder.folders.set(label, next);
        folder.folderOrder = undefined;
      }
      folder = next;
      from = at + 1;
    }
    this.last = folder;
    return folder;
  }
}

/** Child folders by name. */
export function orderedFolders(folder: Folder, descending: boolean): readonly Folder[] {
  if (!folder.folderOrder) {
    folder.folderOrder = [...folder.folders.values()].sort((a, b) => compareNames(a.label, b.label));
  }
  return descending ? folder.folderOrder.toReversed() : folder.folderOrder;
}

/** Keys of a folder in the order of `compare`; `byName` says that only names matter, so an order stays right. */
export function orderedKeys(
  folder: Folder,
  compare: (a: string, b: string) => number,
  byName: boolean,
): readonly string[] {
  if (folder.keyOrder === undefined || (folder.stale && !byName)) {
    folder.keyOrder = [...folder.keys].sort(compare);
  } else if (folder.added.size > 0 || folder.removed.size > 0) {
    const added = [...folder.added].sort(compare);
    folder.keyOrder = merge(folder.keyOrder, added, folder.removed, compare);
  }
  folder.added.clear();
  folder.removed.clear();
  folder.stale = false;
  return folder.keyOrder;
}

function merge(
  sorted: readonly string[],
  added: readonly string[],
  removed: ReadonlySet<string>,
  compare: (a: string, b: string) => number,
): string[] {
  const out: string[] = [];
  let next = 0;
  for (const key of sorted) {
    if (removed.size > 0 && removed.has(key)) continue;
    while (next < added.length && compare(added[next] as string, key) <= 0) out.push(added[next++] as string);
    out.push(key);
  }
  while (next < added.length) out.push(added[next++] as string);
  return out;
}

/** Names in the order a person expects: runs of digits by their value, the rest by bytes. */
export function compareNames(a: string, b: string): number {
  let i = 0;
  const shorter = Math.min(a.length, b.length);
  while (i < shorter && a.charCodeAt(i) === b.charCodeAt(i)) i++;
  // Both differ inside a run of digits: start of the run decides nothing, its length does.
  let start = i;
  while (start > 0 && isDigit(a.charCodeAt(start - 1))) start--;
  const endA = digitsEnd(a, start);
  const endB = digitsEnd(b, start);
  if (endA > start && endB > start && endA !== endB) return endA - endB;
  if (i === shorter) return a.length - b.length;
  return a.charCodeAt(i) - b.charCodeAt(i);
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57;

function digitsEnd(text: string, from: number): number {
  let end = from;
  while (end < text.length && isDigit(text.charCodeAt(end))) end++;
  return end;
}
