/**
 * A fingerprint of a value or of all data, equal to the reference's DEBUG DIGEST for the same data: what has an order is
 * hashed in order, what has none is combined by XOR. Source: the reference's `debug.c`.
 */
import type { Entry } from './database.ts';
import type { Keyspace } from './keyspace.ts';
import { hexOf, sha1Words } from './sha1.ts';
import { formatId, MAX_ID, MIN_ID } from './values/stream-id.ts';
import { stringOf, typeOf, type Value, type ValueType } from './values/value.ts';

/** The reference's numbers of types. */
const TYPE_NUMBER: Record<ValueType, number> = { string: 0, list: 1, set: 2, zset: 3, hash: 4, stream: 6 };

class Digest {
  readonly words = new Uint32Array(5);

  /** Adds what has no order. */
  xor(text: string): void {
    this.merge(sha1Words(text));
  }

  /** Adds what comes next in order. */
  mix(text: string): void {
    this.xor(text);
    this.words.set(sha1Words(bytesOf(this.words)));
  }

  merge(other: Uint32Array): void {
    for (let i = 0; i < 5; i++) this.words[i] = (this.words[i] ?? 0) ^ (other[i] ?? 0);
  }
}

function bytesOf(words: Uint32Array): string {
  let text = '';
  for (const word of words) text += bigEndian(word);
  return text;
}

const bigEndian = (word: number): string =>
  String.fromCharCode(word >>> 24, (word >>> 16) & 255, (word >>> 8) & 255, word & 255);

/** Adds an element that has parts in order, itself without order. */
function xorParts(digest: Digest, ...parts: string[]): void {
  const element = new Digest();
  for (const part of parts) element.mix(part);
  digest.xor(bytesOf(element.words));
}

function addValue(digest: Digest, value: Value): void {
  if (typeof value !== 'object' || value.type === 'string') {
    digest.mix(stringOf(value));
    return;
  }
  switch (value.type) {
    case 'list':
      for (let i = 0; i < value.size; i++) digest.mix(value.at(i));
      break;
    case 'set':
      for (const member of value.items) digest.xor(member);
      break;
    case 'hash':
      for (const [i, field] of value.fields.entries()) xorParts(digest, field, value.values[i] ?? '');
      break;
    case 'zset':
      for (const [member, score] of value.entries()) xorParts(digest, member, formatG17(score));
      break;
    case 'stream':
      for (const { id, fields } of value.range(MIN_ID, MAX_ID)) {
        digest.mix(formatId(id).replace('-', '.'));
        for (const word of fields) digest.mix(word);
      }
  }
}

function addEntry(digest: Digest, entry: Entry): void {
  digest.mix(bigEndian(TYPE_NUMBER[typeOf(entry.value)]));
  addValue(digest, entry.value);
  if (entry.expireAt >= 0) digest.xor('!!expire!!');
}

/** 40 hex digits for a value with its type and whether it has a TTL; zeros where there is none. */
export function valueDigest(entry: Entry | undefined): string {
  const digest = new Digest();
  if (entry) addEntry(digest, entry);
  return hexOf(digest.words);
}

/** 40 hex digits for all keys of all databases. */
export function keyspaceDigest(keyspace: Keyspace): string {
  const total = new Digest();
  for (const db of keyspace.databases) {
    if (db.size === 0) continue;
    total.mix(bigEndian(db.index));
    for (const entry of db.slots) {
      const digest = new Digest();
      digest.mix(entry.key);
      addEntry(digest, entry);
      total.xor(bytesOf(digest.words));
    }
  }
  return hexOf(total.words);
}

/** A double as C's `%.17g` prints it. */
export function formatG17(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  const [mantissa = '0', exponentText = '0'] = value.toExponential(16).split('e');
  const exponent = Number(exponentText);
  const trim = (digits: string) => (digits.includes('.') ? digits.replace(/\.?0+$/, '') : digits);
  if (value === 0) return Object.is(value, -0) ? '-0' : '0';
  if (exponent < -4 || exponent >= 17) {
    const magnitude = String(Math.abs(exponent)).padStart(2, '0');
    return `${trim(mantissa)}e${exponent < 0 ? '-' : '+'}${magnitude}`;
  }
  return trim(value.toFixed(16 - exponent));
}
