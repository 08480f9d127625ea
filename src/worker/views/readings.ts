/** Values read as more than their type says: strings as bits and as HyperLogLogs, sorted sets as places. */
import { countBits, viewOf } from '../../engine/values/bits.ts';
import { Bytes } from '../../engine/values/bytes.ts';
import { decode } from '../../engine/values/geohash.ts';
import {
  cachedCount,
  estimate,
  isDense,
  isHyperLogLog,
  registersOf,
} from '../../engine/values/hyperloglog.ts';
import { SortedSet } from '../../engine/values/sorted-set.ts';
import type { StringValue, Value } from '../../engine/values/value.ts';
import type { GeoPoint, Reading } from '../../protocol/views.ts';

/** Longer strings are not counted at every change: a frame has no time for it. */
const MAX_COUNTED_BYTES = 4 * 1024 * 1024;
const MAX_POINTS = 2000;
/** Scores below this are places within six degrees of the world's corner in the Antarctic, or plain numbers. */
const MIN_PLACE = 2 ** 42;
const MAX_PLACE = 2 ** 52;
const SAMPLES = 16;

/** The value as `view` wants it; undefined where it cannot be. Changes nothing, not even the cache of a HyperLogLog. */
export function readingOf(value: Value, view: Reading['kind'] | undefined): Reading | undefined {
  if (view === undefined) return undefined;
  if (view === 'geo') return value instanceof SortedSet ? { kind: view, points: points(value) } : undefined;
  if (typeof value === 'object' && value.type !== 'string') return undefined;
  return view === 'bitmap' ? bitmap(value) : hyperLogLog(value);
}

function bitmap(value: StringValue): Reading {
  const bytes = viewOf(value);
  if (bytes.length === 0) return { kind: 'bitmap', population: 0 };
  const population = bytes.length > MAX_COUNTED_BYTES ? undefined : countBits(bytes, 0, bytes.length * 8 - 1);
  return { kind: 'bitmap', population };
}

function hyperLogLog(value: StringValue): Reading | undefined {
  const view = viewOf(value);
  if (!isHyperLogLog(view)) return undefined;
  const bytes = new Bytes(view);
  const registers = registersOf(bytes);
  if (registers === undefined) return undefined;
  const cached = cachedCount(bytes);
  return {
    kind: 'hyperloglog',
    sparse: !isDense(bytes),
    estimate: cached === undefined ? estimate(registers) : Number(cached),
    cached: cached !== undefined,
    registers: new Bytes(registers).text,
  };
}

/** True where the scores look like those of GEOADD: whole numbers of nearly 52 bits. A few are looked at. */
export function looksLikePlaces(zset: SortedSet): boolean {
  let all = zset.size > 0;
  const step = Math.max(1, Math.floor((zset.size - 1) / SAMPLES));
  const look = (_: string, score: number) => {
    all &&= Number.isInteger(score) && score >= MIN_PLACE && score < MAX_PLACE;
  };
  for (let rank = 0; rank < zset.size && all; rank += step) zset.walk(rank, 1, false, look);
  if (all) zset.walk(zset.size - 1, 1, false, look);
  return all;
}

function points(zset: SortedSet): GeoPoint[] {
  const found: GeoPoint[] = [];
  const add = (member: string, score: number) => found.push({ member, ...decode(score) });
  if (zset.size <= MAX_POINTS) zset.walk(0, zset.size, false, add);
  else
    for (let i = 0; i < MAX_POINTS; i++) zset.walk(Math.floor((i * zset.size) / MAX_POINTS), 1, false, add);
  return found;
}
