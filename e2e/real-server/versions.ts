/**
 * Known differences between the installed server and the behaviour of reference (8.4), each with the release that made
 * it. A difference counts as known only while the server at hand is older than that release.
 */
import { isError, type Reply, tagged } from '../../src/engine/reply.ts';
import { encodeReply } from '../../src/resp/writer.ts';

export interface VersionDifference {
  readonly release: string;
  readonly why: string;
  /** `old` is what the installed server says, `now` what the engine says. */
  applies(argv: readonly string[], old: Reply, now: Reply): boolean;
}

const name = (argv: readonly string[]) => (argv[0] ?? '').toUpperCase();
const textOf = (reply: Reply) => (isError(reply) ? reply.text : '');

const wordsOf = (reply: Reply) => (typeof reply === 'string' ? reply : textOf(reply));

/** The figures of a group that came to be counted otherwise later. */
const COUNTED_OTHERWISE = ['consumers', 'entries-read', 'lag'];

/** XINFO GROUPS without the figures that came to be counted otherwise; as one text. */
function groupsOf(reply: Reply): string {
  if (!Array.isArray(reply)) return encodeReply(reply, 3);
  const groups = (reply as readonly Reply[]).map((group) => {
    const value = tagged(group);
    const entries = value?.kind === 'map' ? value.entries : Array.isArray(group) ? (group as Reply[]) : [];
    return entries.filter((_, i) => !COUNTED_OTHERWISE.includes(String(entries[i - (i % 2)])));
  });
  return encodeReply(groups, 3);
}

/** True where two replies differ only in how many decimals of a number they print. */
function almost(a: Reply, b: Reply): boolean {
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((item, i) => almost(item, b[i] ?? null));
  const [x, y] = [numberOf(a), numberOf(b)];
  if (x !== undefined && y !== undefined) return Math.abs(x - y) < 1e-13;
  return encodeReply(a, 3) === encodeReply(b, 3);
}

function numberOf(reply: Reply): number | undefined {
  if (typeof reply === 'string') return /^-?\d/.test(reply) ? Number(reply) : undefined;
  const value = tagged(reply);
  return value?.kind === 'double' ? value.value : undefined;
}

