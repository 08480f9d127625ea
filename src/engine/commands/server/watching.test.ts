import { describe, expect, it } from 'vitest';
import { Histogram } from '../../latency.ts';
import { sparkline } from '../../sparkline.ts';
import { Bench } from '../../testing.ts';

describe('MONITOR', () => {
  it('shows what runs, quoted, in the order of the reference', () => {
    const bench = new Bench();
    const watcher = bench.connect();
    expect(watcher.run('MONITOR')).toBe('+OK');
    expect(watcher.run('MONITOR')).toBe('(none)');
    for (const line of [
      'MULTI',
      'ECHO "a\\x01\\n\\"é"',
      'SELECT 3',
      'EXEC',
      'AUTH default x',
      'CONFIG GET x',
      'NOSUCH',
    ])
      bench.run(line);
    const at = '+1700000000.000000';
    expect(watcher.take()).toEqual([
      `${at} [0 127.0.0.1:10001] "MULTI"`,
      `${at} [0 127.0.0.1:10001] "ECHO" "a\\x01\\n\\"\\xe9"`,
      `${at} [3 127.0.0.1:10001] "SELECT" "3"`,
      `${at} [3 127.0.0.1:10001] "EXEC"`,
      `${at} [3 127.0.0.1:10001] "AUTH" "(redacted)" "(redacted)"`,
    ]);
    watcher.run('RESET');
    watcher.take();
    bench.run('PING');
    expect(watcher.take()).toEqual([]);
  });

  it('keeps whoever watches away from the keys', () => {
    const bench = new Bench();
    bench.run('MONITOR');
    const refusal = "-ERR Replica can't interact with the keyspace";
    for (const line of ['GET a', 'SET a 1', 'PUBLISH a b', 'EVAL "return 1" 0']) {
      expect(bench.run(line), line).toBe(refusal);
    }
    expect(bench.run('ECHO a')).toBe('a');
    bench.run('RESET');
    expect(bench.run('SET a 1')).toBe('+OK');
  });

  it('is refused inside a transaction', () => {
    const bench = new Bench();
    bench.run('MULTI');
    bench.run('MONITOR');
    expect(bench.run('EXEC')).toEqual(["-ERR MONITOR isn't allowed for DENY BLOCKING client"]);
  });
});

describe('SLOWLOG', () => {
  it.each([
    ['SLOWLOG GET x', '-ERR count should be greater than or equal to -1'],
    ['SLOWLOG GET -2', '-ERR count should be greater than or equal to -1'],
    ['SLOWLOG GET -1', []],
    ['SLOWLOG LEN', 0],
    ['SLOWLOG RESET', '+OK'],
  ])('%s', (line, reply) => expect(new Bench().run(line)).toEqual(reply));

  it('keeps slow commands, shortened', () => {
    const bench = new Bench();
    bench.run('CONFIG SET slowlog-log-slower-than 0');
    bench.run(['ECHO', 'x'.repeat(130)]);
    bench.run(['PUBSUB', 'NUMSUB', ...Array.from({ length: 40 }, (_, i) => `c${i}`)]);
    bench.run('HELLO 2 AUTH default secret');
    const [hello = [], many = [], long = []] = bench.run('SLOWLOG GET 3') as unknown[][];
    expect(hello).toEqual([
      3,
      1_700_000_000,
      0,
      ['HELLO', '2', 'AUTH', '(redacted)', '(redacted)'],
      '127.0.0.1:10001',
      '',
    ]);
    expect((many[3] as string[]).length).toBe(32);
    expect((many[3] as string[]).at(-1)).toBe('... (11 more arguments)');
    expect(long[3]).toEqual(['ECHO', `${'x'.repeat(128)}... (2 more bytes)`]);
    bench.run('ACL SETUSER ann on >secret');
    const [setUser = []] = bench.run('SLOWLOG GET 1') as unknown[][];
    expect(setUser[3]).toEqual(['ACL', 'SETUSER', '(redacted)', '(redacted)', '(redacted)']);
    bench.run('CONFIG SET slowlog-max-len 2');
    expect(bench.run('SLOWLOG LEN')).toBe(2);
    bench.run('CONFIG SET slowlog-log-slower-than -1');
    bench.run('SLOWLOG RESET');
    expect(bench.run('SLOWLOG LEN')).toBe(0);
  });
});

describe('LATENCY', () => {
  it.each([
    ['LATENCY HISTORY x', []],
    ['LATENCY LATEST', []],
    ['LATENCY RESET', 0],
    ['LATENCY GRAPH x', "-ERR No samples available for event 'x'"],
    ['LATENCY HISTOGRAM nosuch', { map: [] }],
  ])('%s', (line, reply) => expect(new Bench().run(line)).toEqual(reply));

  it('notes spikes, one a second, and draws them', () => {
    const bench = new Bench();
    bench.run('CONFIG SET latency-monitor-threshold 5');
    const { latency } = bench.engine.stats;
    latency.note('command', 4_000, bench.clock.now());
    latency.note('command', 20_000, bench.clock.now());
    bench.advance(1000);
    latency.note('command', 50_000, bench.clock.now());
    latency.note('command', 7_000, bench.clock.now());
    expect(bench.run('LATENCY LATEST')).toEqual([['command', 1_700_000_001, 50, 50]]);
    expect(bench.run('LATENCY HISTORY command')).toEqual([
      [1_700_000_000, 20],
      [1_700_000_001, 50],
    ]);
    // As the reference drew the same two spikes.
    expect(bench.run('LATENCY GRAPH command')).toBe(
      `command - high 50 ms, low 20 ms (all time high 50 ms)\n${'-'.repeat(80)}\n #\n |\n |\n_|\n  \n10\nss\n`,
    );
    expect(bench.run('LATENCY DOCTOR')).toContain('command: 2 spikes, mean 35 ms');
    expect(bench.run('LATENCY RESET command x')).toBe(1);
  });

  it('draws 80 samples a band', () => {
    const samples = Array.from({ length: 81 }, (_, i) => ({ value: i, label: 's' }));
    expect(sparkline(samples).split('\n')[0]).toHaveLength(80);
  });

  it('counts by doubling bounds, with the reference’s bucket edges', () => {
    const histogram = new Histogram();
    histogram.add(15);
    for (let i = 0; i < 3; i++) histogram.add(20);
    expect(histogram.cumulative()).toEqual([
      [16, 1],
      [33, 4],
    ]);
    const one = new Histogram();
    one.add(167);
    expect(one.percentile(50)).toBe(167.935);
  });

  it('has a histogram for each command that ran', () => {
    const bench = new Bench();
    bench.run('PING');
    bench.run('PING');
    expect(bench.run('LATENCY HISTOGRAM ping')).toEqual({
      map: ['ping', { map: ['calls', 2, 'histogram_usec', { map: [1, 2] }] }],
    });
  });
});

describe('TIME and LOLWUT', () => {
  it('tells the engine’s clock', () => {
    const bench = new Bench();
    bench.advance(1234);
    expect(bench.run('TIME')).toEqual(['1700000001', '234000']);
  });
  it('draws and ends with the version', () => {
    const text = String(new Bench().run('LOLWUT'));
    expect(text.endsWith('\nRedis ver. 8.4.0\n')).toBe(true);
    expect(new Bench().run('LOLWUT VERSION 5')).toBe(text);
    expect(new Bench().run('LOLWUT VERSION x')).toBe('-ERR value is not an integer or out of range');
  });
});
