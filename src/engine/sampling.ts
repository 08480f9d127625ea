/** Random picks from an array, for SRANDMEMBER, SPOP, HRANDFIELD and their like. */
import type { Random } from './random.ts';

/**
 * `count` different whole numbers below `size`, in random order, for `count` ≤ `size`. Few out of many are drawn until
 * they differ; many are the first of a shuffled row (Fisher–Yates), so the cost is O(count) or O(size) at most.
 */
export function sampleIndexes(random: Random, size: number, count: number): number[] {
  if (count * 3 <= size) {
    const drawn = new Set<number>();
    while (drawn.size < count) drawn.add(random.below(size));
    return [...drawn];
  }
  const row = Array.from({ length: size }, (_, i) => i);
  for (let i = 0; i < count; i++) {
    const other = i + random.below(size - i);
    const picked = row[other] as number;
    row[other] = row[i] as number;
    row[i] = picked;
  }
  row.length = count;
  return row;
}

/** `count` whole numbers below `size`, each drawn by itself, so that one may come several times. */
export function drawIndexes(random: Random, size: number, count: number): number[] {
  const drawn: number[] = [];
  for (let i = 0; i < count; i++) drawn.push(random.below(size));
  return drawn;
}
