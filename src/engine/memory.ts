/** Estimated sizes. */
import type { Entry } from './database.ts';

/** Bytes of a key with its value. */
export function entryBytes(entry: Entry): number {
  const { value } = entry;
  const payload = typeof value === 'string' ? value.length : typeof value === 'object' && 'payload' in value ? value.payload : 16;
  return 72 + entry.key.length + payload;
}
