import type { Database } from '../../database.ts';
import { err } from '../../errors.ts';
import { viewOf } from '../../values/bits.ts';
import type { Bytes } from '../../values/bytes.ts';
import { isHyperLogLog } from '../../values/hyperloglog.ts';
import { toBytes } from '../../values/string.ts';
import type { StringValue } from '../../values/value.ts';
import { editBytes } from '../strings/edit.ts';

const NOT_HLL = err('-WRONGTYPE Key is not a valid HyperLogLog string value.');
export const CORRUPT = err('-INVALIDOBJ Corrupted HLL object detected');

function check(value: StringValue): void {
  if (!isHyperLogLog(viewOf(value))) throw NOT_HLL;
}

/** The HyperLogLog under `key` for reading, or undefined; an error where the key holds something else. */
export function readHyperLogLog(db: Database, key: string): Bytes | undefined {
  const value = db.read(key, 'string');
  if (value === undefined) return undefined;
  check(value);
  return toBytes(value);
}

/** The same for changing in place. */
export function editHyperLogLog(db: Database, key: string): Bytes | undefined {
  const value = db.edit(key, 'string');
  if (value === undefined) return undefined;
  check(value);
  return editBytes(db, key);
}
