/** Searching for places within an area: GEOSEARCH, and the four older commands that it replaces. */
import type { Args } from '../../args.ts';
import type { Call } from '../../call.ts';
import { type Command, defineCommand, firstKey } from '../../command.ts';
import { EMPTY, type Reply } from '../../reply.ts';
import { coveringCells, distanceWithin } from '../../values/geo-area.ts';
import { decode, type Position, scoreOf, scoresIn } from '../../values/geohash.ts';
import { partialSort } from '../../values/partial-sort.ts';
import { SortedSet } from '../../values/sorted-set.ts';
import { distanceReply, positionReply } from './arguments.ts';
import { type Form, type Query, readQuery } from './query.ts';

interface Found {
  readonly member: string;
  readonly score: number;
  readonly position: Position;
  /** From the center, in meters. */
  readonly meters: number;
}

interface Search {
  readonly destination: string | undefined;
  readonly key: string;
  readonly words: readonly string[];
}

/** Elements read from the sorted set at once; a search that is full stops after these. */
const PAGE = 256;

const parse = (args: Args): Search => ({ destination: undefined, key: args.next(), words: args.rest() });

function run(call: Call, { destination, key, words }: Search, form: Form): Reply {
  const { db } = call;
  const zset = db.read(key, 'zset');
  const query = readQuery(words, call.argv[0] ?? '', form, zset, destination);
  const found = zset === undefined ? [] : search(zset, query);
  if (query.destination === undefined)
    return found.length === 0 ? EMPTY : found.map((item) => reply(item, query));
  if (found.length === 0) {
    db.remove(query.destination);
    return 0;
  }
  const result = new SortedSet();
  for (const { member, score, meters } of found) {
    result.set(member, query.storeDistance ? meters / query.unit : score, call.limits);
  }
  const event = form.center === 'option' ? 'geosearchstore' : 'georadiusstore';
  db.put(query.destination, result, event, { dirty: found.length });
  return found.length;
}

/** What lies within the query's shape, sorted and cut as it asks. */
function search(zset: SortedSet, { shape, count, any, sort }: Query): Found[] {
  if (shape === undefined) return [];
  const enough = any ? count : Infinity;
  const found: Found[] = [];
  for (const cell of coveringCells(shape)) {
    if (found.length >= enough) break;
    const lowest = scoreOf(cell);
    const start = zset.countBelow(lowest, false);
    const end = zset.countBelow(lowest + scoresIn(cell.step), false);
    for (let rank = start; rank < end && found.length < enough; rank += PAGE) {
      zset.walk(rank, Math.min(PAGE, end - rank), false, (member, score) => {
        if (found.length >= enough) return;
        const position = decode(score);
        const meters = distanceWithin(shape, position);
        if (meters !== undefined) found.push({ member, score, position, meters });
      });
    }
  }
  const wanted = count === 0 ? found.length : Math.min(count, found.length);
  if (sort !== undefined) {
    const compare = (a: Found, b: Found) => (sort === 'ASC' ? a.meters - b.meters : b.meters - a.meters);
    if (wanted === found.length) found.sort(compare);
    else partialSort(found, compare, 0, wanted - 1);
  }
  return wanted === found.length ? found : found.slice(0, wanted);
}

function reply({ member, score, position, meters }: Found, query: Query): Reply {
  if (!query.withDistance && !query.withHash && !query.withPosition) return member;
  const items: Reply[] = [member];
  if (query.withDistance) items.push(distanceReply(meters / query.unit));
  if (query.withHash) items.push(integerOf(score));
  if (query.withPosition) items.push(positionReply(position));
  return items;
}

/** A score as a signed 64-bit integer. */
function integerOf(score: number): number | bigint {
  const whole = Math.trunc(score);
  if (Number.isSafeInteger(whole)) return whole;
  return Math.abs(whole) < 2 ** 63 ? BigInt(whole) : -(2n ** 63n);
}

const geosearch = defineCommand({
  name: 'GEOSEARCH',
  group: 'geo',
  since: '6.2.0',
  arity: -7,
  flags: ['readonly'],
  keys: firstKey,
  complexity: 'O(N+log(M))',
  summary: 'Returns the members within a circle or a box.',
  syntax:
    'key <FROMMEMBER member | FROMLONLAT longitude latitude> <BYRADIUS radius <m | km | ft | mi> | BYBOX width height <m | km | ft | mi>> [ASC | DESC] [COUNT count [ANY]] [WITHCOORD] [WITHDIST] [WITHHASH]',
  categories: ['geo'],
  parse,
  run: (call, request) => run(call, request, { center: 'option', store: 'never' }),
});

