import { describe, expect, it } from 'vitest';
import { humanBytes } from '../../info/state.ts';
import { Bench } from '../../testing.ts';

const info = (bench: Bench, sections = '') => String(bench.run(`INFO ${sections}`));
const titles = (text: string) => [...text.matchAll(/^# (\w+)\r$/gm)].map(([, title]) => title);

describe('INFO', () => {
  it('shows sections by name', () => {
    const bench = new Bench();
    const first = ['Server', 'Clients', 'Memory', 'Persistence', 'Stats', 'Replication'];
    const last = ['Cluster', 'Keyspace', 'Keysizes'];
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
      'db0:keys=1,expires=0,avg_ttl=0,subexpiry=0',
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

  it('counts keys by type and size, and hashes whose fields end', () => {
    const bench = new Bench();
    for (const line of [
      'SET empty ""',
      'SET one 7',
      'SET three abc',
      'SETRANGE long 1023 x',
      'SET longer ""',
      'SETRANGE longer 3000 x',
      'RPUSH l a b c d',
      'SADD s a b',
      'ZADD z 1 a 2 b 3 c',
      'HSET h a 1',
      'HSET i a 1 b 2 c 3 d 4 e 5 f 6 g 7 h 8',
      'HEXPIRE i 10 FIELDS 1 a',
      'XADD x * a 1',
      'SELECT 3',
      'SET other 12',
    ])
      bench.run(line);
    expect(info(bench, 'keyspace')).toContain('db0:keys=11,expires=0,avg_ttl=0,subexpiry=1');
    expect(info(bench, 'keysizes')).toBe(
      '# Keysizes\r\ndb0_distrib_strings_sizes:0=1,1=1,2=1,1K=1,2K=1\r\ndb0_distrib_lists_items:4=1\r\n' +
        'db0_distrib_sets_items:2=1\r\ndb0_distrib_zsets_items:2=1\r\ndb0_distrib_hashes_items:1=1,8=1\r\n' +
        'db3_distrib_strings_sizes:2=1\r\n',
    );
  });

  it('tells for what clients wait, and who was refused what', () => {
    const bench = new Bench();
    const [a, b] = [bench.connect(), bench.connect()];
    bench.run('XGROUP CREATE jobs g $ MKSTREAM');
    bench.run('ACL SETUSER u on >p +get +publish ~a &b');
    a.send('BLPOP one two 0');
    b.send('XREADGROUP GROUP g c BLOCK 0 STREAMS jobs >');
    expect(info(bench, 'clients')).toContain('total_blocking_keys:3\r\ntotal_blocking_keys_on_nokey:1\r\n');
    const u = bench.connect();
    for (const line of ['AUTH u no', 'AUTH u p', 'GET b', 'GET c', 'SET a 1', 'PUBLISH c 1']) u.run(line);
    const text = info(bench, 'stats');
    for (const line of ['auth:1', 'cmd:1', 'key:2', 'channel:1'])
      expect(text).toContain(`acl_access_denied_${line}\r\n`);
  });

  it('says how many commands there were a second', () => {
    const bench = new Bench();
    const rate = () => Number(/instantaneous_ops_per_sec:(\d+)/.exec(info(bench, 'stats'))?.[1]);
    expect(rate()).toBe(0);
    for (let i = 0; i < 1600; i++) {
      bench.run('PING');
      bench.advance(1);
    }
    // A thousand a second.
    expect(Math.abs(rate() - 1000)).toBeLessThan(50);
    bench.advance(800);
    expect(Math.abs(rate() - 500)).toBeLessThan(50);
    bench.advance(1600);
    expect(rate()).toBe(0);
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
    const text = info(bench, 'memory');
    expect(text).toContain(`used_memory_overhead:${at('overhead.total')}\r\n`);
    expect(text).toContain(`used_memory_dataset:${at('dataset.bytes')}\r\n`);
    bench.run('CONFIG SET maxmemory 1kb');
    expect(bench.run('MEMORY DOCTOR')).toContain('noeviction will refuse');
  });
});

describe('ROLE', () => {
  it('is a master without replicas', () => expect(new Bench().run('ROLE')).toEqual(['master', 0, []]));
});
