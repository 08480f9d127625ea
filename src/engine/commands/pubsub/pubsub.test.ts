import { describe, expect, it } from 'vitest';
import { formatEventMask, parseEventMask } from '../../notifications.ts';
import { Bench } from '../../testing.ts';

describe('publish and subscribe', () => {
  it('confirms every channel by a push and counts channels and patterns together', () => {
    const bench = new Bench();
    const a = bench.connect();
    expect(a.run('SUBSCRIBE x y x')).toBe('(none)');
    expect(a.take()).toEqual([
      { push: ['subscribe', 'x', 1] },
      { push: ['subscribe', 'y', 2] },
      { push: ['subscribe', 'x', 2] },
    ]);
    a.run('PSUBSCRIBE n*');
    a.run('SSUBSCRIBE s');
    expect(a.take()).toEqual([{ push: ['psubscribe', 'n*', 3] }, { push: ['ssubscribe', 's', 1] }]);
    expect(bench.run('PUBLISH x hi')).toBe(1);
    expect(bench.run('PUBLISH news hi')).toBe(1);
    expect(bench.run('SPUBLISH s hi')).toBe(1);
    expect(bench.run('SPUBLISH x hi')).toBe(0);
    expect(a.take()).toEqual([
      { push: ['message', 'x', 'hi'] },
      { push: ['pmessage', 'n*', 'news', 'hi'] },
      { push: ['smessage', 's', 'hi'] },
    ]);
    a.run('UNSUBSCRIBE x nowhere');
    a.run('UNSUBSCRIBE');
    a.run('UNSUBSCRIBE');
    expect(a.take()).toEqual([
      { push: ['unsubscribe', 'x', 2] },
      { push: ['unsubscribe', 'nowhere', 2] },
      { push: ['unsubscribe', 'y', 1] },
      { push: ['unsubscribe', null, 1] },
    ]);
    a.run('PUNSUBSCRIBE');
    a.run('SUNSUBSCRIBE');
    expect(a.take()).toEqual([{ push: ['punsubscribe', 'n*', 0] }, { push: ['sunsubscribe', 's', 0] }]);
  });

  it('names the subcommand that a subscriber may not call', () => {
    const bench = new Bench();
    bench.run('SUBSCRIBE x');
    expect(bench.run('CLIENT ID')).toBe(
      "-ERR Can't execute 'client|id': only (P|S)SUBSCRIBE / (P|S)UNSUBSCRIBE / PING / QUIT / RESET are allowed in this context",
    );
  });

  it('writes confirmations, replies and messages in order', () => {
    const bench = new Bench();
    const a = bench.connect();
    a.client.resp = 3;
    a.send('SUBSCRIBE x');
    a.send('PUBLISH x self');
    a.send('PING');
    expect(a.take()).toEqual([
      { push: ['subscribe', 'x', 1] },
      '(none)',
      1,
      { push: ['message', 'x', 'self'] },
      '+PONG',
    ]);
  });

  it('puts the first confirmation into the array of EXEC', () => {
    const bench = new Bench();
    bench.run('MULTI');
    bench.run('SUBSCRIBE x');
    bench.run('PUBLISH x 1');
    expect(bench.run('EXEC')).toEqual([{ push: ['subscribe', 'x', 1] }, 1]);
    expect(bench.main.take()).toEqual([{ push: ['message', 'x', '1'] }]);
  });

  it('tells who listens', () => {
    const bench = new Bench();
    const a = bench.connect();
    const b = bench.connect();
    a.run('SUBSCRIBE x yy');
    b.run('SUBSCRIBE x');
    b.run('PSUBSCRIBE p* q*');
    a.run('PSUBSCRIBE p*');
    a.run('SSUBSCRIBE s');
    for (const [line, reply] of [
      ['PUBSUB CHANNELS', ['x', 'yy']],
      ['PUBSUB CHANNELS y*', ['yy']],
      [
        'PUBSUB CHANNELS a b',
        "-ERR unknown subcommand or wrong number of arguments for 'CHANNELS'. Try PUBSUB HELP.",
      ],
      ['PUBSUB NUMSUB', []],
      ['PUBSUB NUMSUB x yy z', ['x', 2, 'yy', 1, 'z', 0]],
      ['PUBSUB NUMPAT', 2],
      ['PUBSUB SHARDCHANNELS', ['s']],
      ['PUBSUB SHARDNUMSUB s x', ['s', 1, 'x', 0]],
      ['PUBSUB NUMPAT 1', "-ERR wrong number of arguments for 'pubsub|numpat' command"],
      ['PUBSUB', "-ERR wrong number of arguments for 'pubsub' command"],
      ['PUBSUB nope', "-ERR unknown subcommand 'nope'. Try PUBSUB HELP."],
      ['SUBSCRIBE', "-ERR wrong number of arguments for 'subscribe' command"],
    ] as const) {
      expect(bench.run(line), line).toEqual(reply);
    }
    bench.engine.disconnect(b.client);
    expect(bench.run('PUBSUB NUMSUB x')).toEqual(['x', 1]);
    expect(bench.run('PUBSUB HELP')).toContain('+NUMPAT');
  });
});

describe('keyspace notifications', () => {
  it.each([
    ['', ''],
    ['AKE', 'AKE'],
    ['KEA', 'AKE'],
    ['Kg$lshzxetd', 'AK'],
    ['El', 'lE'],
    ['xKg', 'gxK'],
    ['mnocE', 'Emnoc'],
  ])('%j is spelt %j', (text, canonical) => {
    expect(formatEventMask(parseEventMask(text) ?? -1)).toBe(canonical);
  });

  it('refuses unknown letters', () => expect(parseEventMask('Kq')).toBeUndefined());
});
