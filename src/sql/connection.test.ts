import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { SqlConnection, type SqlStatus, type SqlWorker } from './connection.ts';
import type { FromSqlWorker, ToSqlWorker } from './messages.ts';
import type { SqlResult, TransactionStatus } from './types.ts';

/** A worker that answers every query but the one that says `endless`. */
class FakeWorker implements SqlWorker {
  static all: FakeWorker[] = [];
  static broken = false;
  onmessage: SqlWorker['onmessage'] = null;
  onerror: SqlWorker['onerror'] = null;
  readonly got: ToSqlWorker[] = [];
  terminated = false;
  private transaction: TransactionStatus = 'I';

  constructor() {
    FakeWorker.all.push(this);
  }

  postMessage(message: ToSqlWorker): void {
    this.got.push(message);
    if (message.kind === 'open') {
      this.say(FakeWorker.broken ? { kind: 'failed', reason: '404 Not Found' } : { kind: 'ready' });
      return;
    }
    const { id, ask } = message;
    if (ask.method === 'dump') this.say({ kind: 'answer', id, value: new Blob(['copy']) });
    if (ask.method === 'reset') this.say({ kind: 'answer', id, value: undefined });
    if (ask.method !== 'query' || ask.params.text === 'endless') return;
    const { text } = ask.params;
    if (text === 'BEGIN') this.transaction = 'T';
    if (text === 'COMMIT') this.transaction = 'I';
    this.say({ kind: 'answer', id, value: result(text.split(' ')[0] ?? '', this.transaction) });
  }

  terminate(): void {
    this.terminated = true;
  }

  private say(message: FromSqlWorker): void {
    queueMicrotask(() => this.onmessage?.({ data: message } as MessageEvent<FromSqlWorker>));
  }
}

const result = (tag: string, transaction: TransactionStatus): SqlResult => ({
  sets: [{ columns: [], rows: [], left: 0, tag }],
  error: undefined,
  notices: [],
  ms: 1,
  transaction,
});

function connect() {
  const statuses: SqlStatus['state'][] = [];
  const rebuilt: boolean[] = [];
  const connection = new SqlConnection(() => new FakeWorker(), {
    status: ({ state }) => statuses.push(state),
    rebuilt: (whole) => rebuilt.push(whole),
  });
  return { connection, statuses, rebuilt };
}

const opened = (worker: FakeWorker | undefined) => {
  const [first] = worker?.got ?? [];
  return first?.kind === 'open' ? first : undefined;
};

beforeEach(() => {
  vi.useFakeTimers();
  FakeWorker.all = [];
  FakeWorker.broken = false;
});
afterEach(() => {
  vi.useRealTimers();
});

test('the worker starts with the first statement', async () => {
  const { connection, statuses } = connect();
  expect(await connection.tables()).toEqual([]);
  expect(FakeWorker.all).toHaveLength(0);
  expect((await connection.query('a', 'SELECT 1')).sets[0]?.tag).toBe('SELECT');
  expect(FakeWorker.all).toHaveLength(1);
  expect(statuses).toEqual(['loading', 'ready']);
});

test('stopping an endless query ends its worker, and another one takes up what had run', async () => {
  const { connection, rebuilt } = connect();
  await connection.query('a', 'INSERT 1', [7]);
  const stop = new AbortController();
  const endless = connection.query('a', 'endless', [], stop.signal);
  const next = connection.query('b', 'SELECT 2');
  await vi.advanceTimersByTimeAsync(100);
  stop.abort();
  await vi.advanceTimersByTimeAsync(1000);
  expect((await endless).error?.message).toBe('canceling statement due to user request');
  const [first, second] = FakeWorker.all;
  expect(first?.terminated).toBe(true);
  expect(opened(second)?.replay).toEqual([{ text: 'INSERT 1', params: [7] }]);
  // Who waited behind it goes on with the rebuilt database.
  expect((await next).error).toBeUndefined();
  expect(rebuilt).toEqual([true]);
});

