import { describe, expect, test } from 'vitest';
import { Bench, type Plain } from '../../testing.ts';

type Table = readonly (readonly [command: string, reply: Plain])[];

function check(table: Table) {
  const bench = new Bench();
  for (const [command, reply] of table) expect([command, bench.run(command)]).toEqual([command, reply]);
}

const d = (value: number): Plain => ({ double: value });
const WRONGTYPE = '-WRONGTYPE Operation against a key holding the wrong kind of value';
const SYNTAX = '-ERR syntax error';
const UNIT = '-ERR unsupported unit provided. please use M, KM, FT, MI';
const sicily: Table = [['GEOADD g 13.361389 38.115556 Palermo 15.087269 37.502669 Catania', 2]];
const palermo: Plain = [d(13.361389338970184), d(38.1155563954963)];
const catania: Plain = [d(15.087267458438873), d(37.50266842333162)];

describe('GEOADD', () => {
  test('adds, moves and counts as ZADD does', () => {
    check([
      ...sicily,
      ['GEOADD g NX 1 1 Palermo 2 2 new', 1],
      ['GEOADD g XX 1 1 Palermo 2 2 other', 0],
      ['GEOADD g CH 2 2 Palermo 3 3 third', 2],
      ['GEOADD g ch xx 4 4 third', 1],
      ['ZCARD g', 4],
      ['ZSCORE g Catania', d(3479447370796909)],
      ['GEOADD edge 180 85.05112878 max -180 -85.05112878 min', 2],
      ['ZSCORE edge min', d(0)],
      ['GEOPOS edge max', [[d(180), d(85.05112878)]]],
    ]);
  });

  test('is logged with the scores that it came to', () => {
    const bench = new Bench();
    bench.run('GEOADD g ch 13.361389 38.115556 Palermo');
    expect(bench.takeEffects()).toEqual(['ZADD g ch 3479099956230698 Palermo']);
    bench.run('GEOADD g 13.361389 38.115556 Palermo');
    expect(bench.takeEffects()).toEqual([]);
  });

  test('errors', () => {
    check([
      ['SET s x', '+OK'],
      ['GEOADD g 1 2', "-ERR wrong number of arguments for 'geoadd' command"],
      ['GEOADD g 1 2 a 3', SYNTAX],
      ['GEOADD g NX XX 1 2 a', SYNTAX],
      ['GEOADD g NX CH CH', SYNTAX],
      ['GEOADD g GT 1 2 a', SYNTAX],
      ['GEOADD g a 10 b', '-ERR value is not a valid float'],
      ['GEOADD g 200 10 a', '-ERR invalid longitude,latitude pair 200.000000,10.000000'],
      ['GEOADD g 10 86 a', '-ERR invalid longitude,latitude pair 10.000000,86.000000'],
      ['GEOADD g inf 86 a', '-ERR invalid longitude,latitude pair inf,86.000000'],
      ['GEOADD s 200 10 a', '-ERR invalid longitude,latitude pair 200.000000,10.000000'],
      ['GEOADD s 1 2 a', WRONGTYPE],
    ]);
  });
});

test('GEOPOS, GEOHASH, GEODIST', () => {
  check([
    ...sicily,
    ['GEOPOS g Palermo x', [palermo, null]],
    ['GEOPOS g', []],
    ['GEOPOS nokey a', [null]],
    ['GEOHASH g Palermo x Catania', ['sqc8b49rny0', null, 'sqdtr74hyu0']],
    ['GEOHASH nokey a', [null]],
    ['GEODIST g Palermo Catania', '166274.1516'],
    ['GEODIST g Palermo Catania km', '166.2742'],
    ['GEODIST g Palermo Catania MI', '103.3182'],
    ['GEODIST g Palermo Catania ft', '545518.8700'],
    ['GEODIST g Palermo Palermo', '0.0000'],
    ['GEODIST g Palermo x', null],
    ['GEODIST nokey a b', null],
    ['GEODIST nokey a b yd', UNIT],
    ['GEODIST g a b m m', SYNTAX],
    ['ZADD g 1e16 far', 1],
    ['GEOPOS g far', [[d(180), d(-35.096437349001874)]]],
    ['GEODIST g far Palermo', '18782650.6035'],
    ['SET s x', '+OK'],
    ['GEOPOS s a', WRONGTYPE],
    ['GEOHASH s a', WRONGTYPE],
    ['GEODIST s a b', WRONGTYPE],
  ]);
});

