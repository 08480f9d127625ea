/** For tests: values as plain data that can be compared, and files read whole or in pieces. */

import type { Stream } from '../engine/values/stream.ts';
import { MAX_ID, MIN_ID } from '../engine/values/stream-id.ts';
import { DEFAULT_LIMITS, type Limits, stringOf, type Value } from '../engine/values/value.ts';
import { type RdbKey, RdbParser, type RdbVisitor } from './reader.ts';

/** A value without its encoding: sets and hashes sorted, hash fields with their TTL. */
export function plainValue(value: Value): unknown {
  if (typeof value !== 'object' || value.type === 'string') return stringOf(value);
  switch (value.type) {
    case 'list':
      return { list: value.slice(0, value.size) };
    case 'set':
      return { set: [...value].sort() };
    case 'zset': {
      const zset: [string, number][] = [];
      value.walk(0, value.size, false, (member, score) => zset.push([member, score]));
      return { zset };
    }
    case 'hash':
      return {
        hash: value.fields
          .map((field, i) => [field, value.values[i], value.expiryOf(field)])
          .sort(([a], [b]) => ((a ?? '') < (b ?? '') ? -1 : 1)),
      };
    case 'stream':
      return plainStream(value);
  }
}

function plainStream(stream: Stream): unknown {
  const { lastId, firstId, maxDeletedId, entriesAdded } = stream;
  return {
    stream: stream.range(MIN_ID, MAX_ID),
    ids: { lastId, firstId, maxDeletedId, entriesAdded },
    groups: [...stream.groups.values()].map(({ name, lastId, entriesRead, pending, sortedConsumers }) => ({
      name,
      lastId,
      entriesRead,
      pending: [...pending.from(MIN_ID)].map(({ id, consumer, deliveredAt, deliveries }) => [
        id,
        consumer.name,
        deliveredAt,
        deliveries,
      ]),
      consumers: sortedConsumers.map(({ name, seenAt, pending }) => [name, seenAt, pending.size]),
    })),
  };
}

export interface ReadFile {
  keys: RdbKey[];
  aux: Record<string, string>;
  libraries: string[];
  skipped: string[];
  version: number;
  rest: Uint8Array;
}

/** Reads a file in pieces of `size` bytes. */
export function readInPieces(
  bytes: Uint8Array,
  size = bytes.length,
  limits: Limits = DEFAULT_LIMITS,
): ReadFile {
  const file: ReadFile = {
    keys: [],
    aux: {},
    libraries: [],
    skipped: [],
    version: 0,
    rest: new Uint8Array(0),
  };
  const visitor: RdbVisitor = {
    key: (key) => file.keys.push(key),
    aux: (name, value) => {
      file.aux[name] = value;
    },
    library: (code) => file.libraries.push(code),
    skipped: (what) => file.skipped.push(what),
  };
  const parser = new RdbParser(visitor, limits);
  for (let i = 0; i < bytes.length; i += size) parser.push(bytes.slice(i, i + size));
  parser.finish();
  file.version = parser.version;
  file.rest = parser.rest();
  return file;
}

/** Bytes from hexadecimal digits; spaces and text after `#` in a line are for people. */
export function hex(text: string): Uint8Array {
  const digits = text.replace(/#.*$/gm, '').replace(/\s+/g, '');
  return Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

/** A byte string as bytes. */
export function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text, (char) => char.charCodeAt(0));
}
