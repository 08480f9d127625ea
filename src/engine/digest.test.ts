import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { formatG17 } from './digest.ts';
import { sha1Hex } from './sha1.ts';
import { Bench } from './testing.ts';

it('SHA-1 equals another implementation at every length around a block', () => {
  for (let length = 0; length < 200; length++) {
    const text = '\xe9'.repeat(length);
    expect(sha1Hex(text)).toBe(createHash('sha1').update(Buffer.from(text, 'latin1')).digest('hex'));
  }
});

it.each([
  [1.1, '1.1000000000000001'],
  [1e30, '1.0000000000000000199e+30'.slice(0, 1) + 'e+30'],
  [3e-7, '2.9999999999999999e-07'],
  [0.1, '0.10000000000000001'],
  [123456789, '123456789'],
  [-Infinity, '-inf'],
  [-0, '-0'],
])('%d prints as %s', (value, text) => expect(formatG17(value)).toBe(text));

it('DEBUG DIGEST equals what redis-server 7.0.15 says of the same data', () => {
  const bench = new Bench();
  for (const line of [
    'SET foo bar',
    'SET n 12345',
    'SET t v EX 1000',
    'RPUSH l 1 2 3',
    'SADD s a b c',
    'SADD i 1 2 3',
    'HSET h f v g w',
    'ZADD z 1 a 1.1 b 1e30 c -inf d 3e-7 e',
  ])
    bench.run(line);
  expect(bench.run('DEBUG DIGEST-VALUE foo n t l s i h z nosuch')).toEqual(
    [
      '68467c70ae30376e7ce005bcc8827f5ba7fd67dc',
      'e1cf90774e995ae03de66e8109dc5cb9d9c2dc83',
      '311b17018163335616e089f6b951c82c477335ac',
      '4ee6e075f07dc1413244a0d85654cd725e5ce13d',
      '593c2414786d75446e97f4ea5d4b731f3313da72',
      '2a462a3f51a1db89738ebbeef0c47ce1bbc85246',
      'd127864ed50239662bf61bafc9bda63c17da5b37',
      '871b6ef7616805631906f98c0f506d2f6cf67638',
      '0000000000000000000000000000000000000000',
    ].map((hex) => `+${hex}`),
  );
  expect(bench.run('DEBUG DIGEST')).toBe('+00292f71be30ed5b9baf10099472089754614d27');
  bench.run('SELECT 3');
  bench.run('SET other 1');
  expect(bench.run('DEBUG DIGEST')).toBe('+39e7777e090086a2f249762090e5a18040052521');
});
