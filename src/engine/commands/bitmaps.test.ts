import { expect, test } from 'vitest';
import { Bench, type Plain } from '../testing.ts';

/** Runs the lines in order on one engine and compares each reply. */
function replies(table: readonly (readonly [string, Plain])[]) {
  const bench = new Bench();
  for (const [line, expected] of table) expect(bench.run(line), line).toEqual(expected);
}

const NOT_INTEGER = '-ERR value is not an integer or out of range';
const SYNTAX = '-ERR syntax error';
const WRONGTYPE = '-WRONGTYPE Operation against a key holding the wrong kind of value';
const BAD_OFFSET = '-ERR bit offset is not an integer or out of range';
const BAD_TYPE =
  '-ERR Invalid bitfield type. Use something like i16 u8. Note that u64 is not supported but i64 is.';

test('single bits', () =>
  replies([
    ['SETBIT a 7 1', 0],
    ['GET a', '\x01'],
    ['SETBIT a 7 1', 1],
    ['SETBIT a 8 0', 0],
    ['STRLEN a', 2],
    ['GETBIT a 7', 1],
    ['GETBIT a 100', 0],
    ['GETBIT nope 0', 0],
    ['SET n 1', '+OK'],
    ['GETBIT n 2', 1],
    ['SETBIT n 6 1', 0],
    ['GET n', '3'],
    ['OBJECT ENCODING n', 'raw'],
    ['SETBIT a -1 1', BAD_OFFSET],
    ['SETBIT a 4294967296 1', BAD_OFFSET],
    ['GETBIT a x', BAD_OFFSET],
    ['SETBIT a 0 2', '-ERR bit is not an integer or out of range'],
    ['LPUSH l x', 1],
    ['SETBIT l 0 1', WRONGTYPE],
    ['GETBIT l 0', WRONGTYPE],
  ]));

test('counting', () =>
  replies([
    ['SET k foobar', '+OK'],
    ['BITCOUNT k', 26],
    ['BITCOUNT k 0 0', 4],
    ['BITCOUNT k 1 1', 6],
    ['BITCOUNT k 5 30 BIT', 17],
    ['BITCOUNT k -5 -1 bit', 2],
    ['BITCOUNT k -1 -5', 0],
    ['BITCOUNT k 0 1 FOO', SYNTAX],
    ['BITCOUNT k 0', SYNTAX],
    ['BITCOUNT k x 1', NOT_INTEGER],
    ['BITCOUNT nope', 0],
    // Since 7.2 arguments are read before the key is looked at.
    ['BITCOUNT nope x 1', NOT_INTEGER],
  ]));

test('finding', () =>
  replies([
    ['SET k "\\xff\\xf0\\x00"', '+OK'],
    ['BITPOS k 0', 12],
    ['BITPOS k 1', 0],
    ['BITPOS k 1 2', -1],
    ['BITPOS k 0 0 0', -1],
    ['BITPOS k 0 7 15 BIT', 12],
    ['SET f "\\xff"', '+OK'],
    ['BITPOS f 0', 8],
    ['BITPOS f 0 0 -1', -1],
    ['BITPOS nope 0', 0],
    ['BITPOS nope 1', -1],
    ['BITPOS k 2', '-ERR The bit argument must be 1 or 0.'],
    ['BITPOS k 1 x', NOT_INTEGER],
    ['BITPOS k 1 0 x FOO', SYNTAX],
    ['LPUSH l x', 1],
    ['BITPOS l 1', WRONGTYPE],
  ]));

test('combining', () =>
  replies([
    ['MSET a "\\x0f\\xff" b "\\x3c" c "\\x01"', '+OK'],
    ['BITOP AND d a b', 2],
    ['GET d', '\x0c\0'],
    ['BITOP OR d a b', 2],
    ['GET d', '\x3f\xff'],
    ['BITOP XOR d a b', 2],
    ['GET d', '\x33\xff'],
    ['BITOP NOT d a', 2],
    ['GET d', '\xf0\0'],
    // 8.2 and later, from the documentation of BITOP.
    ['BITOP DIFF d a b c', 2],
    ['GET d', '\x02\xff'],
    ['BITOP DIFF1 d a b c', 2],
    ['GET d', '\x30\0'],
    ['BITOP ANDOR d a b c', 2],
    ['GET d', '\x0d\0'],
    ['BITOP ONE d a b c', 2],
    ['GET d', '\x32\xff'],
    ['BITOP DIFF d a', '-ERR BITOP DIFF must be called with at least two source keys.'],
    ['BITOP NOT d a b', '-ERR BITOP NOT must be called with a single source key.'],
    ['BITOP NOPE d a', SYNTAX],
    ['BITOP AND d nope', 0],
    ['EXISTS d', 0],
    ['LPUSH l x', 1],
    ['BITOP AND d a l', WRONGTYPE],
  ]));

test('BITFIELD', () =>
  replies([
    ['BITFIELD k SET u8 0 255 GET i8 0 GET u4 #1', [0, -1, 15]],
    ['BITFIELD k INCRBY u8 0 10', [9]],
    ['BITFIELD k OVERFLOW SAT INCRBY u8 0 300 INCRBY u8 0 -300', [255, 0]],
    ['BITFIELD k OVERFLOW FAIL INCRBY u8 0 -1 GET u8 0', [null, 0]],
    ['BITFIELD k SET i8 8 127 INCRBY i8 8 1', [0, -128]],
    ['BITFIELD k OVERFLOW SAT SET i8 8 200 GET i8 8', [-128, 127]],
    [
      'BITFIELD n INCRBY i64 0 9223372036854775807 INCRBY i64 0 1',
      [9223372036854775807n, -9223372036854775808n],
    ],
    ['BITFIELD k', []],
    ['BITFIELD_RO k GET u8 0', [0]],
    ['BITFIELD_RO k SET u8 0 1', '-ERR BITFIELD_RO only supports the GET subcommand'],
    ['BITFIELD nope GET u8 0', [0]],
    ['EXISTS nope', 0],
    ['BITFIELD k GET u64 0', BAD_TYPE],
    ['BITFIELD k GET x8 0', BAD_TYPE],
    ['BITFIELD k GET u8 -1', BAD_OFFSET],
    ['BITFIELD k GET u8 #536870912', BAD_OFFSET],
    ['BITFIELD k SET u8 0 x', NOT_INTEGER],
    ['BITFIELD k SET u8 0', SYNTAX],
    ['BITFIELD k OVERFLOW NOPE', '-ERR Invalid OVERFLOW type specified'],
    ['LPUSH l x', 1],
    ['BITFIELD l GET u8 0', WRONGTYPE],
  ]));

test('what changes nothing is not logged', () => {
  const bench = new Bench();
  for (const line of ['SETBIT a 0 1', 'SETBIT a 0 1', 'BITFIELD a GET u8 0', 'BITFIELD a SET u1 0 1']) {
    bench.run(line);
  }
  expect(bench.takeEffects()).toEqual(['SETBIT a 0 1']);
});
