/**
 * The geometry of the map: degrees to pixels on an equirectangular plot, the lines of its graticule, and the outlines of
 * what GEOSEARCH searches. Angles in degrees, lengths in meters.
 */

export interface Place {
  readonly longitude: number;
  readonly latitude: number;
}

/** What is searched: all within `radius`, or a box with the center in its middle. */
export type Area =
  | { readonly center: Place; readonly radius: number }
  | { readonly center: Place; readonly width: number; readonly height: number };

export interface Plot {
  readonly west: number;
  readonly east: number;
  readonly south: number;
  readonly north: number;
  x(longitude: number): number;
  y(latitude: number): number;
  /** The place under a pixel. */
  at(x: number, y: number): Place;
}

/** The mean radius of the Earth that the geo commands count with. */
const EARTH = 6372797.560856;
const RADIANS = Math.PI / 180;
export const MAX_LATITUDE = 85.05112878;
const MARGIN = 28;
/** Degrees that are shown at least. */
const MIN_SPAN = 0.0005;

/**
 * A plot of `width` × `height` pixels in which all places fit. A degree of longitude is drawn as much shorter as it is in
 * the middle of the plot, so that shapes stay what they are there.
 */
export function fitPlot(places: readonly Place[], width: number, height: number): Plot {
  const shown =
    places.length > 0
      ? places
      : [
          { longitude: -180, latitude: -60 },
          { longitude: 180, latitude: 75 },
        ];
  let [west, east, south, north] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const { longitude, latitude } of shown) {
    west = Math.min(west, longitude);
    east = Math.max(east, longitude);
    south = Math.min(south, latitude);
    north = Math.max(north, latitude);
  }
  const middleX = (west + east) / 2;
  const middleY = (south + north) / 2;
  const squeeze = Math.max(0.1, Math.cos(middleY * RADIANS));
  const across = Math.max(1, width - 2 * MARGIN) / (Math.max(MIN_SPAN, east - west) * squeeze);
  const up = Math.max(1, height - 2 * MARGIN) / Math.max(MIN_SPAN, north - south);
  const scale = Math.min(across, up);
  const x = (longitude: number) => width / 2 + (longitude - middleX) * scale * squeeze;
  const y = (latitude: number) => height / 2 - (latitude - middleY) * scale;
  const at = (px: number, py: number) => ({
    longitude: clamp(middleX + (px - width / 2) / (scale * squeeze), 180),
    latitude: clamp(middleY - (py - height / 2) / scale, MAX_LATITUDE),
  });
  const corner = at(0, height);
  const opposite = at(width, 0);
  return {
    west: corner.longitude,
    east: opposite.longitude,
    south: corner.latitude,
    north: opposite.latitude,
    x,
    y,
    at,
  };
}

const clamp = (value: number, most: number) => Math.max(-most, Math.min(most, value));

/** Round degrees within [from, to], so many that there are at most `most` of them; and how many decimals they have. */
export function ticks(from: number, to: number, most: number): { at: readonly number[]; decimals: number } {
  const rough = (to - from) / Math.max(1, most);
  const power = 10 ** Math.floor(Math.log10(rough));
  const steps = power >= 10 ? [10, 15, 30, 45, 60, 90] : [1, 2, 5, 10].map((step) => step * power);
  const step = steps.find((each) => each >= rough) ?? 90;
  const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  const at: number[] = [];
  for (let i = Math.ceil(from / step - 1e-9); i * step <= to + step * 1e-9; i++) at.push(i * step);
  return { at, decimals };
}

/** The outline of an area, as the geo commands measure it. */
export function outline(area: Area): Place[] {
  return 'radius' in area ? circle(area) : box(area);
}

function circle({ center, radius }: { center: Place; radius: number }): Place[] {
  const latitude = center.latitude * RADIANS;
  const arc = Math.min(Math.PI, radius / EARTH);
  return Array.from({ length: 72 }, (_, i) => {
    const bearing = i * 5 * RADIANS;
    const sin = Math.sin(latitude) * Math.cos(arc) + Math.cos(latitude) * Math.sin(arc) * Math.cos(bearing);
    const turn = Math.atan2(
      Math.sin(bearing) * Math.sin(arc) * Math.cos(latitude),
      Math.cos(arc) - Math.sin(latitude) * sin,
    );
    return bounded(center.longitude + turn / RADIANS, Math.asin(clamp(sin, 1)) / RADIANS);
  });
}

/** Half of the width is measured along the parallel of each place, so the sides lean towards the nearer pole. */
function box({ center, width, height }: { center: Place; width: number; height: number }): Place[] {
  const half = height / 2 / EARTH / RADIANS;
  const sides = Array.from({ length: 17 }, (_, i) => {
    const latitude = clamp(center.latitude - half + (i / 16) * 2 * half, MAX_LATITUDE);
    const sin = Math.sin(Math.min(Math.PI, width / 2 / EARTH) / 2) / Math.cos(latitude * RADIANS);
    return { latitude, turn: (2 * Math.asin(Math.min(1, sin))) / RADIANS };
  });
  const west = sides.map(({ latitude, turn }) => bounded(center.longitude - turn, latitude));
  const east = sides.map(({ latitude, turn }) => bounded(center.longitude + turn, latitude));
  return [...west, ...east.reverse()];
}

/** The plot ends at the 180th meridian; an area that crosses it is drawn up to there. */
const bounded = (longitude: number, latitude: number): Place => ({
  longitude: clamp(longitude, 180),
  latitude: clamp(latitude, MAX_LATITUDE),
});

/** `13.36°E`. */
export function longitudeText(degrees: number, decimals: number): string {
  return `${Math.abs(degrees).toFixed(decimals)}°${degrees === 0 ? '' : degrees < 0 ? 'W' : 'E'}`;
}

export function latitudeText(degrees: number, decimals: number): string {
  return `${Math.abs(degrees).toFixed(decimals)}°${degrees === 0 ? '' : degrees < 0 ? 'S' : 'N'}`;
}
