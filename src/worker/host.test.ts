import { beforeEach, expect, test, vi } from 'vitest';
import { compileLua } from '../engine/scripting/lua.testing.ts';
import type { FromWorker, ToWorker } from '../protocol/messages.ts';
import type { Method, Methods } from '../protocol/methods.ts';
import type { CountersProjection, KeysProjection, Projection, ViewSpec } from '../protocol/views.ts';
import { Host } from './host.ts';

/** A page without a worker: posts are gathered, time is ours. */
class Page {
  readonly posted: FromWorker[] = [];
  now = 1_700_000_000_000;
  private nextId = 1;
  private timers = new Map<object, { at: number; work: () => void }>();
  readonly host = new Host({
    post: (message) => this.posted.push(structuredClone(message)),
    now: () => this.now,
    micros: () => this.now * 1000,
    setTimer: (work, ms) => {
      const timer = {};
      this.timers.set(timer, { at: this.now + ms, work });
      return timer;
    },
    clearTimer: (timer) => this.timers.delete(timer as object),
    loadLua: async () => compileLua(),
  });

  send(message: ToWorker): void {
    this.host.receive(structuredClone(message));
  }

  async open(): Promise<void> {
    await this.call('open', { keep: false, seed: 7 });
  }

  /** Runs lines on a lane; returns the ids. */
  run(lane: string, ...lines: string[]): number[] {
    const ids = lines.map(() => this.nextId++);
    this.send({ run: lines.flatMap((line, i) => [ids[i] as number, lane, line.split(' ')]) });
    return ids;
  }

  async call<M extends Method>(method: M, params: Methods[M]['params']): Promise<Methods[M]['result']> {
    const id = this.nextId++;
    this.send({ calls: [{ id, method, params }] });
    const result = await vi.waitFor(() => {
      const found = this.posted.flatMap(({ results }) => results ?? []).find((item) => item.id === id);
      if (!found) throw new Error('no answer yet');
      return found;
    });
    if (!result.ok) throw new Error(result.error);
    return result.value as Methods[M]['result'];
  }

  /** Moves real time on and fires the timers that are due, in their order. */
  advance(ms: number): void {
    const end = this.now + ms;
    for (;;) {
      const due = [...this.timers].filter(([, { at }]) => at <= end).sort(([, a], [, b]) => a.at - b.at)[0];
      if (!due) break;
      this.timers.delete(due[0]);
      this.now = Math.max(this.now, due[1].at);
      due[1].work();
    }
    this.now = end;
  }

  replies(): unknown[] {
    return this.posted.flatMap(({ replies }) => replies ?? []);
  }

  last(view: number): Projection | undefined {
    return this.posted
      .flatMap(({ projections }) => projections ?? [])
      .filter((item) => item.view === view)
      .at(-1)?.projection;
  }

  watch(view: number, spec: ViewSpec): void {
    this.send({ watch: [{ view, spec }] });
  }
}

const keys: ViewSpec = {
  kind: 'keys',
  db: 0,
  pattern: '',
  types: [],
  sort: 'name',
  descending: false,
  tree: true,
  expanded: [],
  offset: 0,
  limit: 100,
};

let page: Page;
beforeEach(async () => {
  page = new Page();
  await page.open();
});

test('a batch is answered in one message, in order', () => {
  const before = page.posted.length;
  const ids = page.run('main', 'SET a 1', 'INCR a', 'NOPE');
  const answered = page.posted.slice(before).filter(({ replies }) => replies);
  expect(answered).toHaveLength(1);
  const replies = page.replies();
  expect([replies[0], replies[3], replies[6]]).toEqual(ids);
  expect(replies[1]).toEqual({ kind: 'simple', text: 'OK' });
  expect(replies[4]).toBe(2);
  expect(replies[7]).toMatchObject({ kind: 'error' });
});

test('commands that come before the playground is open wait for it', async () => {
  const early = new Page();
  early.run('main', 'PING');
  expect(early.replies()).toEqual([]);
  await early.open();
  await vi.waitFor(() => expect(early.replies()[1]).toEqual({ kind: 'simple', text: 'PONG' }));
});

test('lanes are clients of their own', () => {
  page.run('alice', 'SELECT 3', 'SET k 1');
  page.run('bob', 'EXISTS k');
  expect(page.replies().at(-2)).toBe(0);
});

test('a lane beyond maxclients is refused, and finds room when another has left', () => {
  page.run('main', 'CONFIG SET maxclients 2');
  page.run('alice', 'SET k 1');
  page.run('bob', 'GET k');
  expect(page.replies().at(-2)).toMatchObject({ text: 'ERR max number of clients reached' });
  page.run('main', 'INFO stats');
  expect(page.replies().at(-2)).toMatchObject({
    text: expect.stringContaining('rejected_connections:1\r\n'),
  });
  page.run('alice', 'QUIT');
  page.run('bob', 'GET k');
  expect(page.replies().at(-2)).toBe('1');
});

