import { describe, expect, it } from 'vitest';
import type { RunResult } from '../../client/connection.ts';
import type { Reply } from '../../engine/reply.ts';
import { parseScript } from '../../script/parse.ts';
import type { AppStatement } from '../../script/types.ts';
import { editBetween, shiftRange } from './anchors.ts';
import { meets } from './expect.ts';
import { type Outcome, ResultStore } from './results.ts';
import { type BesideStatement, Run, type RunPort } from './runner.ts';

/** A server of strings and lists in a few lines: replies come later, as from a worker. */
class FakePort implements RunPort {
  readonly log: string[] = [];
  private readonly lists = new Map<string, string[]>();
  private readonly waiters: { lane: string; key: string; answer: (reply: Reply) => void }[] = [];
  private readonly backlog = new Map<string, (() => void)[]>();

  run(lane: string, argv: readonly string[]): Promise<RunResult> {
    return new Promise((resolve) => {
      const answer = (reply: Reply) => void Promise.resolve().then(() => resolve({ reply, micros: 3 }));
      const later = this.backlog.get(lane);
      const execute = () => this.execute(lane, argv, answer);
      if (later) later.push(execute);
      else execute();
    });
  }

  private execute(lane: string, argv: readonly string[], answer: (reply: Reply) => void): void {
    const [name, key = '', value = ''] = argv;
    this.log.push(`${lane}: ${argv.join(' ')}`);
    const list = this.lists.get(key) ?? [];
    if (name === 'BLPOP') {
      const popped = list.shift();
      if (popped !== undefined) {
        answer([key, popped]);
        return;
      }
      this.backlog.set(lane, []);
      this.waiters.push({ lane, key, answer });
    } else if (name === 'LPUSH') {
      const waiter = this.waiters.find((other) => other.key === key);
      if (waiter) this.letGo(waiter.lane, [key, value]);
      else this.lists.set(key, [value, ...list]);
      answer(1);
    } else if (name === 'FAIL') answer({ kind: 'error', text: 'ERR no' });
    else answer({ kind: 'simple', text: 'OK' });
  }

  private letGo(lane: string, reply: Reply): void {
    const index = this.waiters.findIndex((other) => other.lane === lane);
    this.waiters.splice(index, 1)[0]?.answer(reply);
    const later = this.backlog.get(lane) ?? [];
    this.backlog.delete(lane);
    for (const execute of later) execute();
  }

  async barrier() {
    await new Promise((resolve) => setTimeout(resolve));
  }
  cancel(lane: string) {
    this.log.push(`cancel ${lane}`);
    this.letGo(lane, null);
  }
  async wait(ms: number, signal: AbortSignal) {
    this.log.push(`wait ${ms}`);
    await new Promise<void>((resolve) => {
      signal.addEventListener('abort', () => resolve());
      if (ms < 1000) setTimeout(resolve, ms);
    });
  }
  /** A database and programs that say what they were given; `hang` ends only with the signal. */
  async beside(
    statement: BesideStatement,
    program: AppStatement | undefined,
    signal: AbortSignal,
  ): Promise<Outcome> {
    const text = statement.kind === 'sql' ? statement.text : (program?.text ?? '').trim();
    this.log.push(`${statement.kind} ${text}`);
    if (text === 'hang') await new Promise((resolve) => signal.addEventListener('abort', resolve));
    else await new Promise((resolve) => setTimeout(resolve, 5));
    this.log.push(`${statement.kind} over`);
    return { summary: text, lines: [text, '1 | 2'], failed: text.startsWith('wrong') };
  }
  mayBlock = (argv: readonly string[]) => argv[0] === 'BLPOP';
  protocol = () => 2 as const;
}

function prepare(text: string) {
  const port = new FakePort();
  const results = new ResultStore();
  const run = new Run(port, results, parseScript(text).statements, text, 1);
  const states = () => results.list().map(({ source, state }) => `${source}: ${state}`);
  return { port, results, run, states };
}
const moment = () => new Promise((resolve) => setTimeout(resolve, 20));

