/** What both stores did over the last minutes, in slices of equal length. */

export interface Totals {
  readonly hits: number;
  readonly misses: number;
  readonly queries: number;
}

export const SLICE_MS = 2000;
/** Three minutes. */
const SLICES = 90;

/** Adds what has happened since `before` as one slice. Counters that were set back count from 0. */
export function addSlice(series: readonly Totals[], before: Totals, now: Totals): readonly Totals[] {
  const grown = (name: keyof Totals) => (now[name] < before[name] ? now[name] : now[name] - before[name]);
  const slice = { hits: grown('hits'), misses: grown('misses'), queries: grown('queries') };
  return [...series, slice].slice(-SLICES);
}

/** Hits of all lookups, 0 to 1; undefined without lookups. */
export function hitRate({ hits, misses }: Pick<Totals, 'hits' | 'misses'>): number | undefined {
  return hits + misses === 0 ? undefined : hits / (hits + misses);
}

/** The hit rate of each slice that has one, over it and the slices just before, so that the line does not jump. */
export function rateLine(series: readonly Totals[], over = 3): readonly { at: number; rate: number }[] {
  return series.flatMap((slice, at) => {
    if (slice.hits + slice.misses === 0) return [];
    const some = series.slice(Math.max(0, at - over + 1), at + 1);
    const hits = some.reduce((sum, each) => sum + each.hits, 0);
    const misses = some.reduce((sum, each) => sum + each.misses, 0);
    return [{ at, rate: hits / (hits + misses) }];
  });
}
