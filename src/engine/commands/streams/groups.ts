/** Consumer groups: creating, moving and removing them and their consumers. */
import type { Call } from '../../call.ts';
import { type Command, defineCommand, defineContainer, noKeys } from '../../command.ts';
import * as errors from '../../errors.ts';
import { OK } from '../../reply.ts';
import { Stream } from '../../values/stream.ts';
import type { Group } from '../../values/stream-group.ts';
import { MAX_ID, MIN_ID, type StreamId } from '../../values/stream-id.ts';
import { helpCommand } from '../help.ts';
import { consumerOf, groupChanged, noGroupForKey, readId, readInteger } from './shared.ts';

const NO_KEY = errors.err(
  'The XGROUP subcommand requires the key to exist. Note that for CREATE you may want to use the MKSTREAM option to create an empty stream automatically.',
);
const BUSY = errors.err('-BUSYGROUP Consumer Group name already exists');
const ENTRIES_READ = errors.err('value for ENTRIESREAD must be positive or -1');

/** What the reference says where the words of a subcommand do not fit. */
export const badSubcommand = (word: string, container: string) =>
  errors.err(
    `unknown subcommand or wrong number of arguments for '${word.slice(0, 128)}'. Try ${container} HELP.`,
  );

/** Reads MKSTREAM and ENTRIESREAD from argv[5] on. */
function readOptions(argv: readonly string[], create: boolean): { mkstream: boolean; entriesRead: number } {
  let mkstream = false;
  let entriesRead = -1;
  for (let i = 5; i < argv.length; i++) {
    const option = (argv[i] as string).toUpperCase();
    if (create && option === 'MKSTREAM') mkstream = true;
    else if (option === 'ENTRIESREAD' && i + 1 < argv.length) {
      entriesRead = readInteger(argv[++i] as string);
      if (entriesRead < -1) throw ENTRIES_READ;
    } else throw badSubcommand(argv[1] as string, 'XGROUP');
  }
  return { mkstream, entriesRead };
}

/** The ID from which a group reads on: `$` is the last ID of the stream. */
const readPosition = (text: string, stream: Stream | undefined): StreamId =>
  text === '$' ? (stream?.lastId ?? MIN_ID) : readId(text);

/** A group cannot have read more than was ever added. */
const capped = (entriesRead: number, stream: Stream): number => Math.min(entriesRead, stream.entriesAdded);

/** The stream and the group of a subcommand that needs both. */
function requireBoth({ db, argv }: Call): { key: string; stream: Stream; group: Group } {
  const [, , key = '', name = ''] = argv;
  const stream = db.edit(key, 'stream');
  if (stream === undefined) throw NO_KEY;
  const group = stream.groups.get(name);
  if (group === undefined) throw noGroupForKey(key, name);
  return { key, stream, group };
}

const xgroupCreate = defineCommand({
  name: 'XGROUP CREATE',
  group: 'stream',
  since: '5.0.0',
  arity: -5,
  flags: ['write', 'denyoom'],
  keys: [{ kind: 'range', first: 2, last: 0, step: 1 }],
  complexity: 'O(1)',
  summary: 'Creates a consumer group that reads on from an ID.',
  syntax: 'key group <id | $> [MKSTREAM] [ENTRIESREAD entries-read]',
  categories: ['stream'],
  run(call) {
    const { db, argv } = call;
    const { mkstream, entriesRead } = readOptions(argv, true);
    const [, , key = '', name = '', position = ''] = argv;
    const present = db.edit(key, 'stream');
    if (present === undefined && !mkstream) throw NO_KEY;
    const id = readPosition(position, present);
    if (present?.groups.has(name)) throw BUSY;
    const stream = present ?? db.editOrCreate(key, 'stream', () => new Stream());
    stream.createGroup(name, id, capped(entriesRead, stream));
    if (present === undefined) db.changed(key, 'xgroup-create');
    else groupChanged(call, key, 'xgroup-create');
    return OK;
  },
});