describe('a run', () => {
  it('runs from top to bottom and counts what went wrong', async () => {
    const { port, run, results } = prepare(
      'SET a 1\n# @expect OK\nFAIL\n# @client bob\nSET b 2\n# @expect NO',
    );
    expect(await run.start()).toEqual({ commands: 3, programs: 0, errors: 1, unmet: 1, stopped: false });
    expect(port.log).toEqual(['main: SET a 1', 'main: FAIL', 'bob: SET b 2']);
    expect(results.list().map(({ lane, micros, expected }) => [lane, micros, expected?.met])).toEqual([
      ['main', 3, true],
      ['main', 3, undefined],
      ['bob', 3, false],
    ]);
  });

  it('lets others go on while a client is blocked, then runs its waiting lines first', async () => {
    const { port, run } = prepare(
      '# @client a\nBLPOP q 0\nSET a 1\n# @client b\nSET b 1\nLPUSH q x\nSET b 2\n# @client a\nSET a 2',
    );
    await run.start();
    expect(port.log).toEqual([
      'a: BLPOP q 0',
      'b: SET b 1',
      'b: LPUSH q x',
      'a: SET a 1',
      'b: SET b 2',
      'a: SET a 2',
    ]);
  });

  it('does not queue behind a command that found what it wanted', async () => {
    const { port, run } = prepare('LPUSH q x\n# @client a\nBLPOP q 0\nSET a 1\n# @client b\nSET b 1');
    await run.start();
    expect(port.log).toEqual(['main: LPUSH q x', 'a: BLPOP q 0', 'a: SET a 1', 'b: SET b 1']);
  });

  it('stops: ends what it blocked and leaves the rest', async () => {
    const { port, run, states } = prepare('# @client a\nBLPOP q 0\nSET a 1\n# @client b\nSET b 1');
    const ended = run.start();
    await moment();
    expect(states()).toEqual(['BLPOP q 0: blocked', 'SET a 1: queued', 'SET b 1: done']);
    run.stop();
    expect(await ended).toMatchObject({ stopped: true });
    await moment();
    expect(states()).toEqual(['BLPOP q 0: done', 'SET a 1: stopped', 'SET b 1: done']);
    expect(port.log).toEqual(['a: BLPOP q 0', 'b: SET b 1', 'cancel a']);
  });

  it('ends a command that blocks only after the stop', async () => {
    const { port, run, states } = prepare('BLPOP q 0');
    const ended = run.start();
    run.stop();
    expect(await ended).toMatchObject({ stopped: true });
    await moment();
    expect(port.log).toEqual(['main: BLPOP q 0', 'cancel main']);
    expect(states()).toEqual(['BLPOP q 0: done']);
  });

  it('waits, and a wait can be stopped', async () => {
    const { port, run, states } = prepare('SET a 1\n# @wait 5ms\nSET a 2\n# @wait 1h\nSET a 3');
    const ended = run.start();
    await moment();
    expect(states().at(-1)).toBe('# @wait 1h: waiting');
    run.stop();
    expect(await ended).toMatchObject({ commands: 2, stopped: true });
    expect(port.log).toEqual(['main: SET a 1', 'wait 5', 'main: SET a 2', 'wait 3600000']);
  });

  it('leaves out lines with wrong quotes', async () => {
    const { port, run } = prepare('SET a "x\nSET b 1');
    await run.start();
    expect(port.log).toEqual(['main: SET b 1']);
  });

  it('takes big scripts in batches', async () => {
    const { results, run } = prepare(Array.from({ length: 5000 }, (_, i) => `SET k${i} ${i}`).join('\n'));
    expect(await run.start()).toMatchObject({ commands: 5000, errors: 0 });
    expect(results.list().every(({ state }) => state === 'done')).toBe(true);
  });
});

