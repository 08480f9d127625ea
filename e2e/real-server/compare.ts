/**
 * Compares the replies of two servers. They must be equal to the byte but for what the reference leaves open: the order
 * of sets and hashes, chance, the passing of time, and how many digits a double is printed with.
 */
import type { Reply, TaggedReply } from '../../src/engine/reply.ts';
import { encodeReply } from '../../src/resp/writer.ts';

export interface Leeway {
  /** Items may come in any order: `items` singly, `pairs` two by two. */
  readonly order?: 'items' | 'pairs';
  /** Only the type of the reply, and of lists the length, is the same: the reply is random. */
  readonly random?: boolean;
  /** Only the type of the reply is the same. */
  readonly type?: boolean;
  /** Positive integers may differ by as much: time has passed. */
  readonly within?: number;
  /** Lists of lists whose third item is an age in ms, which is not compared: XPENDING. */
  readonly ages?: boolean;
  /** Doubles are compared by value: the reference before 7.2 prints seventeen digits of them. */
  readonly doubles?: boolean;
}

const NUMBER = /^-?(\d+\.?\d*(e[+-]?\d+)?|inf)$/;

/** True where the two replies are the same within the leeway. */
export function sameReply(a: Reply, b: Reply, leeway: Leeway): boolean {
  if (leeway.type) return kindOf(a) === kindOf(b);
  if (leeway.ages && Array.isArray(a) && Array.isArray(b)) {
    return sameReply(a.map(withoutAge), b.map(withoutAge), {});
  }
  if (leeway.random) return kindOf(a) === kindOf(b) && sizeOf(a) === sizeOf(b);
  if (typeof a === 'string' && typeof b === 'string') {
    if (a === b) return true;
    return leeway.doubles === true && NUMBER.test(a) && NUMBER.test(b) && Number(a) === Number(b);
  }
  if (typeof a === 'bigint' && typeof b === 'bigint' && leeway.within !== undefined) {
    return Math.abs(Number(a - b)) <= leeway.within;
  }
  if (typeof a === 'number' && typeof b === 'number') {
    if (a === b) return true;
    return leeway.within !== undefined && a > 0 && b > 0 && Math.abs(a - b) <= leeway.within;
  }
  if (kindOf(a) !== kindOf(b)) return false;
  if (typeof a !== 'object' || a === null || typeof b !== 'object' || b === null) return a === b;
  const left = itemsOf(a);
  const right = itemsOf(b);
  if (left && right) return sameItems(left, right, leeway, kindOf(a) === 'map');
  return sameTagged(a as TaggedReply, b as TaggedReply);
}

const withoutAge = (row: Reply): Reply => (Array.isArray(row) ? row.filter((_, i) => i !== 2) : row);

function sameItems(a: readonly Reply[], b: readonly Reply[], leeway: Leeway, map: boolean): boolean {
  if (a.length !== b.length) return false;
  if (!leeway.order) return a.every((item, i) => sameReply(item, b[i] ?? null, leeway));
  const each = map || leeway.order === 'pairs' ? 2 : 1;
  const [left, right] = [sorted(a, each), sorted(b, each)];
  return left.every((group, i) => group.every((item, j) => sameReply(item, right[i]?.[j] ?? null, leeway)));
}

function sorted(items: readonly Reply[], each: number): Reply[][] {
  const groups: Reply[][] = [];
  for (let i = 0; i < items.length; i += each) groups.push(items.slice(i, i + each));
  const keyed = groups.map((group) => ({ group, key: group.map((item) => encodeReply(item, 3)).join('') }));
  return keyed.sort((x, y) => (x.key < y.key ? -1 : x.key > y.key ? 1 : 0)).map(({ group }) => group);
}

function sameTagged(a: TaggedReply, b: TaggedReply): boolean {
  if (a.kind === 'double' && b.kind === 'double') return Object.is(a.value, b.value);
  return encodeReply(a, 3) === encodeReply(b, 3);
}

function itemsOf(reply: Reply): readonly Reply[] | undefined {
  if (Array.isArray(reply)) return reply;
  if (typeof reply !== 'object' || reply === null) return undefined;
  const tagged = reply as TaggedReply;
  if (tagged.kind === 'map') return tagged.entries;
  return tagged.kind === 'set' || tagged.kind === 'push' ? tagged.items : undefined;
}

function kindOf(reply: Reply): string {
  if (reply === null) return 'null';
  if (typeof reply !== 'object') return typeof reply;
  return Array.isArray(reply) ? 'array' : (reply as TaggedReply).kind;
}

const sizeOf = (reply: Reply): number => itemsOf(reply)?.length ?? 0;

const UNORDERED_ITEMS = [
  'FUNCTION',
  'SMEMBERS',
  'SUNION',
  'SINTER',
  'SDIFF',
  'KEYS',
  'HKEYS',
  'HVALS',
  'PUBSUB',
];
const UNORDERED_PAIRS = ['HGETALL', 'CONFIG'];
const RANDOM = ['SRANDMEMBER', 'HRANDFIELD', 'ZRANDMEMBER', 'RANDOMKEY'];
const TYPE_ONLY = ['TIME', 'LASTSAVE', 'LOLWUT', 'MEMORY', 'INFO', 'SCAN', 'SSCAN', 'HSCAN', 'ZSCAN'];
/** Commands whose replies tell times in s or ms, with what may pass between the two servers. */
const TIMES: Readonly<Record<string, number>> = {
  TTL: 1,
  PTTL: 900,
  EXPIRETIME: 1,
  PEXPIRETIME: 900,
  HTTL: 1,
  HPTTL: 900,
  HEXPIRETIME: 1,
  HPEXPIRETIME: 900,
};

/** The leeway that a command's reply has by itself. */
export function leewayOf(argv: readonly string[]): Leeway {
  const name = (argv[0] ?? '').toUpperCase();
  if (TYPE_ONLY.includes(name)) return { type: true };
  if (RANDOM.includes(name)) return { random: true };
  // Sorting by no key at all leaves a set in its own order, and texts that are equal stay in any.
  const by = argv.findIndex((word) => /^by$/i.test(word));
  if (/^SORT/.test(name) && by > 0) {
    if (!argv[by + 1]?.includes('*') || argv.some((word) => /^alpha$/i.test(word))) return { random: true };
  }
  const doubles = /^B?Z|^GEO|^EXEC$|^SORT|^EVAL|^FCALL/.test(name);
  if (UNORDERED_ITEMS.includes(name)) return { order: 'items' };
  if (UNORDERED_PAIRS.includes(name)) return { order: 'pairs' };
  // SPOP leaves members in no order where it takes several; the tables and the fuzzer only take all.
  if (name === 'SPOP') return { order: 'items' };
  // The summary of XPENDING has no ages, its list of entries has.
  if (name === 'XPENDING' && argv.length > 3) return { ages: true };
  const within = TIMES[name];
  if (within !== undefined) return { within };
  return doubles ? { doubles: true } : {};
}
