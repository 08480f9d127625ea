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
  return bench;
}

const valueAt = (bench: Bench, key: string): Value => {
  const value = bench.engine.keyspace.db(0).peek(key)?.value;
  if (value === undefined) throw new Error(`no ${key}`);
  return value;
};

test('a stream comes back with its gaps, groups, consumers and what is pending', () => {
  const bench = streams();
  for (const key of ['s', 'empty']) {
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
