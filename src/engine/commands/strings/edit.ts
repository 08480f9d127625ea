/** Changing a part of a string in place. */
import { type Command, defineCommand, firstKey } from '../../command.ts';
import type { Database } from '../../database.ts';
import * as errors from '../../errors.ts';
import type { Bytes } from '../../values/bytes.ts';
import { encodeString, stringLength, toBytes } from '../../values/string.ts';

/** The string under `key` as a buffer to write into, made of what is there, or empty. */
export function editBytes(db: Database, key: string): Bytes {
  const current = db.edit(key, 'string');
  if (typeof current === 'object') return current;
  const bytes = toBytes(current ?? '');
  db.replaceString(key, bytes);
  return bytes;
}

const append = defineCommand({
  name: 'APPEND',
  group: 'string',
  since: '2.0.0',
  arity: 3,
  flags: ['write', 'denyoom', 'fast'],
  keys: firstKey,
  complexity: 'O(1)',
  summary: 'Adds text to the end of a string and returns the new length.',
  syntax: 'key value',
  categories: ['string'],
  parse: (args) => ({ key: args.next(), value: args.next() }),
  run({ db, engine }, { key, value }) {
    const current = db.edit(key, 'string');
    if (current === undefined) {
      db.replaceString(key, encodeString(value));
      db.changed(key, 'append');
      return value.length;
    }
    if (stringLength(current) + value.length > engine.maxBulkLength) throw errors.STRING_TOO_LONG;
    const bytes = editBytes(db, key);
    bytes.append(value);
    db.changed(key, 'append');
    return bytes.length;
  },
});

const NEGATIVE_OFFSET = errors.err('offset is out of range');

const setrange = defineCommand({
  name: 'SETRANGE',
  group: 'string',
  since: '2.2.0',
  arity: 4,
  flags: ['write', 'denyoom'],
  keys: firstKey,
  complexity: 'O(1)',
  summary: 'Overwrites a part of a string from an offset on, filling a gap with zero bytes.',
  syntax: 'key offset value',
  categories: ['string'],
  parse(args) {
    const key = args.next();
    const offset = args.integer();
    if (offset < 0) throw NEGATIVE_OFFSET;
    return { key, offset, value: args.next() };
  },
  run({ db, engine }, { key, offset, value }) {
    const current = db.edit(key, 'string');
    if (value.length === 0) return current === undefined ? 0 : stringLength(current);
    if (offset + value.length > engine.maxBulkLength) throw errors.STRING_TOO_LONG;
    const bytes = editBytes(db, key);
    bytes.write(offset, value);
    db.changed(key, 'setrange');
    return bytes.length;
  },
});

export const editCommands: readonly Command[] = [append, setrange];
