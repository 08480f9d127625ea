/** DEBUG POPULATE: many keys at once, to try something out on. */
import type { Call } from '../../call.ts';
import * as errors from '../../errors.ts';
import { parseInt64 } from '../../numbers.ts';
import { OK, type Reply } from '../../reply.ts';
import { MAX_STRING_LENGTH } from '../../values/string.ts';

/** Keys that a tab has memory for. The reference says as much where it finds no memory for a table of that size. */
const MOST_KEYS = 2 ** 24;

function positive(word: string): number {
  const value = parseInt64(word);
  if (value === undefined || value < 0) throw errors.NOT_POSITIVE;
  return Number(value);
}

/**
 * Adds `value:0`, `value:1`, … under `prefix:0`, `prefix:1`, …, cut or filled up with zero bytes where a size is given.
 * Keys that are there stay as they are, and only `new` is published, as by the reference.
 */
export function populate(call: Call, [count = '', prefix = 'key', size = '0']: readonly string[]): Reply {
  const { db } = call;
  const keys = positive(count);
  const length = positive(size);
  if (keys + db.size > MOST_KEYS) throw errors.err('OOM in dictTryExpand');
  if (length > MAX_STRING_LENGTH) throw errors.STRING_TOO_LONG;
  for (let i = 0; i < keys; i++) {
    const key = `${prefix}:${i}`;
    if (db.has(key)) continue;
    const text = `value:${i}`;
    const value = length === 0 ? text : text.slice(0, length).padEnd(length, '\0');
    db.add(key, value);
    db.signal(key, 'set', 1);
    call.logAs('SET', key, value);
  }
  return OK;
}
