import { describe, expect, test } from 'vitest';
import { Bench } from '../engine/testing.ts';
import { rdbCodec } from './codec.ts';

function bench(): Bench {
  const made = new Bench();
  made.engine.dumpCodec = rdbCodec;
  return made;
}

/** How the payload begins that Redis 7.0.15 makes of the string `1`. */
const ONE = '\x00\xc0\x01\x0a\x00';

describe('DUMP and RESTORE', () => {
  test('the errors, in the order in which the reference finds them', () => {
    const b = bench();
    b.run('SET b 1');
    const table: [string, unknown][] = [
      ['RESTORE a', "-ERR wrong number of arguments for 'restore' command"],
      ['RESTORE a x y', '-ERR value is not an integer or out of range'],
      ['RESTORE a -1 y', '-ERR Invalid TTL value, must be >= 0'],
      ['RESTORE a 0 y', '-ERR DUMP payload version or checksum are wrong'],
      ['RESTORE a 0 y BAD', '-ERR syntax error'],
      ['RESTORE a 0 y IDLETIME x', '-ERR value is not an integer or out of range'],
      ['RESTORE a 0 y IDLETIME -1', '-ERR Invalid IDLETIME value, must be >= 0'],
      ['RESTORE a 0 y FREQ 256', '-ERR Invalid FREQ value, must be >= 0 and <= 255'],
      ['RESTORE a 0 y IDLETIME 1 FREQ 1', '-ERR syntax error'],
      ['RESTORE a 0 y IDLETIME', '-ERR syntax error'],
      ['RESTORE b 0 y', '-BUSYKEY Target key name already exists.'],
      ['RESTORE b x y', '-BUSYKEY Target key name already exists.'],
      ['RESTORE b 0 y REPLACE', '-ERR DUMP payload version or checksum are wrong'],
      ['DUMP none', null],
    ];
    for (const [line, reply] of table) expect(b.run(line), line).toEqual(reply);
  });

  test('a key comes back with its TTL, and the log has the time as an absolute one', () => {
    const b = bench();
    b.run('HSET h a 1 b 2');
    b.run('RPUSH l x y');
    const payload = String(b.run('DUMP h'));
    b.takeEffects();
    expect(b.run(['RESTORE', 'copy', '5000', payload])).toBe('+OK');
    expect(b.run('PTTL copy')).toBe(5000);
    expect(b.run('HGET copy b')).toBe('2');
    expect(b.effects[0]).toMatchObject([
      { argv: ['RESTORE', 'copy', String(b.clock.now() + 5000), payload, 'ABSTTL'] },
    ]);
    b.takeEffects();
    expect(b.run(['RESTORE', 'l', '0', payload, 'REPLACE'])).toBe('+OK');
    expect(b.run('TYPE l')).toBe('+hash');
    expect(b.run(['RESTORE', 'l', '1', payload, 'REPLACE', 'ABSTTL'])).toBe('+OK');
    expect(b.run('EXISTS l')).toBe(0);
    expect(b.takeEffects().at(-1)).toBe('DEL l');
    expect(b.run(['RESTORE', 'idle', '0', payload, 'IDLETIME', '1000'])).toBe('+OK');
    expect(b.run('OBJECT IDLETIME idle')).toBe(1000);
  });

  test('the payload of a small value is the one the reference makes', () => {
    const b = bench();
    b.run('SET b 1');
    expect(String(b.run('DUMP b')).startsWith(ONE)).toBe(true);
  });

  test('a right checksum over wrong data is refused', () => {
    const b = bench();
    b.run('SADD s 1 2 3');
    const payload = rdbCodec.dump('x');
    expect(rdbCodec.restore(`\x0b${payload.slice(1)}`, b.engine.keyspace.limits)).toBeUndefined();
  });
});
