/** Times in the log. */

const pad = (value: number, digits: number) => String(value).padStart(digits, '0');

/** Time of day of a moment on the engine's clock, to the millisecond. */
export function clockTime(at: number): string {
  const date = new Date(at);
  const time = [date.getHours(), date.getMinutes(), date.getSeconds()].map((part) => pad(part, 2)).join(':');
  return `${time}.${pad(date.getMilliseconds(), 3)}`;
}

/** A duration in the engine. A browser's clock ticks in tenths of a ms; what is below is 0. */
export function microseconds(micros: number): string {
  if (micros < 0) return '–';
  if (micros < 1) return '<0.1 ms';
  return micros < 1000 ? `${Math.round(micros)} µs` : `${(micros / 1000).toFixed(1)} ms`;
}
