/** Durations as people type them. */

const UNITS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};
const PART = /^(\d+(?:\.\d+)?)\s*(ms|s|min|m|h|d|w)?\s*/i;

/** Milliseconds of `90`, `90s`, `1h 30m`, `250ms`; a bare number counts seconds. Undefined where it is none. */
export function parseDuration(text: string): number | undefined {
  let rest = text.trim();
  if (rest === '') return undefined;
  let sum = 0;
  while (rest !== '') {
    const part = PART.exec(rest);
    if (!part) return undefined;
    sum += Number(part[1]) * (UNITS[(part[2] ?? 's').toLowerCase()] ?? 0);
    rest = rest.slice(part[0].length);
  }
  return Number.isSafeInteger(Math.round(sum)) ? Math.round(sum) : undefined;
}

/** A duration as `parseDuration` reads it, to the second where it is longer than ten. */
export function durationText(ms: number): string {
  if (ms < 10_000) return ms % 1000 === 0 ? `${ms / 1000}s` : `${ms}ms`;
  let left = Math.round(ms / 1000);
  const parts: string[] = [];
  for (const [unit, size] of [
    ['d', 86_400],
    ['h', 3600],
    ['m', 60],
    ['s', 1],
  ] as const) {
    const whole = Math.floor(left / size);
    if (whole > 0) parts.push(`${whole}${unit}`);
    left -= whole * size;
  }
  return parts.join(' ');
}
