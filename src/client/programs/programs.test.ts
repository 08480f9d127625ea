import { afterEach, describe, expect, it } from 'vitest';
import { describeError, runProgram } from '../../apps/program.ts';
import type { Start } from '../../apps/sandbox/messages.ts';
import { RemotePort } from '../../apps/sandbox/remote.ts';
import { compile } from '../../apps/source.ts';
import type { Reply } from '../../engine/reply.ts';
import type { OpenSandbox } from './frame.ts';
import { failurePlace } from './place.ts';
import { Programs } from './programs.ts';
import type { LaneListener, ProgramWorld } from './runner.ts';
import type { ProgramState } from './state.ts';
import { MOST_COLUMNS, Outcomes } from './timeline.ts';

const ports: MessagePort[] = [];
afterEach(() => {
  for (const port of ports.splice(0)) port.close();
});

/** A worker in this process: the same messages, without a frame. */
const openHere =
  (raw?: (port: MessagePort) => void): OpenSandbox =>
  async ({ run, clock }: Start) => {
    const { port1, port2 } = new MessageChannel();
    ports.push(port1, port2);
    if (raw) raw(port2);
    else {
      const port = new RemotePort(clock, (operations) => port2.postMessage(operations));
      port2.onmessage = ({ data }) => port.receive(data);
      void runProgram(compile(run.code), run, port).then(
        ({ error, failedRounds }) => {
          port.outbox.call(['end', error, failedRounds]);
          port.outbox.flush();
        },
        (error: unknown) => port.outbox.call(['end', describeError(error, run.code), 0]),
      );
    }
    return { port: port1, end: () => port1.close() };
  };

/** A sleep that ends when the test says so. */
const AT_THE_GATE = 12_345;

function bench(raw?: (port: MessagePort) => void) {
  const sent: [string, string][] = [];
  const gate: (() => void)[] = [];
  const lanes = new Map<string, LaneListener>();
  let shown: readonly ProgramState[] = [];
  const world: ProgramWorld = {
    openSandbox: openHere(raw),
    clock: () => ({ now: 1000, realAt: Date.now(), paused: false, speed: 1 }),
    onClock: () => () => undefined,
    openLane(name, listener) {
      lanes.set(name, listener);
      return name;
    },
    closeLane: (lane) => void lanes.delete(lane),
    async send(lane, argv): Promise<Reply> {
      sent.push([lane, argv.join(' ')]);
      if (argv[0] === 'BLPOP') return new Promise(() => undefined);
      return argv[0] === 'GET' ? (argv[1] ?? null) : { kind: 'simple', text: 'OK' };
    },
    sql: async (lane, text, params) => [{ lane, text, params }],
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        if (ms === AT_THE_GATE) {
          gate.push(resolve);
          return;
        }
        const timer = setTimeout(resolve, ms);
        signal.addEventListener('abort', () => clearTimeout(timer));
      }),
  };
  const programs = new Programs(world, (states) => {
    shown = states;
  });
  const state = (name = 'shop') => shown.find((each) => each.name === name);
  const log = () => state()?.log.map(({ text }) => text);
  return { programs, sent, lanes, gate, state, log };
}

const run = (code: string, load?: { users: number; everyMs: number; rounds: number }) => ({
  name: 'shop',
  code,
  load,
});