describe('searching', () => {
  test('GEOSEARCH', () => {
    check([
      ...sicily,
      ['GEOSEARCH g FROMLONLAT 15 37 BYRADIUS 200 km ASC', ['Catania', 'Palermo']],
      ['GEOSEARCH g FROMLONLAT 15 37 BYRADIUS 200 km DESC', ['Palermo', 'Catania']],
      ['GEOSEARCH g FROMLONLAT 15 37 BYRADIUS 100 km', ['Catania']],
      ['GEOSEARCH g FROMLONLAT 15 37 BYBOX 400 400 km ASC', ['Catania', 'Palermo']],
      ['GEOSEARCH g FROMLONLAT 15 37 BYBOX 400 100 km', []],
      [
        'GEOSEARCH g FROMMEMBER Palermo BYRADIUS 200 km ASC WITHDIST',
        [
          ['Palermo', '0.0000'],
          ['Catania', '166.2742'],
        ],
      ],
      ['GEOSEARCH g FROMLONLAT 15 37 BYRADIUS 200 km COUNT 1', ['Catania']],
      ['GEOSEARCH g FROMLONLAT 15 37 BYRADIUS 200 km COUNT 1 ANY', ['Palermo']],
      ['GEOSEARCH g FROMLONLAT 15 37 BYRADIUS 200 km COUNT 1 DESC', ['Palermo']],
      ['GEOSEARCH g FROMLONLAT 15 37 BYRADIUS 1 m BYRADIUS 200 km COUNT 5', ['Catania', 'Palermo']],
      [
        'GEOSEARCH g FROMLONLAT 15 37 BYRADIUS 200 km ASC WITHCOORD WITHHASH WITHDIST',
        [
          ['Catania', '56.4413', 3479447370796909, catania],
          ['Palermo', '190.4424', 3479099956230698, palermo],
        ],
      ],
      ['GEOSEARCH nokey FROMMEMBER x BYRADIUS 1 km', []],
      [
        'GEORADIUS g 15 37 200 km WITHDIST',
        [
          ['Palermo', '190.4424'],
          ['Catania', '56.4413'],
        ],
      ],
      ['GEORADIUS_RO g 15 37 200 km ASC', ['Catania', 'Palermo']],
      ['GEORADIUSBYMEMBER g Catania 100 mi', ['Catania']],
      ['GEORADIUSBYMEMBER_RO g Catania 200 km DESC', ['Palermo', 'Catania']],
      ['GEORADIUSBYMEMBER nokey x junk yd', []],
    ]);
  });

  test('storing', () => {
    check([
      ...sicily,
      ['GEOSEARCHSTORE d g FROMLONLAT 15 37 BYRADIUS 200 km', 2],
      ['ZRANGE d 0 -1 WITHSCORES', ['Palermo', d(3479099956230698), 'Catania', d(3479447370796909)]],
      ['GEOSEARCHSTORE d g FROMLONLAT 15 37 BYRADIUS 200 km STOREDIST', 2],
      ['ZRANGE d 0 -1 WITHSCORES', ['Catania', d(56.4412578701582), 'Palermo', d(190.44242984775784)]],
      ['GEOSEARCHSTORE d g FROMLONLAT 15 37 BYRADIUS 200 km COUNT 1', 1],
      ['GEOSEARCHSTORE d g FROMLONLAT 0 0 BYRADIUS 1 km', 0],
      ['EXISTS d', 0],
      ['GEORADIUS g 15 37 200 km STORE d', 2],
      ['GEORADIUS g 15 37 200 km STORE x STOREDIST y', 2],
      ['EXISTS x', 0],
      ['ZRANGE y 0 0', ['Catania']],
      ['GEORADIUSBYMEMBER g Catania 1 m STORE d', 1],
      ['GEORADIUS nokey 15 37 200 km STORE d', 0],
      ['EXISTS d', 0],
      ['GEOSEARCHSTORE y nokey FROMMEMBER a BYRADIUS 1 km', 0],
      ['EXISTS y', 0],
    ]);
  });

  test('errors, the type of the source before everything', () => {
    check([
      ...sicily,
      ['SET s x', '+OK'],
      ['GEORADIUS s a b c km', WRONGTYPE],
      ['GEOSEARCH s FROMLONLAT a b BYRADIUS c', WRONGTYPE],
      ['GEOSEARCHSTORE d s FROMLONLAT a b BYRADIUS c d', WRONGTYPE],
      ['GEORADIUS nokey 200 37 200 km', '-ERR invalid longitude,latitude pair 200.000000,37.000000'],
      ['GEORADIUS g 15 37 a km', '-ERR need numeric radius'],
      ['GEORADIUS g 15 37 -1 km', '-ERR radius cannot be negative'],
      ['GEORADIUS g 15 37 1 yd', UNIT],
      ['GEORADIUS g 15 37 1 km COUNT 0', '-ERR COUNT must be > 0'],
      ['GEORADIUS g 15 37 1 km COUNT a', '-ERR value is not an integer or out of range'],
      ['GEORADIUS g 15 37 1 km COUNT', SYNTAX],
      ['GEORADIUS g 15 37 1 km ANY', '-ERR the ANY argument requires COUNT argument'],
      [
        'GEORADIUS g 15 37 1 km STORE d WITHDIST',
        '-ERR STORE option in GEORADIUS is not compatible with WITHDIST, WITHHASH and WITHCOORD options',
      ],
      ['GEORADIUS_RO g 15 37 1 km STORE d', SYNTAX],
      ['GEORADIUSBYMEMBER_RO g Palermo 1 km STOREDIST d', SYNTAX],
      ['GEORADIUSBYMEMBER g x 1 km', '-ERR could not decode requested zset member'],
      ['GEORADIUSBYMEMBER nokey x 1 km foo', SYNTAX],
      ['GEOSEARCH g FROMMEMBER x BYRADIUS 1 km', '-ERR could not decode requested zset member'],
      ['GEOSEARCH g FROMLONLAT 15 37 BYBOX a 2 km', '-ERR need numeric width'],
      ['GEOSEARCH g FROMLONLAT 15 37 BYBOX 1 b km', '-ERR need numeric height'],
      ['GEOSEARCH g FROMLONLAT 15 37 BYBOX -1 2 km', '-ERR height or width cannot be negative'],
      ['GEOSEARCH g FROMLONLAT 15 37 FROMMEMBER Palermo BYRADIUS 1 km', SYNTAX],
      ['GEOSEARCH g FROMLONLAT 15 37 BYRADIUS 1 km BYBOX 1 1 km', SYNTAX],
      ['GEOSEARCH g FROMLONLAT 15 37 BYRADIUS 1 km STOREDIST', SYNTAX],
      [
        'geosearch g ASC DESC WITHDIST BYRADIUS 1 km',
        '-ERR exactly one of FROMMEMBER or FROMLONLAT can be specified for geosearch',
      ],
      [
        'GEOSEARCH g FROMLONLAT 15 37 ASC ASC ASC',
        '-ERR exactly one of BYRADIUS and BYBOX can be specified for GEOSEARCH',
      ],
      [
        'GEOSEARCHSTORE d g FROMLONLAT 15 37 BYRADIUS 200 km WITHDIST',
        '-ERR GEOSEARCHSTORE is not compatible with WITHDIST, WITHHASH and WITHCOORD options',
      ],
    ]);
  });

  test('COUNT gives the nearest of many', () => {
    const bench = new Bench();
    for (let i = 0; i < 500; i++) bench.run(`GEOADD g ${((i * 7919) % 500) / 1000} 10 m${(i * 7919) % 500}`);
    expect(bench.run('OBJECT ENCODING g')).toBe('skiplist');
    expect(bench.run('GEOSEARCH g FROMLONLAT 0.1003 10 BYRADIUS 100 km COUNT 4')).toEqual([
      'm100',
      'm101',
      'm99',
      'm102',
    ]);
    expect(bench.run('GEOSEARCHSTORE d g FROMLONLAT 0.2 10 BYBOX 20 20 km')).toBe(183);
    expect(bench.run('OBJECT ENCODING d')).toBe('skiplist');
  });
});
