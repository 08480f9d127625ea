/** Entries of a stream: adding, reading ranges, deleting, trimming. */
import type { Call } from '../../call.ts';
import { type Command, defineCommand, firstKey } from '../../command.ts';
import * as errors from '../../errors.ts';
import { EMPTY, NULL_ARRAY, OK, type Reply } from '../../reply.ts';
import { Stream } from '../../values/stream.ts';
import {
  compareIds,
  formatId,
  isZeroId,
  MAX_ID,
  MIN_ID,
  nextId,
  type StreamId,
} from '../../values/stream-id.ts';
import { trimStream } from '../../values/stream-trim.ts';
import { entryReply, readEnd, readId, readInteger, readStart } from './shared.ts';
import { exactTrim, readStreamOptions, type StreamOptions, trimOf } from './trim-options.ts';

const ZERO_ID = errors.err('The ID specified in XADD must be greater than 0-0');
const EXHAUSTED = errors.err('The stream has exhausted the last possible ID, unable to add more items');
const NOT_GREATER = errors.err(
  'The ID specified in XADD is equal or smaller than the target stream top item',
);

/** The ID of a new entry: as given, or the next one of now or of the given millisecond. */
function newId({ id, idMs }: StreamOptions, lastId: StreamId, now: number): StreamId {
  if (id === undefined) {
    const ms = idMs ?? now;
    if (ms > lastId.ms) return { ms, seq: 0 };
    const next = nextId(lastId);
    // A given millisecond must not overflow into the next.
    if (next === undefined || (idMs !== undefined && next.ms !== idMs)) throw NOT_GREATER;
    return next;
  }
  if (compareIds(id, lastId) <= 0) throw NOT_GREATER;
  return id;
}

/** The threshold that leaves a stream as it is now; nothing where it is empty. */
function leftBy(stream: Stream, keep: number | StreamId): string {
  if (typeof keep === 'number') return String(stream.size);
  return formatId(stream.size === 0 ? MAX_ID : stream.firstId);
}

const xadd = defineCommand({
  name: 'XADD',
  group: 'stream',
  since: '5.0.0',
  arity: -5,
  flags: ['write', 'denyoom', 'fast'],
  keys: firstKey,
  complexity: 'O(1)',
  summary: 'Appends an entry to a stream, if wanted with a trim of the oldest.',
  syntax:
    'key [NOMKSTREAM] [KEEPREF | DELREF | ACKED] [IDMPAUTO producer-id | IDMP producer-id idempotent-id] [<MAXLEN | MINID> [= | ~] threshold [LIMIT count]] <* | id> field value [field value ...]',
  categories: ['stream'],
  parse(args) {
    const { argv } = args;
    const options = readStreamOptions(argv, true);
    const fields = argv.slice(options.idAt + 1);
    if (fields.length < 2 || fields.length % 2 === 1) throw errors.wrongArity('XADD');
    if (options.id !== undefined && isZeroId(options.id)) throw ZERO_ID;
    return { key: argv[1] as string, options, fields };
  },
  run(call, { key, options, fields }) {
    const { db, limits } = call;
    const present = db.edit(key, 'stream');
    if (present === undefined && options.noMkstream) return null;
    if (present !== undefined && compareIds(present.lastId, MAX_ID) === 0) throw EXHAUSTED;
    const id = newId(options, present?.lastId ?? MIN_ID, call.now);
    const stream = present ?? db.editOrCreate(key, 'stream', () => new Stream());
    stream.append(id, fields, limits);
    db.changed(key, 'xadd');
    const trim = trimOf(options, limits);
    if (trim !== undefined && trimStream(stream, trim) > 0) db.keyspace.notify('t', 'xtrim', key, db.index);
    if (options.id === undefined || trim?.approximate) {
      const words = call.argv.slice();
      words[options.idAt] = formatId(id);
      call.logAs(...(trim?.approximate ? exactTrim(words, options, leftBy(stream, trim.keep)) : words));
    }
    return formatId(id);
  },
});

const xtrim = defineCommand({
  name: 'XTRIM',
  group: 'stream',
  since: '5.0.0',
  arity: -4,
  flags: ['write'],
  keys: firstKey,
  complexity: 'O(N)',
  summary: 'Removes the oldest entries of a stream.',
  syntax: 'key <MAXLEN | MINID> [= | ~] threshold [LIMIT count] [KEEPREF | DELREF | ACKED]',
  categories: ['stream'],
  parse: ({ argv }) => ({ key: argv[1] as string, options: readStreamOptions(argv, false) }),
  run(call, { key, options }) {
    const { db, limits } = call;
    const stream = db.edit(key, 'stream');
    const trim = trimOf(options, limits);
    if (stream === undefined || trim === undefined) return 0;
    const removed = trimStream(stream, trim);
    if (removed > 0) {
      if (trim.approximate) call.logAs(...exactTrim(call.argv.slice(), options, leftBy(stream, trim.keep)));
      db.changed(key, 'xtrim', removed);
    }
    return removed;
  },
});

const xlen = defineCommand({
  name: 'XLEN',
  group: 'stream',
  since: '5.0.0',
  arity: 2,
  flags: ['readonly', 'fast'],
  keys: firstKey,
  complexity: 'O(1)',
  summary: 'Returns how many entries a stream has.',
  syntax: 'key',
  categories: ['stream'],
  parse: (args) => args.next(),
  run: ({ db }, key) => db.read(key, 'stream')?.size ?? 0,
});