describe('a program beside the store', () => {
  it('speaks to it, to the database, and to who watches', async () => {
    const { programs, sent, lanes, state, log } = bench();
    const ended = await programs.start(
      run("log(await redis.get('a')); log(await sql('SELECT $1', [7])); report('ok'); await sleep(1)"),
    );
    expect(ended).toEqual({ status: 'ended', error: undefined, outcomes: [['ok', 1]], failedRounds: 0 });
    expect(sent).toEqual([
      ['shop', 'HELLO 3 SETNAME shop'],
      ['shop', 'GET a'],
    ]);
    expect(log()).toEqual(['a', "[{ lane: 'shop', text: 'SELECT $1', params: [7] }]"]);
    expect(state()).toMatchObject({ status: 'ended', commands: 2, clients: [] });
    expect(lanes.size).toBe(0);
  });

  it('gives each user of a load a client', async () => {
    const { programs, sent } = bench();
    await programs.start(
      run("const more = await createClient().connect(); await redis.get('a')", {
        users: 2,
        everyMs: 0,
        rounds: 1,
      }),
    );
    const clients = new Set(sent.map(([lane]) => lane));
    expect([...clients].sort()).toEqual(['shop-1', 'shop-1.2', 'shop-2', 'shop-2.2']);
  });

  it('is held while it is paused', async () => {
    const { programs, sent, gate, state } = bench();
    const ended = programs.start(
      run(`await sleep(${AT_THE_GATE}); report('awake'); await redis.get('late')`),
    );
    await expect.poll(() => gate.length).toBe(1);
    programs.pause('shop');
    gate[0]?.();
    // It goes on up to its next call, which is held.
    await expect.poll(() => state()?.outcomes.length).toBe(1);
    expect(state()?.status).toBe('paused');
    expect(sent.map(([, text]) => text)).not.toContain('GET late');
    programs.resume('shop');
    await ended;
    expect(sent.map(([, text]) => text)).toContain('GET late');
  });

  it('is stopped while it waits, by its name, by a signal, and by its next start', async () => {
    const { programs, lanes, state } = bench();
    const first = programs.start(run("await redis.blPop('q', 0)"));
    await expect.poll(() => state()?.clients.length).toBe(1);
    const abort = new AbortController();
    const second = programs.start(run('await sleep(1e6)'), abort.signal);
    expect((await first).status).toBe('stopped');
    await expect.poll(() => state()?.status).toBe('running');
    abort.abort();
    expect((await second).status).toBe('stopped');
    const third = programs.start(run('await sleep(1e6)'));
    programs.stopAll();
    expect((await third).status).toBe('stopped');
    expect(lanes.size).toBe(0);
    programs.remove('shop');
    expect(state()).toBeUndefined();
  });

  it('greets again, and listens again, where the server has closed its connection', async () => {
    const { programs, sent, lanes, gate, state } = bench();
    const ended = programs.start(
      run(`await redis.subscribe('news', log); await sleep(${AT_THE_GATE}); await redis.unsubscribe()`),
    );
    await expect.poll(() => gate.length).toBe(1);
    const before = sent.length;
    lanes.get('shop')?.closed();
    lanes.get('shop')?.push({ kind: 'push', items: ['message', 'news', 'still here'] });
    await expect.poll(() => sent.length).toBe(before + 2);
    expect(sent.slice(before).map(([, text]) => text)).toEqual(['HELLO 3 SETNAME shop', 'SUBSCRIBE news']);
    gate[0]?.();
    expect((await ended).status).toBe('ended');
    expect(state()?.log.map(({ text }) => text)).toEqual(['still here news']);
  });

  it('fails where its code is none, or longer than any program', async () => {
    const { programs } = bench();
    expect((await programs.start(run(`/*${'x'.repeat(200_000)}*/`))).error?.message).toMatch(/too long/);
  });

  it.each([
    ['words that are none', (port: MessagePort) => port.postMessage('hello')],
    ['a user that is none', (port: MessagePort) => port.postMessage([['open', 1, 5, 1], ['x']])],
    [
      'more messages than there is an answer for',
      (port: MessagePort) => {
        for (let i = 0; i < 10_000; i++) port.postMessage([]);
      },
    ],
    [
      'more connections than anybody needs',
      (port: MessagePort) => port.postMessage(Array.from({ length: 30 }, (_, i) => ['open', i, 1, 1])),
    ],
  ])('ends at %s', async (_what, raw) => {
    const { programs, lanes } = bench(raw);
    const ended = await programs.start(run(''));
    expect(ended.status).toBe('failed');
    expect(ended.error?.message).toMatch(/^It (sent|opened) more than/);
    expect(lanes.size).toBe(0);
  });

  it('keeps the newest lines', async () => {
    const { programs, state } = bench();
    await programs.start(
      run('for (let i = 0; i < 3000; i++) { log(i); if (i % 500 === 499) await sleep(60) }'),
    );
    expect(state()?.log).toHaveLength(1000);
    expect(state()?.log.at(-1)?.text).toBe('2999');
    expect(state()?.logDropped).toBe(2000);
  });
});

describe('outcomes over time', () => {
  it('stand in columns of the clock', () => {
    const outcomes = new Outcomes();
    outcomes.add('200', 1050, 2);
    outcomes.add('429', 1250, 1);
    outcomes.add('200', 900, 1);
    expect(outcomes.timeline).toEqual({
      from: 1000,
      width: 100,
      names: ['200', '429'],
      columns: [
        [3, 0],
        [0, 0],
        [0, 1],
      ],
    });
    expect(outcomes.counts).toEqual([
      ['200', 3],
      ['429', 1],
    ]);
  });

  it('are put together where time grows long, and none is lost', () => {
    const outcomes = new Outcomes();
    for (let i = 0; i < 1000; i++) outcomes.add(i % 3 === 0 ? 'a' : 'b', i * 700, 1);
    outcomes.add('a', 1e300, 1);
    const { columns, width } = outcomes.timeline;
    expect(columns.length).toBeLessThanOrEqual(MOST_COLUMNS);
    expect(width * MOST_COLUMNS).toBeGreaterThan(700_000);
    expect(columns.flat().reduce((sum, n) => sum + n, 0)).toBe(1001);
  });
});

it.each([
  [0, 0, undefined],
  [2, 5, { line: 1, column: 5 }],
  [3, 1, { line: 2, column: 1 }],
  // What is never closed is found missing below the code.
  [90, 4, { line: 3, column: 1 }],
])('line %i, column %i of the worker', (line, column, place) => {
  expect(failurePlace(line, column, 'a\nb\nc')).toEqual(place);
});
