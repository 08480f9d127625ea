/** Reading as a consumer of a group: new entries, one's own pending ones, and those that others left lying. */
import type { Call } from '../../call.ts';
import { type Command, defineCommand } from '../../command.ts';
import * as errors from '../../errors.ts';
import { NULL_ARRAY, type Reply } from '../../reply.ts';
import type { Stream } from '../../values/stream.ts';
import type { Consumer, Group } from '../../values/stream-group.ts';
import { compareIds, formatId, MAX_ID, nextId, type StreamId } from '../../values/stream-id.ts';
import { streamsReply } from './read.ts';
import { type ReadOptions, readOptions } from './read-options.ts';
import { consumerOf, entryReply, logClaim, logGroupId, noSuchGroup, readId } from './shared.ts';

const meaningless = (mark: string) =>
  errors.err(
    `The ${mark} ID is meaningless in the context of XREADGROUP: you want to read the history of this consumer by specifying a proper ID, or use the > ID to get new messages. The ${mark} ID would just return an empty result set.`,
  );

/** The ID after which entries are wanted; undefined for `>`, what was never delivered to the group. */
function readFrom(text: string): StreamId | undefined {
  if (text === '>') return undefined;
  if (text === '$' || text === '+') throw meaningless(text);
  const id = readId(text);
  // The reference marks `>` by the greatest ID, so that ID means the same.
  return compareIds(id, MAX_ID) === 0 ? undefined : id;
}

/** What one stream gives to one reader. */
interface Reader {
  readonly call: Call;
  readonly key: string;
  readonly stream: Stream;
  readonly group: Group;
  readonly consumer: Consumer;
  readonly options: ReadOptions;
}

/** The consumer's own pending entries after `from`, delivered once more; those that were deleted come with null. */
function history({ call, stream, consumer, options }: Reader, group: Group, from: StreamId): Reply[] {
  const found: Reply[] = [];
  const start = nextId(from);
  if (start === undefined) return found;
  for (const pending of consumer.pending.from(start)) {
    if (found.length >= options.count) break;
    const fields = stream.get(pending.id);
    if (fields === undefined) found.push([formatId(pending.id), NULL_ARRAY]);
    else {
      group.touch(pending, call.now);
      pending.deliveries++;
      found.push([formatId(pending.id), fields]);
    }
  }
  return found;
}

/** Entries that have been pending for long enough, whoever has them, the longest idle first; the consumer takes them over. */
function claimIdle({ call, key, stream, group, consumer, options }: Reader, idleMs: number): Reply[] {
  const found: Reply[] = [];
  const due = [];
  for (const pending of group.byAge()) {
    if (due.length >= options.count || call.now - pending.deliveredAt < idleMs) break;
    if (stream.get(pending.id) !== undefined) due.push(pending);
  }
  for (const pending of due) {
    const { id, deliveredAt, deliveries } = pending;
    found.push([formatId(id), stream.get(id) ?? NULL_ARRAY, call.now - deliveredAt, deliveries]);
    group.assign(pending, consumer, call.now);
    pending.deliveries++;
    consumer.activeAt = call.now;
    call.keyspace.dirty++;
    logClaim(call, key, group, pending);
  }
  return found;
}

/** Counts what the group has read when it goes on to `id`. Source: the reference's `streamReplyWithRange`. */
function advance(stream: Stream, group: Group, id: StreamId): void {
  if (
    group.entriesRead >= 0 &&
    compareIds(group.lastId, stream.firstId) >= 0 &&
    !stream.hasGapFrom(group.lastId)
  ) {
    group.entriesRead++;
  } else if (stream.entriesAdded > 0) group.entriesRead = stream.entriesUpTo(id);
  group.lastId = id;
}

/** Entries that were never delivered to the group, up to `count`. */
function deliverNew({ call, key, stream, group, consumer, options }: Reader, count: number): Reply[] {
  const start = nextId(group.lastId);
  if (start === undefined || count <= 0) return [];
  const entries = stream.range(start, MAX_ID, count);
  for (const { id } of entries) {
    advance(stream, group, id);
    call.keyspace.dirty++;
    if (options.noAck) continue;
    const pending = group.deliver(id, consumer, call.now);
    consumer.activeAt = call.now;
    logClaim(call, key, group, pending);
  }
  if (entries.length > 0) {
    call.keyspace.hooks.touched(call.db, key, 'xreadgroup');
    logGroupId(call, key, group);
  }
  if (options.claimIdleMs === undefined) return entries.map(entryReply);
  return entries.map(({ id, fields }) => [formatId(id), fields, 0, 0]);
}

/** When the next pending entry will have been idle for long enough, in ms on the engine's clock. */
function nextClaim({ db, now }: Call, { keys, group: name, claimIdleMs = 0 }: ReadOptions): number {
  let at = Infinity;
  for (const key of keys) {
    const stream = db.read(key, 'stream');
    for (const pending of stream?.groups.get(name)?.byAge() ?? []) {
      const due = pending.deliveredAt + claimIdleMs;
      if (due <= now || stream?.get(pending.id) === undefined) continue;
      at = Math.min(at, due);
      break;
    }
  }
  return at;
}

const xreadgroup = defineCommand({
  name: 'XREADGROUP',
  group: 'stream',
  since: '5.0.0',
  arity: -7,
  flags: ['blocking', 'write'],
  keys: [{ kind: 'keyword', word: 'STREAMS', from: 4 }],
  complexity: 'O(M)',
  summary: 'Returns entries as a consumer of a group, which are then pending until they are acknowledged.',
  syntax:
    'GROUP group consumer [COUNT count] [BLOCK milliseconds] [CLAIM min-idle-time] [NOACK] STREAMS key [key ...] ID [ID ...]',
  categories: ['stream'],
  parse: ({ argv }) => readOptions(argv, true),
  run(call, options) {
    const { db } = call;
    const { keys, group: name, claimIdleMs } = options;
    const froms = options.ids.map((text, i) => {
      const key = keys[i] as string;
      const group = db.read(key, 'stream')?.groups.get(name);
      if (group === undefined) throw noSuchGroup(key, name, ' in XREADGROUP with GROUP option');
      return readFrom(text);
    });
    const found: [string, Reply][] = [];
    for (const [i, key] of keys.entries()) {
      const stream = db.read(key, 'stream');
      const group = stream?.groups.get(name);
      if (stream === undefined || group === undefined) continue;
      const { consumer, created } = consumerOf(call, key, group, options.consumer);
      const reader: Reader = { call, key, stream, group, consumer, options };
      if (created) call.logAs('XGROUP', 'CREATECONSUMER', key, name, options.consumer);
      const from = froms[i];
      if (from !== undefined) {
        found.push([key, history(reader, group, from)]);
        continue;
      }
      const claimed = claimIdleMs === undefined ? [] : claimIdle(reader, claimIdleMs);
      const entries = claimed.concat(deliverNew(reader, options.count - claimed.length));
      if (entries.length > 0) found.push([key, entries]);
    }
    // What was logged above is all there is to log.
    if (call.effects === undefined) call.logNothing();
    if (found.length > 0) return streamsReply(call, found);
    if (options.blockMs === undefined) return NULL_ARRAY;
    return call.block({
      keys,
      // Also when the key is gone or of another type: the command then ends with its error.
      type: 'any',
      timeoutMs: options.blockMs,
      onTimeout: NULL_ARRAY,
      recheckAt: claimIdleMs === undefined ? Infinity : nextClaim(call, options),
    });
  },
});

export const readGroupCommands: readonly Command[] = [xreadgroup];
