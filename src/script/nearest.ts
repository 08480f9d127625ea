/** Did you mean: the nearest of some words. */

/**
 * Edit distance with neighbours swapped counted as one edit (optimal string alignment), or `limit + 1` where it is
 * larger than `limit`.
 */
export function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (beforeLast[j - 2] ?? 0) + 1);
      row.push(cost);
      least = Math.min(least, cost);
    }
    if (least > limit) return limit + 1;
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? limit + 1;
}

/** The word that is nearest to `word`, if one is near enough to be meant: one edit for short words, two for longer. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const wanted = word.toUpperCase();
  let limit = wanted.length <= 4 ? 1 : 2;
  let best: string | undefined;
  for (const candidate of candidates) {
    const found = distance(wanted, candidate.toUpperCase(), limit);
    if (found > limit || (best !== undefined && found === limit && limit > 0)) continue;
    best = candidate;
    limit = found;
    if (found === 0) break;
  }
  return best;
}
