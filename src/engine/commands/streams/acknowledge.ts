/** Acknowledging entries, and deleting with a say in what becomes of the groups' references. */
import type { Call } from '../../call.ts';
import { type Command, defineCommand, firstKey } from '../../command.ts';
import * as errors from '../../errors.ts';
import { parseInt64 } from '../../numbers.ts';
import type { StreamId } from '../../values/stream-id.ts';
import type { DeleteStrategy } from '../../values/stream-trim.ts';
import { groupChanged, readId } from './shared.ts';
import { isStrategy } from './trim-options.ts';

const xack = defineCommand({
  name: 'XACK',
  group: 'stream',
  since: '5.0.0',
  arity: -4,
  flags: ['write', 'fast'],
  keys: firstKey,
  complexity: 'O(1)',
  summary: 'Acknowledges entries that a group delivered: they are no longer pending.',
  syntax: 'key group ID [ID ...]',
  categories: ['stream'],
  run(call) {
    const { db, argv } = call;
    const [, key = '', name = ''] = argv;
    const group = db.read(key, 'stream')?.groups.get(name);
    if (group === undefined) return 0;
    const ids = argv.slice(3).map((text) => readId(text));
    let acknowledged = 0;
    for (const id of ids) {
      if (!group.acknowledge(id)) continue;
      acknowledged++;
      groupChanged(call, key);
    }
    return acknowledged;
  },
});

const IDS_POSITIVE = errors.err('Number of IDs must be a positive integer');
const IDS_COUNT = errors.err('The `numids` parameter must match the number of arguments');

/** Reads `[KEEPREF | DELREF | ACKED] IDS numids id [id ...]` from argv[`at`] on. */
function readDeletion(argv: readonly string[], at: number): { strategy: DeleteStrategy; ids: StreamId[] } {
  let strategy: DeleteStrategy | undefined;
  let ids: StreamId[] | undefined;
  for (let i = at; i < argv.length; i++) {
    const option = (argv[i] as string).toUpperCase();
    if (isStrategy(option)) {
      if (strategy !== undefined) throw errors.SYNTAX;
      strategy = option;
    } else if (option === 'IDS' && i + 1 < argv.length && ids === undefined) {
      const count = parseInt64(argv[i + 1] as string);
      if (count === undefined || count < 1) throw IDS_POSITIVE;
      if (count > argv.length - i - 2) throw IDS_COUNT;
      const first = i + 2;
      i = first + Number(count) - 1;
      ids = argv.slice(first, i + 1).map((text) => readId(text));
    } else throw errors.SYNTAX;
  }
  if (ids === undefined) throw errors.SYNTAX;
  return { strategy: strategy ?? 'KEEPREF', ids };
}

/** Says that entries were deleted, or only references to them. */
function deleted(call: Call, key: string, entries: number, references: number): void {
  if (entries > 0) call.db.changed(key, 'xdel', entries);
  else if (references > 0) groupChanged(call, key);
}

const xdelex = defineCommand({
  name: 'XDELEX',
  group: 'stream',
  since: '8.2.0',
  arity: -5,
  flags: ['write', 'fast'],
  keys: firstKey,
  complexity: 'O(1)',
  summary: 'Removes entries from a stream, and says what becomes of references that groups hold.',
  syntax: 'key [KEEPREF | DELREF | ACKED] IDS numids id [id ...]',
  categories: ['stream'],
  parse: ({ argv }) => ({ key: argv[1] as string, ...readDeletion(argv, 2) }),
  run(call, { key, strategy, ids }) {
    const stream = call.db.edit(key, 'stream');
    if (stream === undefined) return ids.map(() => -1);
    let entries = 0;
    let references = 0;
    const results = ids.map((id) => {
      if (strategy === 'DELREF' && stream.dropReferences(id)) references++;
      if (strategy === 'ACKED' && stream.get(id) !== undefined && stream.isReferenced(id)) return 2;
      if (!stream.delete(id)) return -1;
      entries++;
      return 1;
    });
    deleted(call, key, entries, references);
    return results;
  },
});

const xackdel = defineCommand({
  name: 'XACKDEL',
  group: 'stream',
  since: '8.2.0',
  arity: -6,
  flags: ['write', 'fast'],
  keys: firstKey,
  complexity: 'O(1)',
  summary: 'Acknowledges entries for a group and removes them from the stream, in one step.',
  syntax: 'key group [KEEPREF | DELREF | ACKED] IDS numids id [id ...]',
  categories: ['stream'],
  parse: ({ argv }) => ({ key: argv[1] as string, name: argv[2] as string, ...readDeletion(argv, 3) }),
  run(call, { key, name, strategy, ids }) {
    const stream = call.db.edit(key, 'stream');
    const group = stream?.groups.get(name);
    if (stream === undefined || group === undefined) return ids.map(() => -1);
    let entries = 0;
    let references = 0;
    const results = ids.map((id) => {
      if (!group.acknowledge(id)) return -1;
      references++;
      if (strategy === 'ACKED' && stream.isReferenced(id)) return 2;
      if (strategy === 'DELREF') stream.dropReferences(id);
      if (stream.delete(id)) entries++;
      return 1;
    });
    deleted(call, key, entries, references);
    return results;
  },
});

export const acknowledgeCommands: readonly Command[] = [xack, xackdel, xdelex];
