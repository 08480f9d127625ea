/**
 * Items in the order of their stream IDs, cut into runs of a few hundred: looking up, inserting and removing anywhere
 * cost a binary search and the shifting of one run. Pending entries live in it, which come at the end and go anywhere.
 */
import { compareIds, type StreamId } from './stream-id.ts';

const MAX_RUN = 512;

export class IdList<T extends { readonly id: StreamId }> {
  size = 0;
  private runs: T[][] = [];

  get(id: StreamId): T | undefined {
    const run = this.runs[this.runOf(id)];
    const item = run?.[lowerBound(run, id)];
    return item !== undefined && compareIds(item.id, id) === 0 ? item : undefined;
  }

  /** Adds an item, or puts it in the place of the one with the same ID. */
  set(item: T): void {
    const at = this.runOf(item.id);
    const run = this.runs[at];
    if (run === undefined) {
      this.runs.push([item]);
      this.size++;
      return;
    }
    const place = lowerBound(run, item.id);
    const present = run[place];
    if (present !== undefined && compareIds(present.id, item.id) === 0) {
      run[place] = item;
      return;
    }
    run.splice(place, 0, item);
    this.size++;
    // A run that grew at the end of all is left full, as IDs mostly ascend; others are halved.
    if (run.length > MAX_RUN) {
      const keep = place === run.length - 1 && at === this.runs.length - 1 ? MAX_RUN : MAX_RUN / 2;
      this.runs.splice(at + 1, 0, run.splice(keep));
    }
  }

  delete(id: StreamId): boolean {
    const at = this.runOf(id);
    const run = this.runs[at];
    if (run === undefined) return false;
    const place = lowerBound(run, id);
    const item = run[place];
    if (item === undefined || compareIds(item.id, id) !== 0) return false;
    run.splice(place, 1);
    if (run.length === 0) this.runs.splice(at, 1);
    this.size--;
    return true;
  }

  get first(): T | undefined {
    return this.runs[0]?.[0];
  }

  get last(): T | undefined {
    return this.runs.at(-1)?.at(-1);
  }

  /** The items from `start` on, in order. The list must not change before the walk ends. */
  *from(start: StreamId): Generator<T> {
    for (let at = this.runOf(start); at < this.runs.length; at++) {
      const run = this.runs[at];
      if (run === undefined) return;
      for (let i = lowerBound(run, start); i < run.length; i++) yield run[i] as T;
    }
  }

  /** Index of the run in which `id` belongs: the last that begins at or before it. */
  private runOf(id: StreamId): number {
    let low = 0;
    let high = this.runs.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const first = this.runs[middle]?.[0];
      if (first !== undefined && compareIds(first.id, id) <= 0) low = middle + 1;
      else high = middle;
    }
    return Math.max(0, low - 1);
  }
}

/** The first place in `run` whose ID is not before `id`. */
function lowerBound<T extends { readonly id: StreamId }>(run: readonly T[], id: StreamId): number {
  let low = 0;
  let high = run.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compareIds((run[middle] as T).id, id) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
