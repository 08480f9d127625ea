import { expect, test } from 'vitest';
import { Bench } from '../engine/testing.ts';
import { DEFAULT_LIMITS, type Value } from '../engine/values/value.ts';
import { rdbCodec } from './codec.ts';
import { RdbError } from './error.ts';
import { plainValue, readInPieces } from './testing.ts';
import { RdbWriter } from './writer.ts';

function streams(): Bench {
  const bench = new Bench();
  bench.engine.dumpCodec = rdbCodec;
  for (let i = 1; i <= 250; i++) bench.run(`XADD s ${i}-1 name v${i} other ${i % 7}`);
  bench.run('XADD s 251-5 different fields here too');
  bench.run('XADD s 18446744073709551615-18446744073709551614 far away');
  for (const id of ['1-1', '100-1', '120-1', '250-1']) bench.run(`XDEL s ${id}`);
  bench.run('XTRIM s MINID 30');
  bench.run('XGROUP CREATE s g 40');
  bench.run('XREADGROUP GROUP g alice COUNT 30 STREAMS s >');
  bench.clock.advance(50);
  bench.run('XREADGROUP GROUP g bob COUNT 5 STREAMS s >');
  bench.run('XACK s g 42-1 43-1');
  bench.run('XCLAIM s g bob 0 45-1');
  bench.run('XGROUP CREATECONSUMER s g idle');
  bench.run('XGROUP CREATE s unread $');
  bench.run('XGROUP CREATE s guess 0 ENTRIESREAD 5');
  bench.run('XADD empty 5-5 a b');
  bench.run('XDEL empty 5-5');
  // A trim that takes the last entries of a block one by one leaves the block.
  for (const line of [
    'XADD hollow 7-1 a b',
    'XADD hollow 27-0 a b',
    'XDEL hollow 27-0',
    'XTRIM hollow MINID 20',
  ])
    bench.run(line);
  return bench;
}

const valueAt = (bench: Bench, key: string): Value => {
  const value = bench.engine.keyspace.db(0).peek(key)?.value;
  if (value === undefined) throw new Error(`no ${key}`);
  return value;
};

test('a stream comes back with its gaps, groups, consumers and what is pending', () => {
  const bench = streams();
  for (const key of ['s', 'empty', 'hollow']) {
    const payload = String(bench.run(['DUMP', key]));
    expect(bench.run(['RESTORE', 'copy', '0', payload, 'REPLACE'])).toBe('+OK');
    expect(plainValue(valueAt(bench, 'copy'))).toEqual(plainValue(valueAt(bench, key)));
  }
  bench.run(['RESTORE', 'copy', '0', String(bench.run('DUMP s')), 'REPLACE']);
  bench.run('XTRIM copy MAXLEN ~ 50');
  bench.run('XTRIM s MAXLEN ~ 50');
  expect(bench.run('XLEN copy')).toEqual(bench.run('XLEN s'));
  expect(bench.run('XADD copy 5-5 a b')).toEqual(bench.run('XADD s 5-5 a b'));
});

test('version 11 keeps when a consumer was active; cut anywhere it waits for the rest', () => {
  const bench = streams();
  const value = valueAt(bench, 's');
  for (const version of [10, 12]) {
    const writer = new RdbWriter({ version });
    writer.wholeKey(0, 's', value, -1);
    const file = writer.finish();
    for (const size of [file.length, 7, 1]) {
      const [key] = readInPieces(file, size).keys;
      expect(key && plainValue(key.value)).toEqual(plainValue(value));
      if (version === 12 && typeof key?.value === 'object' && key.value.type === 'stream') {
        expect(key.value.groups.get('g')?.consumers.get('idle')?.activeAt).toBe(-1);
      }
    }
  }
});

test('what versions 13 and 14 added to streams is read, and told where it has no place', () => {
  const bench = streams();
  const value = valueAt(bench, 's');
  const third = new RdbWriter({ version: 12 });
  third.wholeKey(0, 's', value, -1);
  third.append(Uint8Array.of(0, 1, 0x78, 1, 0x79));
  const file = third.finish();
  const start = file.indexOf(21);
  const end = file.length - 9 - 5;
  // Form 4: for how long, how many, one producer with two IDs, two counts.
  const producers = [60, 50, 1, 3, 0x70, 0x69, 0x64, 2, 1, 0x61, 5, 1, 1, 0x62, 6, 0, 2, 1];
  const fourth = Uint8Array.from([
    ...file.subarray(0, start),
    26,
    ...file.subarray(start + 1, end),
    ...producers,
    ...file.subarray(end, -8),
    ...new Uint8Array(8),
  ]);
  for (const size of [fourth.length, 1]) {
    const { keys, skipped } = readInPieces(fourth, size);
    expect(keys.map(({ key }) => key)).toEqual(['s', 'x']);
    expect(keys[0] && plainValue(keys[0].value)).toEqual(plainValue(value));
    expect(skipped).toEqual(['of key "s" the memory of 1 idempotent producers']);
  }
});

test('a pending entry that was given back belongs to nobody: it is told and left out', () => {
  const id = (ms: number) => [0, 0, 0, 0, 0, 0, 0, ms, 0, 0, 0, 0, 0, 0, 0, 0];
  const at = [1, 0, 0, 0, 0, 0, 0, 0];
  const head = [...'REDIS0014'].map((char) => char.charCodeAt(0));
  // No entries any more; the last ID 9-0; one group with two pending entries, of which `ann` has one.
  const stream = [27, 1, 0x73, 0, 0, 9, 0, 0, 0, 9, 0, 9];
  const group = [1, 1, 0x67, 9, 0, 9, 2, ...id(3), ...at, 1, ...id(4), ...at, 2];
  const consumer = [1, 3, 0x61, 0x6e, 0x6e, ...at, ...at, 1, ...id(3)];
  const file = (givenBack: number[]) =>
    Uint8Array.from([
      ...head,
      ...stream,
      ...group,
      ...consumer,
      ...givenBack,
      0,
      0,
      0,
      0,
      0,
      255,
      ...new Uint8Array(8),
    ]);
  for (const size of [1000, 1]) {
    const { keys, skipped } = readInPieces(file([1, ...id(4)]), size);
    const [key] = keys;
    if (typeof key?.value !== 'object' || key.value.type !== 'stream') throw new Error('no stream');
    expect(key.value.groups.get('g')?.pending.size).toBe(1);
    expect(skipped).toEqual(['of key "s" 1 entries that consumers of group "g" gave back']);
  }
  expect(() => readInPieces(file([0]), 1000)).toThrow('pending without a consumer');
  expect(() => readInPieces(file([1, ...id(7)]), 1000)).toThrow('does not have');
});

test('spoiled streams are an error or a stream, never a crash', () => {
  const bench = streams();
  const good = new RdbWriter();
  good.wholeKey(0, 's', valueAt(bench, 's'), -1);
  const file = good.finish();
  file.fill(0, file.length - 8);
  for (let i = 10; i < file.length - 9; i++) {
    const bad = file.slice();
    bad[i] = (i * 31) & 255;
    try {
      readInPieces(bad, bad.length, DEFAULT_LIMITS);
    } catch (error) {
      expect(error).toBeInstanceOf(RdbError);
    }
  }
});