describe('results beside a text that changes', () => {
  const text = 'AAA\nBBB\nCCC';
  // The second line is [4, 7).
  it.each<[string, string, string | undefined]>([
    ['a line before', 'x\nAAA\nBBB\nCCC', 'BBB'],
    ['a line just before', 'AAA\nx\nBBB\nCCC', 'BBB'],
    ['a line after', 'AAA\nBBB\nx\nCCC', 'BBB'],
    ['written on', 'AAA\nBBB x\nCCC', 'BBB x'],
    ['written before', 'AAA\nx BBB\nCCC', 'x BBB'],
    ['changed inside', 'AAA\nBxB\nCCC', 'BxB'],
    ['deleted', 'AAA\nCCC', undefined],
    ['all replaced', 'zzz', undefined],
    ['nothing', text, 'BBB'],
  ])('%s', (_, after, expected) => {
    const edit = editBetween(text, after);
    const range = edit ? shiftRange({ start: 4, end: 7 }, edit) : { start: 4, end: 7 };
    expect(range && after.slice(range.start, range.end)).toBe(expected);
  });

  it('keeps the latest of what overlaps, and tells what is stale', () => {
    const results = new ResultStore();
    const place = (start: number, end: number, run = 1) =>
      results.place({ start, end }, { source: text.slice(start, end), run, lane: 'main', state: 'done' });
    place(0, 3);
    place(8, 11);
    place(4, 7);
    const again = place(4, 7, 2);
    results.update(again.id, { reply: 5 });
    expect(results.list().map(({ source, run, reply }) => [source, run, reply])).toEqual([
      ['AAA', 1, null],
      ['BBB', 2, 5],
      ['CCC', 1, null],
    ]);
    results.edited([{ at: 5, removed: 1, inserted: 'xy' }], 'AAA\nBxyB\nCCC');
    expect(results.list().map(({ range, stale }) => [range.start, range.end, stale])).toEqual([
      [0, 3, false],
      [4, 8, true],
      [9, 12, false],
    ]);
    expect(results.at(10)?.source).toBe('CCC');
    expect(results.at(3)?.source).toBe('AAA');
    results.rebase('AAA\nBxyB\nCCC');
    expect(results.at(5)).toMatchObject({ stale: false, source: 'BxyB' });
  });
});

describe('expectations', () => {
  it.each<[string, Reply, boolean]>([
    ['(integer) 1', 1, true],
    ['(integer) 1', 2, false],
    ['"a"', 'a', true],
    ['1) "a"\n  2) "b" ', ['a', 'b'], true],
    ['1) "a"', ['a', 'b'], false],
    ['"é"', 'Ã©', true],
    ['"\\xc3\\xa9"', 'Ã©', true],
    ['(nil)', null, true],
    ['(error) ERR no', { kind: 'error', text: 'ERR no' }, true],
    ['(empty array)', [], true],
  ])('%s', (expected, reply, met) => expect(meets(expected.split('\n'), reply, 2)).toBe(met));
});

describe('what stands beside the store', () => {
  it('an SQL statement holds up the script until it is answered', async () => {
    const { port, run, results } = prepare(
      'SET a 1\n# @client db sql\nSELECT 1\n  AS one;\n# @expect SELECT 1\n# @expect AS one;\n# @expect 1 | 2\nwrong\n# @client main\nSET b 2',
    );
    expect(await run.start()).toEqual({ commands: 4, programs: 0, errors: 1, unmet: 0, stopped: false });
    expect(port.log).toEqual([
      'main: SET a 1',
      'sql SELECT 1\n  AS one;',
      'sql over',
      'sql wrong',
      'sql over',
      'main: SET b 2',
    ]);
    expect(results.list().map(({ expected, outcome }) => [expected?.met, outcome?.failed])).toEqual([
      [undefined, undefined],
      [true, false],
      [undefined, true],
      [undefined, undefined],
    ]);
  });

  it('a program is started where it stands, and the run lasts until it has ended', async () => {
    const { port, run, states } = prepare('# @app shop\nbuy()\n# @end\nSET a 1');
    expect(await run.start()).toMatchObject({ commands: 1, errors: 0, stopped: false });
    expect(port.log).toEqual(['app buy()', 'main: SET a 1', 'app over']);
    expect(states()).toEqual(['# @app shop: done', 'SET a 1: done']);
  });

  it('a program that a load names runs only as its users', async () => {
    const { port, run } = prepare('# @app shop\nbuy()\n# @load shop users 3');
    await run.start();
    expect(port.log).toEqual(['load buy()', 'load over']);
  });

  it('stopping ends them', async () => {
    const { port, run, states } = prepare('# @app shop\nhang\n# @end\n# @client db sql\nhang');
    const over = run.start();
    await new Promise((resolve) => setTimeout(resolve, 10));
    run.stop();
    expect(await over).toMatchObject({ stopped: true });
    expect(port.log).toEqual(['app hang', 'sql hang', 'app over', 'sql over']);
    expect(states()).toEqual(['# @app shop: stopped', 'hang: stopped']);
  });
});
