import { beforeEach, expect, test } from 'vitest';
import type { FromWorker, LogEntry } from '../protocol/messages.ts';
import type { Method, Methods } from '../protocol/methods.ts';
import { Host } from './host.ts';

/** A page whose worker answers at once, with a clock of ours. */
class Page {
  readonly posted: FromWorker[] = [];
  now = 1_700_000_000_000;
  micros = 0;
  private nextId = 1;
  readonly host = new Host({
    post: (message) => this.posted.push(structuredClone(message)),
    now: () => this.now,
    micros: () => this.micros,
    setTimer: () => ({}),
    clearTimer: () => undefined,
  });

  run(lane: string, line: string): unknown {
    const id = this.nextId++;
    this.host.receive({ run: [id, lane, line.split(' ')] });
    return this.posted.at(-1)?.replies?.[1];
  }

  call<M extends Method>(method: M, params: Methods[M]['params']): Methods[M]['result'] {
    const id = this.nextId++;
    this.host.receive({ calls: [{ id, method, params }] });
    const result = this.posted.flatMap(({ results }) => results ?? []).find((item) => item.id === id);
    if (!result?.ok) throw new Error(result?.error ?? 'no answer');
    return result.value as Methods[M]['result'];
  }

  peek(...lines: string[]): unknown[] {
    const commands = lines.map((line) => line.split(' '));
    return this.call('peek', { db: 0, commands }).replies.map((each) =>
      'reply' in each ? each.reply : each.refused,
    );
  }

  get log(): LogEntry[] {
    return this.posted.flatMap(({ log }) => log ?? []);
  }
}

let page: Page;
beforeEach(async () => {
  page = new Page();
  page.host.receive({ calls: [{ id: 0, method: 'open', params: { keep: false, seed: 7 } }] });
  await new Promise((resolve) => setTimeout(resolve));
});

test('reads what is there', () => {
  page.run('main', 'SET a 1 PX 5000');
  page.run('main', 'ZADD board 1 x 2 y');
  page.run('main', 'SELECT 1');
  expect(
    page.peek(
      'GET a',
      'PTTL a',
      'TYPE board',
      'ZSCORE board y',
      'ZREVRANK board y',
      'EXISTS b',
      'OBJECT ENCODING a',
    ),
  ).toEqual(['1', 5000, { kind: 'simple', text: 'zset' }, { kind: 'double', value: 2 }, 0, 0, 'int']);
  expect(page.peek('KEYS *', 'DBSIZE', 'GET board', 'NOPE', 'GET')).toMatchObject([
    expect.arrayContaining(['a', 'board']),
    2,
    { kind: 'error', text: expect.stringContaining('WRONGTYPE') },
    { kind: 'error', text: expect.stringContaining('unknown command') },
    { kind: 'error', text: expect.stringContaining('wrong number of arguments') },
  ]);
});

test.each([
  'SET a 1',
  'DEL a',
  'FLUSHALL',
  'GETEX a PERSIST',
  'GETDEL a',
  'EXPIRE a 1',
  'BLPOP a 0',
  'XREAD BLOCK 0 STREAMS a 0',
  'EVAL_RO return 0',
  'EVAL return 0',
  'SUBSCRIBE a',
  'PUBLISH a b',
  'MULTI',
  'CONFIG SET maxmemory 1',
  'DEBUG SLEEP 1',
  'CLIENT KILL ID 1',
  'SORT a STORE b',
  'RANDOMKEY',
  'LCS a b',
  'PFCOUNT a',
])('%s is refused', (line) => {
  page.run('main', 'SET a 1');
  const [answer] = page.peek(line);
  expect(typeof answer === 'string' ? answer : JSON.stringify(answer)).toMatch(
    /is refused here|wrong number of arguments/,
  );
  expect(page.peek('GET a', 'DBSIZE', 'PTTL a')).toEqual(['1', 1, -1]);
});

