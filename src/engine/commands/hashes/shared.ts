/** What the hash commands share: the list of fields, and times at which fields end. */
import type { Call } from '../../call.ts';
import * as errors from '../../errors.ts';
import { parseInt64 } from '../../numbers.ts';
import type { ErrorReply } from '../../reply.ts';
import { Hash } from '../../values/hash.ts';

export const newHash = (): Hash => new Hash();

/** The latest time a field may end, ms since the epoch: the reference keeps 46 bits for it. */
const LATEST = 2 ** 46 - 1;

const NO_FIELDS_WORD = errors.err('Mandatory argument FIELDS is missing or not at the right position');
const FIELD_COUNT = errors.err('The `numfields` parameter must match the number of arguments');
const NEGATIVE_TIME = errors.err('invalid expire time, must be >= 0');
export const FIELDS_POSITIVE = errors.err('Number of fields must be a positive integer');

/** Reads `FIELDS numfields field [field ...]` at argv[`at`], which must be the end of the command. */
export function readFields(argv: readonly string[], at: number, countError: ErrorReply): readonly string[] {
  if (argv[at]?.toUpperCase() !== 'FIELDS') throw NO_FIELDS_WORD;
  const count = parseInt64(argv[at + 1] ?? '');
  if (count === undefined || count < 1) throw countError;
  if (Number(count) !== argv.length - at - 2) throw FIELD_COUNT;
  return argv.slice(at + 2);
}

/** Reads a time in `unit` ms after `base`, and gives it in ms since the epoch. */
export function readFieldTime(call: Call, text: string, unit: 1 | 1000, base: number): number {
  const value = parseInt64(text);
  if (value === undefined) throw errors.NOT_INTEGER;
  if (value < 0) throw NEGATIVE_TIME;
  const at = Number(value) * unit + base;
  if (at > LATEST) throw errors.invalidExpire(call.command.name);
  return at;
}

export type Condition = 'NX' | 'XX' | 'GT' | 'LT' | undefined;

/**
 * Sets when a field ends. Returns -2 where there is no such field, 0 where the condition is not met, 1 where it is set,
 * 2 where the time has passed already and the field is gone; then HDEL is logged.
 */
export function expireField(
  call: Call,
  key: string,
  hash: Hash,
  field: string,
  at: number,
  condition: Condition,
) {
  const old = hash.expiryOf(field);
  if (old === -2) return -2;
  // A field without TTL counts as ending never.
  if (old === -1) {
    if (condition === 'XX' || condition === 'GT') return 0;
  } else if (condition === 'NX' || (condition === 'GT' && old >= at) || (condition === 'LT' && old <= at)) {
    return 0;
  }
  if (at <= call.now) {
    hash.delete(field);
    call.keyspace.stats.expiredFields++;
    call.logAs('HDEL', key, field);
    return 2;
  }
  hash.setExpiry(field, at);
  return 1;
}