test('a blocked lane is answered when its key comes, and its later commands wait', () => {
  const [blocked, after] = page.run('worker', 'BLPOP jobs 5', 'PING');
  expect(page.replies()).toEqual([]);
  page.watch(9, { kind: 'clients' });
  expect(page.last(9)).toMatchObject({
    clients: [{ lane: 'worker', blocked: { command: 'BLPOP', keys: ['jobs'] } }],
  });
  page.run('main', 'RPUSH jobs a');
  const replies = page.replies();
  expect(replies.slice(replies.indexOf(blocked), replies.indexOf(blocked) + 3)).toEqual([
    blocked,
    ['jobs', 'a'],
    -1,
  ]);
  expect(replies).toContain(after);
});

test('a wait ends by the clock, and can be ended by hand', async () => {
  page.run('worker', 'BLPOP jobs 2');
  page.advance(2100);
  expect(page.replies()[1]).toEqual({ kind: 'nullarray' });
  page.run('worker', 'BLPOP jobs 0');
  expect(await page.call('unblock', { lane: 'worker' })).toBe(true);
  expect(page.replies()[4]).toEqual({ kind: 'nullarray' });
});

test('the key view follows what happens, folders closed until they are opened', () => {
  page.watch(1, keys);
  page.run('main', 'SET user:10 a', 'SET user:9 b', 'SET solo c');
  page.advance(20);
  expect(page.last(1)).toMatchObject({
    matched: 3,
    rows: [
      { kind: 'folder', path: 'user:', count: 2, expanded: false },
      { kind: 'key', key: 'solo', type: 'string', encoding: 'embstr', size: 1 },
    ],
  });
  page.watch(1, { ...keys, expanded: ['user:'] });
  expect((page.last(1) as KeysProjection).rows.map((row) => row.label)).toEqual(['user', '9', '10', 'solo']);
  page.run('main', 'DEL user:9', 'SET user:11 x', 'RENAME solo user:2');
  page.advance(20);
  const projection = page.last(1) as KeysProjection;
  expect(projection.rows.map((row) => row.label)).toEqual(['user', '2', '10', '11']);
  expect(projection.events).toContainEqual({ key: 'user:9', cause: 'del', created: false, removed: true });
});

test('a key that expires leaves the view at its millisecond', () => {
  page.watch(1, keys);
  page.run('main', 'SET k v PX 500');
  page.advance(499);
  expect(page.last(1)).toMatchObject({ matched: 1 });
  page.advance(30);
  expect(page.last(1)).toMatchObject({
    matched: 0,
    events: [{ key: 'k', cause: 'expired', removed: true }],
  });
});

test('a filter by pattern and type, an order by TTL and by size', () => {
  page.run('main', `SET a:1 ${'x'.repeat(600)} EX 90`, 'SET a:2 x EX 30', 'SADD a:3 m', 'SET b 1');
  const flat = { ...keys, tree: false } as const;
  const labels = () => (page.last(1) as KeysProjection).rows.map((row) => row.label);
  page.watch(1, { ...flat, pattern: 'a:*', types: ['string'] });
  expect(labels()).toEqual(['a:1', 'a:2']);
  page.watch(1, { ...flat, sort: 'ttl' });
  expect(labels().slice(0, 2)).toEqual(['a:2', 'a:1']);
  page.watch(1, { ...flat, sort: 'size', descending: true });
  expect(labels()[0]).toBe('a:1');
});

test('the keys of a folder are those that the filter shows, however many there are', async () => {
  page.run('main', 'DEBUG POPULATE 60000 user', 'SADD user:set a', 'SET user: x', 'SET users x');
  const inFolder = async (pattern: string, types: readonly ('string' | 'set')[]) =>
    page.call('folderKeys', { db: 0, path: 'user:', pattern, types });
  expect(await inFolder('', [])).toHaveLength(60_001);
  expect(await inFolder('', ['set'])).toEqual(['user:set']);
  expect(await inFolder('*:1234?', [])).toEqual([...Array(10).keys()].map((i) => `user:1234${i}`));
});

test('the keys of many rows are told, those of closed folders left out', async () => {
  page.run('main', 'DEBUG POPULATE 2000 user', 'MSET a 1 b 2 t:1 3');
  const spec = { ...keys, expanded: ['user:'] };
  page.watch(1, spec);
  page.advance(20);
  const told = await page.call('rowKeys', { ...spec, offset: 0, limit: 2003 });
  expect([told.length, told[0], told.at(-1)]).toEqual([2001, 'user:0', 'a']);
  expect(await page.call('rowKeys', { ...spec, pattern: 'x', offset: 0, limit: 2003 })).toEqual([]);
});

