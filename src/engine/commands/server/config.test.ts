import { describe, expect, it } from 'vitest';
import { textParameter } from '../../config.ts';
import { Bench } from '../../testing.ts';

const failed = (name: string, why: string) =>
  `-ERR CONFIG SET failed (possibly related to argument '${name}') - ${why}`;

describe('CONFIG', () => {
  it.each([
    ['CONFIG SET foo', "-ERR wrong number of arguments for 'config|set' command"],
    ['CONFIG SET a b c', '-ERR syntax error'],
    ['CONFIG SET foo bar', "-ERR Unknown option or number of arguments for CONFIG SET - 'foo'"],
    [
      'CONFIG SET maxmemory-samples 7 foo 3',
      "-ERR Unknown option or number of arguments for CONFIG SET - 'foo'",
    ],
    [
      'CONFIG SET maxmemory-samples 5 maxmemory-samples 6',
      failed('maxmemory-samples', 'duplicate parameter'),
    ],
    [
      'CONFIG SET maxmemory-samples x',
      failed('maxmemory-samples', "argument couldn't be parsed into an integer"),
    ],
    [
      'CONFIG SET hash-max-listpack-entries -1',
      failed('hash-max-listpack-entries', 'argument must be between 0 and 9223372036854775807 inclusive'),
    ],
    ['CONFIG SET maxmemory ""', '+OK'],
    ['CONFIG SET maxmemory " 1"', failed('maxmemory', 'argument must be a memory value')],
    ['CONFIG SET maxmemory 10kbb', failed('maxmemory', 'argument must be a memory value')],
    [
      'CONFIG SET proto-max-bulk-len 10',
      failed('proto-max-bulk-len', 'argument must be between 1048576 and 9223372036854775807 inclusive'),
    ],
    [
      'CONFIG SET maxmemory-policy foo',
      failed(
        'maxmemory-policy',
        'argument(s) must be one of the following: volatile-lru, volatile-lfu, volatile-random, volatile-ttl, allkeys-lru, allkeys-lfu, allkeys-random, noeviction',
      ),
    ],
    ['CONFIG SET databases 4', failed('databases', "can't set immutable config")],
    ['CONFIG SET latency-tracking maybe', failed('latency-tracking', "argument must be 'yes' or 'no'")],
    [
      'CONFIG SET latency-tracking-info-percentiles 101',
      failed(
        'latency-tracking-info-percentiles',
        'latency-tracking-info-percentiles parameters should sit between [0.0,100.0]',
      ),
    ],
    ['CONFIG GET', "-ERR wrong number of arguments for 'config|get' command"],
    ['CONFIG GET nosuch no*such', { map: [] }],
    [
      'CONFIG GET maxmemory-samples MAXMEMORY hash-max-zip*',
      {
        map: [
          'maxmemory-samples',
          '5',
          'MAXMEMORY',
          '0',
          'hash-max-ziplist-entries',
          '512',
          'hash-max-ziplist-value',
          '64',
        ],
      },
    ],
    ['CONFIG REWRITE', '-ERR The server is running without a config file'],
    ['CONFIG FOO', "-ERR unknown subcommand 'FOO'. Try CONFIG HELP."],
  ])('%s', (line, reply) => expect(new Bench().run(line)).toEqual(reply));

  it('applies values, by alias and with units', () => {
    const bench = new Bench();
    expect(bench.run('CONFIG SET hash-max-ziplist-entries 5 MaxMemory 100mb slowlog-max-len 7')).toBe('+OK');
    expect(bench.engine.keyspace.limits.hashMaxListpackEntries).toBe(5);
    expect(bench.run('CONFIG GET hash-max-listpack-entries maxmemory')).toEqual({
      map: ['hash-max-listpack-entries', '5', 'maxmemory', '104857600'],
    });
    bench.run('CONFIG SET maxmemory-policy ALLKEYS-lfu');
    expect(bench.engine.keyspace.lfu).toBe(true);
    bench.run('CONFIG SET notify-keyspace-events KlA');
    expect(bench.run('CONFIG GET notify-keyspace-events')).toEqual({ map: ['notify-keyspace-events', 'AK'] });
  });

  it('takes all back when one is refused', () => {
    const bench = new Bench();
    bench.engine.config.register(
      textParameter(
        'mine',
        () => 'x',
        () => undefined,
      ),
    );
    expect(bench.run('CONFIG GET mine')).toEqual({ map: ['mine', 'x'] });
    expect(bench.run('CONFIG SET maxmemory-samples 9 timeout -1')).toBe(
      failed('timeout', 'argument must be between 0 and 2147483647 inclusive'),
    );
    expect(bench.run('CONFIG GET maxmemory-samples')).toEqual({ map: ['maxmemory-samples', '5'] });
  });

  it('proto-max-bulk-len bounds the offsets of bits', () => {
    const bench = new Bench();
    bench.run('CONFIG SET proto-max-bulk-len 1mb');
    const tooFar = '-ERR bit offset is not an integer or out of range';
    expect(bench.run('SETBIT b 8388608 1')).toBe(tooFar);
    expect(bench.run('GETBIT b 8388608')).toBe(tooFar);
    expect(bench.run('BITFIELD b GET u8 8388608')).toBe(tooFar);
    expect(bench.run('SETBIT b 8388607 1')).toBe(0);
  });

  it('proto-max-bulk-len bounds strings that grow', () => {
    const bench = new Bench();
    const tooLong = '-ERR string exceeds maximum allowed size (proto-max-bulk-len)';
    bench.run('CONFIG SET proto-max-bulk-len 1mb');
    expect(bench.run('SETRANGE k 1048575 x')).toBe(1048576);
    expect(bench.run('SETRANGE k 1048576 x')).toBe(tooLong);
    expect(bench.run('APPEND k x')).toBe(tooLong);
    bench.run('CONFIG SET proto-max-bulk-len 2mb');
    expect(bench.run('APPEND k x')).toBe(1048577);
  });

  it('closes clients that idle for too long, and only those', () => {
    const bench = new Bench();
    const idle = bench.connect();
    const listening = bench.connect();
    listening.run('SUBSCRIBE x');
    bench.run('CONFIG SET timeout 10');
    bench.advance(9_999);
    bench.run('PING');
    expect(bench.engine.nextWake()).toBe(bench.clock.now() + 1);
    bench.advance(1);
    expect([idle.closed, listening.closed, bench.main.closed]).toEqual([true, false, false]);
  });

  it('publishes keyspace events of the classes that are on', () => {
    const bench = new Bench();
    const a = bench.connect();
    a.run('PSUBSCRIBE __key*');
    a.take();
    const { keyspace } = bench.engine;
    keyspace.notify('g', 'del', 'k', 0);
    bench.run('CONFIG SET notify-keyspace-events Eg');
    keyspace.notify('g', 'del', 'k', 0);
    keyspace.notify('l', 'lpush', 'k', 0);
    bench.run('CONFIG SET notify-keyspace-events KEA');
    keyspace.notify('x', 'expired', 'k', 3);
    expect(a.take()).toEqual([
      { push: ['pmessage', '__key*', '__keyevent@0__:del', 'k'] },
      { push: ['pmessage', '__key*', '__keyspace@3__:k', 'expired'] },
      { push: ['pmessage', '__key*', '__keyevent@3__:expired', 'k'] },
    ]);
  });
});
