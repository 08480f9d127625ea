/** DUMP and RESTORE: one key as the bytes that an RDB file would hold. */
import type { Args } from '../../args.ts';
import type { Call } from '../../call.ts';
import { type Command, defineCommand, firstKey } from '../../command.ts';
import type { DumpCodec } from '../../dump-codec.ts';
import * as errors from '../../errors.ts';
import { parseInt64 } from '../../numbers.ts';
import { ErrorReply, OK, type Reply } from '../../reply.ts';

const BUSYKEY = new ErrorReply('BUSYKEY Target key name already exists.');
const BAD_TTL = errors.err('Invalid TTL value, must be >= 0');
const BAD_IDLETIME = errors.err('Invalid IDLETIME value, must be >= 0');
const BAD_FREQ = errors.err('Invalid FREQ value, must be >= 0 and <= 255');
const BAD_PAYLOAD = errors.err('DUMP payload version or checksum are wrong');
const BAD_DATA = errors.err('Bad data format');
const NO_CODEC = errors.err('This host of the engine has no RDB format');

function codecOf({ engine }: Call): DumpCodec {
  if (!engine.dumpCodec) throw NO_CODEC;
  return engine.dumpCodec;
}

const dump = defineCommand({
  name: 'DUMP',
  group: 'generic',
  since: '2.6.0',
  arity: 2,
  flags: ['readonly'],
  keys: firstKey,
  complexity: 'O(1) to find the key and O(N) to write its N bytes',
  summary: 'Returns the value of a key in a binary form that RESTORE takes.',
  syntax: 'key',
  categories: ['keyspace'],
  parse: (args) => args.next(),
  run(call, key) {
    const entry = call.db.lookup(key);
    return entry === undefined ? null : codecOf(call).dump(entry.value);
  },
});

interface Restore {
  readonly key: string;
  /** As it came: whether the key is there is looked at before the number. */
  readonly ttl: string;
  readonly payload: string;
  replace: boolean;
  absolute: boolean;
  /** Seconds, or -1. */
  idle: number;
  /** 0 to 255, or -1. */
  freq: number;
}

function parseRestore(args: Args): Restore {
  const request: Restore = {
    key: args.next(),
    ttl: args.next(),
    payload: args.next(),
    replace: false,
    absolute: false,
    idle: -1,
    freq: -1,
  };
  while (!args.done) {
    const more = args.left > 1;
    const option = args.option();
    if (option === 'REPLACE') request.replace = true;
    else if (option === 'ABSTTL') request.absolute = true;
    else if (option === 'IDLETIME' && more && request.freq === -1) {
      request.idle = args.integer();
      if (request.idle < 0) throw BAD_IDLETIME;
    } else if (option === 'FREQ' && more && request.idle === -1) {
      request.freq = args.integer();
      if (request.freq < 0 || request.freq > 255) throw BAD_FREQ;
    } else throw errors.SYNTAX;
  }
  return request;
}

function runRestore(call: Call, request: Restore): Reply {
  const { db, keyspace, now } = call;
  const { key, payload } = request;
  const old = db.peek(key);
  if (old && !request.replace) throw BUSYKEY;
  const ttl = parseInt64(request.ttl);
  if (ttl === undefined) throw errors.NOT_INTEGER;
  if (ttl < 0) throw BAD_TTL;
  const codec = codecOf(call);
  if (!codec.verify(payload)) throw BAD_PAYLOAD;
  const value = codec.restore(payload, call.limits);
  if (value === undefined) throw BAD_DATA;
  const expireAt = Number(ttl) + (request.absolute ? 0 : now);
  if (ttl !== 0 && expireAt <= now) {
    if (db.remove(key)) call.logAs('DEL', key);
    return OK;
  }
  if (old) db.drop(old);
  const entry = db.add(key, value);
  if (ttl !== 0) {
    db.setDeadline(entry, expireAt);
    if (!request.absolute) {
      call.logAs(
        'RESTORE',
        key,
        String(expireAt),
        payload,
        'ABSTTL',
        ...(request.replace ? ['REPLACE'] : []),
      );
    }
  }
  if (keyspace.lfu) {
    if (request.freq >= 0) entry.access = ((Math.floor(now / 60000) & 0xffff) << 8) | request.freq;
  } else if (request.idle >= 0) entry.access = Math.max(0, keyspace.lruClock - request.idle);
  db.changed(key, 'restore', 1, 'g');
  return OK;
}

const restore = defineCommand({
  name: 'RESTORE',
  group: 'generic',
  since: '2.6.0',
  arity: -4,
  flags: ['write', 'denyoom'],
  keys: firstKey,
  complexity: 'O(1) for the key and O(N) to read the N bytes; O(N*log(N)) for a sorted set',
  summary: 'Makes a key of a value in the binary form that DUMP returns.',
  syntax: 'key ttl serialized-value [REPLACE] [ABSTTL] [IDLETIME seconds] [FREQ frequency]',
  categories: ['keyspace', 'dangerous'],
  parse: parseRestore,
  run: runRestore,
});

export const dumpCommands: readonly Command[] = [dump, restore];
