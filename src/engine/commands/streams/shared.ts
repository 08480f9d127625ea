/** What the stream commands share: reading IDs, entries as replies, errors, and events that no WATCH sees. */
import type { Call } from '../../call.ts';
import * as errors from '../../errors.ts';
import { parseInt64 } from '../../numbers.ts';
import type { Reply } from '../../reply.ts';
import type { Stream, StreamEntry } from '../../values/stream.ts';
import { Consumer, type Group, type Pending } from '../../values/stream-group.ts';
import {
  formatId,
  type IdPart,
  MAX_ID,
  MIN_ID,
  nextId,
  parseId,
  previousId,
  type StreamId,
} from '../../values/stream-id.ts';

export const INVALID_ID = errors.err('Invalid stream ID specified as stream command argument');
const INVALID_START = errors.err('invalid start ID for the interval');
const INVALID_END = errors.err('invalid end ID for the interval');

/** Reads an ID; an ID without sequence gets `missingSeq`. */
export function readId(text: string, missingSeq: IdPart = 0): StreamId {
  const id = parseId(text, missingSeq);
  if (id === undefined) throw INVALID_ID;
  return id;
}

/** Reads one end of a range: `-`, `+`, an ID, or `(` and an ID that is itself left out. */
function readBound(text: string, missingSeq: IdPart): { id: StreamId; excluded: boolean } {
  if (text.length > 1 && text.startsWith('('))
    return { id: readId(text.slice(1), missingSeq), excluded: true };
  if (text === '-') return { id: MIN_ID, excluded: false };
  if (text === '+') return { id: MAX_ID, excluded: false };
  return { id: readId(text, missingSeq), excluded: false };
}

/** Reads the lower end of a range. */
export function readStart(text: string): StreamId {
  const { id, excluded } = readBound(text, 0);
  if (!excluded) return id;
  const next = nextId(id);
  if (next === undefined) throw INVALID_START;
  return next;
}

/** Reads the upper end of a range. */
export function readEnd(text: string): StreamId {
  const { id, excluded } = readBound(text, MAX_ID.seq);
  if (!excluded) return id;
  const previous = previousId(id);
  if (previous === undefined) throw INVALID_END;
  return previous;
}

/** Reads a 64-bit integer with the error that the option has. */
export function readInteger(text: string, error = errors.NOT_INTEGER): number {
  const value = parseInt64(text);
  if (value === undefined) throw error;
  return Number(value);
}

/** An entry as it is answered: its ID, then fields and values in turn. */
export const entryReply = ({ id, fields }: StreamEntry): Reply => [formatId(id), fields];

export const noSuchGroup = (key: string, group: string, where = '') =>
  errors.err(
    errors.sanitize(
      `-NOGROUP No such key '${errors.shown(key)}' or consumer group '${errors.shown(group)}'${where}`,
    ),
  );

export const noGroupForKey = (key: string, group: string) =>
  errors.err(
    errors.sanitize(
      `-NOGROUP No such consumer group '${errors.shown(group)}' for key name '${errors.shown(key)}'`,
    ),
  );

/**
 * Says that something about a group changed. The reference counts it as a change but spoils no WATCH: the entries are
 * the same as before. `event` is left out where nothing is published.
 */
export function groupChanged({ db, keyspace }: Call, key: string, event?: string): void {
  keyspace.dirty++;
  keyspace.hooks.touched(db, key, event ?? 'stream');
  if (event !== undefined) keyspace.notify('t', event, key, db.index);
}

/** The consumer of that name, made where it is not there yet. `created` is told. */
export function consumerOf(
  call: Call,
  key: string,
  group: Group,
  name: string,
): { consumer: Consumer; created: boolean } {
  const present = group.consumers.get(name);
  if (present !== undefined) {
    present.seenAt = call.now;
    return { consumer: present, created: false };
  }
  const consumer = new Consumer(name, call.now);
  group.consumers.set(name, consumer);
  groupChanged(call, key, 'xgroup-createconsumer');
  return { consumer, created: true };
}

/** Logs the state of a pending entry, so that a replay needs neither clock nor who read what when. */
export function logClaim(call: Call, key: string, group: Group, pending: Pending): void {
  const { id, consumer, deliveredAt, deliveries } = pending;
  const words = ['XCLAIM', key, group.name, consumer.name, '0', formatId(id), 'TIME', String(deliveredAt)];
  words.push('RETRYCOUNT', String(deliveries), 'FORCE', 'JUSTID', 'LASTID', formatId(group.lastId));
  call.logAs(...words);
}

/** Logs up to where a group has read. */
export function logGroupId(call: Call, key: string, { name, lastId, entriesRead }: Group): void {
  call.logAs('XGROUP', 'SETID', key, name, formatId(lastId), 'ENTRIESREAD', String(entriesRead));
}

/** The stream and the group, or NOGROUP. */
export function requireGroup({ db }: Call, key: string, name: string): { stream: Stream; group: Group } {
  const stream = db.read(key, 'stream');
  const group = stream?.groups.get(name);
  if (stream === undefined || group === undefined) throw noSuchGroup(key, name);
  return { stream, group };
}
