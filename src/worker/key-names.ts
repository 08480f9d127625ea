import type { Engine } from '../engine/engine.ts';
import type { KeyFilter } from '../protocol/views.ts';
import { passes } from './views/keys.ts';

/** How many keys are looked at for one completion, so that a million keys do not stall typing. */
const MAX_LOOKED_AT = 50_000;

/** Names of keys that start with `prefix`, in order. */
export function keyNames(engine: Engine, db: number, prefix: string, limit: number): string[] {
  const slots = engine.keyspace.databases[db]?.slots ?? [];
  const found: string[] = [];
  const until = Math.min(slots.length, MAX_LOOKED_AT);
  for (let i = 0; i < until && found.length < limit; i++) {
    const key = slots[i]?.key;
    if (key?.startsWith(prefix)) found.push(key);
  }
  return found.sort();
}

/**
 * All keys in a folder of the tree, at any depth, that the filter shows: whoever deletes a folder means each of them, and
 * no other. A key that is called as the folder itself (`user:`) stands beside it.
 */
export function folderKeys(engine: Engine, db: number, path: string, filter: KeyFilter): string[] {
  const found: string[] = [];
  for (const entry of engine.keyspace.databases[db]?.slots ?? [])
    if (entry.key.length > path.length && entry.key.startsWith(path) && passes(entry, filter))
      found.push(entry.key);
  return found;
}