export const VERSION_DIFFERENCES: readonly VersionDifference[] = [
  {
    release: '7.2.0',
    why: 'a number that a script gives a command is written in as few digits as read back the same, -0 as 0',
    applies: (argv, old, now) =>
      name(argv) === 'EVAL' &&
      typeof old === 'string' &&
      typeof now === 'string' &&
      old.length > 0 &&
      Number(old) === Number(now),
  },
  {
    release: '7.2.0',
    why: 'listpack encoding for small sets that are not all integers',
    applies: (argv, old, now) => name(argv) === 'OBJECT' && old === 'hashtable' && now === 'listpack',
  },
  {
    release: '7.2.0',
    why: 'small lists are one listpack before they become a quicklist',
    applies: (argv, old, now) => name(argv) === 'OBJECT' && old === 'quicklist' && now === 'listpack',
  },
  {
    release: '7.2.0',
    why: 'timeouts past the range are told from negative ones',
    applies: (_, old, now) =>
      textOf(old) === 'ERR timeout is negative' && textOf(now) === 'ERR timeout is out of range',
  },
  {
    release: '7.2.0',
    why: 'LPOS and LREM refuse the one number that cannot be negated',
    applies: (argv, _, now) =>
      ['LPOS', 'LREM'].includes(name(argv)) &&
      argv.includes('-9223372036854775808') &&
      textOf(now).startsWith('ERR value is out of range'),
  },
  {
    release: '7.2.0',
    why: 'a scan cursor may not be negative',
    applies: (argv, _, now) =>
      name(argv).endsWith('SCAN') &&
      argv.some((word) => /^-\d+$/.test(word)) &&
      textOf(now) === 'ERR invalid cursor',
  },
  {
    release: '8.0.0',
    why: 'BITCOUNT and BITPOS read their arguments before they look at the key',
    applies: (argv, old, now) =>
      ['BITCOUNT', 'BITPOS'].includes(name(argv)) &&
      (typeof old === 'number' || textOf(old).startsWith('WRONGTYPE')) &&
      textOf(now).startsWith('ERR'),
  },
  {
    release: '7.2.0',
    why: 'ZRANK and ZREVRANK take WITHSCORE, so that another argument is a syntax error',
    applies: (argv, old, now) =>
      /^Z(REV)?RANK$/.test(name(argv)) &&
      textOf(old).startsWith('ERR wrong number') &&
      textOf(now) === 'ERR syntax error',
  },
  {
    release: '8.0.0',
    why: 'COMMAND GETKEYS looks at commands without arguments too',
    applies: (_, old) => textOf(old) === "ERR wrong number of arguments for 'command|getkeys' command",
  },
  {
    release: '8.2.0',
    why: 'a value is one object with its key, so it is shared with no other key and no queued command',
    applies: (argv, old, now) =>
      name(argv) === 'OBJECT' &&
      /^refcount$/i.test(argv[1] ?? '') &&
      typeof old === 'number' &&
      old > 1 &&
      now === 1,
  },
  {
    release: '7.4.0',
    why: 'XREAD takes + for the last entry, and XREADGROUP has a text of its own for it',
    applies: (argv, old) =>
      /^XREAD(GROUP)?$/.test(name(argv)) &&
      argv.includes('+') &&
      textOf(old).startsWith('ERR Invalid stream ID'),
  },
  {
    release: '7.2.0',
    why: 'XSETID does not go below what was deleted',
    applies: (_, __, now) => textOf(now).endsWith('is smaller than current max_deleted_entry_id'),
  },
  {
    release: '7.2.0',
    why: 'a blocked command runs again when it wakes, and answers what it finds then',
    applies: (_, old, now) =>
      textOf(old).endsWith('this client was blocked on no longer exists') &&
      textOf(now).startsWith('NOGROUP'),
  },
  {
    release: '7.2.0',
    why: 'refusals name the user, and no longer the key',
    applies: (_, old, now) =>
      /no permissions to/i.test(wordsOf(old)) && /no permissions to/i.test(wordsOf(now)),
  },
  {
    release: '7.2.0',
    why: 'XREADGROUP, XCLAIM and XAUTOCLAIM make the consumer although there was nothing to read',
    applies: (argv, old, now) =>
      name(argv) === 'XGROUP' && /^createconsumer$/i.test(argv[1] ?? '') && old === 1 && now === 0,
  },
  {
    release: '7.4.0',
    why: 'groups have the consumers that only tried to read, and their lag reckons with what was trimmed or never added',
    applies: (argv, old, now) =>
      name(argv) === 'XINFO' && /^groups$/i.test(argv[1] ?? '') && groupsOf(old) === groupsOf(now),
  },
  {
    release: '7.2.0',
    why: 'XREAD and XREADGROUP have their own texts for streams without an id',
    applies: (_, old, now) =>
      textOf(old).startsWith('ERR Unbalanced XREAD list') && textOf(now).startsWith("ERR Unbalanced 'xread"),
  },
  {
    release: '8.0.0',
    why: 'coordinates are printed with the digits that a double has, not with seventeen decimals',
    applies: (argv, old, now) => name(argv).startsWith('GEO') && almost(old, now),
  },
  {
    release: '8.0.0',
    why: 'commands and options that the older server does not know',
    applies: (_, old) => /^ERR unknown (command|subcommand)/.test(textOf(old)),
  },
];

/** The difference that explains why two replies differ, if it is known for a server of this version. */
export function knownDifference(
  version: string,
  argv: readonly string[],
  old: Reply,
  now: Reply,
): VersionDifference | undefined {
  return VERSION_DIFFERENCES.find(
    (difference) => olderThan(version, difference.release) && difference.applies(argv, old, now),
  );
}

/** True where version `a` came before version `b`. */
export function olderThan(a: string, b: string): boolean {
  const [x, y] = [a.split('.').map(Number), b.split('.').map(Number)];
  for (let i = 0; i < 3; i++) {
    const order = (x[i] ?? 0) - (y[i] ?? 0);
    if (order !== 0) return order < 0;
  }
  return false;
}
