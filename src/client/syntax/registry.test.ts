/** The walker against the documentation of every command there is. */
import { describe, expect, it } from 'vitest';
import type { ArgumentDoc, CommandDoc } from '../../protocol/docs.ts';
import { commandDocs } from '../../worker/docs.ts';
import { analyse, CommandTable } from './analyse.ts';
import { renderSyntax } from './render.ts';

const docs = commandDocs();
const table = new CommandTable(docs);

const VALUES: Readonly<Record<string, string>> = { integer: '1', double: '1.5', 'unix-time': '1893456000' };

/** Words for an argument: of a choice the `choice`-th, with all that is optional. */
function words(node: ArgumentDoc, choice: number): string[] {
  const own = node.token === undefined ? [] : [node.token];
  if (node.type === 'pure-token') return own.length > 0 ? own : [node.name];
  if (node.type === 'oneof') {
    const chosen = node.arguments[choice % node.arguments.length];
    return chosen ? [...own, ...words(chosen, choice)] : own;
  }
  if (node.type === 'block') return [...own, ...node.arguments.flatMap((part) => words(part, choice))];
  return [...own, VALUES[node.type] ?? 'x'];
}

function example(doc: CommandDoc, choice: number, optional: boolean): string[] {
  const parts = doc.arguments.filter((node) => optional || !node.optional);
  // A count of keys that may be left out counts none where they are.
  const keyless = !optional && doc.arguments.some(({ type, optional: free }) => type === 'key' && free);
  const wordsOf = (node: ArgumentDoc) => (keyless && node.name === 'numkeys' ? ['0'] : words(node, choice));
  return [...doc.name.split(' '), ...parts.flatMap(wordsOf)];
}

it('knows commands', () => expect(docs.length).toBeGreaterThan(200));

describe.each(docs.map((doc) => [doc.name, doc] as const))('%s', (_, doc) => {
  it.each([0, 1, 2])('understands its own syntax, choice %i', (choice) => {
    for (const optional of [false, true]) {
      const argv = example(doc, choice, optional);
      const read = analyse(table, argv);
      expect({ argv, failedAt: read?.failedAt, doc: read?.doc.name, complete: read?.complete }).toEqual({
        argv,
        failedAt: undefined,
        doc: doc.name,
        complete: true,
      });
    }
  });

  it('is written with every part in its place', () => {
    const { label, places } = renderSyntax(doc);
    expect(label.startsWith(doc.name)).toBe(true);
    for (const { node, token, start, end } of places) {
      expect(label.slice(start, end).toUpperCase()).toBe((token ?? node.name).toUpperCase());
    }
  });
});

it.each(
  `
CLIENT KILL ID 1 TYPE normal SKIPME yes
BITFIELD k OVERFLOW SAT INCRBY u2 100 1 OVERFLOW WRAP INCRBY u2 100 1 GET u8 0
CLIENT LIST ID 1 2 3
CONFIG SET maxmemory 10mb maxmemory-policy allkeys-lru
GEOSEARCH g FROMLONLAT 15 37 BYBOX 400 400 km ASC COUNT 3 ANY WITHCOORD WITHDIST
GEOSEARCH g DESC BYRADIUS 200 km FROMMEMBER x
XADD s MAXLEN ~ 1000 LIMIT 10 * f v
XREAD COUNT 2 BLOCK 0 STREAMS a b 0 $
XPENDING s g IDLE 100 - + 10 c
XCLAIM s g c 100 1-1 2-2 IDLE 5 FORCE JUSTID
ZADD z GT CH 1 a -inf b +inf c
ZRANGE z (1 +inf BYSCORE LIMIT 0 -1 WITHSCORES
ZRANGEBYSCORE z -inf (5 LIMIT 0 5 WITHSCORES
ZUNIONSTORE d 2 a b WEIGHTS 1 2.5 AGGREGATE MAX
SORT l BY w_* LIMIT 0 5 GET # GET o_*->f ASC ALPHA STORE d
SET k v GET XX KEEPTTL
SET k v PX 10 NX
HSETEX h FNX EX 10 FIELDS 2 a 1 b 2
HEXPIRE h 10 NX FIELDS 2 a b
LPOS l a MAXLEN 100 RANK -1 COUNT 0
SCAN 0 TYPE hash COUNT 10 MATCH u:*
HELLO 3 AUTH u p SETNAME n
BITPOS k 1 0 -1 BIT
`
    .trim()
    .split('\n'),
)('understands %s', (line) => {
  expect(analyse(table, line.split(' '))).toMatchObject({ failedAt: undefined, complete: true });
});

it.each<[string, number]>([
  ['GEOSEARCH g BYRADIUS 200 km ASC', 5],
  ['SET k v EX', 3],
  ['ZUNION 2 a', 2],
])('waits for the rest of %s', (line, count) => {
  const read = analyse(table, line.split(' '));
  expect(read?.slots).toHaveLength(count);
  expect(read).toMatchObject({ failedAt: undefined, complete: false });
});
