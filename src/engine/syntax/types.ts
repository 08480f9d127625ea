/**
 * The type of an argument by its name. The notation does not say types, but the reference's documentation names arguments
 * so regularly that the name tells; the few names that mean different things are listed by command.
 */
export type LeafType = 'key' | 'string' | 'integer' | 'double' | 'pattern' | 'unix-time' | 'pure-token';

const NAMES: readonly [LeafType, string][] = [
  ['key', 'key newkey source destination key1 key2 destkey sourcekey dst src'],
  ['pattern', 'pattern'],
  ['unix-time', 'unix-time-seconds unix-time-milliseconds'],
  ['double', 'longitude latitude radius width height score ratio'],
  [
    'integer',
    'offset count port destination-db timeout milliseconds ms increment decrement entries-read entriesread seconds ' +
      'numkeys numfields numids len bits bit protover weight limit index1 index2 cursor stop client-id ttl frequency ' +
      'version start-slot end-slot slot index rank num-matches max-idle maxage numreplicas numlocal db startslot ' +
      'endslot numranges cluster-bus-port config-epoch entriesadded entries-added min-match-len threshold-count integer lowerbound upperbound k samples',
  ],
];

const BY_NAME = new Map<string, LeafType>();
for (const [type, names] of NAMES) for (const name of names.split(' ')) BY_NAME.set(name, type);

const BLOCKING = 'blmpop bzpopmin bzpopmax bzmpop brpoplpush brpop blmove blpop';

/** Exceptions: `<name> <type>` and the commands that they hold for. */
const EXCEPTIONS: readonly [name: string, type: LeafType, commands: string][] = [
  ['timeout', 'double', BLOCKING],
  ['increment', 'double', 'incrbyfloat hincrbyfloat'],
  ['min', 'double', 'zrangebyscore zcount zrevrangebyscore zremrangebyscore'],
  ['max', 'double', 'zrangebyscore zcount zrevrangebyscore zremrangebyscore'],
  ['start', 'integer', 'bitpos bitcount zremrangebyrank getrange zrevrange lrange substr ltrim'],
  ['end', 'integer', 'bitpos bitcount getrange substr'],
  ['stop', 'string', 'zrange zrangestore'],
  ['value', 'integer', 'bitfield setbit'],
  ['min-idle-time', 'integer', 'xpending xreadgroup'],
  ['key', 'string', 'cluster|keyslot'],
];

/** The type of the argument called `name` of a command (`config|get`). */
export function leafType(name: string, command: string): LeafType {
  for (const [other, type, commands] of EXCEPTIONS) {
    if (other === name && commands.split(' ').includes(command)) return type;
  }
  return BY_NAME.get(name) ?? 'string';
}
