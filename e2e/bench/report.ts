/** How measurements are taken and shown: rounds, medians, ratios, and the target beside each. */

export interface Target {
  readonly atLeast?: number;
  readonly atMost?: number;
}

/** One line: our number and theirs, in the same unit, from the same run. */
export interface Row {
  readonly what: string;
  readonly ours: number;
  readonly theirs?: number | undefined;
  readonly unit: string;
  readonly target?: Target;
  /** What the target is about; the ratio, where there is one, if not given. */
  readonly judged?: 'ours';
}

/** What a section of the benchmark gets. */
export interface Context {
  /** Path of redis-server, or undefined where there is none to compare with. */
  readonly redis: string | undefined;
  heading(text: string): void;
  row(row: Row): void;
}

export interface Section {
  readonly name: string;
  readonly summary: string;
  run(context: Context): Promise<void>;
}

/** The middle one, or the mean of the middle two. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  const upper = sorted[half] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? upper) + upper) / 2;
}

export class Report implements Context {
  readonly redis: string | undefined;
  /** Lines that missed their target. */
  readonly missed: string[] = [];

  constructor(redis: string | undefined) {
    this.redis = redis;
  }

  heading(text: string): void {
    console.log(`\n${text}`);
    console.log(
      `${''.padEnd(34)}${'keyglass'.padStart(11)}${'reference'.padStart(11)}${''.padEnd(10)}${'ratio'.padStart(8)}  target`,
    );
  }

  row({ what, ours, theirs, unit, target, judged: about }: Row): void {
    const ratio = theirs === undefined ? undefined : ours / theirs;
    const judged = about === 'ours' ? ours : (ratio ?? ours);
    const met =
      (target?.atLeast === undefined || judged >= target.atLeast) &&
      (target?.atMost === undefined || judged <= target.atMost);
    const goal =
      target?.atLeast !== undefined
        ? `≥ ${target.atLeast}`
        : target?.atMost !== undefined
          ? `≤ ${target.atMost}`
          : '';
    const judgable = target !== undefined && (ratio !== undefined || theirs === undefined);
    const line = [
      what.padEnd(34),
      figure(ours).padStart(11),
      (theirs === undefined ? '' : figure(theirs)).padStart(11),
      ` ${unit.padEnd(9)}`,
      (ratio === undefined ? '' : ratio.toFixed(2)).padStart(8),
      `  ${goal} ${judgable ? (met ? 'met' : 'MISSED') : ''}`,
    ].join('');
    console.log(line.trimEnd());
    if (judgable && !met) this.missed.push(line.trim());
  }
}

function figure(value: number): string {
  if (value >= 100_000) return Math.round(value).toLocaleString('en');
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}