test('a large keyspace is counted in slices, between which commands run', () => {
  page.run('main', 'DEBUG POPULATE 100000 first', 'SET a:keep 1', 'SET a:go 1');
  page.watch(1, keys);
  const shown = () => page.last(1) as KeysProjection;
  // The first of them are few, so that there is something to see.
  expect(shown()).toMatchObject({ matched: 5000, total: 100_002, counting: true });
  // What comes, changes and goes meanwhile is counted once, before and behind the place where the counting stands.
  page.run('main', 'SET first:new x', 'SET first:1 x', 'DEL first:2 a:go first:99999', 'SET a:new 1');
  page.advance(20);
  expect(shown().counting).toBe(true);
  for (let frame = 0; frame < 4; frame++) page.advance(20);
  expect(shown()).toMatchObject({
    matched: 100_001,
    total: 100_001,
    counting: false,
    rows: [
      { path: 'a:', count: 2 },
      { path: 'first:', count: 99_999 },
    ],
  });
});

test('the memory of a large keyspace is told soon, also where nothing more happens', () => {
  page.watch(1, { kind: 'counters' });
  page.run('main', 'SET k v', 'DEBUG POPULATE 30000');
  page.advance(16 * 8);
  const counters = page.last(1) as CountersProjection;
  expect(counters.usedMemory).toBeGreaterThan(30_000 * 50);
  const posted = page.posted.length;
  page.advance(1000);
  expect(page.posted.length).toBe(posted);
});

test('the view of one key, and of a ranking', () => {
  page.run('main', 'ZADD z 1 a 2 b 3 c', 'EXPIRE z 100');
  page.watch(1, { kind: 'key', db: 0, key: 'z', offset: 1, limit: 1 });
  expect(page.last(1)).toMatchObject({
    value: {
      type: 'zset',
      encoding: 'listpack',
      size: 3,
      page: { members: [{ rank: 1, member: 'b', score: 2 }] },
    },
  });
  page.watch(2, { kind: 'ranking', db: 0, key: 'z', mode: 'top', member: '', offset: 0, limit: 2 });
  expect(page.last(2)).toMatchObject({
    total: 3,
    highest: 3,
    lowest: 1,
    rows: [{ rank: 0, member: 'c' }, { member: 'b' }],
  });
  page.run('main', 'ZADD z 9 a');
  page.advance(20);
  expect(page.last(2)).toMatchObject({ rows: [{ rank: 0, member: 'a' }, { member: 'c' }] });
});

test('what a script says comes with the log, under its client', async () => {
  page.run('alice', 'SELECT 2');
  page.send({ run: [900, 'alice', ['EVAL', "redis.log(redis.LOG_WARNING, 'look', 'here')", '0']] });
  await vi.waitFor(() => {
    page.advance(50);
    expect(page.posted.flatMap(({ said }) => said ?? [])).toMatchObject([
      { argv: ['look here'], origin: 'log', level: 'warning', lane: 'alice', db: 2 },
    ]);
  });
});

test('the log names client, reply and origin', () => {
  page.run('alice', 'MULTI', 'SET a 1', 'EXEC');
  page.advance(20);
  const log = page.posted.flatMap(({ log }) => log ?? []);
  expect(log.map(({ lane, argv, origin }) => [lane, argv[0], origin])).toEqual([
    ['alice', 'MULTI', 'plain'],
    ['alice', 'SET', 'exec'],
    ['alice', 'EXEC', 'plain'],
  ]);
});

test('time stops, steps and runs faster', async () => {
  await page.call('clock', { op: 'pause' });
  page.run('main', 'SET k v PX 1000');
  page.advance(5000);
  page.run('main', 'PTTL k');
  expect(page.replies().at(-2)).toBe(1000);
  await page.call('clock', { op: 'step', ms: 1000 });
  page.run('main', 'EXISTS k');
  expect(page.replies().at(-2)).toBe(0);
  await page.call('clock', { op: 'resume' });
  await page.call('clock', { op: 'speed', speed: 100 });
  page.run('main', 'SET k v PX 1000');
  page.advance(11);
  page.run('main', 'EXISTS k');
  expect(page.replies().at(-2)).toBe(0);
});

test('the keyspace as commands rebuilds it', async () => {
  page.run(
    'main',
    'SET s text EX 100',
    'RPUSH l a b c',
    'SADD m x y',
    'ZADD z 1.5 a 2 b',
    'HSET h f v g w',
    'SELECT 2',
    'SET other 1',
  );
  const exported = await page.call('exportCommands', { maxBytes: 1_000_000 });
  expect(exported).toMatchObject({ keys: 6, cut: false });
  const other = new Page();
  await other.open();
  other.send({ run: exported.commands.flatMap((argv, i) => [1000 + i, 'main', argv]) });
  expect(await other.call('exportCommands', { maxBytes: 1_000_000 })).toEqual(exported);
  expect(await page.call('exportCommands', { maxBytes: 40 })).toMatchObject({ cut: true });
});

test('a bug ends the worker with a message', () => {
  page.send({ calls: [{ id: 999, method: 'crash', params: undefined }] });
  return vi.waitFor(() => expect(page.posted.at(-1)?.failure?.message).toBe('This crash was asked for.'));
});

test('a call that fails says why', async () => {
  await expect(page.call('create', { name: 'x' })).rejects.toThrow('Nothing can be kept here');
  await expect(page.call('clock', { op: 'step', ms: Number.NaN })).rejects.toThrow('A number is needed.');
});
