/** All methods of `redis` that stand for a command. */
import type { Transform } from './replies.ts';
import { readSignature, type Signature } from './signature.ts';
import { hashes, lists } from './tables/hashes.ts';
import { keys } from './tables/keys.ts';
import { geo, sets, sortedSets } from './tables/sets.ts';
import { streams } from './tables/streams.ts';
import { strings } from './tables/strings.ts';

/** By a method's name: its line (see signature.ts), the type of what it gives, and what becomes of the decoded reply. */
export type MethodTable = Readonly<
  Record<string, readonly [line: string, gives: string, transform?: Transform]>
>;

export interface Method extends Signature {
  readonly name: string;
  readonly gives: string;
  readonly transform: Transform | undefined;
}

const tables = [strings, keys, hashes, lists, sets, sortedSets, geo, streams];

/** By name, in the tables' order. Names in capitals work as well: `HGETALL` is `hGetAll`. */
export const methods: ReadonlyMap<string, Method> = new Map(
  tables
    .flatMap((table) => Object.entries(table))
    .map(([name, [line, gives, transform]]) => [name, { ...readSignature(line), name, gives, transform }]),
);

const capitals = new Map([...methods.values()].map((method) => [capitalName(method), method]));

/** The method of a name in either way of writing it. */
export function findMethod(name: string): Method | undefined {
  return methods.get(name) ?? capitals.get(name);
}

/** `hGetAll` → HGETALL, `clientSetName` → CLIENT_SETNAME, `zRangeWithScores` → ZRANGE_WITHSCORES. */
function capitalName({ name, words }: Method): string {
  const upper = name.toUpperCase();
  let at = 0;
  const parts: string[] = [];
  for (const word of words) {
    const letters = word.replace('_', '');
    if (!upper.startsWith(letters, at)) break;
    parts.push(word);
    at += letters.length;
  }
  const rest = name.slice(at).split(/(?=With(?!$)|Count)/);
  return [...parts, ...rest.filter((part) => part !== '').map((part) => part.toUpperCase())].join('_');
}
