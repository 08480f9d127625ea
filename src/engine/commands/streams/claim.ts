/** Pending entries: looking at them, and taking them over from another consumer. */
import type { Call } from '../../call.ts';
import { type Command, defineCommand, firstKey } from '../../command.ts';
import * as errors from '../../errors.ts';
import { NULL_ARRAY, type Reply } from '../../reply.ts';
import type { Consumer, Group, Pending } from '../../values/stream-group.ts';
import { compareIds, formatId, MIN_ID, parseId, type StreamId } from '../../values/stream-id.ts';
import {
  consumerOf,
  groupChanged,
  logClaim,
  logGroupId,
  readEnd,
  readId,
  readInteger,
  readStart,
  requireGroup,
} from './shared.ts';

/** Total, first and last ID, and how many each consumer has. */
function summary(group: Group): Reply {
  const { first, last, size } = group.pending;
  if (first === undefined || last === undefined) return [0, null, null, NULL_ARRAY];
  const owners = group.sortedConsumers.filter((consumer) => consumer.pending.size > 0);
  return [
    size,
    formatId(first.id),
    formatId(last.id),
    owners.map(({ name, pending }) => [name, String(pending.size)]),
  ];
}

const xpending = defineCommand({
  name: 'XPENDING',
  group: 'stream',
  since: '5.0.0',
  arity: -3,
  flags: ['readonly'],
  keys: firstKey,
  complexity: 'O(N)',
  summary: 'Returns the entries of a group that were delivered and not acknowledged.',
  syntax: 'key group [[IDLE min-idle-time] start end count [consumer]]',
  categories: ['stream'],
  parse({ argv }) {
    const [, key = '', name = ''] = argv;
    if (argv.length === 3) return { key, name, range: undefined };
    if (argv.length < 6 || argv.length > 9) throw errors.SYNTAX;
    let at = 3;
    let idle = 0;
    if (argv[3]?.toUpperCase() === 'IDLE') {
      idle = readInteger(argv[4] as string);
      if (argv.length < 8) throw errors.SYNTAX;
      at = 5;
    }
    const count = Math.max(0, readInteger(argv[at + 2] as string));
    const start = readStart(argv[at] as string);
    const end = readEnd(argv[at + 1] as string);
    return { key, name, range: { idle, start, end, count, consumer: argv[at + 3] } };
  },
  run(call, { key, name, range }) {
    const { group } = requireGroup(call, key, name);
    if (range === undefined) return summary(group);
    const owner = range.consumer === undefined ? group : group.consumers.get(range.consumer);
    const found: Reply[] = [];
    if (owner === undefined || range.count === 0) return found;
    for (const { id, consumer, deliveredAt, deliveries } of owner.pending.from(range.start)) {
      if (compareIds(id, range.end) > 0) break;
      const idle = call.now - deliveredAt;
      if (range.idle > 0 && idle < range.idle) continue;
      found.push([formatId(id), consumer.name, Math.max(0, idle), deliveries]);
      if (found.length >= range.count) break;
    }
    return found;
  },
});

interface Claim {
  ids: StreamId[];
  /** When the entries count as delivered; undefined: now. */
  at: number | undefined;
  deliveries: number;
  force: boolean;
  justId: boolean;
  lastId: StreamId;
}

const invalid = (what: string) => errors.err(`Invalid ${what} for XCLAIM`);

/** Reads IDs from argv[5] on, as far as they go, then options. */
function readClaim(argv: readonly string[], now: number): Claim {
  const claim: Claim = {
    ids: [],
    at: undefined,
    deliveries: -1,
    force: false,
    justId: false,
    lastId: MIN_ID,
  };
  let i = 5;
  for (; i < argv.length; i++) {
    const id = parseId(argv[i] as string);
    if (id === undefined) break;
    claim.ids.push(id);
  }
  for (; i < argv.length; i++) {
    const option = (argv[i] as string).toUpperCase();
    const more = i + 1 < argv.length;
    if (option === 'FORCE') claim.force = true;
    else if (option === 'JUSTID') claim.justId = true;
    else if (option === 'IDLE' && more) {
      claim.at = now - readInteger(argv[++i] as string, invalid('IDLE option argument'));
    } else if (option === 'TIME' && more) {
      claim.at = readInteger(argv[++i] as string, invalid('TIME option argument'));
    } else if (option === 'RETRYCOUNT' && more) {
      claim.deliveries = readInteger(argv[++i] as string, invalid('RETRYCOUNT option argument'));
    } else if (option === 'LASTID' && more) claim.lastId = readId(argv[++i] as string);
    else throw errors.err(errors.sanitize(`Unrecognized XCLAIM option '${argv[i]}'`));
  }
  return claim;
}

/** A pending entry that is no longer in the stream leaves the list; a replay of XCLAIM finds the same. */
function dropDeleted(call: Call, key: string, group: Group, pending: Pending): void {
  logClaim(call, key, group, pending);
  group.acknowledge(pending.id);
  groupChanged(call, key);
}

/** Gives a pending entry to `consumer`. */
function take(call: Call, key: string, group: Group, pending: Pending, consumer: Consumer, at: number): void {
  group.assign(pending, consumer, at);
  consumer.activeAt = call.now;
  logClaim(call, key, group, pending);
  groupChanged(call, key);
}

