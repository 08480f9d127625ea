import { describe, expect, it } from 'vitest';
import { LIMITS, readOperations } from './messages.ts';
import { Outbox } from './outbox.ts';

const line = { kind: 'log', user: 0, text: 'x', at: 1 };

describe('what comes out of a program is read', () => {
  it.each([
    [[]],
    [[['open', 1, 1, 1]]],
    [[['command', 2, 1, ['SET', 'a', '\xff']]]],
    [[['close', 1]]],
    [[['sql', 1, 'SELECT $1', [1, 'a', null, true, new Date(0), undefined, [1, 'x']]]]],
    [[['sleep', 1, 2.5]]],
    [[['log', [line], 0]]],
    [[['report', '200', 1e12, 3]]],
    [[['end', undefined, 0]]],
    [[['end', { message: 'no', place: { line: 1, column: 2 } }, 0]]],
  ])('%j', (message) => {
    expect(readOperations(message)).toEqual(message);
  });

  it.each([
    [undefined],
    ['text'],
    [{ length: 1 }],
    [[1]],
    [[[]]],
    [[['nothing']]],
    [[['open', -1, 1, 1]]],
    [[['open', 1.5, 1, 1]]],
    [[['command', 1, 1, []]]],
    [[['command', 1, 1, ['GET', 5]]]],
    [[['command', 1, 1, ['GET', 'Ā']]]],
    [[['command', 1, 1, { length: 1, 0: 'GET' }]]],
    [[['sql', 1, 'SELECT 1', [() => 1]]]],
    [[['sql', 1, 'SELECT 1', [{ toString: 1 }]]]],
    [[['sleep', 1, Number.NaN]]],
    [[['log', [{ ...line, text: 'x'.repeat(LIMITS.line + 1) }], 0]]],
    [[['log', [{ ...line, kind: 'html' }], 0]]],
    [[['log', Array.from({ length: LIMITS.lines + 1 }, () => line), 0]]],
    [[['report', 'x'.repeat(LIMITS.outcome + 1), 1, 1]]],
    [[['report', 'x', 1, -1]]],
    [[['end', 'text', 0]]],
    [[['end', { message: 'no', place: { line: '1', column: 2 } }, 0]]],
    [[['command', 1, 1, ['SET', 'a', 'x'.repeat(LIMITS.message + 1)]]]],
    [[['close', 1], 5]],
    // Arrays with holes, which cost whoever sends them nothing.
    [[['sql', 1, 'SELECT 1', new Array(4_294_967_295)]]],
    [[['sql', 1, 'SELECT 1', [new Array(4_294_967_295)]]]],
    [[['command', 1, 1, new Array(4_294_967_295)]]],
    [[['sql', 1, 'SELECT 1', [['x'.repeat(LIMITS.message + 1)]]]]],
  ])('and this is nothing of ours: %#', (message) => {
    expect(readOperations(message)).toBeUndefined();
  });

  it('takes sleeps below zero for none', () => {
    expect(readOperations([['sleep', 1, -5]])).toEqual([['sleep', 1, 0]]);
  });
});

describe('what a program says is gathered', () => {
  function bench() {
    const posted: unknown[][] = [];
    const later: (() => void)[] = [];
    const time = { now: 0 };
    const outbox = new Outbox(
      (operations) => posted.push([...operations]),
      () => time.now,
      (run) => later.push(run),
    );
    return { posted, later, time, outbox };
  }

  it('sends calls of a tick together', async () => {
    const { posted, outbox } = bench();
    outbox.call(['close', 1]);
    outbox.call(['close', 2]);
    expect(posted).toEqual([]);
    await Promise.resolve();
    expect(posted).toEqual([
      [
        ['close', 1],
        ['close', 2],
      ],
    ]);
  });

  it('writes lines at once, then now and then, and before an end', () => {
    const { posted, later, time, outbox } = bench();
    outbox.log({ kind: 'log', user: 0, text: 'a', at: 0 });
    expect(posted).toHaveLength(1);
    outbox.log({ kind: 'log', user: 0, text: 'b', at: 0 });
    outbox.log({ kind: 'log', user: 0, text: 'c', at: 0 });
    expect(posted).toHaveLength(1);
    expect(later).toHaveLength(1);
    later[0]?.();
    expect(posted).toHaveLength(2);
    time.now = 10;
    outbox.log({ kind: 'log', user: 0, text: 'd', at: 0 });
    outbox.call(['end', undefined, 0]);
    outbox.flush();
    expect(posted[2]?.map((operation) => Reflect.get(Object(operation), 0))).toEqual(['log', 'end']);
    // A loop that never waits gives timers no chance.
    time.now = 100;
    outbox.log({ kind: 'log', user: 0, text: 'e', at: 0 });
    expect(posted).toHaveLength(4);
  });

  it('keeps the newest lines of a flood, and says how many went', () => {
    const { posted, later, outbox } = bench();
    outbox.flush();
    outbox.log({ kind: 'log', user: 0, text: 'first', at: 0 });
    for (let i = 0; i < 5000; i++) outbox.log({ kind: 'log', user: 0, text: `${i}`, at: 0 });
    later[0]?.();
    const [, lines, dropped] = Object(posted.at(-1)?.[0]);
    expect(lines).toHaveLength(LIMITS.lines);
    expect(lines.at(-1).text).toBe('4999');
    expect(dropped).toBe(4000);
    expect(readOperations(posted.at(-1))).toBeDefined();
  });

  it('counts outcomes, and puts what is more than a chart can show together', () => {
    const { posted, later, outbox } = bench();
    for (let i = 0; i < 100; i++) outbox.report(`outcome ${i}`, 1000);
    outbox.report('x'.repeat(500), 1000);
    later[0]?.();
    const all = posted.flat().map((operation) => Object(operation));
    const names = new Set(all.map(([, name]) => name));
    expect(names.size).toBe(LIMITS.outcomes);
    expect(all.reduce((sum, [, , , count]) => sum + count, 0)).toBe(101);
    expect(names.has('other')).toBe(true);
  });
});
