import { describe, expect, it } from 'vitest';
import { Bench } from './testing.ts';

const invalid = (...keys: string[]) => ({ push: ['invalidate', keys] });

function pair() {
  const bench = new Bench();
  const a = bench.connect();
  a.run('HELLO 3');
  return { bench, a };
}
const put = (bench: Bench, key: string, by = bench.main) => {
  // The keyspace is told directly, so that these tests hold whatever commands there are.
  bench.engine.turn(() => by.client.db.put(key, 'v', 'set'));
  by.run('PING');
};

describe('client-side caching', () => {
  it('tells once about a key that was read', () => {
    const { bench, a } = pair();
    a.run('CLIENT TRACKING ON');
    a.run('GET k');
    put(bench, 'k');
    put(bench, 'k');
    put(bench, 'other');
    expect(a.take()).toEqual([invalid('k')]);
  });

  it('remembers the keys of a read that failed too, where the command has any', () => {
    const { bench, a } = pair();
    bench.run('RPUSH l 1');
    a.run('CLIENT TRACKING ON');
    expect(a.run('GET l')).toMatch(/^-WRONGTYPE/);
    expect(a.run('SINTERCARD many l')).toMatch(/^-ERR/);
    expect(a.run('SINTERCARD 3 m')).toMatch(/^-ERR/);
    expect(a.run('XREAD STREAMS')).toMatch(/^-ERR/);
    for (const key of ['l', 'l', 'm']) put(bench, key);
    expect(a.take()).toEqual([invalid('l')]);
  });

  it('OPTIN and OPTOUT ask for each read', () => {
    const { bench, a } = pair();
    a.run('CLIENT TRACKING ON OPTIN');
    a.run('GET k');
    a.run('CLIENT CACHING YES');
    a.run('GET l');
    a.run('GET m');
    for (const key of ['k', 'l', 'm']) put(bench, key);
    expect(a.take()).toEqual([invalid('l')]);
    a.run('CLIENT TRACKING OFF');
    a.run('CLIENT TRACKING ON OPTOUT');
    a.run('CLIENT CACHING NO');
    a.run('GET k');
    a.run('GET l');
    for (const key of ['k', 'l', 'm']) put(bench, key);
    expect(a.take()).toEqual([invalid('l')]);
  });

  it('remembers reads while tracking is off, until the keys change', () => {
    const { bench, a } = pair();
    a.run('CLIENT TRACKING ON');
    a.run('MGET k l');
    a.run('CLIENT TRACKING OFF');
    bench.run('SET l 1');
    a.run('CLIENT TRACKING ON');
    bench.run('MSET k 1 l 1');
    expect(a.take()).toEqual([invalid('k')]);
    a.run('GET k');
    bench.engine.disconnect(a.client);
    expect(bench.engine.tracking.stats).toEqual({ clients: 0, keys: 1, items: 1, prefixes: 0 });
    bench.run('FLUSHALL');
    expect(bench.engine.tracking.active).toBe(false);
  });

  it.each([
    [['GET x'], false],
    [['FOO'], false],
    [['CLIENT FOO'], false],
    [['CLIENT'], false],
    [['GET'], false],
    [['LPUSH string 1'], false],
    [['EXEC'], false],
    [['MULTI', 'FOO', 'EXEC'], false],
    [['MULTI', 'GET k', 'DISCARD'], false],
    [['BLPOP list 1'], false],
    [['CLIENT ID'], true],
    [['CLIENT ID x'], true],
    [['CLIENT INFO', 'CLIENT SETNAME me'], true],
    [['CLIENT TRACKING ON OPTIN'], true],
    [['CLIENT TRACKING OFF', 'CLIENT TRACKING ON OPTIN'], false],
    [['MULTI', 'CLIENT ID', 'GET k', 'EXEC'], true],
  ])('what CLIENT CACHING said holds after %j: %j', (between, holds) => {
    const { bench, a } = pair();
    bench.run('SET string s');
    a.run('CLIENT TRACKING ON OPTIN');
    a.run('CLIENT CACHING YES');
    for (const line of between) a.run(line);
    if (a.client.blocked) bench.advance(1000);
    a.run('GET k');
    a.take();
    put(bench, 'k');
    expect(a.take()).toEqual(holds ? [invalid('k')] : []);
  });

  it('what CLIENT CACHING said holds for a read that waits, until it is answered', () => {
    const { bench, a } = pair();
    a.run('CLIENT TRACKING ON OPTIN');
    a.run('CLIENT CACHING YES');
    a.run('XREAD BLOCK 0 STREAMS s $');
    bench.run('XADD s 1-1 f v');
    a.take();
    bench.run('XADD s 1-2 f v');
    expect(a.take()).toEqual([invalid('s')]);
  });

  it.each([
    ['YES', '-ERR CLIENT CACHING YES is only valid when tracking is enabled in OPTIN mode.'],
    ['NO', '-ERR CLIENT CACHING NO is only valid when tracking is enabled in OPTOUT mode.'],
    ['foo', '-ERR syntax error'],
  ])('CLIENT CACHING %s without a mode', (word, error) => {
    const { a } = pair();
    a.run('CLIENT TRACKING ON');
    expect(a.run(`CLIENT CACHING ${word}`)).toBe(error);
  });

  it('broadcasts prefixes, one message for what one unit of work changed', () => {
    const { bench, a } = pair();
    a.run('CLIENT TRACKING ON BCAST PREFIX user: PREFIX job:');
    bench.engine.turn(() => {
      for (const key of ['user:1', 'user:2', 'x']) bench.main.client.db.put(key, 'v', 'set');
    });
    bench.run('PING');
    put(bench, 'job:1');
    expect(a.take()).toEqual([invalid('user:1', 'user:2'), invalid('job:1')]);
    expect(bench.engine.tracking.stats).toEqual({ clients: 1, keys: 0, items: 0, prefixes: 2 });
  });

  it('keeps prefixes and keys in their order, and takes no prefix twice', () => {
    const { bench, a } = pair();
    a.run('CLIENT TRACKING ON BCAST PREFIX b: PREFIX a:');
    bench.run('MSET b:2 1 a:2 1 b:1 1 a:1 1');
    expect(a.take()).toEqual([invalid('a:1', 'a:2'), invalid('b:1', 'b:2')]);
    expect(a.run('CLIENT TRACKING ON BCAST PREFIX b:')).toBe(
      "-ERR Prefix 'b:' overlaps with an existing prefix 'b:'. Prefixes for a single client must not overlap.",
    );
    expect(a.run('CLIENT TRACKING ON BCAST PREFIX c:')).toBe('+OK');
    expect(bench.engine.tracking.stats.prefixes).toBe(3);
  });

  it('tells a client about its own changes after the reply', () => {
    const { a } = pair();
    a.run('CLIENT TRACKING ON BCAST');
    a.send('MSET a 1 b 2');
    expect(a.take()).toEqual(['+OK', invalid('a', 'b')]);
    a.send('BLPOP list 0');
    a.send('PING');
    expect(a.take()).toEqual([]);
  });

  it('redirects to a RESP2 connection, and says when that one is gone', () => {
    const { bench, a } = pair();
    const ear = bench.connect();
    ear.run('SUBSCRIBE __redis__:invalidate');
    ear.take();
    a.run(`CLIENT TRACKING ON REDIRECT ${ear.client.id}`);
    expect(a.run('CLIENT GETREDIR')).toBe(ear.client.id);
    a.run('GET k');
    put(bench, 'k');
    expect(ear.take()).toEqual([{ push: ['message', '__redis__:invalidate', ['k']] }]);
    bench.engine.disconnect(ear.client);
    a.run('GET k');
    put(bench, 'k');
    expect(a.take()).toEqual([{ push: ['tracking-redir-broken', 3] }]);
    expect(a.run('CLIENT TRACKINGINFO')).toEqual({
      map: ['flags', { set: ['on', 'broken_redirect'] }, 'redirect', 3, 'prefixes', []],
    });
  });

  it('tells null when all keys go', () => {
    const { bench, a } = pair();
    a.run('CLIENT TRACKING ON');
    bench.run('FLUSHALL');
    expect(a.take()).toEqual([{ push: ['invalidate', null] }]);
    bench.run('SWAPDB 0 1');
    expect(a.take()).toEqual([]);
    for (const line of ['MULTI', 'FLUSHALL', 'FLUSHDB', 'SELECT 1', 'FLUSHDB', 'FLUSHALL', 'EXEC'])
      bench.run(line);
    expect(a.take()).toEqual(new Array(4).fill({ push: ['invalidate', null] }));
  });

  it('forgets the oldest key past the limit', () => {
    const { bench, a } = pair();
    bench.engine.tracking.maxKeys = 2;
    a.run('CLIENT TRACKING ON');
    for (const key of ['a', 'b', 'c']) a.run(`GET ${key}`);
    expect(a.take()).toEqual([invalid('a')]);
  });

  it.each([
    [
      'CLIENT CACHING YES',
      '-ERR CLIENT CACHING can be called only when the client is in tracking mode with OPTIN or OPTOUT mode enabled',
    ],
    ['CLIENT TRACKING foo', '-ERR syntax error'],
    ['CLIENT TRACKING on bar', '-ERR syntax error'],
    ['CLIENT TRACKING on REDIRECT 99', '-ERR The client ID you want redirect to does not exist'],
    ['CLIENT TRACKING on REDIRECT 99 REDIRECT 1', '-ERR The client ID you want redirect to does not exist'],
    ['CLIENT TRACKING on PREFIX a', '-ERR PREFIX option requires BCAST mode to be enabled'],
    ['CLIENT TRACKING on BCAST OPTIN', '-ERR OPTIN and OPTOUT are not compatible with BCAST'],
    ['CLIENT TRACKING on OPTIN OPTOUT', "-ERR You can't specify both OPTIN mode and OPTOUT mode"],
    [
      'CLIENT TRACKING on BCAST PREFIX a PREFIX ab',
      "-ERR Prefix 'a' overlaps with another provided prefix 'ab'. Prefixes for a single client must not overlap.",
    ],
    ['CLIENT TRACKINGINFO', { map: ['flags', { set: ['off'] }, 'redirect', -1, 'prefixes', []] }],
  ])('%s', (line, reply) => expect(new Bench().run(line)).toEqual(reply));

  it('keeps one mode until it is switched off', () => {
    const { a } = pair();
    a.run('CLIENT TRACKING ON OPTIN');
    expect(a.run('CLIENT TRACKING ON BCAST')).toBe(
      "-ERR You can't switch BCAST mode on/off before disabling tracking for this client, and then re-enabling it with a different mode.",
    );
    expect(a.run('CLIENT TRACKING ON OPTOUT')).toBe(
      "-ERR You can't switch OPTIN/OPTOUT mode before disabling tracking for this client, and then re-enabling it with a different mode.",
    );
    a.run('CLIENT CACHING YES');
    expect(a.run('CLIENT TRACKINGINFO')).toEqual({
      map: ['flags', { set: ['on', 'optin', 'caching-yes'] }, 'redirect', 0, 'prefixes', []],
    });
  });
});
