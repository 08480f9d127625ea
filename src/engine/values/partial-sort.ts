/**
 * Puts the items that belong at the places `first` to `last` there, in order, and leaves the others around them. It is the
 * quicksort that the reference uses where only part of a result is wanted. It is not stable: which of several equal items
 * come first follows from the steps below, and replies show it, so they are kept exactly.
 * Source: J. L. Bentley and M. D. McIlroy, "Engineering a Sort Function" (1993): median of three or of nine, and
 * partition into smaller, equal, larger with the equal ones gathered at both ends first.
 */
export function partialSort<T>(
  items: T[],
  compare: (a: T, b: T) => number,
  first: number,
  last: number,
): void {
  const at = (i: number): T => items[i] as T;
  const order = (i: number, j: number) => compare(at(i), at(j));
  const swap = (i: number, j: number) => {
    const item = at(i);
    items[i] = at(j);
    items[j] = item;
  };
  const swapRuns = (i: number, j: number, count: number) => {
    for (let n = 0; n < count; n++) swap(i + n, j + n);
  };
  const median = (a: number, b: number, c: number): number => {
    if (order(a, b) < 0) return order(b, c) < 0 ? b : order(a, c) < 0 ? c : a;
    return order(b, c) > 0 ? b : order(a, c) < 0 ? a : c;
  };
  const pivot = (low: number, size: number): number => {
    const middle = low + (size >> 1);
    if (size === 7) return middle;
    const high = low + size - 1;
    if (size <= 40) return median(low, middle, high);
    const step = size >> 3;
    return median(
      median(low, low + step, low + 2 * step),
      median(middle - step, middle, middle + step),
      median(high - 2 * step, high - step, high),
    );
  };
  /** Sorts what is wanted of the `size` items from `low` on. */
  const sort = (low: number, size: number): void => {
    if (size < 7) {
      for (let i = low + 1; i < low + size; i++) {
        for (let j = i; j > low && order(j - 1, j) > 0; j--) swap(j, j - 1);
      }
      return;
    }
    swap(low, pivot(low, size));
    const end = low + size;
    // Equal items gather in [low, equalLow) and (equalHigh, end), the pivot being the first of them.
    let equalLow = low + 1;
    let left = low + 1;
    let right = end - 1;
    let equalHigh = end - 1;
    for (;;) {
      for (let r: number; left <= right && (r = order(left, low)) <= 0; left++) {
        if (r === 0) swap(equalLow++, left);
      }
      for (let r: number; left <= right && (r = order(right, low)) >= 0; right--) {
        if (r === 0) swap(right, equalHigh--);
      }
      if (left > right) break;
      swap(left++, right--);
    }
    const front = Math.min(equalLow - low, left - equalLow);
    swapRuns(low, left - front, front);
    const back = Math.min(equalHigh - right, end - equalHigh - 1);
    swapRuns(left, end - back, back);
    const smaller = left - equalLow;
    const larger = equalHigh - right;
    if (smaller > 1 && wanted(low, smaller)) sort(low, smaller);
    if (larger > 1 && wanted(end - larger, larger)) sort(end - larger, larger);
  };
  const wanted = (low: number, size: number) => last >= low && first < low + size;
  sort(0, items.length);
}
