/** Outcomes over time: how many of each in every stretch of the playground's clock, however long the program runs. */

export interface Timeline {
  /** Start of the first column, ms since the epoch on the playground's clock. */
  readonly from: number;
  /** Width of a column, ms. */
  readonly width: number;
  /** Outcomes in the order in which they came first. */
  readonly names: readonly string[];
  /** For each column, how many of each name; a missing number is 0. */
  readonly columns: readonly (readonly number[])[];
}

/** More columns than this are put together two by two. */
export const MOST_COLUMNS = 60;
const FIRST_WIDTH = 100;
/** A moment this far ahead is no moment of ours: ten years. */
const FAR = 315_360_000_000;

export class Outcomes {
  private from: number | undefined;
  private width = FIRST_WIDTH;
  private readonly names: string[] = [];
  private columns: number[][] = [];
  private readonly totals: number[] = [];

  /** Counts `count` of an outcome at a moment; one before the first moment counts into the first column. */
  add(name: string, at: number, count: number): void {
    this.from ??= Math.floor(at / FIRST_WIDTH) * FIRST_WIDTH;
    const after = Math.min(FAR, Math.max(0, at - this.from));
    while (after >= this.width * MOST_COLUMNS) this.halve();
    let index = this.names.indexOf(name);
    if (index < 0) index = this.names.push(name) - 1;
    const column = Math.floor(after / this.width);
    while (this.columns.length <= column) this.columns.push([]);
    const counts = this.columns[column] ?? [];
    counts[index] = (counts[index] ?? 0) + count;
    this.totals[index] = (this.totals[index] ?? 0) + count;
  }

  get timeline(): Timeline {
    return {
      from: this.from ?? 0,
      width: this.width,
      names: [...this.names],
      columns: this.columns.map((counts) => this.names.map((_, i) => counts[i] ?? 0)),
    };
  }

  /** How often each outcome was reported, in the order in which they came first. */
  get counts(): readonly (readonly [name: string, count: number])[] {
    return this.names.map((name, i) => [name, this.totals[i] ?? 0]);
  }

  private halve(): void {
    this.width *= 2;
    const joined: number[][] = [];
    this.columns.forEach((counts, i) => {
      const into = (joined[i >> 1] ??= []);
      this.names.forEach((_, name) => {
        into[name] = (into[name] ?? 0) + (counts[name] ?? 0);
      });
    });
    this.columns = joined;
  }
}
