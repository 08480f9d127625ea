/** Input that means harm, or that a disk spoiled: an error that says where, or the same data; never a crash or a hang. */
import { describe, expect, test } from 'vitest';
import { Random } from '../engine/random.ts';
import { Hash } from '../engine/values/hash.ts';
import { List } from '../engine/values/list.ts';
import { SetValue } from '../engine/values/set.ts';
import { SortedSet } from '../engine/values/sorted-set.ts';
import { DEFAULT_LIMITS, type Value } from '../engine/values/value.ts';
import { Crc64 } from './crc64.ts';
import { dumpValue, restoreValue, verifyDump } from './dump.ts';
import { RdbError } from './error.ts';
import { bytesOf, hex, readInPieces } from './testing.ts';
import { RdbWriter } from './writer.ts';

const limits = DEFAULT_LIMITS;

function values(): Value[] {
  const list = new List();
  const set = new SetValue('hashtable');
  const ints = new SetValue('intset');
  const zset = new SortedSet();
  const large = new SortedSet();
  const hash = new Hash();
  const table = new Hash();
  for (let i = 0; i < 40; i++) {
    list.pushRight(`element ${i}`);
    set.add(`member ${i}`, limits);
    ints.add(String(i * 1000), limits);
    zset.insert(`m${i}`, i / 3, limits);
    large.insert('x'.repeat(70) + i, i, limits);
    hash.set(`f${i}`, `v${i}`, limits);
    table.set(`f${i}`, 'v'.repeat(70), limits);
  }
  hash.setExpiry('f3', 1800000000000);
  table.setExpiry('f3', 1800000000000);
  return ['text', 'compress '.repeat(20), 12, list, set, ints, zset, large, hash, table];
}

function file(): Uint8Array {
  const writer = new RdbWriter({ version: 12, aux: [['a', 'b']] });
  values().forEach((value, i) => {
    writer.wholeKey(0, `key${i}`, value, i % 2 ? 1800000000000 : -1);
  });
  return writer.finish();
}

/** Reads the file; what comes back is either whole, or an RdbError. */
function attempt(bytes: Uint8Array, size = bytes.length): 'read' | RdbError {
  try {
    readInPieces(bytes, size);
    return 'read';
  } catch (error) {
    if (error instanceof RdbError) return error;
    throw error;
  }
}

describe('files', () => {
  const good = file();

  test('cut anywhere', () => {
    for (let end = 0; end < good.length; end++) {
      const outcome = attempt(good.slice(0, end), end % 3 ? end : 37);
      expect(outcome, String(end)).toBeInstanceOf(RdbError);
      expect((outcome as RdbError).offset).toBeLessThanOrEqual(end);
    }
  });

  test('with any bit flipped', () => {
    for (let bit = 0; bit < good.length * 8; bit += 3) {
      const bad = good.slice();
      bad[bit >> 3] = (bad[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const outcome = attempt(bad);
      // A version before 5 has no checksum: the file reads the same under it.
      if (outcome === 'read') expect(readInPieces(bad).version).toBeLessThan(5);
      else expect(outcome, String(bit)).toBeInstanceOf(RdbError);
    }
  });

  test('with several bytes changed and no checksum to tell: an error or some data, quickly', () => {
    const random = new Random(3);
    for (let round = 0; round < 3000; round++) {
      const bad = good.slice();
      for (let i = 1 + random.below(6); i > 0; i--)
        bad[9 + random.below(bad.length - 17)] = random.below(256);
      bad.fill(0, bad.length - 8);
      attempt(bad, 1 + random.below(200));
    }
  });

  test.each([
    ['nothing', ''],
    ['other magic', 'RIDES0009'],
    ['version 0', 'REDIS0000'],
    ['no number', 'REDISABCD'],
  ])('%s', (_, start) => {
    expect(attempt(bytesOf(start))).toBeInstanceOf(RdbError);
  });

  test.each([
    ['a string of 2^40 bytes', '00 016b 81 0000010000000000'],
    ['a string of 2^64 - 1 bytes', '00 016b 81 ffffffffffffffff'],
    ['a list of 2^50 elements', '01 016b 81 0004000000000000 0161'],
    ['a hash of 2^63 fields', '04 016b 81 8000000000000000'],
    ['LZF that would make a gigabyte', '00 016b c3 05 80 40000000 0061e00000'],
    ['LZF that reaches before its beginning', '00 016b c3 03 05 20 05 00'],
    ['an unknown length', '00 016b 82 00'],
    ['an unknown string encoding', '00 016b c7 00'],
    ['an unknown type', '28 016b 00'],
    ['a module that cannot be stepped over', '06 016b 00'],
    ['a ziplist that says it is longer', '0a 016b 0b ff000000 0a000000 0000 ff'],
    ['an intset that says it is longer', '0b 016b 08 02000000 ffffff7f'],
    ['an intset out of order', '0b 016b 0c 02000000 02000000 0200 0100'],
    ['a listpack whose entry goes beyond it', '10 016b 09 09000000 0100 bf 01 ff'],
    ['a hash with an odd number of entries', '10 016b 09 09000000 0100 01 01 ff'],
    ['a field twice', '04 016b 02 0161 0131 0161 0132'],
    ['a member twice', '02 016b 02 0161 0161'],
    ['a score that is not a number', '05 016b 01 0161 000000000000f87f'],
    ['a score as text that is none', '03 016b 01 0161 02 7878'],
    ['a TTL that is absurd', 'fc ffffffffffffff7f 00 016b 0176'],
  ])('%s', (_, body) => {
    const bytes = Uint8Array.from([...bytesOf('REDIS0012'), ...hex(`fe00 ${body} ff`), ...new Uint8Array(8)]);
    expect(attempt(bytes)).toBeInstanceOf(RdbError);
  });
});

describe('payloads of RESTORE', () => {
  test('with any bit flipped the checksum tells', () => {
    for (const value of values()) {
      const good = dumpValue(value);
      for (let bit = 0; bit < good.length * 8; bit += 3) {
        const bad = good.slice();
        bad[bit >> 3] = (bad[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(verifyDump(bad)).toBe(false);
      }
    }
  });

  test('with a right checksum over spoiled data: an error or a value', () => {
    const random = new Random(5);
    for (let round = 0; round < 300; round++) {
      for (const value of values()) {
        const bad = dumpValue(value);
        for (let i = 1 + random.below(4); i > 0; i--) bad[random.below(bad.length - 10)] = random.below(256);
        bad.set(new Crc64().update(bad, 0, bad.length - 8).bytes(), bad.length - 8);
        expect(verifyDump(bad)).toBe(true);
        try {
          restoreValue(bad, limits);
        } catch (error) {
          expect(error).toBeInstanceOf(RdbError);
        }
      }
    }
  });

  test('of a newer version, or too short', () => {
    const payload = dumpValue('x');
    const newer = payload.slice();
    newer[payload.length - 10] = 60;
    newer.set(new Crc64().update(newer, 0, newer.length - 8).bytes(), newer.length - 8);
    expect(verifyDump(newer)).toBe(false);
    expect(verifyDump(new Uint8Array(5))).toBe(false);
  });
});