test('leaves no trace', () => {
  page.run('watcher', 'MONITOR');
  page.run(
    'main',
    'CONFIG SET slowlog-log-slower-than 0 notify-keyspace-events KEAm maxmemory-policy allkeys-lfu',
  );
  page.run('main', 'SET a 1');
  page.run('main', 'CLIENT TRACKING ON BCAST');
  page.run('main', 'PSUBSCRIBE *');
  page.now += 60_000;
  const facts = () => [
    page.host.engine.keyspace.stats,
    page.host.engine.stats.commands,
    page.host.engine.stats.errors,
    page.host.engine.stats.slowlog.entries.length,
    page.host.engine.clients.size,
    page.host.engine.keyspace.db(0).entries.get('a')?.access,
  ];
  const before = structuredClone(facts());
  page.peek();
  const logged = page.log.length;
  const pushes = page.posted.flatMap((message) => message.pushes ?? []).length;
  page.peek('GET a', 'GET missing', 'LLEN a', 'NOPE', 'TYPE a', 'SET a 2');
  expect(facts()).toEqual(before);
  expect(page.posted.flatMap((message) => message.pushes ?? []).length).toBe(pushes);
  page.now += 60_000;
  page.run('other', 'PING');
  page.peek();
  expect(page.log.slice(logged).map(({ argv }) => argv)).toEqual([['PING']]);
});

test('the log up to that instant comes with the answer', () => {
  for (let i = 0; i < 5; i++) page.run('main', `SET k${i} 1`);
  const at = page.posted.length;
  page.peek('DBSIZE');
  expect(page.posted.slice(at)).toHaveLength(1);
  expect(page.log.map(({ argv }) => argv[1])).toEqual(['k0', 'k1', 'k2', 'k3', 'k4']);
});

test('leaves out no command while somebody counts them', () => {
  const many = (lane: string) => {
    const run = Array.from({ length: 3000 }, (_, i) => [10_000 + i, lane, ['INCR', 'n']]).flat();
    page.host.receive({ run: run as (number | string | string[])[] });
    page.peek();
  };
  many('main');
  expect(page.log.length).toBe(400);
  page.call('followLog', { all: true });
  many('main');
  expect(page.log.length).toBe(3400);
});

test('tells what was refused, apart from the log, while somebody counts', () => {
  page.run('main', 'NOPE');
  page.call('followLog', { all: true });
  page.run('main', 'GET');
  page.run('main', 'SET a 1');
  page.run('\0setup', 'GET');
  page.peek();
  expect(page.log.map(({ argv, seq }) => [argv[0], seq])).toEqual([['SET', 2]]);
  expect(page.posted.flatMap(({ refused }) => refused ?? [])).toMatchObject([
    {
      seq: 1,
      lane: 'main',
      argv: ['GET'],
      reply: { kind: 'error', text: expect.stringContaining('wrong number') },
    },
  ]);
});

test('is bounded', () => {
  for (let i = 0; i < 300; i++)
    page.run('main', `RPUSH l ${Array.from({ length: 500 }, (_, j) => `${i}-${j}`).join(' ')}`);
  expect(page.peek('LRANGE l 0 -1', 'GET a')).toEqual([
    'The reply is too large to look at.',
    'The reply is too large to look at.',
  ]);
  expect(page.peek(...Array<string>(2000).fill('PING'))).toHaveLength(1000);
  let micros = 0;
  Object.defineProperty(page, 'micros', { get: () => (micros += 400_000) });
  expect(page.peek('DBSIZE', 'DBSIZE').at(-1)).toBe('There was no time left to look at this.');
});

test('an unseen lane is in no log, no list and hears no messages', () => {
  page.run('\0setup', 'SET a 1');
  page.run('\0setup', 'SUBSCRIBE news');
  page.run('main', 'PUBLISH news hello');
  page.host.receive({ watch: [{ view: 9, spec: { kind: 'clients' } }] });
  page.peek();
  expect(page.log.map(({ lane }) => lane)).toEqual(['main']);
  expect(page.posted.flatMap(({ pushes }) => pushes ?? [])).toEqual([]);
  expect(JSON.stringify(page.posted.flatMap(({ projections }) => projections ?? []))).not.toContain('setup');
  expect(page.peek('GET a')).toEqual(['1']);
});
