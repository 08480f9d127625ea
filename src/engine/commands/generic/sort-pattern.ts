/** The patterns of SORT's BY and GET: `weight_*`, `object_*->field`, and `#` for the element itself. */
import type { Database } from '../../database.ts';
import { stringOf } from '../../values/value.ts';

export interface SortPattern {
  /** The element itself. */
  readonly self: boolean;
  /** Key before and after the `*`; undefined where there is no `*` and so nothing to look up. */
  readonly prefix: string | undefined;
  readonly suffix: string;
  readonly field: string | undefined;
}

export function parsePattern(pattern: string): SortPattern {
  const star = pattern.indexOf('*');
  if (star < 0) return { self: pattern === '#', prefix: undefined, suffix: '', field: undefined };
  const arrow = pattern.indexOf('->', star + 1);
  // An arrow with nothing after it is part of the key.
  const hasField = arrow >= 0 && arrow + 2 < pattern.length;
  return {
    self: false,
    prefix: pattern.slice(0, star),
    suffix: pattern.slice(star + 1, hasField ? arrow : undefined),
    field: hasField ? pattern.slice(arrow + 2) : undefined,
  };
}

/** What the pattern finds for an element: a string, or a field of a hash; null where there is none. */
export function resolvePattern(db: Database, pattern: SortPattern, element: string): string | null {
  if (pattern.self) return element;
  if (pattern.prefix === undefined) return null;
  const value = db.lookup(pattern.prefix + element + pattern.suffix)?.value;
  if (value === undefined) return null;
  if (pattern.field !== undefined) {
    return typeof value === 'object' && value.type === 'hash' ? (value.get(pattern.field) ?? null) : null;
  }
  return typeof value === 'object' && value.type !== 'string' ? null : stringOf(value);
}
