import type { Engine } from '../engine/engine.ts';

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
