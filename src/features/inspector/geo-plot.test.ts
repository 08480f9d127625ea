import { expect, test } from 'vitest';
import { fitPlot, outline, type Place, ticks } from './geo-plot.ts';

const palermo = { longitude: 13.361389, latitude: 38.115556 };
const catania = { longitude: 15.087269, latitude: 37.502669 };

/** Great-circle distance in meters by the haversine formula. */
function distance(a: Place, b: Place): number {
  const rad = Math.PI / 180;
  const u = Math.sin(((b.latitude - a.latitude) * rad) / 2);
  const v = Math.sin(((b.longitude - a.longitude) * rad) / 2);
  const h = u * u + Math.cos(a.latitude * rad) * Math.cos(b.latitude * rad) * v * v;
  return 2 * 6372797.560856 * Math.asin(Math.sqrt(h));
}

test('all places lie inside the plot, and a pixel leads back to its place', () => {
  const plot = fitPlot([palermo, catania], 400, 300);
  for (const { longitude, latitude } of [palermo, catania]) {
    const [x, y] = [plot.x(longitude), plot.y(latitude)];
    expect(x).toBeGreaterThanOrEqual(28 - 1e-6);
    expect(x).toBeLessThanOrEqual(372 + 1e-6);
    expect(y).toBeGreaterThan(0);
    expect(y).toBeLessThan(300);
    expect(plot.at(x, y).longitude).toBeCloseTo(longitude, 9);
    expect(plot.at(x, y).latitude).toBeCloseTo(latitude, 9);
  }
  expect(plot.y(catania.latitude)).toBeGreaterThan(plot.y(palermo.latitude));
});

test('one place, and none, have a plot too', () => {
  const one = fitPlot([palermo], 400, 300);
  expect([one.x(palermo.longitude), one.y(palermo.latitude)]).toEqual([200, 150]);
  expect(one.east - one.west).toBeLessThan(0.01);
  expect(fitPlot([], 400, 300).west).toBe(-180);
});

test.each([
  [12.9, 15.4, 6, [13, 13.5, 14, 14.5, 15], 1],
  [-180, 180, 6, [-180, -120, -60, 0, 60, 120, 180], 0],
  [0.0011, 0.0034, 4, [0.002, 0.003], 3],
])('ticks from %d to %d', (from, to, most, at, decimals) => {
  const found = ticks(from, to, most);
  expect(found.decimals).toBe(decimals);
  expect(found.at.map((each) => Number(each.toFixed(6)))).toEqual(at);
});

test('every point of a circle is as far from its center as the radius', () => {
  for (const place of outline({ center: palermo, radius: 200_000 })) {
    expect(distance(palermo, place)).toBeCloseTo(200_000, 3);
  }
});

test('the sides of a box are half its width from the middle, on every parallel', () => {
  const places = outline({ center: palermo, width: 400_000, height: 200_000 });
  for (const { longitude, latitude } of places) {
    expect(distance({ longitude: palermo.longitude, latitude }, { longitude, latitude })).toBeCloseTo(
      200_000,
      3,
    );
  }
  const latitudes = places.map(({ latitude }) => latitude);
  expect(distance(palermo, { ...palermo, latitude: Math.max(...latitudes) })).toBeCloseTo(100_000, 3);
});
