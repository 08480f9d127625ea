/** A small bar chart in ASCII, as LATENCY GRAPH draws it: four rows of bars, labels written downwards below them. */
export interface Sample {
  readonly value: number;
  readonly label: string;
}

const ROWS = 4;
const TIPS = '_o#';
const COLUMNS = 80;

/** Draws the samples, 80 a band. Each bar ends in `_`, `o` or `#` and is filled with `|` below. */
export function sparkline(samples: readonly Sample[]): string {
  const values = samples.map(({ value }) => value);
  const min = Math.min(...values);
  const span = Math.max(...values) - min || 1;
  const bands: string[] = [];
  for (let i = 0; i < samples.length; i += COLUMNS)
    bands.push(band(samples.slice(i, i + COLUMNS), min, span));
  return bands.join('\n');
}

function band(samples: readonly Sample[], min: number, span: number): string {
  const steps = TIPS.length * ROWS;
  const heights = samples.map(({ value }) => Math.min(steps - 1, Math.floor(((value - min) * steps) / span)));
  let text = '';
  for (let row = 0; row < ROWS; row++) {
    const floor = (ROWS - row - 1) * TIPS.length;
    text += `${heights.map((height) => bar(height - floor)).join('')}\n`;
  }
  text += `${' '.repeat(samples.length)}\n`;
  const longest = Math.max(...samples.map(({ label }) => label.length));
  for (let i = 0; i < longest; i++) text += `${samples.map(({ label }) => label[i] ?? ' ').join('')}\n`;
  return text;
}

const bar = (height: number): string => (height < 0 ? ' ' : (TIPS[height] ?? '|'));
