/**
 * What each command does with its keys, as the flags of COMMAND INFO's key specifications say it. The first word is
 * RO (reads), RW (reads and writes), OW (overwrites) or RM (removes); the others tell whether the value is returned or
 * used (`access`), added to (`insert`), changed (`update`) or taken from (`delete`). One string for each key
 * specification, in order; the last one serves those after it.
 */
import type { Command } from './command.ts';

const TABLE: readonly [access: string, commands: string][] = [
  [
    'RO access',
    'bitcount bitfield_ro bitpos digest dump eval_ro evalsha_ro expiretime fcall_ro geodist geohash geopos ' +
      'georadius_ro georadiusbymember_ro geosearch get getbit getrange hexpiretime hget hgetall hkeys hmget ' +
      'hpexpiretime hpttl hrandfield hscan httl hvals lcs lindex lpos lrange mget pexpiretime pttl sdiff sinter ' +
      'sintercard smembers smismember sort_ro srandmember sscan substr sunion ttl xinfo|consumers xinfo|groups ' +
      'xinfo|stream xpending xrange xread xreadgroup xrevrange zcount zdiff zinter zintercard zlexcount zmscore ' +
      'zrandmember zrange zrangebylex zrangebyscore zrank zrevrange zrevrangebylex zrevrangebyscore zrevrank zscan ' +
      'zscore zunion',
  ],
  [
    'RO',
    'exists hexists hlen hstrlen llen memory|usage object|encoding object|freq object|idletime object|refcount ' +
      'scard sismember strlen touch type watch xlen zcard',
  ],
  [
    'RW insert',
    'append hsetnx linsert lpush lpushx pfadd rpush rpushx sadd xgroup|create xgroup|createconsumer',
  ],
  ['RW access update variable_flags', 'bitfield set'],
  [
    'OW update,RO access',
    'bitop geosearchstore sdiffstore sunionstore zdiffstore zinterstore zrangestore zunionstore',
  ],
  ['RW access delete,RW insert', 'blmove brpoplpush lmove rpoplpush smove'],
  [
    'RW access delete',
    'blmpop blpop brpop bzmpop bzpopmax bzpopmin getdel hgetdel lmpop lpop migrate rpop spop zmpop zpopmax zpopmin',
  ],
  ['RO access,OW update', 'copy'],
  [
    'RW access update',
    'decr decrby eval evalsha fcall getex getset hgetex hincrby hincrbyfloat incr incrby incrbyfloat move setbit zincrby',
  ],
  ['RM delete', 'del unlink'],
  ['RW delete', 'delex'],
  [
    'RW update',
    'expire expireat geoadd hexpire hexpireat hmset hpersist hpexpire hpexpireat hset hsetex lset persist pexpire ' +
      'pexpireat setrange xack xadd xclaim xgroup|setid xsetid zadd',
  ],
  ['RO access,OW update', 'georadius georadiusbymember'],
  [
    'RW delete',
    'hdel lrem ltrim srem xackdel xautoclaim xdel xdelex xgroup|delconsumer xgroup|destroy xtrim zrem ' +
      'zremrangebylex zremrangebyrank zremrangebyscore',
  ],
  ['OW update', 'mset msetex psetex restore restore-asking setex'],
  ['OW insert', 'msetnx setnx'],
  ['RW access', 'pfcount pfdebug'],
  ['RW access insert,RO access', 'pfmerge'],
  ['RW access delete,OW update', 'rename'],
  ['RW access delete,OW insert', 'renamenx'],
  ['RW update,RO access', 'sinterstore'],
  ['RO access,RO access,OW update', 'sort'],
  ['not_key', 'spublish ssubscribe sunsubscribe'],
];

const BY_COMMAND = new Map<string, readonly string[]>();
for (const [access, commands] of TABLE) {
  for (const id of commands.split(' ')) BY_COMMAND.set(id, access.split(','));
}

/** What `command` does with the keys of its key specification number `index`. */
export function accessOf(command: Command, index: number): string {
  const own = command.keys[index]?.access;
  if (own !== undefined) return own;
  const known = BY_COMMAND.get(command.id);
  if (known) return known[Math.min(index, known.length - 1)] ?? 'RW';
  return command.write ? 'RW update' : 'RO access';
}

/** Flags of a key in one concrete call: SET and BITFIELD read only with some options. Source: `setGetKeys`. */
export function accessIn(command: Command, index: number, argv: readonly string[]): string {
  const access = accessOf(command, index);
  if (!access.endsWith(' variable_flags')) return access;
  if (command.id === 'set') {
    return argv.slice(3).some((word) => word.toUpperCase() === 'GET') ? 'RW access update' : 'OW update';
  }
  return bitfieldWrites(argv) ? 'RW access update' : 'RO access';
}

/** True where BITFIELD has any subcommand but GET. */
function bitfieldWrites(argv: readonly string[]): boolean {
  for (let i = 2; i < argv.length; ) {
    const word = argv[i]?.toUpperCase();
    if (word !== 'GET') return true;
    i += 3;
  }
  return false;
}
