/** Reading several streams at once, from an ID on, if wanted waiting for what comes. */
import type { Call } from '../../call.ts';
import { type Command, defineCommand } from '../../command.ts';
import * as errors from '../../errors.ts';
import { map, NULL_ARRAY, type Reply } from '../../reply.ts';
import { MAX_ID, MIN_ID, nextId, previousId, type StreamId } from '../../values/stream-id.ts';
import { readOptions } from './read-options.ts';
import { entryReply, readId } from './shared.ts';

const NEW_ONLY = errors.err(
  'The > ID can be specified only when calling XREADGROUP using the GROUP <group> <consumer> option.',
);

/** The entries of each stream that has any: a map in RESP3, pairs in RESP2. */
export function streamsReply(call: Call, found: readonly [key: string, entries: Reply][]): Reply {
  return call.resp === 3 ? map(found.flat()) : found.map(([key, entries]) => [key, entries]);
}

/** What an ID means to XREAD: entries after it are wanted. `$` is the last ID, `+` all but the last entry. */
function after({ db }: Call, key: string, text: string): StreamId {
  const stream = db.read(key, 'stream');
  if (text === '$') return stream?.lastId ?? MIN_ID;
  if (text === '+') return previousId(stream?.last?.id ?? MIN_ID) ?? MIN_ID;
  if (text === '>') throw NEW_ONLY;
  return readId(text);
}

const xread = defineCommand({
  name: 'XREAD',
  group: 'stream',
  since: '5.0.0',
  arity: -4,
  flags: ['blocking', 'readonly'],
  keys: [{ kind: 'keyword', word: 'STREAMS', from: 1 }],
  complexity: '-',
  summary: 'Returns the entries of streams after given IDs, and waits for new ones if wanted.',
  syntax: '[COUNT count] [BLOCK milliseconds] STREAMS key [key ...] ID [ID ...]',
  categories: ['stream'],
  parse: ({ argv }) => readOptions(argv, false),
  run(call, { keys, ids, count, blockMs, idsAt }) {
    const { db, argv } = call;
    const froms = ids.map((text, i) => after(call, keys[i] as string, text));
    const found: [string, Reply][] = [];
    for (const [i, key] of keys.entries()) {
      const stream = db.read(key, 'stream');
      const start = nextId(froms[i] as StreamId);
      if (stream === undefined || start === undefined) continue;
      const entries = stream.range(start, MAX_ID, count);
      if (entries.length > 0) found.push([key, entries.map(entryReply)]);
    }
    if (found.length > 0) return streamsReply(call, found);
    if (blockMs === undefined) return NULL_ARRAY;
    const words = argv.slice();
    for (const [i, text] of ids.entries()) {
      // What comes while it waits must not move the place from which it reads.
      if (text === '$' || text === '+') {
        const { ms, seq } = froms[i] as StreamId;
        words[idsAt + i] = `${ms}-${seq}`;
      }
    }
    return call.block({ keys, type: 'stream', timeoutMs: blockMs, onTimeout: NULL_ARRAY, argv: words });
  },
});

export const readCommands: readonly Command[] = [xread];
