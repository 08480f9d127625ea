/** Encodings of older versions: small files made by hand from the description of the format. */
import { describe, expect, test } from 'vitest';
import type { Value } from '../engine/values/value.ts';
import { Crc64 } from './crc64.ts';
import { bytesOf, hex, plainValue, readInPieces } from './testing.ts';

/** A file of `version` with what `body` says; from version 5 on a checksum follows. */
function file(version: number, body: string, magic = `REDIS${String(version).padStart(4, '0')}`): Uint8Array {
  const bytes = Uint8Array.from([...bytesOf(magic), ...hex(body), 0xff]);
  return version < 5 ? bytes : Uint8Array.from([...bytes, ...new Crc64().update(bytes).bytes()]);
}

/** A value of the given type under the key `k`, read whole and byte by byte. */
function loaded(version: number, type: string, body: string, magic?: string): unknown {
  const bytes = file(version, `fe00 ${type} 016b ${body}`, magic);
  const [whole, cut] = [readInPieces(bytes), readInPieces(bytes, 1)].map(({ keys }) => keys[0]?.value);
  const plain = (value: Value | undefined) => value !== undefined && plainValue(value);
  expect(plain(cut)).toEqual(plain(whole));
  return plain(whole);
}

/** A blob as a string: its length, then its bytes. */
const blob = (body: string) => {
  const bytes = hex(body);
  return `${bytes.length.toString(16).padStart(2, '0')} ${body}`;
};

describe('strings', () => {
  test.each([
    ['of 6 bits of length', '05 68656c6c6f', 'hello'],
    ['of 14 bits of length', '4005 68656c6c6f', 'hello'],
    ['of 32 bits of length', '80 00000005 68656c6c6f', 'hello'],
    ['of 64 bits of length', '81 0000000000000005 68656c6c6f', 'hello'],
    ['8-bit integer', 'c0 85', '-123'],
    ['16-bit integer', 'c1 3930', '12345'],
    ['32-bit integer', 'c2 15cd5b07', '123456789'],
    ['LZF', 'c3 05 0a 00 61 e0 00 00', 'aaaaaaaaaa'],
  ])('%s', (_, body, expected) => {
    // The LZF stream: one literal, then a copy of nine bytes (7 + 0 + 2) from one byte back.
    expect(loaded(3, '00', body)).toBe(expected);
  });
});

