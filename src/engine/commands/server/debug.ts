/** DEBUG: what tests of a server lean on. Only what can be answered truthfully is here. */
import type { Args } from '../../args.ts';
import type { Call } from '../../call.ts';
import { type Command, defineCommand, noKeys } from '../../command.ts';
import { keyspaceDigest, valueDigest } from '../../digest.ts';
import * as errors from '../../errors.ts';
import { globMatch } from '../../glob.ts';
import { parseInt64 } from '../../numbers.ts';
import { ErrorReply, OK, type Reply, simple, verbatim } from '../../reply.ts';
import { debugObject, listpackDump } from './debug-object.ts';
import { populate } from './debug-populate.ts';
import { protocolSample } from './debug-protocol.ts';

/** One subcommand: how many words it takes after its name, and what it does. */
interface Debug {
  /** `[1]`, `[0, 3]`, or a lower bound alone where there is none above. */
  readonly words: readonly [min: number, max?: number];
  readonly syntax: string;
  readonly summary: string;
  run(call: Call, words: readonly string[]): Reply;
}

const [LOWEST_PACKED, HIGHEST_PACKED] = [1, 4 * 1024 ** 3];

const SUBCOMMANDS: Record<string, Debug> = {
  'CHANGE-REPL-ID': {
    words: [0, 0],
    syntax: '',
    summary: 'Gives this server a new replication id.',
    run({ engine }) {
      engine.replicationId = engine.names.hex();
      return OK;
    },
  },
  DIGEST: {
    words: [0, 0],
    syntax: '',
    summary: 'Returns a fingerprint of all data.',
    run: ({ keyspace }) => simple(keyspaceDigest(keyspace)),
  },
  'DIGEST-VALUE': {
    words: [0],
    syntax: 'key [key ...]',
    summary: 'Returns a fingerprint of each value.',
    run: ({ db }, keys) => keys.map((key) => simple(valueDigest(db.peek(key)))),
  },
  ERROR: {
    words: [1, 1],
    syntax: 'message',
    summary: 'Answers with this error.',
    run(_, [message = '']) {
      throw new ErrorReply(errors.sanitize(message));
    },
  },
  LISTPACK: {
    words: [1, 1],
    syntax: 'key',
    summary: 'Shows the entries of a value that is encoded as a listpack.',
    run: ({ db }, [key = '']) => verbatim(listpackDump(db.peek(key))),
  },
  OBJECT: {
    words: [1, 2],
    syntax: 'key',
    summary: 'Returns how a value is encoded and when it was used.',
    run: (call, [key = '']) => simple(debugObject(call, key)),
  },
  POPULATE: {
    words: [1, 3],
    syntax: 'count [prefix] [size]',
    summary:
      'Fills the database with that many strings under prefix:0, prefix:1, …; keys that are there stay.',
    run: populate,
  },
  PROTOCOL: {
    words: [1, 1],
    syntax: 'type',
    summary: 'Answers with a sample of a reply type.',
    run: (call, [type = '']) => protocolSample(type.toLowerCase(), call),
  },
  'QUICKLIST-PACKED-THRESHOLD': {
    words: [1, 1],
    syntax: 'size',
    summary: 'Sets the size from which a list element has a node of its own; 0 for the usual one.',
    run({ engine }, [text = '']) {
      const [, digits = '', unit = ''] = /^(\d+)(b|kb?|mb?|gb?)?$/i.exec(text) ?? [];
      const scale = { '': 1, b: 1, k: 1e3, kb: 1024, m: 1e6, mb: 1024 ** 2, g: 1e9, gb: 1024 ** 3 };
      const bytes = Number(digits) * (scale[unit.toLowerCase() as keyof typeof scale] ?? Number.NaN);
      if (digits === '' || (bytes !== 0 && !(bytes >= LOWEST_PACKED && bytes < HIGHEST_PACKED))) {
        throw errors.err('argument must be a memory value bigger than 1 and smaller than 4gb');
      }
      engine.packedThreshold = bytes === 0 ? undefined : bytes;
      return OK;
    },
  },
  'SET-ACTIVE-EXPIRE': {
    words: [1, 1],
    syntax: '0|1',
    summary: 'Lets keys end by themselves, or only when they are looked at.',
    run({ keyspace }, [word = '']) {
      keyspace.activeExpire = Number(parseInt64(word) ?? 0) !== 0;
      return OK;
    },
  },
  SLEEP: {
    words: [1, 1],
    syntax: 'seconds',
    summary: 'Makes the server do nothing for this long.',
    run({ engine }, [word = '']) {
      const seconds = Number.parseFloat(word);
      if (seconds > 0) engine.sleep(Math.round(seconds * 1000));
      return OK;
    },
  },
  'STRINGMATCH-LEN': {
    words: [2, 2],
    syntax: 'pattern string',
    summary: 'Returns 1 where the string matches the glob pattern, else 0.',
    run: (_, [pattern = '', text = '']) => (globMatch(pattern, text) ? 1 : 0),
  },
};

function help(call: Call): Reply {
  const lines = ['DEBUG <subcommand> [<arg> [value] [opt] ...]. Subcommands are:'];
  for (const name of [...Object.keys(SUBCOMMANDS), ...call.engine.debug.keys()].sort()) {
    const known = SUBCOMMANDS[name] ?? call.engine.debug.get(name);
    if (known) lines.push(known.syntax === '' ? name : `${name} ${known.syntax}`, `    ${known.summary}`);
  }
  lines.push('HELP', '    Lists the subcommands of DEBUG.');
  return lines.map(simple);
}

export const debug: Command = defineCommand({
  name: 'DEBUG',
  group: 'server',
  since: '1.0.0',
  arity: -2,
  flags: ['admin', 'noscript', 'loading', 'stale', 'protected'],
  keys: noKeys,
  complexity: '-',
  summary: 'Looks into the server and makes it misbehave, for tests.',
  syntax: '',
  parse: (args: Args) => ({ name: args.next(), words: args.rest() }),
  run(call, { name, words }) {
    const word = name.toUpperCase();
    // Whatever it changes is not data.
    if (word === 'HELP' && words.length === 0) return help(call);
    const known = SUBCOMMANDS[word];
    if (known) {
      const [min, max] = known.words;
      if (words.length < min || (max !== undefined && words.length > max)) {
        throw errors.subcommandSyntax(name, 'DEBUG');
      }
      return known.run(call, words);
    }
    const added = call.engine.debug.get(word);
    if (!added) throw errors.subcommandSyntax(name, 'DEBUG');
    return added.run(call, words);
  },
});