const geosearchstore = defineCommand({
  name: 'GEOSEARCHSTORE',
  group: 'geo',
  since: '6.2.0',
  arity: -8,
  flags: ['write', 'denyoom'],
  keys: [
    { kind: 'range', first: 1, last: 0, step: 1 },
    { kind: 'range', first: 2, last: 0, step: 1 },
  ],
  complexity: 'O(N+log(M))',
  summary: 'Stores the members within a circle or a box as a sorted set.',
  syntax:
    'destination source <FROMMEMBER member | FROMLONLAT longitude latitude> <BYRADIUS radius <m | km | ft | mi> | BYBOX width height <m | km | ft | mi>> [ASC | DESC] [COUNT count [ANY]] [STOREDIST]',
  categories: ['geo'],
  parse: (args) => ({ destination: args.next(), key: args.next(), words: args.rest() }),
  run: (call, request) => run(call, request, { center: 'option', store: 'always' }),
});

const georadius = defineCommand({
  name: 'GEORADIUS',
  group: 'geo',
  since: '3.2.0',
  arity: -6,
  flags: ['write', 'denyoom'],
  keys: [
    { kind: 'range', first: 1, last: 0, step: 1 },
    { kind: 'keyword', word: 'STORE', from: 6 },
    { kind: 'keyword', word: 'STOREDIST', from: 6 },
  ],
  complexity: 'O(N+log(M))',
  summary: 'Returns or stores the members within a circle around a position.',
  syntax:
    'key longitude latitude radius <m | km | ft | mi> [WITHCOORD] [WITHDIST] [WITHHASH] [COUNT count [ANY]] [ASC | DESC] [STORE key | STOREDIST key]',
  categories: ['geo'],
  deprecatedSince: '6.2.0',
  parse,
  run: (call, request) => run(call, request, { center: 'position', store: 'option' }),
});

const georadiusRo = defineCommand({
  name: 'GEORADIUS_RO',
  group: 'geo',
  since: '3.2.10',
  arity: -6,
  flags: ['readonly'],
  keys: firstKey,
  complexity: 'O(N+log(M))',
  summary: 'Returns the members within a circle around a position.',
  syntax:
    'key longitude latitude radius <m | km | ft | mi> [WITHCOORD] [WITHDIST] [WITHHASH] [COUNT count [ANY]] [ASC | DESC]',
  categories: ['geo'],
  deprecatedSince: '6.2.0',
  parse,
  run: (call, request) => run(call, request, { center: 'position', store: 'never' }),
});

const georadiusbymember = defineCommand({
  name: 'GEORADIUSBYMEMBER',
  group: 'geo',
  since: '3.2.0',
  arity: -5,
  flags: ['write', 'denyoom'],
  keys: [
    { kind: 'range', first: 1, last: 0, step: 1 },
    { kind: 'keyword', word: 'STORE', from: 5 },
    { kind: 'keyword', word: 'STOREDIST', from: 5 },
  ],
  complexity: 'O(N+log(M))',
  summary: 'Returns or stores the members within a circle around a member.',
  syntax:
    'key member radius <m | km | ft | mi> [WITHCOORD] [WITHDIST] [WITHHASH] [COUNT count [ANY]] [ASC | DESC] [STORE key | STOREDIST key]',
  categories: ['geo'],
  deprecatedSince: '6.2.0',
  parse,
  run: (call, request) => run(call, request, { center: 'member', store: 'option' }),
});

const georadiusbymemberRo = defineCommand({
  name: 'GEORADIUSBYMEMBER_RO',
  group: 'geo',
  since: '3.2.10',
  arity: -5,
  flags: ['readonly'],
  keys: firstKey,
  complexity: 'O(N+log(M))',
  summary: 'Returns the members within a circle around a member.',
  syntax:
    'key member radius <m | km | ft | mi> [WITHCOORD] [WITHDIST] [WITHHASH] [COUNT count [ANY]] [ASC | DESC]',
  categories: ['geo'],
  deprecatedSince: '6.2.0',
  parse,
  run: (call, request) => run(call, request, { center: 'member', store: 'never' }),
});

export const searchCommands: readonly Command[] = [
  geosearch,
  geosearchstore,
  georadius,
  georadiusRo,
  georadiusbymember,
  georadiusbymemberRo,
];
