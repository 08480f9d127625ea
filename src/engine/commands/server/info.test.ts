import { describe, expect, it } from 'vitest';
import { humanBytes } from '../../info/state.ts';
import { Bench } from '../../testing.ts';

const info = (bench: Bench, sections = '') => String(bench.run(`INFO ${sections}`));
const titles = (text: string) => [...text.matchAll(/^# (\w+)\r$/gm)].map(([, title]) => title);

describe('INFO', () => {
  it('shows sections by name', () => {
    const bench = new Bench();
    const first = ['Server', 'Clients', 'Memory', 'Persistence', 'Stats', 'Replication'];
    const last = ['Cluster', 'Keyspace'];
    expect(titles(info(bench))).toEqual([...first, 'Errorstats', ...last]);
    expect(titles(info(bench, 'default commandstats'))).toEqual([
      ...first,
      'Commandstats',
      'Errorstats',
      ...last,
    ]);
    expect(titles(info(bench, 'all'))).toEqual([
      ...first,
      'Commandstats',
      'Errorstats',
      'Latencystats',
      ...last,
    ]);
    expect(titles(info(bench, 'CLUSTER keyspace nosuch'))).toEqual(['Cluster', 'Keyspace']);
    expect(info(bench, 'nosuch')).toBe('');
    expect(info(bench, 'cluster')).toBe('# Cluster\r\ncluster_enabled:0\r\n');
  });

  it('counts what happened', () => {
    const bench = new Bench();
    for (const line of [
      'SET a 1 PX 100',
      'SET b 1',
      'GET a',
      'GET none',
      'GET',
      'NOSUCH',
      'LPUSH b x',
      'SUBSCRIBE c',
    ])
      bench.run(line);
    bench.advance(100);
    bench.run('RESET');
    const text = info(bench, 'all');
    for (const line of [
      'connected_clients:1',
      'expired_keys:1',
      'keyspace_hits:1',
      'keyspace_misses:1',
      'db0:keys=1,expires=0,avg_ttl=0',
      'errorstat_ERR:count=2',
      'errorstat_WRONGTYPE:count=1',
      'total_error_replies:3',
      'cmdstat_get:calls=2,usec=0,usec_per_call=0.00,rejected_calls=1,failed_calls=0',
      'cmdstat_lpush:calls=1,usec=0,usec_per_call=0.00,rejected_calls=0,failed_calls=1',
      'latency_percentiles_usec_get:p50=0.001,p99=0.001,p99.9=0.001',
      'uptime_in_seconds:0',
      'redis_version:8.4.0',
    ])
      expect(text.split('\r\n'), line).toContain(line);
    bench.run('CONFIG RESETSTAT');
    expect(info(bench, 'stats')).toContain('expired_keys:0');
    expect(info(bench, 'commandstats')).toContain('cmdstat_config|resetstat:calls=1');
  });

  it('takes sections and lines of a host', () => {
    const bench = new Bench();
    const part = { name: 'persistence', title: 'Persistence', byDefault: true };
    bench.engine.info.register({ ...part, lines: () => [['aof_enabled', 1]] });
    bench.engine.info.register({ name: 'host', title: 'Host', byDefault: false, lines: () => [['x', 1]] });
    expect(info(bench, 'persistence host')).toBe(
      '# Persistence\r\nloading:0\r\naof_enabled:1\r\n\r\n# Host\r\nx:1\r\n',
    );
  });

  it.each([
    [0, '0B'],
    [1023, '1023B'],
    [1536, '1.50K'],
    [1048576, '1.00M'],
  ])('%d bytes are %s', (bytes, text) => expect(humanBytes(bytes)).toBe(text));
});

describe('MEMORY', () => {
  it.each([
    ['MEMORY USAGE nosuch', null],
    ['MEMORY USAGE foo SAMPLES -1', '-ERR syntax error'],
    ['MEMORY USAGE foo SAMPLES x', '-ERR value is not an integer or out of range'],
    ['MEMORY USAGE foo SAMPLES', '-ERR syntax error'],
    ['MEMORY USAGE foo FOO', '-ERR syntax error'],
    ['MEMORY USAGE foo', 64],
    ['MEMORY USAGE foo SAMPLES 0', 64],
    ['MEMORY PURGE', '+OK'],
    ['MEMORY MALLOC-STATS', 'Stats not supported for the current allocator'],
    ['MEMORY FOO', "-ERR unknown subcommand 'FOO'. Try MEMORY HELP."],
  ])('%s', (line, reply) => {
    const bench = new Bench();
    bench.run('SET foo bar');
    expect(bench.run(line)).toEqual(reply);
  });

  it('adds up', () => {
    const bench = new Bench();
    expect(bench.run('MEMORY DOCTOR')).toContain('too little');
    for (let i = 0; i < 100; i++) bench.run(`SET k${i} v`);
    bench.run('EXPIRE k1 100');
    const { map } = bench.run('MEMORY STATS') as { map: unknown[] };
    const at = (name: string) => map[map.indexOf(name) + 1];
    expect(at('keys.count')).toBe(100);
    expect(at('total.allocated')).toBe(bench.engine.eviction.used());
    expect(at('db.0')).toEqual({
      map: ['overhead.hashtable.main', 128 * 8 + 2400, 'overhead.hashtable.expires', 32 + 24],
    });
    expect((at('overhead.total') as number) + (at('dataset.bytes') as number)).toBe(at('total.allocated'));
    bench.run('CONFIG SET maxmemory 1kb');
    expect(bench.run('MEMORY DOCTOR')).toContain('noeviction will refuse');
  });
});

describe('ROLE', () => {
  it('is a master without replicas', () => expect(new Bench().run('ROLE')).toEqual(['master', 0, []]));
});
