import { expect, test } from 'vitest';
import { Bench, type Plain } from '../engine/testing.ts';
import { exportCommands } from './export.ts';

/** Runs lines, exports, and runs the export on a fresh engine; returns both with the commands. */
function rebuild(...lines: string[]) {
  const original = new Bench();
  for (const line of lines) expect(String(original.run(line)), line).not.toMatch(/^-/);
  const { commands, cut } = exportCommands(original.engine, 1_000_000);
  expect(cut).toBe(false);
  const copy = new Bench();
  for (const argv of commands) expect(String(copy.run(argv)), argv.join(' ')).not.toMatch(/^-/);
  return { original, copy, commands };
}

const FULL = 'XINFO STREAM s FULL COUNT 0';
/** All that XINFO tells apart from the radix tree and when consumers were seen, which are not rebuilt. */
function told(reply: Plain): string {
  return JSON.stringify(reply, (_, value: unknown) =>
    typeof value === 'bigint' ? String(value) : value,
  ).replace(/"(radix-tree-keys|radix-tree-nodes|seen-time|active-time)",-?\d+/g, '"$1"');
}

test.each<[what: string, lines: string[]]>([
  ['entries with their ids', ['XADD s 1-1 a 1', 'XADD s 1-2 a 2 b 3', 'XADD s 18446744073709551615-5 a x']],
  [
    'deleted and trimmed entries',
    ['XADD s 1-1 a 1', 'XADD s 2-1 a 2', 'XADD s 3-1 a 3', 'XDEL s 3-1', 'XTRIM s MINID 2'],
  ],
  ['a stream without entries', ['XADD s 5-5 a 1', 'XDEL s 5-5']],
  ['a stream that never had any', ['XGROUP CREATE s g $ MKSTREAM']],
  [
    'groups, consumers and pending entries',
    [
      'XADD s 1-1 a 1',
      'XADD s 2-1 a 2',
      'XADD s 3-1 a 3',
      'XGROUP CREATE s g 0',
      'XGROUP CREATE s late $ ENTRIESREAD 3',
      'XGROUP CREATECONSUMER s late idle',
      'XREADGROUP GROUP g alice COUNT 2 STREAMS s >',
      'XREADGROUP GROUP g bob STREAMS s >',
      'XCLAIM s g bob 0 1-1 TIME 1600000000000 RETRYCOUNT 7',
      'XACK s g 2-1',
    ],
  ],
  [
    'pending entries whose entries were trimmed away or deleted',
    [
      ...[1, 2, 3, 4, 5].map((n) => `XADD s ${n}-1 a ${n}`),
      'XGROUP CREATE s g 0',
      'XREADGROUP GROUP g alice STREAMS s >',
      'XTRIM s MINID 2',
      'XDEL s 4-1',
    ],
  ],
  [
    'pending entries of a stream that was emptied by trimming',
    [
      'XADD s 1-1 a 1',
      'XADD s 2-1 a 1',
      'XGROUP CREATE s g 0',
      'XREADGROUP GROUP g alice COUNT 1 STREAMS s >',
      'XTRIM s MAXLEN 0',
    ],
  ],
])('%s come back', (_, lines) => {
  const { original, copy } = rebuild(...lines);
  expect(told(copy.run(FULL))).toContain('"entries-added"');
  expect(told(copy.run(FULL))).toBe(told(original.run(FULL)));
  expect(copy.run('XRANGE s - +')).toEqual(original.run('XRANGE s - +'));
});

test('a TTL and its database come back with a stream', () => {
  const { copy } = rebuild('SELECT 3', 'XADD s 1-1 a 1', 'PEXPIRE s 5000');
  copy.run('SELECT 3');
  expect(copy.run('PTTL s')).toBe(5000);
});

test('the commands are those of a rewritten append-only file', () => {
  const { original, commands } = rebuild(
    'XADD s 1-1 f v',
    'XADD s 2-1 f w',
    'XGROUP CREATE s g 0',
    'XREADGROUP GROUP g c COUNT 1 STREAMS s >',
  );
  expect(commands.map((argv) => argv.join(' '))).toEqual([
    'XADD s 1-1 f v',
    'XADD s 2-1 f w',
    'XGROUP CREATE s g 1-1 ENTRIESREAD 1',
    `XCLAIM s g c 0 1-1 TIME ${original.clock.now()} RETRYCOUNT 1 JUSTID FORCE`,
    'XSETID s 2-1 ENTRIESADDED 2 MAXDELETEDID 0-0',
  ]);
});
