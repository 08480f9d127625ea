import { describe, expect, test } from 'vitest';
import { FastBench } from './process.testing.ts';

const text = (lines: readonly { readonly text: string }[]) => lines.map((line) => line.text);

async function logOf(code: string): Promise<string[]> {
  const { error, log } = await new FastBench().run(code);
  expect(error).toBeUndefined();
  return text(log);
}

describe('a program', () => {
  test('caches aside', async () => {
    const log = await logOf(`
      const users = { 7: { name: 'Ada' } }
      async function find(id) {
        const cached = await redis.get('user:' + id)
        if (cached) return ['hit', JSON.parse(cached)]
        await redis.set('user:' + id, JSON.stringify(users[id]), { EX: 60 })
        return ['miss', users[id]]
      }
      log(await find(7)); log(await find(7)); log(await redis.ttl('user:7'))`);
    expect(log).toEqual(["['miss', { name: 'Ada' }]", "['hit', { name: 'Ada' }]", '60']);
  });

  test('sends what is not awaited together', async () => {
    const bench = new FastBench();
    const { log } = await bench.run(
      `log(await Promise.all([redis.incr('n'), redis.incr('n'), redis.incr('n')])); redis.set('late', '1')`,
    );
    expect(text(log)).toEqual(['[1, 2, 3]']);
    expect(bench.commands.map((argv) => argv.join(' '))).toEqual([
      'HELLO 3 SETNAME shop',
      'INCR n',
      'INCR n',
      'INCR n',
      'SET late 1',
    ]);
  });

  test('runs transactions, and is told when a watched key was changed', async () => {
    const log = await logOf(`
      log(await redis.multi().set('a', '1').incr('a').hGetAll('h').exec())
      await redis.watch('a')
      const other = await createClient().connect()
      await other.set('a', '5')
      try { await redis.multi().incr('a').exec() } catch (error) { log(error instanceof WatchError, error.message) }
      log(await redis.get('a'))
      try { await redis.multi().incr('a').lPush('a', 'x').exec() } catch (error) { log(error.errorIndexes, error.message) }
      log(await redis.multi().get('a').get('b').execAsPipeline())`);
    expect(log).toEqual([
      "['OK', 2, {}]",
      'true One (or more) of the watched keys has been changed',
      '5',
      '[1] 1 commands failed, see .replies and .errorIndexes for more information',
      "['6', null]",
    ]);
  });

  test('listens until it unsubscribes', async () => {
    const log = await logOf(`
      const sub = await createClient().connect()
      await sub.subscribe('news', (message, channel) => log(channel, message))
      await sub.pSubscribe('n*', async (message, channel) => {
        log('pattern', channel, message)
        if (message === 'end') { await sub.unsubscribe(); await sub.pUnsubscribe() }
      })
      await redis.publish('news', 'hello')
      await redis.publish('news', 'end')
      await sleep(1)
      await redis.publish('news', 'nobody hears')`);
    expect(log).toEqual(['news hello', 'pattern news hello', 'news end', 'pattern news end']);
  });

  test('blocks on one connection while another goes on', async () => {
    const log = await logOf(`
      const worker = await redis.duplicate().connect()
      const job = worker.blPop('jobs', 0)
      await sleep(60_000)
      await redis.rPush('jobs', 'first')
      log(await job)
      log(await worker.blPop('jobs', 5))`);
    expect(log).toEqual(["{ key: 'jobs', element: 'first' }", 'null']);
  });

  test('scans page by page', async () => {
    const log = await logOf(`
      await redis.sAdd('s', Array.from({ length: 1000 }, (_, i) => 'member-' + i))
      let count = 0
      for await (const page of redis.sScanIterator('s', { COUNT: 100 })) count += page.length
      const seen = new Set()
      for await (const keys of redis.scanIterator()) for (const key of keys) seen.add(key)
      log(count, seen)`);
    expect(log).toEqual(["1000 Set { 's' }"]);
  });

  test('may declare a name that it was given', async () => {
    const log =
      await logOf(`const redis = await createClient({ url: 'redis://localhost' }).on('error', log).connect()
      log(await redis.ping()); await redis.quit(); return; log('never')`);
    expect(log).toEqual(['PONG']);
  });

  test('says where it went wrong', async () => {
    const { error, log } = await new FastBench().run(
      `await redis.set('a', 'x')\n\nawait redis.incr('a')\nlog('never')`,
    );
    expect(error).toEqual({
      message: 'ERR value is not an integer or out of range',
      place: { line: 3, column: expect.any(Number) },
    });
    expect(text(log)).toEqual(['line 3: ERR value is not an integer or out of range']);
  });

  test.each([
    ["await redis.hgetall('h')", 'TypeError: There is no redis.hgetall; it is written redis.hGetAll.'],
    [
      'await redis.foo()',
      "TypeError: There is no redis.foo. Any command can be sent with redis.sendCommand(['FOO', …]).",
    ],
    ["await sql('SELECT 1')", 'There is no database here.'],
    ["await createClient().get('a')", 'ClientClosedError: The client is closed'],
    ["throw 'text'", 'text'],
    ['nothing()', 'ReferenceError: nothing is not defined'],
    ['const = 5', "SyntaxError: Unexpected token '='"],
  ])('%s', async (code, message) => {
    const { error } = await new FastBench().run(code);
    expect(error?.message).toBe(message);
  });

  test('is stopped wherever it waits', async () => {
    for (const code of ["await redis.blPop('q', 0)", 'await sleep(1e9)', "await redis.subscribe('c', log)"]) {
      const abort = new AbortController();
      const ended = new FastBench().run(code, abort.signal);
      setImmediate(() => abort.abort());
      expect(await ended).toMatchObject({ stopped: true, error: undefined });
    }
  });
});

describe('a load', () => {
  const LIMITER = `
    const n = await redis.incr('window')
    if (n === 1) await redis.expire('window', 10)
    report(n > 5 ? '429' : '200')`;

  test('counts the outcomes of all users', async () => {
    const { outcomes } = await new FastBench().load(LIMITER, 20);
    expect(Object.fromEntries(outcomes)).toEqual({ 200: 5, 429: 15 });
  });

  test('starts users one after the other, each in rounds', async () => {
    const bench = new FastBench();
    const { log } = await bench.load('log(user, round, now()); await sleep(10)', 3, 1000, 2);
    const from = log[0]?.at ?? 0;
    expect(
      log.map((line) => [line.user, line.text.split(' ').slice(0, 2).join(' '), line.at - from]),
    ).toEqual([
      [1, '1 1', 0],
      [1, '1 2', 10],
      [2, '2 1', 1000],
      [2, '2 2', 1010],
      [3, '3 1', 2000],
      [3, '3 2', 2010],
    ]);
    expect(bench.commands.map((argv) => argv.at(-1))).toEqual(['shop-1', 'shop-2', 'shop-3']);
  });

  test('tells all users the same moment of their start', async () => {
    const { log } = await new FastBench().load(
      'log(started === now() - (user - 1) * 1000, started)',
      3,
      1000,
      1,
    );
    expect(new Set(log.map(({ text }) => text)).size).toBe(1);
    expect(log[0]?.text).toMatch(/^true \d+$/);
  });

  test('goes on where one user fails', async () => {
    const { outcomes, failedRounds, log } = await new FastBench().load(
      "if (user === 2) throw new Error('no'); report('ok')",
      3,
    );
    expect(Object.fromEntries(outcomes)).toEqual({ ok: 2, error: 1 });
    expect(failedRounds).toBe(1);
    expect(log).toMatchObject([{ user: 2, kind: 'error', text: 'line 1: no' }]);
  });
});
