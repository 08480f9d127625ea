import { describe, expect, it } from 'vitest';
import { allocated, memoryUsage } from './memory.ts';
import { Bench } from './testing.ts';

const range = (n: number, make: (i: number) => string[]) => Array.from({ length: n }, (_, i) => make(i));
const x = (n: number) => 'x'.repeat(n);

/** What `MEMORY USAGE k SAMPLES 0` of redis-server 7.0.15 (Debian 12, jemalloc 5.3) said of the same commands. */
const MEASURED: [string, (n: number) => string[][], [size: number, bytes: number][]][] = [
  ['an integer', (n) => [['SET', 'k', String(n)]], [[10, 48]]],
  [
    'a string',
    (n) => [['SET', 'k', x(n)]],
    [
      [10, 64],
      [100, 160],
      [200, 272],
      [1000, 1072],
      [10000, 10288],
      [100000, 114736],
    ],
  ],
  [
    'a list of short elements',
    (n) => range(n, (i) => ['RPUSH', 'k', `e:${i}`]),
    [
      [5000, 40224],
      [10000, 80360],
      [100000, 896352],
    ],
  ],
  [
    'a list of 100 bytes an element',
    (n) => range(n, () => ['RPUSH', 'k', x(100)]),
    [
      [100, 10920],
      [1000, 105056],
      [10000, 1042480],
    ],
  ],
  [
    'a set of strings',
    (n) => range(n, (i) => ['SADD', 'k', `member:${i}`]),
    [
      [200, 11176],
      [1000, 48296],
      [10000, 596712],
      [100000, 5572968],
    ],
  ],
  [
    'a set of integers',
    (n) => range(n, (i) => ['SADD', 'k', String(i * 7)]),
    [
      [10, 80],
      [100, 272],
      [1000, 40296],
      [10000, 516712],
    ],
  ],
  [
    'a hash',
    (n) => range(n, (i) => ['HSET', 'k', `field:${i}`, `value:${i}`]),
    [
      [10, 240],
      [100, 2096],
      [1000, 64296],
      [10000, 756712],
      [100000, 6648680],
    ],
  ],
  [
    'a hash of long values',
    (n) => range(n, (i) => ['HSET', 'k', `f${i}`, x(100)]),
    [
      [10, 1736],
      [1000, 152296],
      [10000, 1636712],
    ],
  ],
  [
    'a sorted set',
    (n) => range(n, (i) => ['ZADD', 'k', String(i), `member:${i}`]),
    [
      [10, 176],
      [100, 1584],
      [200, 21464],
      [1000, 102776],
      [10000, 1131224],
      [100000, 10378280],
    ],
  ],
  [
    'a stream',
    (n) => range(n, (i) => ['XADD', 'k', `${1700000000000 + i * 13}-0`, 'field', String(i)]),
    [
      [10, 4728],
      [1000, 21272],
      [10000, 197412],
    ],
  ],
];

describe('memory usage', () => {
  it.each(MEASURED)('of %s is that of the reference', (_, commands, points) => {
    for (const [size, bytes] of points) {
      const bench = new Bench();
      for (const argv of commands(size)) bench.run(argv);
      const entry = bench.engine.keyspace.db(0).peek('k');
      const estimate = entry ? memoryUsage(entry, bench.engine.keyspace.limits) : 0;
      expect(Math.abs(estimate / bytes - 1), `${size}: ${estimate} for ${bytes}`).toBeLessThan(0.03);
    }
  });

  it('rounds up to jemalloc’s size classes', () => {
    const classes = [
      [1, 8],
      [9, 16],
      [129, 160],
      [160, 160],
      [1025, 1280],
      [16384, 16384],
      [16385, 20480],
    ] as const;
    for (const [bytes, size] of classes) expect(allocated(bytes)).toBe(size);
  });
});
