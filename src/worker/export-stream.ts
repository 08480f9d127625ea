/**
 * A stream as commands that rebuild it, after the reference's rewriting of its append-only file: the entries, the groups,
 * an XCLAIM for every pending entry, and XSETID for what the stream remembers of its past.
 *
 * XCLAIM gives nobody an entry that is not there, and pending entries may outlive theirs. Where the reference loses
 * them, here such an entry is put back for as long as it takes to claim it.
 */
import type { Stream } from '../engine/values/stream.ts';
import type { Group, Pending } from '../engine/values/stream-group.ts';
import { compareIds, formatId, MAX_ID, MIN_ID, type StreamId } from '../engine/values/stream-id.ts';

/** What an entry that goes again holds. */
const FILLING = ['x', 'y'];

/** Commands that make `key` a stream like this one; what is lost is when consumers were last seen. */
export function streamCommands(key: string, stream: Stream): string[][] {
  const gone = goneButPending(stream);
  const added = stream.range(MIN_ID, MAX_ID);
  for (const id of gone) added.push({ id, fields: FILLING });
  if (gone.length > 0) added.sort((a, b) => compareIds(a.id, b.id));
  const commands = added.map(({ id, fields }) => ['XADD', key, formatId(id), ...fields]);
  // A stream without entries comes to be by one that is trimmed at once.
  if (added.length === 0) commands.push(['XADD', key, 'MAXLEN', '0', '0-1', ...FILLING]);
  for (const group of stream.groups.values()) commands.push(...groupCommands(key, stream, group));
  commands.push(...removal(key, stream, gone), setId(key, stream));
  return commands;
}

/** IDs that are pending while their entries are gone, each once. */
function goneButPending(stream: Stream): StreamId[] {
  const gone = new Map<string, StreamId>();
  for (const { pending } of stream.groups.values()) {
    for (const { id } of pending.from(MIN_ID)) {
      // Beyond the last ID XSETID would refuse what the deletion leaves.
      if (stream.get(id) === undefined && compareIds(id, stream.lastId) <= 0) gone.set(formatId(id), id);
    }
  }
  return [...gone.values()];
}

/** Takes the entries in `gone` out again: by trimming where they stand before all others, since deleting is remembered. */
function removal(key: string, stream: Stream, gone: readonly StreamId[]): string[][] {
  if (gone.length === 0) return [];
  if (stream.size === 0) return [['XTRIM', key, 'MAXLEN', '0']];
  const commands: string[][] = [];
  const between = gone.filter((id) => compareIds(id, stream.firstId) > 0);
  if (between.length < gone.length) commands.push(['XTRIM', key, 'MINID', formatId(stream.firstId)]);
  for (const id of between) commands.push(['XDEL', key, formatId(id)]);
  return commands;
}

function setId(key: string, { lastId, entriesAdded, maxDeletedId }: Stream): string[] {
  const past = ['ENTRIESADDED', String(entriesAdded), 'MAXDELETEDID', formatId(maxDeletedId)];
  return ['XSETID', key, formatId(lastId), ...past];
}

function groupCommands(key: string, stream: Stream, group: Group): string[][] {
  const { name, lastId, entriesRead } = group;
  const commands = [['XGROUP', 'CREATE', key, name, formatId(lastId), 'ENTRIESREAD', String(entriesRead)]];
  for (const consumer of group.sortedConsumers) {
    if (consumer.pending.size === 0) {
      commands.push(['XGROUP', 'CREATECONSUMER', key, name, consumer.name]);
    }
    for (const pending of consumer.pending.from(MIN_ID)) {
      if (compareIds(pending.id, stream.lastId) <= 0) commands.push(claim(key, name, pending));
    }
  }
  return commands;
}

function claim(key: string, group: string, { id, consumer, deliveredAt, deliveries }: Pending): string[] {
  const state = ['TIME', String(deliveredAt), 'RETRYCOUNT', String(deliveries), 'JUSTID', 'FORCE'];
  return ['XCLAIM', key, group, consumer.name, '0', formatId(id), ...state];
}