const xclaim = defineCommand({
  name: 'XCLAIM',
  group: 'stream',
  since: '5.0.0',
  arity: -6,
  flags: ['write', 'fast'],
  keys: firstKey,
  complexity: 'O(logN)',
  summary: 'Makes a consumer the owner of entries that are pending with others.',
  syntax:
    'key group consumer min-idle-time ID [ID ...] [IDLE ms] [TIME unix-time-milliseconds] [RETRYCOUNT count] [FORCE] [JUSTID] [LASTID lastid]',
  categories: ['stream'],
  run(call) {
    const { argv, now } = call;
    const [, key = '', name = '', consumerName = '', idleText = ''] = argv;
    const { stream, group } = requireGroup(call, key, name);
    const minIdle = Math.max(0, readInteger(idleText, invalid('min-idle-time argument')));
    const claim = readClaim(argv, now);
    let lastIdChanged = false;
    if (compareIds(claim.lastId, group.lastId) > 0) {
      group.lastId = claim.lastId;
      lastIdChanged = true;
    }
    const at = claim.at === undefined || claim.at < 0 || claim.at > now ? now : claim.at;
    const { consumer, created } = consumerOf(call, key, group, consumerName);
    if (created) call.logAs('XGROUP', 'CREATECONSUMER', key, name, consumerName);
    const found: Reply[] = [];
    for (const id of claim.ids) {
      let pending = group.pending.get(id);
      const fields = stream.get(id);
      if (fields === undefined) {
        if (pending !== undefined) {
          dropDeleted(call, key, group, pending);
          lastIdChanged = false;
        }
        continue;
      }
      if (pending === undefined) {
        if (!claim.force) continue;
        pending = group.deliver(id, consumer, at);
      } else if (minIdle > 0 && now - pending.deliveredAt < minIdle) continue;
      if (claim.deliveries >= 0) pending.deliveries = claim.deliveries;
      else if (!claim.justId) pending.deliveries++;
      take(call, key, group, pending, consumer, at);
      lastIdChanged = false;
      found.push(claim.justId ? formatId(id) : [formatId(id), fields]);
    }
    if (lastIdChanged) {
      logGroupId(call, key, group);
      groupChanged(call, key);
    }
    if (call.effects === undefined) call.logNothing();
    return found;
  },
});

const COUNT_POSITIVE = errors.err('COUNT must be > 0');
/** The reference's bound: a count times the size of an ID must fit a signed 64-bit integer. */
const MAX_COUNT = Number(9223372036854775807n / 16n);
/** Pending entries that are looked at for each one that may be claimed. */
const ATTEMPTS = 10;

const xautoclaim = defineCommand({
  name: 'XAUTOCLAIM',
  group: 'stream',
  since: '6.2.0',
  arity: -6,
  flags: ['write', 'fast'],
  keys: firstKey,
  complexity: 'O(1)',
  summary: 'Makes a consumer the owner of entries that have been pending for long enough, a few at a call.',
  syntax: 'key group consumer min-idle-time start [COUNT count] [JUSTID]',
  categories: ['stream'],
  parse({ argv }) {
    const [, key = '', name = '', consumerName = '', idleText = '', from = ''] = argv;
    const idle = readInteger(idleText, errors.err('Invalid min-idle-time argument for XAUTOCLAIM'));
    const start = readStart(from);
    let count = 100;
    let justId = false;
    for (let i = 6; i < argv.length; i++) {
      const option = (argv[i] as string).toUpperCase();
      if (option === 'COUNT' && i + 1 < argv.length) {
        count = readInteger(argv[++i] as string, COUNT_POSITIVE);
        if (count < 1 || count > MAX_COUNT) throw COUNT_POSITIVE;
      } else if (option === 'JUSTID') justId = true;
      else throw errors.SYNTAX;
    }
    return { key, name, consumerName, minIdle: Math.max(0, idle), start, count, justId };
  },
  run(call, { key, name, consumerName, minIdle, start, count, justId }) {
    const { now } = call;
    const { stream, group } = requireGroup(call, key, name);
    const { consumer, created } = consumerOf(call, key, group, consumerName);
    if (created) call.logAs('XGROUP', 'CREATECONSUMER', key, name, consumerName);
    const looked: Pending[] = [];
    let next: StreamId = MIN_ID;
    let room = count;
    let attempts = count * ATTEMPTS;
    for (const pending of group.pending.from(start)) {
      const wanted = stream.get(pending.id) === undefined || now - pending.deliveredAt >= minIdle;
      if (room === 0 || attempts-- === 0) {
        next = pending.id;
        break;
      }
      if (!wanted) continue;
      looked.push(pending);
      room--;
    }
    const claimed: Reply[] = [];
    const gone: string[] = [];
    for (const pending of looked) {
      const fields = stream.get(pending.id);
      if (fields === undefined) {
        dropDeleted(call, key, group, pending);
        gone.push(formatId(pending.id));
        continue;
      }
      if (!justId) pending.deliveries++;
      take(call, key, group, pending, consumer, now);
      claimed.push(justId ? formatId(pending.id) : [formatId(pending.id), fields]);
    }
    if (call.effects === undefined) call.logNothing();
    return [formatId(next), claimed, gone];
  },
});

export const claimCommands: readonly Command[] = [xpending, xclaim, xautoclaim];
