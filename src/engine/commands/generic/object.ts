/** OBJECT: how a value is kept, and how it has been used. */
import type { Args } from '../../args.ts';
import type { Call } from '../../call.ts';
import {
  type Command,
  type CommandFacts,
  defineCommand,
  defineContainer,
  type KeySpec,
  noKeys,
} from '../../command.ts';
import type { Entry } from '../../database.ts';
import * as errors from '../../errors.ts';
import type { Reply } from '../../reply.ts';
import { stringEncoding } from '../../values/string.ts';
import { helpCommand } from '../help.ts';

const SWITCHING =
  'Please note that when switching between policies at runtime LRU and LFU data will take some time to adjust.';
const NOT_LFU = errors.err(
  `An LFU maxmemory policy is not selected, access frequency not tracked. ${SWITCHING}`,
);
const NOT_LRU = errors.err(`An LFU maxmemory policy is selected, idle time not tracked. ${SWITCHING}`);

const keyAtTwo: readonly KeySpec[] = [{ kind: 'range', first: 2, last: 0, step: 1 }];

/** A subcommand about one key; a missing key answers null. */
function about(
  facts: Pick<CommandFacts, 'name' | 'since' | 'summary'>,
  answer: (entry: Entry, call: Call) => Reply,
): Command {
  return defineCommand({
    ...facts,
    group: 'generic',
    arity: 3,
    flags: ['readonly'],
    keys: keyAtTwo,
    complexity: 'O(1)',
    syntax: 'key',
    categories: ['keyspace'],
    parse: (args: Args) => args.next(),
    run(call: Call, key: string) {
      const entry = call.db.peek(key);
      if (entry === undefined) {
        call.keyspace.stats.misses++;
        return null;
      }
      call.keyspace.stats.hits++;
      return answer(entry, call);
    },
  });
}

const encoding = about(
  { name: 'OBJECT ENCODING', since: '2.2.3', summary: 'Returns in which internal form a value is kept.' },
  ({ value }) =>
    typeof value === 'object' && value.type !== 'string' ? value.encoding : stringEncoding(value),
);

const refcount = about(
  {
    name: 'OBJECT REFCOUNT',
    since: '2.2.3',
    summary: 'Returns how many places refer to a value; here each key has its own.',
  },
  () => 1,
);

const idletime = about(
  { name: 'OBJECT IDLETIME', since: '2.2.3', summary: 'Returns for how many seconds a key was not used.' },
  ({ access }, { keyspace }) => {
    if (keyspace.lfu) throw NOT_LRU;
    return (keyspace.lruClock - access) & 0x3fffffff;
  },
);

const freq = about(
  {
    name: 'OBJECT FREQ',
    since: '4.0.0',
    summary: 'Returns the logarithmic counter of how often a key is used.',
  },
  ({ access }, { keyspace }) => {
    if (!keyspace.lfu) throw NOT_LFU;
    return keyspace.lfuCounter(access);
  },
);

const help = helpCommand('OBJECT', { group: 'generic', since: '6.2.0', categories: ['keyspace'] });

const object = defineContainer(
  {
    name: 'OBJECT',
    group: 'generic',
    since: '2.2.3',
    arity: -2,
    flags: [],
    keys: noKeys,
    complexity: '-',
    summary: 'Looks at how a value is kept and used.',
    syntax: '',
  },
  [encoding, freq, help, idletime, refcount],
);

export const objectCommands: readonly Command[] = [object];
