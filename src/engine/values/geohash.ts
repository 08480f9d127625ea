/**
 * Geohashes as the reference keeps them in scores: longitude and latitude are each cut into 2²⁶ steps, and their bits are
 * interleaved to one integer of 52 bits, latitude in the even places. Places that are near each other mostly share
 * their leading bits, so an area is a few ranges of scores.
 * Sources: G. M. Morton's order (1966), niemeyer's geohash, and the reference's documentation of GEOADD; latitude ends at the
 * limit of Web Mercator (EPSG:3857).
 */

import { asin, cos, sin } from './trigonometry.ts';

export const LONGITUDE_MAX = 180;
export const LATITUDE_MAX = 85.05112878;
/** Bits of each coordinate in a score. */
export const STEP_MAX = 26;

const LATITUDE_SCALE = LATITUDE_MAX * 2;
const LONGITUDE_SCALE = LONGITUDE_MAX * 2;
/** The reference's mean radius of the Earth, in meters. */
export const EARTH_RADIUS = 6372797.560856;
const RADIANS = Math.PI / 180;
const ALPHABET = '0123456789bcdefghjkmnpqrstuvwxyz';
const HALF = 2 ** 26;

export interface Position {
  /** Degrees. */
  readonly longitude: number;
  readonly latitude: number;
}

/** A square of the grid with 2^step rows and columns; at the upper edge of the world an index may be 2^step. */
export interface Cell {
  readonly row: number;
  readonly column: number;
  readonly step: number;
}

/** Degrees. */
export interface Box {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

/** The cell of a grid that holds a position. */
export function cellOf({ longitude, latitude }: Position, step: number): Cell {
  const size = 2 ** step;
  return {
    row: Math.trunc(((latitude + LATITUDE_MAX) / LATITUDE_SCALE) * size),
    column: Math.trunc(((longitude + LONGITUDE_MAX) / LONGITUDE_SCALE) * size),
    step,
  };
}

export function boxOf({ row, column, step }: Cell): Box {
  const size = 2 ** step;
  return {
    west: -LONGITUDE_MAX + (column / size) * LONGITUDE_SCALE,
    south: -LATITUDE_MAX + (row / size) * LATITUDE_SCALE,
    east: -LONGITUDE_MAX + ((column + 1) / size) * LONGITUDE_SCALE,
    north: -LATITUDE_MAX + ((row + 1) / size) * LATITUDE_SCALE,
  };
}

/** The lowest score in a cell; the cell's scores are those below this plus `scoresIn(step)`. */
export function scoreOf({ row, column, step }: Cell): number {
  return interleave(row, column) * scoresIn(step);
}

/** How many scores a cell of this step has. */
export const scoresIn = (step: number): number => 2 ** (52 - 2 * step);

/** The score of a position. */
export function encode(position: Position): number {
  return scoreOf(cellOf(position, STEP_MAX));
}

/** The position in the middle of what a score stands for. Any score will do: fractions go, and negative ones wrap around. */
export function decode(score: number): Position {
  const [row, column] = deinterleave(score);
  const { west, south, east, north } = boxOf({ row, column, step: STEP_MAX });
  return {
    longitude: Math.max(-LONGITUDE_MAX, Math.min(LONGITUDE_MAX, (west + east) / 2)),
    latitude: Math.max(-LATITUDE_MAX, Math.min(LATITUDE_MAX, (south + north) / 2)),
  };
}

/** The common geohash of a score: 11 characters, of which the last is always 0 because a score has only 52 bits. */
export function geohash(score: number): string {
  const { longitude, latitude } = decode(score);
  // Geohashes count latitude from -90 to 90.
  const row = Math.trunc(((latitude + 90) / 180) * HALF);
  const column = Math.trunc(((longitude + 180) / 360) * HALF);
  const bits = spreadBig(row) | (spreadBig(column) << 1n);
  let text = '';
  for (let shift = 47n; shift >= 2n; shift -= 5n) text += ALPHABET[Number((bits >> shift) & 31n)];
  return `${text}0`;
}

/** Distance in meters along a great circle, by the haversine formula. */
export function distance(a: Position, b: Position): number {
  const v = sin((b.longitude * RADIANS - a.longitude * RADIANS) / 2);
  if (v === 0) return latitudeDistance(a.latitude, b.latitude);
  const latitudeA = a.latitude * RADIANS;
  const latitudeB = b.latitude * RADIANS;
  const u = sin((latitudeB - latitudeA) / 2);
  const h = u * u + cos(latitudeA) * cos(latitudeB) * v * v;
  return 2 * EARTH_RADIUS * asin(Math.sqrt(h));
}

/** Distance in meters between two parallels. */
export function latitudeDistance(a: number, b: number): number {
  return EARTH_RADIUS * Math.abs(b * RADIANS - a * RADIANS);
}

/** Bits of `row` in the even places, of `column` in the odd ones. */
function interleave(row: number, column: number): number {
  if (row >= HALF || column >= HALF) return Number(spreadBig(row) | (spreadBig(column) << 1n));
  const low = spread(row & 0x1fff) + spread(column & 0x1fff) * 2;
  const high = spread(row >>> 13) + spread(column >>> 13) * 2;
  return high * HALF + low;
}

function deinterleave(score: number): [row: number, column: number] {
  if (score >= 0 && score < 2 ** 52) {
    const whole = Math.trunc(score);
    const high = Math.floor(whole / HALF);
    const low = whole - high * HALF;
    return [(squash(high) << 13) | squash(low), (squash(high >>> 1) << 13) | squash(low >>> 1)];
  }
  const bits = toUint64(score);
  return [squashBig(bits), squashBig(bits >> 1n)];
}

/** Spreads 13 bits over the even places of 26. */
function spread(value: number): number {
  let v = value;
  v = (v | (v << 8)) & 0x00ff00ff;
  v = (v | (v << 4)) & 0x0f0f0f0f;
  v = (v | (v << 2)) & 0x33333333;
  return (v | (v << 1)) & 0x55555555;
}

/** Gathers the even places of 26 bits. */
function squash(value: number): number {
  let v = value & 0x55555555;
  v = (v | (v >>> 1)) & 0x33333333;
  v = (v | (v >>> 2)) & 0x0f0f0f0f;
  v = (v | (v >>> 4)) & 0x00ff00ff;
  return (v | (v >>> 8)) & 0x0000ffff;
}

/** The same for up to 32 bits, as they occur at the very edge of the world and in scores that are no geohashes. */
function spreadBig(value: number): bigint {
  let bits = 0n;
  for (let i = 0; i < 32; i++) if (Math.floor(value / 2 ** i) % 2 === 1) bits |= 1n << BigInt(2 * i);
  return bits;
}

function squashBig(bits: bigint): number {
  let value = 0;
  for (let i = 0; i < 32; i++) if ((bits >> BigInt(2 * i)) & 1n) value += 2 ** i;
  return value;
}

/** A double as an unsigned 64-bit integer, the way x86-64 converts it; what does not fit is 0 or 2⁶³. */
function toUint64(value: number): bigint {
  if (value >= 2 ** 64) return 0n;
  if (value < -(2 ** 63)) return 1n << 63n;
  return BigInt.asUintN(64, BigInt(Math.trunc(value)));
}
