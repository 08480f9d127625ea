import { expect, test } from 'vitest';
import { Random } from '../engine/random.ts';
import { Bytes } from '../engine/values/bytes.ts';
import { Hash } from '../engine/values/hash.ts';
import { List } from '../engine/values/list.ts';
import { SetValue } from '../engine/values/set.ts';
import { SortedSet } from '../engine/values/sorted-set.ts';
import { DEFAULT_LIMITS, type Value } from '../engine/values/value.ts';
import { dumpValue, restoreValue, verifyDump } from './dump.ts';
import { readRdb } from './reader.ts';
import { plainValue, readInPieces } from './testing.ts';
import { rdbTypeOf, versionOf } from './write-value.ts';
import { RdbWriter } from './writer.ts';

const limits = DEFAULT_LIMITS;
const random = new Random(7);

function text(max: number): string {
  const kind = random.below(6);
  if (kind === 0) return String(random.below(1 << random.below(31)) - 1000);
  if (kind === 1) return String(BigInt(random.uint32()) * BigInt(random.uint32()) - 2n ** 62n);
  if (kind === 2) return 'ab'.repeat(random.below(max));
  return Array.from({ length: random.below(max) }, () => String.fromCharCode(random.below(256))).join('');
}

const list = (elements: string[]) => {
  const value = new List();
  for (const element of elements) {
    value.makeRoom(limits.listMaxListpackSize, element.length, 1);
    value.pushRight(element);
  }
  return value;
};
const set = (members: string[]) => {
  const value = SetValue.for(members[0] ?? '', members.length, limits);
  for (const member of members) value.add(member, limits);
  return value;
};
const zset = (pairs: [string, number][]) => {
  const value = new SortedSet();
  for (const [member, score] of pairs) value.set(member, score, limits);
  return value;
};
const hash = (pairs: [string, string, (number | undefined)?][]) => {
  const value = new Hash();
  for (const [field, content, at] of pairs) {
    value.set(field, content, limits);
    if (at !== undefined) value.setExpiry(field, at);
  }
  return value;
};
const many = (count: number, max = 40) => Array.from({ length: count }, () => text(max));
const scored = (count: number): [string, number][] =>
  many(count).map((member) => [member, random.below(3) ? random.next() * 1e6 : random.below(100)]);

const VALUES: [string, Value][] = [
  ['empty string', ''],
  ['small integer', 12],
  ['negative', -129],
  ['16 bits', 32767],
  ['32 bits', -2147483648],
  ['beyond 32 bits', 4294967296],
  ['64 bits', -9223372036854775808n],
  ['text', 'hello'],
  ['binary', '\x00\xff\r\n'],
  ['compressible', 'ha'.repeat(5000)],
  ['incompressible', text(3000)],
  ['edited in place', Bytes.from('x'.repeat(100))],
  ['short edited in place', Bytes.from('12')],
  ['list', list(['a', '1', '-5', ''])],
  [
    'list of integers of all widths',
    list([
      '0',
      '127',
      '128',
      '-1',
      '4095',
      '-4096',
      '4096',
      '32767',
      '-32768',
      '8388607',
      '-8388608',
      '2147483647',
      '-2147483648',
      '9007199254740993',
      '-9223372036854775808',
    ]),
  ],
  ['long list', list(many(3000))],
  ['list with large elements', list([text(20000), 'small', 'y'.repeat(9000), 'z'])],
  ['intset of 16 bits', set(['1', '-3', '500'])],
  ['intset of 32 bits', set(['1', '70000'])],
  ['intset of 64 bits', set(['1', '9223372036854775807', '-9223372036854775808'])],
  ['listpack set', set(['a', '1', 'b'])],
  ['table set', set(many(2000))],
  [
    'listpack zset',
    zset([
      ['a', 1],
      ['b', -0.5],
      ['c', Infinity],
      ['d', -Infinity],
      ['e', 1e300],
    ]),
  ],
  ['skiplist zset', zset(scored(1500))],
  [
    'listpack hash',
    hash([
      ['a', '1'],
      ['b', 'x'.repeat(64)],
      ['', ''],
    ]),
  ],
  ['table hash', hash(many(1500).map((field) => [field, text(60)]))],
  [
    'listpack hash with TTLs',
    hash([
      ['a', '1', 1800000000000],
      ['b', '2'],
      ['c', '3', 1700000000001],
    ]),
  ],
  [
    'table hash with TTLs',
    hash(many(700).map((field, i) => [field, 'v', i % 3 ? undefined : 1700000000000 + i])),
  ],
];

test.each(VALUES)('%s: dumped and restored', (_, value) => {
  const payload = dumpValue(value);
  expect(verifyDump(payload)).toBe(true);
  const back = restoreValue(payload, limits);
  expect(plainValue(back)).toEqual(plainValue(value));
  if (
    typeof value === 'object' &&
    typeof back === 'object' &&
    value.type !== 'string' &&
    back.type !== 'string'
  ) {
    expect(back.encoding).toBe(value.encoding);
  }
});

function file(): Uint8Array {
  const writer = new RdbWriter({
    version: 12,
    aux: [['ctime', '1700000000']],
    libraries: ['#!lua name=x\n'],
  });
  const parts: Uint8Array[] = [];
  writer.select(0, 12, 3);
  VALUES.forEach(([name, value], i) => {
    writer.wholeKey(i % 3, name, value, i % 2 ? 1800000000000 + i : -1);
    parts.push(writer.take());
  });
  parts.push(writer.finish());
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

test('a file comes back whole, however it is cut', () => {
  const bytes = file();
  const expected = VALUES.map(([key, value], i) => ({
    key,
    db: i % 3,
    expireAt: i % 2 ? 1800000000000 + i : -1,
    value: plainValue(value),
  }));
  for (const size of [bytes.length, 65536, 4096, 1000, 101]) {
    const { keys, aux, libraries, version } = readInPieces(bytes, size);
    expect(version).toBe(12);
    expect(aux).toEqual({ ctime: '1700000000' });
    expect(libraries).toEqual(['#!lua name=x\n']);
    expect(
      keys.map(({ key, db, expireAt, value }) => ({ key, db, expireAt, value: plainValue(value) })),
    ).toEqual(expected);
  }
});

test('a visitor that wants nothing but keys gets them', () => {
  const keys: string[] = [];
  readRdb(file(), { key: ({ key }) => keys.push(key) }, limits);
  expect(keys).toEqual(VALUES.map(([name]) => name));
});

test('what follows the end of the file is given back', () => {
  const bytes = file();
  const longer = new Uint8Array(bytes.length + 3);
  longer.set(bytes);
  longer.set([42, 49, 13], bytes.length);
  for (const size of [longer.length, 100, 1000]) {
    expect([...readInPieces(longer, size).rest]).toEqual([42, 49, 13]);
  }
});

test('only field TTLs ask for a version that Redis 7.0 cannot read', () => {
  for (const [name, value] of VALUES) {
    expect(versionOf(value), name).toBe(name.includes('TTL') ? 12 : 10);
    expect(rdbTypeOf(value, versionOf(value)) < 20, name).toBe(!name.includes('TTL'));
  }
});
