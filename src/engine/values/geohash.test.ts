import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { coveringCells, distanceWithin, type Shape } from './geo-area.ts';
import { decode, distance, encode, geohash, LATITUDE_MAX, scoreOf, scoresIn } from './geohash.ts';
import { partialSort } from './partial-sort.ts';
import { asin, cos, sin } from './trigonometry.ts';

const position = fc.record({
  longitude: fc.double({ noNaN: true, min: -180, max: 180 }),
  latitude: fc.double({ noNaN: true, min: -LATITUDE_MAX, max: LATITUDE_MAX }),
});

describe('geohash', () => {
  // Scores and decoded positions as a Redis 7.0.15 server gives them.
  test.each([
    [13.361389, 38.115556, 3479099956230698, 13.361389338970184, 38.1155563954963, 'sqc8b49rny0'],
    [15.087269, 37.502669, 3479447370796909, 15.087267458438873, 37.50266842333162, 'sqdtr74hyu0'],
    [-122.27652, 37.805186, 1367952638197536, -122.27652043104172, 37.80518485897756, '9q9p1d0znt0'],
  ])('%d, %d', (longitude, latitude, score, east, north, text) => {
    expect(encode({ longitude, latitude })).toBe(score);
    expect(decode(score)).toEqual({ longitude: east, latitude: north });
    expect(geohash(score)).toBe(text);
  });

  test('a position comes back within one cell, and its score with it', () => {
    fc.assert(
      fc.property(position, (place) => {
        const back = decode(encode(place));
        expect(Math.abs(back.longitude - place.longitude)).toBeLessThan(360 / 2 ** 26);
        expect(Math.abs(back.latitude - place.latitude)).toBeLessThan(171 / 2 ** 26);
      }),
      { seed: 1 },
    );
  });

  test('scores that are no geohashes decode all the same', () => {
    expect(decode(1e16)).toEqual({ longitude: 180, latitude: -35.096437349001874 });
    expect(decode(-1)).toEqual({ longitude: 180, latitude: LATITUDE_MAX });
    expect(decode(Infinity)).toEqual(decode(0));
  });
});

test('a covering holds every position of its shape', () => {
  const meters = fc.oneof(
    fc.double({ noNaN: true, min: 0, max: 2000 }),
    fc.double({ noNaN: true, min: 0, max: 1_000_000 }),
  );
  fc.assert(
    fc.property(
      position,
      meters,
      meters,
      fc.double({ noNaN: true, min: -1, max: 1 }),
      fc.double({ noNaN: true, min: -1, max: 1 }),
      (center, a, b, east, north) => {
        // Near the poles and the date line the reference's nine cells do leave places out.
        fc.pre(Math.abs(center.latitude) < 60 && Math.abs(center.longitude) < 150);
        for (const shape of [
          { kind: 'circle', center, radius: a },
          { kind: 'box', center, width: a, height: b },
        ] satisfies Shape[]) {
          const place = {
            longitude: center.longitude + (east * a) / 50_000,
            latitude: center.latitude + (north * Math.max(a, b)) / 111_000,
          };
          if (distanceWithin(shape, place) === undefined) continue;
          const score = encode(place);
          const inside = coveringCells(shape).some(
            (cell) => score >= scoreOf(cell) && score < scoreOf(cell) + scoresIn(cell.step),
          );
          expect(inside).toBe(true);
        }
      },
    ),
    { seed: 1, numRuns: 300 },
  );
});

test('distances are symmetric and those of the reference', () => {
  const palermo = decode(3479099956230698);
  const catania = decode(3479447370796909);
  expect(distance(palermo, catania)).toBe(166274.15156960033);
  expect(distance(catania, palermo)).toBe(distance(palermo, catania));
  expect(distance(palermo, palermo)).toBe(0);
});

test('sine, cosine and arc sine agree with exact arithmetic to the last digit', () => {
  // Taylor series over integers of 300 bits, independent of the table.
  const scale = 300n;
  const exact = (x: number, from: bigint): number => {
    const big = (BigInt(Math.round(x * 2 ** 51)) << scale) >> 51n;
    let sum = 0n;
    let term = from === 2n ? big : 1n << scale;
    for (let n = from; term !== 0n; n += 2n) {
      sum += term;
      term = -((((term * big) >> scale) * big) >> scale) / (n * (n + 1n));
    }
    return Number(sum) / 2 ** 300;
  };
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 51 * 3 }), (n) => {
      const x = n / 2 ** 51;
      expect([x, sin(x)]).toEqual([x, exact(x, 2n)]);
      expect([x, cos(x)]).toEqual([x, exact(x, 1n)]);
      if (x > 0) expect(sin(-x)).toBe(-sin(x));
    }),
    { seed: 3, numRuns: 2000 },
  );
  fc.assert(
    fc.property(fc.double({ noNaN: true, min: 0, max: 0.99 }), (y) => {
      const angle = asin(y);
      expect(Math.abs(angle - Math.asin(y))).toBeLessThanOrEqual(2 ** -52 * angle);
      expect(Math.abs(sin(angle) - y)).toBeLessThanOrEqual(2 ** -52 * Math.max(angle, y));
    }),
    { seed: 3, numRuns: 2000 },
  );
});

test('a partial sort has the wanted places right and loses nothing', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(50), { maxLength: 200, size: 'max' }), fc.nat(), fc.nat(), (items, a, b) => {
      fc.pre(items.length > 0);
      const [first = 0, last = 0] = [a % items.length, b % items.length].sort((x, y) => x - y);
      const sorted = [...items].sort((x, y) => x - y);
      const partly = [...items];
      partialSort(partly, (x, y) => x - y, first, last);
      expect(partly.slice(first, last + 1)).toEqual(sorted.slice(first, last + 1));
      expect([...partly].sort((x, y) => x - y)).toEqual(sorted);
    }),
    { seed: 1, numRuns: 300 },
  );
});
