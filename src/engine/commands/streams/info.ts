/** What a stream, its groups and its consumers are like. */
import type { Call } from '../../call.ts';
import { type Command, defineCommand, defineContainer, noKeys } from '../../command.ts';
import * as errors from '../../errors.ts';
import { map, type Reply } from '../../reply.ts';
import type { Stream } from '../../values/stream.ts';
import { byName, type Group } from '../../values/stream-group.ts';
import { formatId, MAX_ID, MIN_ID } from '../../values/stream-id.ts';
import { countRadixNodes } from '../../values/stream-radix.ts';
import { helpCommand } from '../help.ts';
import { badSubcommand } from './groups.ts';
import { entryReply, noGroupForKey, readInteger } from './shared.ts';

const sortedGroups = (stream: Stream): Group[] => [...stream.groups.values()].sort(byName);

function requireStream({ db }: Call, key: string): Stream {
  const stream = db.read(key, 'stream');
  if (stream === undefined) throw errors.NO_SUCH_KEY;
  return stream;
}

const entriesRead = ({ entriesRead: read }: Group): Reply => (read < 0 ? null : read);

/** Reads `FULL [COUNT n]`; undefined without FULL. A count of 0 stands for all. */
function readFull(argv: readonly string[]): number | undefined {
  if (argv.length === 3) return undefined;
  const wrong = badSubcommand(argv[1] as string, 'XINFO');
  if ((argv.length !== 4 && argv.length !== 6) || argv[3]?.toUpperCase() !== 'FULL') throw wrong;
  if (argv.length === 4) return 10;
  if (argv[4]?.toUpperCase() !== 'COUNT') throw wrong;
  const count = readInteger(argv[5] as string);
  if (count < 0) return 10;
  return count === 0 ? Infinity : count;
}

/** The first `count` items of a pending list, each as `row` has it. */
function firstOf<T>(items: Iterable<T>, count: number, row: (item: T) => Reply): Reply[] {
  const rows: Reply[] = [];
  for (const item of items) {
    if (rows.length >= count) break;
    rows.push(row(item));
  }
  return rows;
}

function fullGroup(stream: Stream, group: Group, count: number): Reply {
  const pending = firstOf(group.pending.from(MIN_ID), count, ({ id, consumer, deliveredAt, deliveries }) => [
    formatId(id),
    consumer.name,
    deliveredAt,
    deliveries,
  ]);
  const consumers = group.sortedConsumers.map((consumer) =>
    map([
      'name',
      consumer.name,
      'seen-time',
      consumer.seenAt,
      'active-time',
      consumer.activeAt,
      'pel-count',
      consumer.pending.size,
      'pending',
      firstOf(consumer.pending.from(MIN_ID), count, ({ id, deliveredAt, deliveries }) => [
        formatId(id),
        deliveredAt,
        deliveries,
      ]),
    ]),
  );
  return map([
    'name',
    group.name,
    'last-delivered-id',
    formatId(group.lastId),
    'entries-read',
    entriesRead(group),
    'lag',
    stream.lagOf(group) ?? null,
    'pel-count',
    group.pending.size,
    'pending',
    pending,
    'consumers',
    consumers,
  ]);
}

const xinfoStream = defineCommand({
  name: 'XINFO STREAM',
  group: 'stream',
  since: '5.0.0',
  arity: -3,
  flags: ['readonly'],
  keys: [{ kind: 'range', first: 2, last: 0, step: 1 }],
  complexity: 'O(1)',
  summary: 'Returns what a stream is like, with FULL also its entries, groups and consumers.',
  syntax: 'key [FULL [COUNT count]]',
  categories: ['stream'],
  run(call) {
    const { argv } = call;
    const stream = requireStream(call, argv[2] as string);
    const count = readFull(argv);
    const common: Reply[] = [
      'length',
      stream.size,
      'radix-tree-keys',
      stream.blocks.length,
      'radix-tree-nodes',
      countRadixNodes(stream),
      'last-generated-id',
      formatId(stream.lastId),
      'max-deleted-entry-id',
      formatId(stream.maxDeletedId),
      'entries-added',
      stream.entriesAdded,
      'recorded-first-entry-id',
      formatId(stream.firstId),
    ];
    if (count === undefined) {
      const { first, last } = stream;
      return map([
        ...common,
        'groups',
        stream.groups.size,
        'first-entry',
        first ? entryReply(first) : null,
        'last-entry',
        last ? entryReply(last) : null,
      ]);
    }
    return map([
      ...common,
      'entries',
      stream.range(MIN_ID, MAX_ID, count).map(entryReply),
      'groups',
      sortedGroups(stream).map((group) => fullGroup(stream, group, count)),
    ]);
  },
});

const xinfoGroups = defineCommand({
  name: 'XINFO GROUPS',
  group: 'stream',
  since: '5.0.0',
  arity: 3,
  flags: ['readonly'],
  keys: [{ kind: 'range', first: 2, last: 0, step: 1 }],
  complexity: 'O(1)',
  summary: 'Returns the consumer groups of a stream.',
  syntax: 'key',
  categories: ['stream'],
  run(call) {
    const stream = requireStream(call, call.argv[2] as string);
    return sortedGroups(stream).map((group) =>
      map([
        'name',
        group.name,
        'consumers',
        group.consumers.size,
        'pending',
        group.pending.size,
        'last-delivered-id',
        formatId(group.lastId),
        'entries-read',
        entriesRead(group),
        'lag',
        stream.lagOf(group) ?? null,
      ]),
    );
  },
});

const xinfoConsumers = defineCommand({
  name: 'XINFO CONSUMERS',
  group: 'stream',
  since: '5.0.0',
  arity: 4,
  flags: ['readonly'],
  keys: [{ kind: 'range', first: 2, last: 0, step: 1 }],
  complexity: 'O(1)',
  summary: 'Returns the consumers of a group.',
  syntax: 'key group',
  categories: ['stream'],
  run(call) {
    const [, , key = '', name = ''] = call.argv;
    const stream = requireStream(call, key);
    const group = stream.groups.get(name);
    if (group === undefined) throw noGroupForKey(key, name);
    return group.sortedConsumers.map((consumer) =>
      map([
        'name',
        consumer.name,
        'pending',
        consumer.pending.size,
        'idle',
        Math.max(0, call.now - consumer.seenAt),
        'inactive',
        consumer.activeAt < 0 ? -1 : Math.max(0, call.now - consumer.activeAt),
      ]),
    );
  },
});

const xinfo = defineContainer(
  {
    name: 'XINFO',
    group: 'stream',
    since: '5.0.0',
    arity: -2,
    flags: [],
    keys: noKeys,
    complexity: '-',
    summary: 'Tells about streams, their groups and consumers.',
    syntax: '',
  },
  [
    xinfoStream,
    xinfoGroups,
    xinfoConsumers,
    helpCommand('XINFO', { group: 'stream', since: '5.0.0', categories: ['stream'] }),
  ],
);

export const infoCommands: readonly Command[] = [xinfo];
