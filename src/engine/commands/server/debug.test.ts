import { describe, expect, it } from 'vitest';
import { Bench } from '../../testing.ts';

const misuse = (name: string) =>
  `-ERR unknown subcommand or wrong number of arguments for '${name}'. Try DEBUG HELP.`;

describe('DEBUG', () => {
  it.each([
    ['DEBUG', "-ERR wrong number of arguments for 'debug' command"],
    ['DEBUG FOO', misuse('FOO')],
    ['DEBUG object', misuse('object')],
    // These would tell of things that are not here: hash tables, reply buffers, an allocator.
    ['DEBUG HTSTATS 0', misuse('HTSTATS')],
    ['DEBUG HTSTATS-KEY n', misuse('HTSTATS-KEY')],
    ['DEBUG REPLYBUFFER PEAK-RESET-TIME 0', misuse('REPLYBUFFER')],
    ['DEBUG JMAP', misuse('JMAP')],
    ['DEBUG SET-ACTIVE-EXPIRE', misuse('SET-ACTIVE-EXPIRE')],
    ['DEBUG OBJECT nosuch', '-ERR no such key'],
    ['DEBUG OBJECT n', '+Value at:0x0 refcount:1 encoding:int lru:626258176 lru_seconds_idle:0'],
    ['DEBUG LISTPACK n', '-ERR Not a listpack encoded object.'],
    [
      'DEBUG LISTPACK l',
      '{total bytes 15} {num entries 3}\n{index 0, bytes 2, value "1"}\n{index 1, bytes 3, value "a"}\n' +
        '{index 2, bytes 3, value "\\xe9"}\n',
    ],
    ['DEBUG ERROR "FOO bar"', '-FOO bar'],
    ['DEBUG POPULATE', misuse('POPULATE')],
    ['DEBUG POPULATE x', '-ERR value is out of range, must be positive'],
    ['DEBUG POPULATE 1 p -1', '-ERR value is out of range, must be positive'],
    ['DEBUG STRINGMATCH-LEN a*c abc', 1],
    ['DEBUG STRINGMATCH-LEN a*c abd', 0],
    ['DEBUG CHANGE-REPL-ID', '+OK'],
    ['DEBUG QUICKLIST-PACKED-THRESHOLD 100b', '+OK'],
    [
      'DEBUG QUICKLIST-PACKED-THRESHOLD x',
      '-ERR argument must be a memory value bigger than 1 and smaller than 4gb',
    ],
    ['DEBUG PROTOCOL integer', 12345],
    ['DEBUG PROTOCOL map', { map: [0, { boolean: false }, 1, { boolean: true }, 2, { boolean: false }] }],
    ['DEBUG PROTOCOL push', '-ERR RESP2 is not supported by this command'],
    [
      'DEBUG PROTOCOL foo',
      '-ERR Wrong protocol type name. Please use one of the following: string|integer|double|bignum|null|array|set|map|attrib|push|verbatim|true|false',
    ],
    ['DEBUG SLEEP x', '+OK'],
  ])('%s', (line, reply) => {
    const bench = new Bench();
    bench.run('SET n 5');
    bench.run('RPUSH l 1 a \xe9');
    expect(bench.run(line)).toEqual(reply);
  });

  it('populates', () => {
    const bench = new Bench();
    bench.run('SET key:1 mine');
    bench.takeEffects();
    expect(bench.run('DEBUG POPULATE 3')).toBe('+OK');
    expect(bench.takeEffects()).toEqual(['[SET key:0 value:0; SET key:2 value:2]']);
    expect(bench.run('MGET key:0 key:1 key:2')).toEqual(['value:0', 'mine', 'value:2']);
    bench.run('DEBUG POPULATE 1 cut 3');
    bench.run('DEBUG POPULATE 1 long 10');
    expect(bench.run('MGET cut:0 long:0')).toEqual(['val', 'value:0\0\0\0']);
    expect(bench.run('DBSIZE')).toBe(5);
  });

  it('sleeps: the reply comes late and everybody else waits', () => {
    const bench = new Bench();
    const other = bench.connect();
    bench.run('CONFIG SET slowlog-log-slower-than 100000 latency-monitor-threshold 100');
    bench.main.send('DEBUG SLEEP 0.5');
    bench.main.send('PING');
    other.send('PING');
    expect(bench.engine.nextWake()).toBe(bench.clock.now() + 500);
    bench.advance(499);
    expect([bench.main.take(), other.take()]).toEqual([[], []]);
    bench.advance(1);
    expect([bench.main.take(), other.take()]).toEqual([['+OK', '+PONG'], ['+PONG']]);
    expect(bench.run('SLOWLOG GET')).toEqual([
      [0, 1_700_000_000, 500_000, ['DEBUG', 'SLEEP', '0.5'], '127.0.0.1:10001', ''],
    ]);
    expect(bench.run('LATENCY LATEST')).toEqual([['command', 1_700_000_000, 500, 500]]);
  });

  it('SET-ACTIVE-EXPIRE 0 lets keys end only when they are looked at', () => {
    const bench = new Bench();
    bench.run('SET k v PX 10');
    bench.run('DEBUG SET-ACTIVE-EXPIRE 0');
    bench.advance(20);
    expect(bench.run('DBSIZE')).toBe(1);
    expect(bench.run('GET k')).toBe(null);
    expect(bench.run('DBSIZE')).toBe(0);
  });

  it('counts the nodes of a quicklist, large elements apart', () => {
    const bench = new Bench();
    for (let i = 0; i < 100; i++) bench.run(['RPUSH', 'l', 'x'.repeat(1000)]);
    expect(bench.run('DEBUG OBJECT l')).toContain('encoding:quicklist');
    // What redis-server 7.0.15 says of the same list.
    expect(bench.run('DEBUG OBJECT l')).toContain('ql_nodes:13 ql_avg_node:7.69 ql_listpack_max:-2');
    bench.run('DEBUG QUICKLIST-PACKED-THRESHOLD 1000b');
    expect(bench.run('DEBUG OBJECT l')).toContain('ql_nodes:100');
  });

  it('takes subcommands of a host', () => {
    const bench = new Bench();
    bench.engine.debug.set('RELOAD', { syntax: '', summary: 'Saves and loads.', run: () => 'done' });
    expect(bench.run('DEBUG reload')).toBe('done');
    expect(bench.run('DEBUG HELP')).toContain('+RELOAD');
  });
});

it('DEBUG PROTOCOL push sends a push before its reply', () => {
  const bench = new Bench();
  bench.run('HELLO 3');
  expect(bench.run('DEBUG PROTOCOL push')).toBe('Some real reply following the push reply');
  expect(bench.main.take()).toEqual([{ push: ['server-cpu-usage', 42] }]);
});
