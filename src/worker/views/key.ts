/** What is inside one key, a page of it. */
import type { Entry } from '../../engine/database.ts';
import type { Engine } from '../../engine/engine.ts';
import { memoryUsage } from '../../engine/memory.ts';
import { type StringValue, stringOf, typeOf, type Value } from '../../engine/values/value.ts';
import type {
  HashField,
  KeyDetail,
  KeyProjection,
  KeySpec,
  ScoredMember,
  ValuePage,
} from '../../protocol/views.ts';
import type { ChangeFeed } from './changes.ts';
import { encodingOf, sizeOf } from './facts.ts';
import { looksLikePlaces, readingOf } from './readings.ts';
import { streamPage } from './stream.ts';

const MAX_ELEMENTS = 500;
const MAX_BYTES = 256 * 1024;

export function projectKey(engine: Engine, feed: ChangeFeed, spec: KeySpec): KeyProjection {
  const entry = engine.keyspace.databases[spec.db]?.peek(spec.key);
  const value = entry && detail(engine, feed, entry, spec);
  return { kind: 'key', key: spec.key, db: spec.db, value };
}

function detail(engine: Engine, feed: ChangeFeed, entry: Entry, spec: KeySpec): KeyDetail {
  const { keyspace } = engine;
  const { value } = entry;
  const limit = Math.min(spec.limit, typeOf(value) === 'string' ? MAX_BYTES : MAX_ELEMENTS);
  return {
    type: typeOf(value),
    encoding: encodingOf(value),
    expireAt: entry.expireAt,
    ttlSetAt: feed.ttlSetAt(entry),
    bytes: memoryUsage(entry, keyspace.limits),
    idleSeconds: keyspace.lfu ? undefined : Math.max(0, keyspace.lruClock - entry.access),
    frequency: keyspace.lfu ? keyspace.lfuCounter(entry.access) : undefined,
    size: sizeOf(value),
    offset: spec.offset,
    page: page(value, spec, limit),
    reading: readingOf(value, spec.view),
  };
}

function page(value: Value, spec: KeySpec, limit: number): ValuePage {
  const { offset } = spec;
  if (typeof value !== 'object' || value.type === 'string') {
    return { type: 'string', bytes: bytesOf(value, offset, limit) };
  }
  switch (value.type) {
    case 'list':
      return { type: 'list', elements: value.slice(offset, Math.min(offset + limit, value.size)) };
    case 'set':
      return { type: 'set', members: [...window(value, offset, limit)] };
    case 'zset': {
      const members: ScoredMember[] = [];
      value.walk(offset, limit, false, (member, score) => {
        members.push({ rank: offset + members.length, member, score });
      });
      return { type: 'zset', members, geo: looksLikePlaces(value) };
    }
    case 'hash': {
      const fields: HashField[] = value.fields.slice(offset, offset + limit).map((field, i) => ({
        field,
        value: value.values[offset + i] ?? '',
        expireAt: value.expiryOf(field),
      }));
      return { type: 'hash', fields };
    }
    case 'stream':
      return streamPage(value, offset, limit, spec.pending);
  }
}

/** A part of a string; one that is edited in place is not made into text as a whole for it. */
function bytesOf(value: StringValue, offset: number, limit: number): string {
  if (typeof value !== 'object') return stringOf(value).slice(offset, offset + limit);
  return value.slice(Math.min(offset, value.length), Math.min(offset + limit, value.length));
}

function* window<T>(items: Iterable<T>, offset: number, limit: number): Generator<T> {
  let i = 0;
  for (const item of items) {
    if (i >= offset + limit) return;
    if (i++ >= offset) yield item;
  }
}