test('a query that ends soon after the stop costs no worker', async () => {
  const { connection } = connect();
  await connection.query('a', 'SELECT 1');
  const stop = new AbortController();
  const quick = connection.query('a', 'SELECT 2', [], stop.signal);
  stop.abort();
  await vi.advanceTimersByTimeAsync(1000);
  expect((await quick).error?.code ?? 'none').toMatch(/none|57014/);
  expect(FakeWorker.all).toHaveLength(1);
});

test('after a moment of quiet a copy stands for what had run', async () => {
  const { connection } = connect();
  await connection.query('a', 'INSERT 1');
  await vi.advanceTimersByTimeAsync(2000);
  await connection.query('a', 'INSERT 2');
  const stop = new AbortController();
  void connection.query('a', 'endless', [], stop.signal);
  stop.abort();
  await vi.advanceTimersByTimeAsync(1000);
  const again = opened(FakeWorker.all[1]);
  expect(again?.files?.size).toBe(4);
  expect(again?.replay.map(({ text }) => text)).toEqual(['INSERT 2']);
});

test('a transaction holds the others up, and is over when its query is stopped', async () => {
  const { connection } = connect();
  await connection.query('a', 'BEGIN');
  const other = connection.query('b', 'SELECT 1');
  await vi.advanceTimersByTimeAsync(100);
  const stop = new AbortController();
  const endless = connection.query('a', 'endless', [], stop.signal);
  stop.abort();
  await vi.advanceTimersByTimeAsync(1000);
  expect((await endless).error?.code).toBe('57014');
  expect((await other).error).toBeUndefined();
  expect(opened(FakeWorker.all[1])?.replay.map(({ text }) => text)).toEqual(['BEGIN', 'ROLLBACK']);
});

test('who waits for a transaction that rests is told whose it is', async () => {
  const { connection } = connect();
  await connection.query('a', 'BEGIN');
  const other = connection.query('b', 'SELECT 1');
  await vi.advanceTimersByTimeAsync(5000);
  expect((await other).error?.message).toMatch(/^a has a transaction open/);
  await connection.query('a', 'COMMIT');
  expect((await connection.query('b', 'SELECT 1')).error).toBeUndefined();
});

test('what waits can be stopped without touching what runs', async () => {
  const { connection } = connect();
  await connection.query('a', 'BEGIN');
  const stop = new AbortController();
  const waiting = connection.query('b', 'SELECT 1', [], stop.signal);
  stop.abort();
  expect((await waiting).error?.code).toBe('57014');
  expect((await connection.query('a', 'COMMIT')).transaction).toBe('I');
  expect(FakeWorker.all).toHaveLength(1);
});

test('a reset in the middle of an endless query starts an empty database', async () => {
  const { connection } = connect();
  await connection.query('a', 'INSERT 1');
  const endless = connection.query('a', 'endless');
  await vi.advanceTimersByTimeAsync(10);
  await connection.reset();
  expect((await endless).error?.code).toBe('57014');
  expect(opened(FakeWorker.all[1])).toMatchObject({ files: undefined, replay: [] });
});

test('where Postgres does not come, the statement says so, and the next one tries again', async () => {
  FakeWorker.broken = true;
  const { connection, statuses } = connect();
  expect((await connection.query('a', 'SELECT 1')).error?.message).toBe(
    'Postgres could not be loaded: 404 Not Found',
  );
  FakeWorker.broken = false;
  expect((await connection.query('a', 'SELECT 1')).error).toBeUndefined();
  expect(statuses).toEqual(['loading', 'failed', 'loading', 'ready']);
});

test('what is disposed of answers nothing more', async () => {
  const { connection } = connect();
  await connection.query('a', 'SELECT 1');
  const endless = connection.query('a', 'endless');
  await vi.advanceTimersByTimeAsync(10);
  connection.dispose();
  expect((await endless).error?.message).toBe('Postgres was stopped.');
  expect((await connection.query('a', 'SELECT 1')).error?.message).toMatch(/not running|stopped/);
});
