/** Times in the log. */

const pad = (value: number, digits: number) => String(value).padStart(digits, '0');

/** Time of day of a moment on the engine's clock, to the millisecond. */
export function clockTime(at: number): string {
  const date = new Date(at);
  const time = [date.getHours(), date.getMinutes(), date.getSeconds()].map((part) => pad(part, 2)).join(':');
  return `${time}.${pad(date.getMilliseconds(), 3)}`;
}
