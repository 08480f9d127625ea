/** The time in the ids of a stream. An id may also be a small number that somebody chose: then it is no time. */
import { duration, moment } from '../../ui/format.ts';

const FIRST_TIME = 1e11;
const LAST_TIME = 8.64e15;
const DAY = 86_400_000;

/** The ms part of an id. */
export const msOf = (id: string): number => Number(id.split('-')[0]);

export const isTime = (ms: number): boolean => ms > FIRST_TIME && ms <= LAST_TIME;

/** Date and time in an id, or nothing where it is none. */
export const momentOf = (id: string): string => (isTime(msOf(id)) ? moment(msOf(id)) : '');

/** A place on a timeline that is `length` ms long, as short as it can be told. */
export function timeText(ms: number, length: number): string {
  if (!isTime(ms)) return String(ms);
  const time = {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    ...(length < 10_000 && { fractionalSecondDigits: 3 as const }),
  } as const;
  const date = { month: 'short', day: 'numeric' } as const;
  return new Intl.DateTimeFormat(
    'en',
    length < DAY ? time : { ...date, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  ).format(ms);
}

/** From `start` to `end`, on such a timeline. */
export function spanText(start: number, end: number, length: number): string {
  const first = timeText(start, length);
  if (end <= start) return first;
  if (!isTime(start)) return `${first}–${end}`;
  const last = timeText(end, length);
  return first === last ? first : `${first}–${last}`;
}

/** How long ago something was; `since` and `now` in ms, `since` -1 for never. */
export const agoText = (since: number, now: number): string => (since < 0 ? 'never' : duration(now - since));