const xgroupSetid = defineCommand({
  name: 'XGROUP SETID',
  group: 'stream',
  since: '5.0.0',
  arity: -5,
  flags: ['write'],
  keys: [{ kind: 'range', first: 2, last: 0, step: 1 }],
  complexity: 'O(1)',
  summary: 'Sets the ID from which a group reads on.',
  syntax: 'key group <id | $> [ENTRIESREAD entries-read]',
  categories: ['stream'],
  run(call) {
    const { argv } = call;
    const { entriesRead } = readOptions(argv, false);
    const { key, stream, group } = requireBoth(call);
    const position = argv[4] as string;
    // Here alone the reference also takes the ends of a range.
    group.lastId = position === '-' ? MIN_ID : position === '+' ? MAX_ID : readPosition(position, stream);
    group.entriesRead = capped(entriesRead, stream);
    groupChanged(call, key, 'xgroup-setid');
    return OK;
  },
});

const xgroupDestroy = defineCommand({
  name: 'XGROUP DESTROY',
  group: 'stream',
  since: '5.0.0',
  arity: 4,
  flags: ['write'],
  keys: [{ kind: 'range', first: 2, last: 0, step: 1 }],
  complexity: 'O(N)',
  summary: 'Removes a consumer group with all that is pending in it.',
  syntax: 'key group',
  categories: ['stream'],
  run(call) {
    const { db, argv } = call;
    const [, , key = '', name = ''] = argv;
    const stream = db.edit(key, 'stream');
    if (stream === undefined) throw NO_KEY;
    if (!stream.groups.delete(name)) return 0;
    groupChanged(call, key, 'xgroup-destroy');
    // Who waits for the group is to learn that it is gone.
    if (db.awaited.has(key)) db.keyspace.hooks.ready(db, key);
    return 1;
  },
});

const xgroupCreateconsumer = defineCommand({
  name: 'XGROUP CREATECONSUMER',
  group: 'stream',
  since: '6.2.0',
  arity: 5,
  flags: ['write', 'denyoom'],
  keys: [{ kind: 'range', first: 2, last: 0, step: 1 }],
  complexity: 'O(1)',
  summary: 'Creates a consumer in a group.',
  syntax: 'key group consumer',
  categories: ['stream'],
  run(call) {
    const { key, group } = requireBoth(call);
    const name = call.argv[4] as string;
    return group.consumers.has(name) ? 0 : Number(consumerOf(call, key, group, name).created);
  },
});

const xgroupDelconsumer = defineCommand({
  name: 'XGROUP DELCONSUMER',
  group: 'stream',
  since: '5.0.0',
  arity: 5,
  flags: ['write'],
  keys: [{ kind: 'range', first: 2, last: 0, step: 1 }],
  complexity: 'O(1)',
  summary: 'Removes a consumer from a group, with all that is pending with it.',
  syntax: 'key group consumer',
  categories: ['stream'],
  run(call) {
    const { key, group } = requireBoth(call);
    const consumer = group.consumers.get(call.argv[4] as string);
    if (consumer === undefined) return 0;
    const pending = group.removeConsumer(consumer);
    groupChanged(call, key, 'xgroup-delconsumer');
    return pending;
  },
});

const xgroup = defineContainer(
  {
    name: 'XGROUP',
    group: 'stream',
    since: '5.0.0',
    arity: -2,
    flags: [],
    keys: noKeys,
    complexity: '-',
    summary: 'Manages the consumer groups of a stream.',
    syntax: '',
  },
  [
    xgroupCreate,
    xgroupSetid,
    xgroupDestroy,
    xgroupCreateconsumer,
    xgroupDelconsumer,
    helpCommand('XGROUP', { group: 'stream', since: '5.0.0', categories: ['stream'] }),
  ],
);

export const groupCommands: readonly Command[] = [xgroup];
