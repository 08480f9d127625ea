import { expect, test } from 'vitest';
import { Bench, type Plain } from '../testing.ts';

/** Runs the lines in order on one engine and compares each reply. */
function replies(table: readonly (readonly [string, Plain])[]) {
  const bench = new Bench();
  for (const [line, expected] of table) expect(bench.run(line), line).toEqual(expected);
}

const WRONGTYPE = '-WRONGTYPE Operation against a key holding the wrong kind of value';
const NOT_HLL = '-WRONGTYPE Key is not a valid HyperLogLog string value.';
const CORRUPT = '-INVALIDOBJ Corrupted HLL object detected';

// Bytes and runs recorded from a real server.
test('the string is the one that the reference keeps', () =>
  replies([
    ['PFADD h a b c d e f g', 1],
    ['PFADD h a b', 0],
    ['PFCOUNT h', 7],
    [
      'GET h',
      'HYLL\x01\x00\x00\x00\x07\x00\x00\x00\x00\x00\x00\x00Fm\x80V\x0c\x80D<\x848\x80P\xb1\x84I\x8c\x80Bm\x80BZ',
    ],
    [
      'PFDEBUG DECODE h',
      'Z:1646 v:1,1 Z:5645 v:1,1 Z:1085 v:2,1 z:57 v:1,1 Z:4274 v:2,1 Z:2445 v:1,1 Z:622 v:1,1 Z:603',
    ],
    ['PFDEBUG ENCODING h', '+sparse'],
    ['PFDEBUG TODENSE h', 1],
    ['PFDEBUG TODENSE h', 0],
    ['STRLEN h', 12304],
    ['PFDEBUG DECODE h', '-ERR HLL encoding is not sparse'],
    ['PFCOUNT h', 7],
    ['PFADD empty', 1],
    ['PFADD empty', 0],
    ['GET empty', 'HYLL\x01\0\0\0\0\0\0\0\0\0\0\x80\x7f\xff'],
    ['PFCOUNT empty', 0],
    ['GET empty', 'HYLL\x01\0\0\0\0\0\0\0\0\0\0\0\x7f\xff'],
  ]));

test('merging and counting together', () =>
  replies([
    ['PFADD a 1 2 3', 1],
    ['PFADD b 3 4', 1],
    ['PFCOUNT a b nope', 4],
    ['PFMERGE c a b', '+OK'],
    ['PFCOUNT c', 4],
    ['PFDEBUG ENCODING c', '+sparse'],
    ['PFDEBUG TODENSE a', 1],
    ['PFMERGE c a', '+OK'],
    ['PFDEBUG ENCODING c', '+dense'],
    ['PFCOUNT c', 4],
    ['PFMERGE new', '+OK'],
    ['PFCOUNT new', 0],
    ['PFCOUNT nope', 0],
    ['EXISTS nope', 0],
  ]));

test('what is no HyperLogLog', () =>
  replies([
    ['LPUSH l x', 1],
    ['PFADD l x', WRONGTYPE],
    ['PFCOUNT l', WRONGTYPE],
    ['PFMERGE l', WRONGTYPE],
    ['SET s hello', '+OK'],
    ['PFADD s x', NOT_HLL],
    ['PFCOUNT s', NOT_HLL],
    ['PFMERGE d s', NOT_HLL],
    ['OBJECT ENCODING s', 'embstr'],
    ['SET s "HYLL\\x01\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x80\\x01"', '+OK'],
    ['PFCOUNT s', CORRUPT],
    ['PFADD s x', CORRUPT],
    ['PFMERGE d s', CORRUPT],
    ['PFDEBUG GETREG s', CORRUPT],
    ['PFDEBUG DECODE nope', '-ERR The specified key does not exist'],
    ['PFDEBUG NOPE s', "-ERR Unknown PFDEBUG subcommand 'NOPE'"],
  ]));

test('a sparse one becomes dense at its size limit, and its estimate stays near the truth', () => {
  const bench = new Bench();
  for (let i = 0; i < 20000; i += 10) {
    bench.run(['PFADD', 'h', ...Array.from({ length: 10 }, (_, j) => `element:${i + j}`)]);
    if (i === 500) expect(bench.run('PFDEBUG ENCODING h')).toBe('+sparse');
  }
  expect(bench.run('PFDEBUG ENCODING h')).toBe('+dense');
  const count = Number(bench.run('PFCOUNT h'));
  expect(Math.abs(count - 20000) / 20000).toBeLessThan(0.03);
});

test('PFSELFTEST', () => {
  expect(new Bench().run('PFSELFTEST')).toBe('+OK');
});
