/** Numbers, bytes and times as people read them. */

const GROUPED = new Intl.NumberFormat('en');
const COMPACT = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });

export const count = (value: number): string => GROUPED.format(value);

/** 1234567 as 1.2M; below ten thousand in full. */
export const shortCount = (value: number): string => (value < 10_000 ? count(value) : COMPACT.format(value));

/** "1 key", "2 keys". */
export const plural = (value: number, one: string, many = `${one}s`): string =>
  `${count(value)} ${value === 1 ? one : many}`;

/** Bytes with a unit of 1024 each. */
export function bytes(value: number): string {
  if (value < 1024) return `${value} B`;
  const units = ['KiB', 'MiB', 'GiB', 'TiB'];
  let scaled = value / 1024;
  let unit = 0;
  while (scaled >= 1000 && unit < units.length - 1) {
    scaled /= 1024;
    unit++;
  }
  return `${scaled < 10 ? scaled.toFixed(1) : Math.round(scaled)} ${units[unit] ?? ''}`;
}

/**
 * What is left of a time, short: `4.2s` below ten seconds, then `42s`, `3m 05s`, `2h 10m`, `3d 4h`. `ms` below zero
 * counts as zero.
 */
export function duration(ms: number): string {
  const left = Math.max(0, ms);
  if (left < 9_950) return `${(left / 1000).toFixed(1)}s`;
  // Rounded up, as a countdown is read: it says 0 only when nothing is left.
  const seconds = Math.ceil(left / 1000);
  if (seconds < 60) return `${seconds}s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)}m ${pad(seconds % 60)}s`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)}h ${pad(Math.floor((seconds % 3600) / 60))}m`;
  return `${Math.floor(seconds / 86_400)}d ${Math.floor((seconds % 86_400) / 3600)}h`;
}

const pad = (value: number) => String(value).padStart(2, '0');

/** Seconds of idling or age, coarse: `now`, `12s`, `5m`, `3h`, `2d`. */
export function age(seconds: number): string {
  if (seconds < 1) return 'now';
  if (seconds < 60) return `${Math.floor(seconds)}s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)}m`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)}h`;
  return `${Math.floor(seconds / 86_400)}d`;
}

/** Date and time of a moment, in the person's zone. */
export const moment = (ms: number): string =>
  new Date(ms).toLocaleString('en', { dateStyle: 'medium', timeStyle: 'medium' });