describe('collections', () => {
  test('list and set, element by element', () => {
    expect(loaded(1, '01', '02 0161 c005')).toEqual({ list: ['a', '5'] });
    expect(loaded(1, '02', '02 0161 c005')).toEqual({ set: ['5', 'a'] });
  });

  test('sorted set with scores as text, and as doubles', () => {
    const text = '04 0161 03312e35 0162 fe 0163 ff 0164 022d37';
    const zset = [
      ['c', -Infinity],
      ['d', -7],
      ['a', 1.5],
      ['b', Infinity],
    ];
    expect(loaded(1, '03', text)).toEqual({ zset });
    expect(loaded(8, '05', '02 0161 000000000000f83f 0162 00000000000000c0')).toEqual({
      zset: [
        ['b', -2],
        ['a', 1.5],
      ],
    });
  });

  test('hash, field by field', () => {
    expect(loaded(2, '04', '01 0166 0176')).toEqual({ hash: [['f', 'v', -1]] });
  });

  test('zipmap', () => {
    // Two pairs: a → b with one unused byte, cc → d.
    const map = '02 01 61 01 01 62 00 02 6363 01 00 64 ff';
    expect(loaded(1, '09', blob(map))).toEqual({
      hash: [
        ['a', 'b', -1],
        ['cc', 'd', -1],
      ],
    });
    // 254 pairs and more are to be counted.
    expect(loaded(1, '09', blob(`fe${map.slice(2)}`))).toEqual({
      hash: [
        ['a', 'b', -1],
        ['cc', 'd', -1],
      ],
    });
  });

  const ENTRIES = [
    '00 02 6162', //           "ab", 6 bits of length
    '04 f3', //                2, in the opcode itself
    '02 fe 80', //             -128, 8 bits
    '03 c0 3930', //           12345, 16 bits
    '04 f0 ff ff 7f', //       8388607, 24 bits
    '05 d0 00000080', //       -2147483648, 32 bits
    '06 e0 ffffffffffffff7f', // 9223372036854775807, 64 bits
    '0a 4001 63', //           "c", 14 bits of length
    '04 80 00000001 64', //    "d", 32 bits of length
  ];
  const ELEMENTS = ['ab', '2', '-128', '12345', '8388607', '-2147483648', '9223372036854775807', 'c', 'd'];

  /** A ziplist of the entries from `ENTRIES`. */
  function ziplist(count: number): string {
    const entries = ENTRIES.slice(0, count);
    const le = (value: number) => (hexOf(value & 255) + hexOf(value >> 8)).padEnd(8, '0');
    const hexOf = (value: number) => value.toString(16).padStart(2, '0');
    const sizes = entries.map((entry) => hex(entry).length);
    const total = 11 + sizes.reduce((sum, size) => sum + size, 0);
    const tail = total - 1 - (sizes.at(-1) ?? 0);
    return `${le(total)}${le(tail)}${hexOf(count)}00 ${entries.join(' ')} ff`;
  }

  test('ziplist as a list, with entries of every kind', () => {
    expect(loaded(6, '0a', blob(ziplist(9)))).toEqual({ list: ELEMENTS });
  });
  test('ziplist as a hash and as a sorted set', () => {
    expect(loaded(6, '0d', blob(ziplist(4)))).toEqual({
      hash: [
        ['-128', '12345', -1],
        ['ab', '2', -1],
      ],
    });
    expect(loaded(6, '0c', blob(ziplist(4)))).toEqual({
      zset: [
        ['ab', 2],
        ['-128', 12345],
      ],
    });
  });
  test('quicklist of ziplists', () => {
    expect(loaded(7, '0e', `02 ${blob(ziplist(2))} ${blob(ziplist(1))}`)).toEqual({
      list: ['ab', '2', 'ab'],
    });
  });

  test('intset of each width', () => {
    expect(loaded(6, '0b', blob('02000000 02000000 feff 0100'))).toEqual({ set: ['-2', '1'] });
    expect(loaded(6, '0b', blob('04000000 01000000 00000100'))).toEqual({ set: ['65536'] });
    expect(loaded(6, '0b', blob('08000000 01000000 0000000001000000'))).toEqual({ set: ['4294967296'] });
  });

  /** A listpack of "a", 1 and "b", 2. */
  const LISTPACK = '11000000 0400 8161 02 01 01 8162 02 02 01 ff';
  test('listpack in each role', () => {
    const pack = blob(LISTPACK);
    expect(loaded(10, '10', pack)).toEqual({
      hash: [
        ['a', '1', -1],
        ['b', '2', -1],
      ],
    });
    expect(loaded(10, '11', pack)).toEqual({
      zset: [
        ['a', 1],
        ['b', 2],
      ],
    });
    expect(loaded(11, '14', pack)).toEqual({ set: ['1', '2', 'a', 'b'] });
    expect(loaded(10, '12', `02 02 ${pack} 01 05 706c61696e`)).toEqual({
      list: ['a', '1', 'b', '2', 'plain'],
    });
  });

  test('hashes with field TTLs: release candidate, final, and Valkey', () => {
    const hash = [
      ['f', 'v', 1001],
      ['g', 'w', -1],
    ];
    const earliest = 'e803000000000000';
    expect(loaded(12, '16', '02 43e9 0166 0176 00 0167 0177')).toEqual({ hash });
    expect(loaded(12, '18', `${earliest} 02 02 0166 0176 00 0167 0177`)).toEqual({ hash });
    const pack = blob('18000000 0600 8166 02 8176 02 c3e9 02 8167 02 8177 02 00 01 ff');
    expect(loaded(12, '17', pack)).toEqual({ hash });
    expect(loaded(12, '19', `${earliest} ${pack}`)).toEqual({ hash });
    const valkey = '02 0166 0176 e903000000000000 0167 0177 ffffffffffffffff';
    expect(loaded(80, '16', valkey, 'VALKEY080')).toEqual({ hash });
  });
});

describe('around the keys', () => {
  test('TTLs in seconds and ms, idle time, LFU, several databases, hints', () => {
    const { keys } = readInPieces(
      file(
        9,
        'fe00 fb0203 fd 00ca9a3b 00 0161 0131 fc 00a0724e18090000 f8 0a 00 0162 0132 fe4010 f9 ff 00 0163 0133',
      ),
    );
    expect(keys).toMatchObject([
      { db: 0, key: 'a', expireAt: 1_000_000_000_000, idle: undefined },
      { db: 0, key: 'b', expireAt: 0x091_8_4e72a000, idle: 10, freq: undefined },
      { db: 16, key: 'c', expireAt: -1, freq: 255 },
    ]);
  });

  test('modules are stepped over, functions are given on, aux fields are read', () => {
    const part = '01 05 02 07 03 00000000 04 0000000000000000 05 0161 00';
    const read = readInPieces(
      file(
        10,
        `fa 0161 c007
         f7 81 1122334455667788 02 01 ${part}
         f5 03 636f64
         fe00 07 016d 81 1122334455667788 ${part}
         00 016b 0176
         02 0165 00`,
      ),
    );
    expect(read.aux).toEqual({ a: '7' });
    expect(read.libraries).toEqual(['cod']);
    expect(read.keys.map(({ key }) => key)).toEqual(['k']);
    expect(read.skipped).toEqual([
      'data of a module',
      'key "m" of a module\'s type',
      'key "e", which is empty',
    ]);
  });

  test('a large value of a module is stepped over, in whatever chunks it comes', () => {
    const part = '05 20' + '61'.repeat(32);
    const read = readInPieces(
      file(10, `fe00 07 016d 81 1122334455667788 ${part.repeat(20_000)} 00 00 016b 0176`),
      1024,
    );
    expect(read.keys.map(({ key }) => key)).toEqual(['k']);
  });

  test('a version before 5 has no checksum, a checksum of zero counts as none', () => {
    expect(readInPieces(file(4, '00 0161 0131')).keys).toHaveLength(1);
    const unsummed = file(9, '00 0161 0131');
    unsummed.fill(0, unsummed.length - 8);
    expect(readInPieces(unsummed).keys).toHaveLength(1);
  });
});
