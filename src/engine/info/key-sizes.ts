/** INFO keysizes: how many keys of each type are how large, by powers of two. */
import type { Database } from '../database.ts';
import { stringLength } from '../values/string.ts';
import { typeOf, type ValueType } from '../values/value.ts';
import type { Line } from './info.ts';

/** The reference's names for what is counted, in its order; it counts no streams. */
const COUNTED: readonly (readonly [ValueType, string])[] = [
  ['string', 'strings_sizes'],
  ['list', 'lists_items'],
  ['set', 'sets_items'],
  ['zset', 'zsets_items'],
  ['hash', 'hashes_items'],
];
const UNITS = ['', 'K', 'M', 'G'];

/** A power of two as the reference writes it: `512`, `1K`, `2M`. */
function label(power: number): string {
  const unit = Math.floor(power / 10);
  return `${2 ** (power - unit * 10)}${UNITS[unit]}`;
}

/**
 * One line a type: each power of two with the number of values that have at least as many bytes (strings) or elements and
 * fewer than twice as many. Empty strings count under 0. All keys are looked at, so it costs O(N).
 */
export function* keySizes(db: Database): Generator<Line> {
  const counts = new Map<ValueType, number[]>(COUNTED.map(([type]) => [type, []]));
  for (const { value } of db.slots) {
    const type = typeOf(value);
    const bins = counts.get(type);
    if (!bins) continue;
    const size = typeof value === 'object' && value.type !== 'string' ? value.size : stringLength(value);
    // 0 is for nothing, 1 for one, 2 for two and three, 3 for four to seven.
    const bin = 32 - Math.clz32(size);
    bins[bin] = (bins[bin] ?? 0) + 1;
  }
  for (const [type, name] of COUNTED) {
    const shown: string[] = [];
    counts.get(type)?.forEach((count, bin) => {
      shown.push(`${bin === 0 ? '0' : label(bin - 1)}=${count}`);
    });
    if (shown.length > 0) yield [`db${db.index}_distrib_${name}`, shown.join(',')];
  }
}
