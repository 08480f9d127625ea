/** A page of a stream: its newest entries, when entries came, and who has read how far. */
import type { Stream } from '../../engine/values/stream.ts';
import type { StreamBlock } from '../../engine/values/stream-block.ts';
import { byName, type Consumer, type Group } from '../../engine/values/stream-group.ts';
import { formatId, MIN_ID, type StreamId } from '../../engine/values/stream-id.ts';
import type {
  PendingEntry,
  PendingWindow,
  StreamConsumer,
  StreamEntry,
  StreamGroup,
  StreamPage,
  StreamTimeline,
} from '../../protocol/views.ts';

const MAX_GROUPS = 100;
const MAX_CONSUMERS = 200;
const MAX_PENDING = 500;
const BUCKETS = 80;

export function streamPage(
  stream: Stream,
  offset: number,
  limit: number,
  pending: PendingWindow | undefined,
): StreamPage {
  const group = pending && stream.groups.get(pending.group);
  const idOf = (id: StreamId | undefined) => id && formatId(id);
  return {
    type: 'stream',
    entries: newest(stream, offset, limit),
    firstId: idOf(stream.first?.id),
    lastId: idOf(stream.last?.id),
    lastGeneratedId: formatId(stream.lastId),
    maxDeletedId: formatId(stream.maxDeletedId),
    entriesAdded: stream.entriesAdded,
    timeline: timeline(stream),
    groups: [...stream.groups.values()]
      .sort(byName)
      .slice(0, MAX_GROUPS)
      .map((each) => groupView(stream, each)),
    groupCount: stream.groups.size,
    pending: pending && group ? pendingEntries(stream, group, pending) : [],
  };
}

/** Entries `offset` and on, counted from the newest. Whole blocks are skipped by what they count. */
function newest({ blocks }: Stream, offset: number, limit: number): StreamEntry[] {
  const found: StreamEntry[] = [];
  let skip = offset;
  for (let b = blocks.length - 1; b >= 0 && found.length < limit; b--) {
    const block = blocks[b];
    if (block === undefined) break;
    if (skip >= block.live) {
      skip -= block.live;
      continue;
    }
    for (let i = block.ids.length - 1; i >= 0 && found.length < limit; i--) {
      const id = block.ids[i];
      const fields = block.entries[i];
      if (id === undefined || fields === undefined || skip-- > 0) continue;
      found.push({ id: formatId(id), fields });
    }
  }
  return found;
}

/** A block that lies in one span is counted as a whole, so that a long stream costs little more than its blocks. */
function timeline(stream: Stream): StreamTimeline | undefined {
  const first = stream.first;
  const last = stream.last;
  if (first === undefined || last === undefined) return undefined;
  const from = Number(first.id.ms);
  const to = Number(last.id.ms);
  const size = Math.min(BUCKETS, to - from + 1);
  const counts = new Array<number>(size).fill(0);
  const bucket = (id: StreamId | undefined) =>
    Math.max(0, Math.min(size - 1, Math.floor(((Number(id?.ms ?? 0) - from) * size) / (to - from + 1))));
  const add = (at: number, count: number) => {
    counts[at] = (counts[at] ?? 0) + count;
  };
  for (const block of stream.blocks) {
    const start = bucket(block.ids[0]);
    if (start === bucket(block.ids.at(-1))) add(start, block.live);
    else for (const id of living(block)) add(bucket(id), 1);
  }
  return { from, to, counts };
}

const living = ({ ids, entries }: StreamBlock) => ids.filter((_, i) => entries[i] !== undefined);

function groupView(stream: Stream, group: Group): StreamGroup {
  return {
    name: group.name,
    lastDelivered: formatId(group.lastId),
    entriesRead: group.entriesRead < 0 ? undefined : group.entriesRead,
    pending: group.pending.size,
    lag: stream.lagOf(group),
    consumers: group.sortedConsumers.slice(0, MAX_CONSUMERS).map(consumerView),
    consumerCount: group.consumers.size,
  };
}

const consumerView = ({ name, pending, seenAt, activeAt }: Consumer): StreamConsumer => ({
  name,
  pending: pending.size,
  seenAt,
  activeAt,
});

function pendingEntries(stream: Stream, group: Group, { offset, limit }: PendingWindow): PendingEntry[] {
  const found: PendingEntry[] = [];
  const end = offset + Math.min(limit, MAX_PENDING);
  let at = 0;
  for (const { id, consumer, deliveredAt, deliveries } of group.pending.from(MIN_ID)) {
    if (at >= end) break;
    if (at++ < offset) continue;
    const gone = stream.get(id) === undefined;
    found.push({ id: formatId(id), consumer: consumer.name, deliveredAt, deliveries, gone });
  }
  return found;
}
