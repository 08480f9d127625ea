/** Random picks from an array, for SRANDMEMBER, SPOP, HRANDFIELD and their like. */
import { err } from './errors.ts';
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

/**
 * Most elements that are drawn with repetition. The reference sends as many as it is asked for, until its memory is full;
 * here that would end the tab.
 */
export const MAX_DRAWN = 2 ** 24;

/** Refuses to draw more than a reply can hold. */
export function checkDrawn(count: number): void {
  if (count > MAX_DRAWN) throw err(`a reply of more than ${MAX_DRAWN} elements has no place here`);
}

/** `count` whole numbers below `size`, each drawn by itself, so that one may come several times. */
export function drawIndexes(random: Random, size: number, count: number): number[] {
  checkDrawn(count);
  const drawn: number[] = [];
  for (let i = 0; i < count; i++) drawn.push(random.below(size));
  return drawn;
}
