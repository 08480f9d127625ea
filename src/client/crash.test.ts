import { expect, test } from 'vitest';
import { compare } from './crash.ts';

const keyspace = (...lines: string[]) => ({
  commands: lines.map((line) => line.split(' ')),
  keys: lines.length,
  cut: false,
});

test('keys that are gone, changed, over or in another database', () => {
  const before = keyspace(
    'SET a 1',
    'SET b 1',
    'SET c 1',
    'PEXPIREAT c 500',
    'XADD s 1-1 f v',
    'XGROUP CREATE s g 0',
    'SELECT 2',
    'SET a 1',
  );
  const after = keyspace('SET a 1', 'SET b 2', 'XADD s 1-1 f v', 'SELECT 1', 'SET a 1');
  expect(compare(before, after, 1000)).toEqual({
    keys: 5,
    gone: ['2/a'],
    changed: ['b', 's'],
    cut: false,
  });
});
