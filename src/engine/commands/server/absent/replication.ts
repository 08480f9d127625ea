/** Replication: this server is a master without replicas, and says so. */
import type { Args } from '../../../args.ts';
import { type Command, defineCommand, noKeys } from '../../../command.ts';
import * as errors from '../../../errors.ts';
import { parseInt64 } from '../../../numbers.ts';
import { OK, type Reply } from '../../../reply.ts';

const NO_NETWORK = errors.err('This instance has no network to replicate over');

interface Master {
  readonly host: string;
  readonly port: string;
}
const parseMaster = (args: Args): Master => ({ host: args.next(), port: args.next() });

function follow({ host, port }: Master): Reply {
  if (host.toUpperCase() === 'NO' && port.toUpperCase() === 'ONE') return OK;
  const number = parseInt64(port);
  if (number === undefined || number < 0 || number > 65535) throw errors.err('Invalid master port');
  throw NO_NETWORK;
}

const FOLLOWING = {
  group: 'server',
  arity: 3,
  flags: ['no_async_loading', 'admin', 'noscript', 'stale'],
  keys: noKeys,
  complexity: 'O(1)',
  summary: 'Makes this server a copy of another one, or with NO ONE a master.',
  syntax: '<host port | NO ONE>',
  parse: parseMaster,
  run: (_: unknown, master: Master) => follow(master),
} as const;

const replicaof = defineCommand({ ...FOLLOWING, name: 'REPLICAOF', since: '5.0.0' });
const slaveof = defineCommand({
  ...FOLLOWING,
  name: 'SLAVEOF',
  since: '1.0.0',
  deprecatedSince: '5.0.0',
  replacedBy: '`REPLICAOF`',
});

const failover = defineCommand({
  name: 'FAILOVER',
  group: 'server',
  since: '6.2.0',
  arity: -1,
  flags: ['admin', 'noscript', 'stale'],
  keys: noKeys,
  complexity: 'O(1)',
  summary: 'Hands the role of the master to a replica.',
  syntax: '[TO host port [FORCE]] [ABORT] [TIMEOUT milliseconds]',
  parse: (args) => args.left === 1 && args.accept('ABORT'),
  run(_, abort) {
    throw errors.err(abort ? 'No failover in progress.' : 'FAILOVER requires connected replicas.');
  },
});

/** A timeout in whole ms, with the reference's errors. */
function milliseconds(args: Args): number {
  const ms = args.integer(errors.err('timeout is not an integer or out of range'));
  if (ms < 0) throw errors.TIMEOUT_NEGATIVE;
  return ms;
}

const wait = defineCommand({
  name: 'WAIT',
  group: 'generic',
  since: '3.0.0',
  arity: 3,
  flags: ['blocking'],
  keys: noKeys,
  complexity: 'O(1)',
  summary: 'Waits until replicas have the changes of this connection, and returns how many have.',
  syntax: 'numreplicas timeout',
  categories: ['connection'],
  parse: (args) => ({ replicas: args.integer(), timeoutMs: milliseconds(args) }),
  run(call, { replicas, timeoutMs }) {
    if (replicas <= 0) return 0;
    return call.block({ keys: [], type: 'any', timeoutMs, onTimeout: 0 });
  },
});

const waitaof = defineCommand({
  name: 'WAITAOF',
  group: 'generic',
  since: '7.2.0',
  arity: 4,
  flags: ['blocking'],
  keys: noKeys,
  complexity: 'O(1)',
  summary: 'Waits until the changes of this connection are on disk here and on replicas.',
  syntax: 'numlocal numreplicas timeout',
  categories: ['connection'],
  parse(args) {
    const local = args.integer();
    if (local < 0 || local > 1) throw errors.err('value is out of range, must be between 0 and 1');
    const replicas = args.integer();
    if (replicas < 0) throw errors.NOT_POSITIVE;
    return { local, replicas, timeoutMs: milliseconds(args) };
  },
  run(call, { local, replicas, timeoutMs }) {
    if (local > 0 && call.engine.config.get('appendonly') !== 'yes') {
      throw errors.err('WAITAOF cannot be used when numlocal is set but appendonly is disabled.');
    }
    const have: Reply = [local, 0];
    if (replicas === 0) return have;
    return call.block({ keys: [], type: 'any', timeoutMs, onTimeout: have });
  },
});

export const replicationCommands: readonly Command[] = [replicaof, slaveof, failover, wait, waitaof];
