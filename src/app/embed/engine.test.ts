import { expect, test, vi } from 'vitest';
import { Connection } from '../../client/connection.ts';
import type { ToWorker } from '../../protocol/messages.ts';
import { SharedEngine } from './engine.ts';
import { LateWorker } from './late.ts';
import type { EngineWorker } from './worker.ts';

/** Answers commands with their own words, calls with their method's name, and tells what it was asked. */
function fakeWorker(name: string) {
  const asked: ToWorker[] = [];
  const guests: MessagePort[] = [];
  let ended = false;
  let hangs = false;
  const worker: EngineWorker = {
    onmessage: null,
    onerror: null,
    serve: (port) => guests.push(port),
    terminate: () => {
      ended = true;
    },
    postMessage(message) {
      asked.push(message);
      hangs ||= JSON.stringify(message).includes('hang');
      if (hangs) return;
      const { run = [], calls = [], watch = [] } = message;
      const replies = [];
      for (let i = 0; i < run.length; i += 3) {
        const argv = run[i + 2];
        if (typeof argv === 'object') replies.push(Number(run[i]), `${name}: ${argv.join(' ')}`, 1);
      }
      const results = calls.map(({ id, method }) => ({
        id,
        ok: true as const,
        value:
          method === 'exportCommands' ? { commands: [['SET', 'kept', '1']], keys: 1, cut: false } : method,
      }));
      const projections = watch.map(({ view }) => ({
        view,
        projection: { kind: 'clients', clients: [] } as const,
      }));
      const data = {
        ...(replies.length > 0 && { replies }),
        ...(results.length > 0 && { results }),
        ...(projections.length > 0 && { projections }),
      };
      setTimeout(() => worker.onmessage?.(new MessageEvent('message', { data })));
    },
  };
  return { worker, asked, guests, ended: () => ended };
}

function setUp() {
  const workers: ReturnType<typeof fakeWorker>[] = [];
  const engine = new SharedEngine(() => {
    const made = fakeWorker(`worker ${workers.length + 1}`);
    workers.push(made);
    return made.worker;
  });
  const failures: string[] = [];
  const connect = () =>
    new Connection(engine.createWorker(), { message: () => undefined, failed: (why) => failures.push(why) });
  return { engine, workers, connect, failures };
}

const OPEN = { keep: false, seed: 1 };

test('nothing starts before the engine is needed; then all that was asked is sent', async () => {
  const { engine, workers, connect } = setUp();
  const owner = connect();
  const opened = owner.call('open', OPEN);
  await Promise.resolve();
  expect(workers).toHaveLength(0);
  engine.start();
  expect(await opened).toBe('open');
});

test('a borrower and the owner use the same ids and each hears its own answers', async () => {
  const { engine, connect } = setUp();
  const owner = connect();
  engine.start();
  await owner.call('open', OPEN);
  const late = new LateWorker();
  const port = engine.lend();
  late.give(port);
  const borrower = new Connection(late.createWorker(), { message: () => undefined, failed: () => undefined });
  expect(await borrower.call('open', OPEN)).toBe('open');
  const seen: string[] = [];
  owner.watch({ kind: 'clients' }, () => seen.push('owner'));
  borrower.watch({ kind: 'clients' }, () => seen.push('borrower'));
  const [a, b] = await Promise.all([owner.run('main', ['A']), borrower.run('main', ['B'])]);
  expect([a.reply, b.reply]).toEqual(['worker 1: A', 'worker 1: B']);
  await expect(borrower.call('delete', { id: 'x' })).rejects.toThrow(/shares the engine/);
  expect(seen.sort()).toEqual(['borrower', 'owner']);
  port.close();
});

test('before Lua runs, an engine in a shared worker moves to one of its own with its keys and views', async () => {
  const { engine, workers, connect } = setUp();
  const owner = connect();
  engine.start();
  await owner.call('open', OPEN);
  const guest = engine.lendWorker();
  owner.watch({ kind: 'clients' }, () => undefined);
  expect((await owner.run('main', ['GET', 'kept'])).reply).toBe('worker 1: GET kept');
  expect((await owner.run('main', ['EVAL', 'while true do end', '0'])).reply).toMatch(/^worker 2: EVAL/);
  const [first, second] = workers;
  // The guests' worker goes on, and never saw the script.
  expect(first?.ended()).toBe(false);
  expect(JSON.stringify(first?.asked)).not.toContain('EVAL');
  expect(JSON.stringify(second?.asked)).toContain('["SET","kept","1"]');
  expect(second?.asked.some(({ watch }) => watch?.[0]?.spec.kind === 'clients')).toBe(true);
  for (const port of guest) port.close();
  for (const { guests } of workers) for (const port of guests) port.close();
});

test('an engine alone in its worker stays there', async () => {
  const { engine, workers, connect } = setUp();
  const owner = connect();
  engine.start();
  await owner.call('open', OPEN);
  await owner.run('main', ['EVAL', 'return 1', '0']);
  expect(workers).toHaveLength(1);
});

test('a worker that breaks is told to the owner, and the next one is new', async () => {
  const { engine, workers, connect, failures } = setUp();
  const owner = connect();
  engine.start();
  await owner.call('open', OPEN);
  workers[0]?.worker.onmessage?.(
    new MessageEvent('message', { data: { failure: { message: 'a bug', stack: '' } } }),
  );
  expect(failures).toEqual(['a bug']);
  expect(workers[0]?.ended()).toBe(true);
  const again = connect();
  await again.call('open', OPEN);
  expect((await again.run('main', ['PING'])).reply).toBe('worker 2: PING');
});

test('after a move, a first command without end is noticed', async () => {
  const { engine, workers, connect, failures } = setUp();
  const owner = connect();
  engine.start();
  await owner.call('open', OPEN);
  const guest = engine.lendWorker();
  vi.useFakeTimers();
  void owner.run('main', ['EVAL', 'hang', '0']).catch(() => undefined);
  await vi.advanceTimersByTimeAsync(9000);
  expect(failures).toEqual([]);
  await vi.advanceTimersByTimeAsync(2000);
  expect(failures).toEqual(['a command ran for more than 10 seconds']);
  vi.useRealTimers();
  for (const port of guest) port.close();
  for (const { guests } of workers) for (const port of guests) port.close();
});
