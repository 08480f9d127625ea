import type { Database, Entry } from '../../database.ts';

/**
 * Looks a key up for a question about it rather than its value (TTL, TYPE, EXISTS, …): counts a hit or a miss, and
 * publishes `keymiss`, but does not count as use of the key.
 */
export function inspect(db: Database, key: string): Entry | undefined {
  const entry = db.peek(key);
  const { keyspace } = db;
  if (entry === undefined) {
    keyspace.stats.misses++;
    keyspace.notify('m', 'keymiss', key, db.index);
  } else keyspace.stats.hits++;
  return entry;
}
