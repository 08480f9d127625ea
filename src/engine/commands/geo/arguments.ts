/** What the geo commands read in the same way: coordinates, units, distances. */
import type { Args } from '../../args.ts';
import * as errors from '../../errors.ts';
import { double, type Reply } from '../../reply.ts';
import { LATITUDE_MAX, LONGITUDE_MAX, type Position } from '../../values/geohash.ts';

const UNIT = errors.err('unsupported unit provided. please use M, KM, FT, MI');
const NUMERIC_RADIUS = errors.err('need numeric radius');
const NEGATIVE_RADIUS = errors.err('radius cannot be negative');
const NUMERIC_WIDTH = errors.err('need numeric width');
const NUMERIC_HEIGHT = errors.err('need numeric height');
const NEGATIVE_SIDE = errors.err('height or width cannot be negative');

/** Meters in a unit. */
export function readUnit(args: Args): number {
  switch (args.option()) {
    case 'M':
      return 1;
    case 'KM':
      return 1000;
    case 'FT':
      return 0.3048;
    case 'MI':
      return 1609.34;
    default:
      throw UNIT;
  }
}

/** Reads `longitude latitude` in degrees. */
export function readPosition(args: Args): Position {
  const longitude = args.float();
  const latitude = args.float();
  if (Math.abs(longitude) > LONGITUDE_MAX || Math.abs(latitude) > LATITUDE_MAX) {
    throw errors.err(`invalid longitude,latitude pair ${sixDigits(longitude)},${sixDigits(latitude)}`);
  }
  return { longitude, latitude };
}

/** A distance as given, and how many meters its unit has. */
export interface Lengths {
  readonly values: readonly number[];
  readonly unit: number;
}

/** Reads `radius unit`. */
export function readRadius(args: Args): Lengths {
  const radius = args.float(NUMERIC_RADIUS);
  if (radius < 0) throw NEGATIVE_RADIUS;
  return { values: [radius], unit: readUnit(args) };
}

/** Reads `width height unit`. */
export function readSides(args: Args): Lengths {
  const width = args.float(NUMERIC_WIDTH);
  const height = args.float(NUMERIC_HEIGHT);
  if (width < 0 || height < 0) throw NEGATIVE_SIDE;
  return { values: [width, height], unit: readUnit(args) };
}

export const positionReply = ({ longitude, latitude }: Position): Reply => [
  double(longitude),
  double(latitude),
];

/** A distance with four decimals, half to even: a bulk string in both protocols. */
export function distanceReply(value: number): Reply {
  const scaled = value * 10_000;
  const floor = Math.floor(scaled);
  const rest = scaled - floor;
  const units = rest > 0.5 || (rest === 0.5 && floor % 2 !== 0) ? floor + 1 : floor;
  const whole = Math.floor(units / 10_000);
  return `${whole}.${String(units - whole * 10_000).padStart(4, '0')}`;
}

/** A number as `%f` prints it. */
function sixDigits(value: number): string {
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  return Math.abs(value) < 1e21 ? value.toFixed(6) : `${BigInt(value)}.000000`;
}
