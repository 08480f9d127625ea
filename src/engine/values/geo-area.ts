/**
 * Searching an area: a shape around a center, the up to nine grid cells that cover it, and the test of single positions. The
 * cells and their order are the reference's, because a search that may stop early (COUNT … ANY) shows them.
 */
import {
  boxOf,
  type Cell,
  cellOf,
  distance,
  EARTH_RADIUS,
  latitudeDistance,
  type Position,
  STEP_MAX,
} from './geohash.ts';
import { cos } from './trigonometry.ts';

/** All lengths in meters. A circle has `radius`, a box `width` and `height`. */
export type Shape = { readonly center: Position } & (
  | { readonly kind: 'circle'; readonly radius: number }
  | { readonly kind: 'box'; readonly width: number; readonly height: number }
);

/** Half of the Earth's circumference on a Mercator map, in meters. */
const MERCATOR_MAX = 20037726.37;
const RADIANS = Math.PI / 180;

/** The distance of a position from the center in meters, or undefined where it lies outside. */
export function distanceWithin(shape: Shape, position: Position): number | undefined {
  const { center } = shape;
  if (shape.kind === 'box') {
    if (latitudeDistance(position.latitude, center.latitude) > shape.height / 2) return undefined;
    const level = { longitude: center.longitude, latitude: position.latitude };
    if (distance(position, level) > shape.width / 2) return undefined;
    return distance(center, position);
  }
  const meters = distance(center, position);
  return meters > shape.radius ? undefined : meters;
}

/** The cells to look through, in order: the center's own, then north, south, east, west, and the corners. */
export function coveringCells(shape: Shape): Cell[] {
  const bounds = boundsOf(shape);
  const { center } = shape;
  let step = stepFor(reach(shape), center.latitude);
  let cell = cellOf(center, step);
  const outer = boxOf(move(cell, 1, 1));
  const inner = boxOf(move(cell, -1, -1));
  const tooSmall =
    boxOf(move(cell, 1, 0)).north < bounds.north ||
    boxOf(move(cell, -1, 0)).south > bounds.south ||
    outer.east < bounds.east ||
    inner.west > bounds.west;
  if (tooSmall && step > 1) cell = cellOf(center, --step);
  const box = boxOf(cell);
  // With less than four columns neighbours may be each other's, and none can be left out.
  const all = step < 2;
  const south = all || box.south >= bounds.south;
  const north = all || box.north <= bounds.north;
  const west = all || box.west >= bounds.west;
  const east = all || box.east <= bounds.east;
  const cells = [cell];
  const look = (wanted: boolean, rows: number, columns: number) => {
    if (wanted) cells.push(move(cell, rows, columns));
  };
  look(north, 1, 0);
  look(south, -1, 0);
  look(east, 0, 1);
  look(west, 0, -1);
  look(north && east, 1, 1);
  look(north && west, 1, -1);
  look(south && east, -1, 1);
  look(south && west, -1, -1);
  return withoutRepeats(cells);
}

/** On a coarse grid neighbours can be the same cell; a cell like the last one taken is passed over. */
function withoutRepeats(cells: readonly Cell[]): Cell[] {
  const kept: Cell[] = [];
  for (const cell of cells) {
    // The first cell is not compared with, as in the reference.
    const last = kept.length > 1 ? kept[kept.length - 1] : undefined;
    if (last === undefined || last.row !== cell.row || last.column !== cell.column) kept.push(cell);
  }
  return kept;
}

/** The cell so many rows north and columns east, around the world. */
function move({ row, column, step }: Cell, rows: number, columns: number): Cell {
  const size = 2 ** step;
  return {
    row: rows === 0 ? row : (row + rows + size) % size,
    column: columns === 0 ? column : (column + columns + size) % size,
    step,
  };
}

/** Distance from the center to the farthest point of a shape, in meters. */
function reach(shape: Shape): number {
  if (shape.kind === 'circle') return shape.radius;
  return Math.sqrt((shape.width / 2) * (shape.width / 2) + (shape.height / 2) * (shape.height / 2));
}

/** How fine a grid may be for nine cells to cover this radius; coarser towards the poles, where cells are narrow. */
function stepFor(meters: number, latitude: number): number {
  if (meters === 0) return STEP_MAX;
  let step = 1;
  for (let range = meters; range < MERCATOR_MAX; range *= 2) step++;
  step -= 2;
  const north = Math.abs(latitude);
  if (north > 66) step--;
  if (north > 80) step--;
  return Math.max(1, Math.min(STEP_MAX, step));
}

/** A box in degrees around a shape; its sides are those at the shape's edge towards the pole. */
function boundsOf(shape: Shape) {
  const { longitude, latitude } = shape.center;
  const height = shape.kind === 'circle' ? shape.radius : shape.height / 2;
  const width = shape.kind === 'circle' ? shape.radius : shape.width / 2;
  const rows = height / EARTH_RADIUS / RADIANS;
  const edge = latitude < 0 ? latitude - rows : latitude + rows;
  const columns = width / EARTH_RADIUS / cos(edge * RADIANS) / RADIANS;
  return {
    west: longitude - columns,
    south: latitude - rows,
    east: longitude + columns,
    north: latitude + rows,
  };
}