/** Reads `COUNT n` from argv[4] on; a negative count counts as 0, none as -1. */
function readCount(argv: readonly string[]): number {
  let count = -1;
  for (let i = 4; i < argv.length; i += 2) {
    if (argv[i]?.toUpperCase() !== 'COUNT' || argv[i + 1] === undefined) throw errors.SYNTAX;
    count = Math.max(0, readInteger(argv[i + 1] as string));
  }
  return count;
}

interface Range {
  readonly key: string;
  readonly start: StreamId;
  readonly end: StreamId;
  readonly count: number;
}

function range({ db }: Call, { key, start, end, count }: Range, descending: boolean): Reply {
  const stream = db.read(key, 'stream');
  if (stream === undefined) return EMPTY;
  if (count === 0) return NULL_ARRAY;
  return stream.range(start, end, count < 0 ? Infinity : count, descending).map(entryReply);
}

const xrange = defineCommand({
  name: 'XRANGE',
  group: 'stream',
  since: '5.0.0',
  arity: -4,
  flags: ['readonly'],
  keys: firstKey,
  complexity: 'O(N)',
  summary: 'Returns the entries between two IDs.',
  syntax: 'key start end [COUNT count]',
  categories: ['stream'],
  parse({ argv }): Range {
    const [, key = '', from = '', to = ''] = argv;
    return { key, start: readStart(from), end: readEnd(to), count: readCount(argv) };
  },
  run: (call, request) => range(call, request, false),
});

const xrevrange = defineCommand({
  name: 'XREVRANGE',
  group: 'stream',
  since: '5.0.0',
  arity: -4,
  flags: ['readonly'],
  keys: firstKey,
  complexity: 'O(N)',
  summary: 'Returns the entries between two IDs, the latest first.',
  syntax: 'key end start [COUNT count]',
  categories: ['stream'],
  parse({ argv }): Range {
    const [, key = '', from = '', to = ''] = argv;
    return { key, start: readStart(to), end: readEnd(from), count: readCount(argv) };
  },
  run: (call, request) => range(call, request, true),
});

const xdel = defineCommand({
  name: 'XDEL',
  group: 'stream',
  since: '5.0.0',
  arity: -3,
  flags: ['write', 'fast'],
  keys: firstKey,
  complexity: 'O(1)',
  summary: 'Removes entries from a stream.',
  syntax: 'key ID [ID ...]',
  categories: ['stream'],
  run({ db, argv }) {
    const key = argv[1] as string;
    const stream = db.edit(key, 'stream');
    // The reference reads the IDs only once it has the stream.
    if (stream === undefined) return 0;
    const ids = argv.slice(2).map((text) => readId(text));
    const removed = ids.filter((id) => stream.delete(id)).length;
    if (removed > 0) db.changed(key, 'xdel', removed);
    return removed;
  },
});

const ENTRIES_ADDED = errors.err('entries_added must be positive');
const BELOW_GIVEN_DELETED = errors.err(
  'The ID specified in XSETID is smaller than the provided max_deleted_entry_id',
);
const BELOW_DELETED = errors.err('The ID specified in XSETID is smaller than current max_deleted_entry_id');
const BELOW_TOP = errors.err('The ID specified in XSETID is smaller than the target stream top item');
const ADDED_TOO_FEW = errors.err(
  'The entries_added specified in XSETID is smaller than the target stream length',
);

const xsetid = defineCommand({
  name: 'XSETID',
  group: 'stream',
  since: '5.0.0',
  arity: -3,
  flags: ['write', 'denyoom', 'fast'],
  keys: firstKey,
  complexity: 'O(1)',
  summary: 'Sets the last ID of a stream.',
  syntax: 'key last-id [ENTRIESADDED entries-added] [MAXDELETEDID max-deleted-id]',
  categories: ['stream'],
  parse(args) {
    const key = args.next();
    const id = readId(args.next());
    let added = -1;
    let deleted = MIN_ID;
    while (!args.done) {
      const option = args.option();
      if (args.done) throw errors.SYNTAX;
      if (option === 'ENTRIESADDED') {
        added = args.integer();
        if (added < 0) throw ENTRIES_ADDED;
      } else if (option === 'MAXDELETEDID') {
        deleted = readId(args.next());
        if (compareIds(id, deleted) < 0) throw BELOW_GIVEN_DELETED;
      } else throw errors.SYNTAX;
    }
    return { key, id, added, deleted };
  },
  run({ db }, { key, id, added, deleted }) {
    const stream = db.edit(key, 'stream');
    if (stream === undefined) throw errors.NO_SUCH_KEY;
    if (compareIds(id, stream.maxDeletedId) < 0) throw BELOW_DELETED;
    const { last } = stream;
    if (last !== undefined) {
      if (compareIds(id, last.id) < 0) throw BELOW_TOP;
      if (added !== -1 && stream.size > added) throw ADDED_TOO_FEW;
    }
    stream.lastId = id;
    if (added !== -1) stream.entriesAdded = added;
    if (!isZeroId(deleted)) stream.maxDeletedId = deleted;
    db.changed(key, 'xsetid');
    return OK;
  },
});

export const entryCommands: readonly Command[] = [xadd, xtrim, xlen, xrange, xrevrange, xdel, xsetid];
