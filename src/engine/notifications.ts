/**
 * Keyspace notifications: which classes of events are published, as `notify-keyspace-events` spells them.
 * Source: the reference's documentation of keyspace notifications.
 */
import type { ValueType } from './values/value.ts';

/** K and E choose the channels, the others choose the events; `A` stands for `g$lshzxetd`. */
export const EVENT_CLASS = {
  K: 1 << 0,
  E: 1 << 1,
  g: 1 << 2,
  $: 1 << 3,
  l: 1 << 4,
  s: 1 << 5,
  h: 1 << 6,
  z: 1 << 7,
  x: 1 << 8,
  e: 1 << 9,
  t: 1 << 10,
  m: 1 << 11,
  d: 1 << 13,
  n: 1 << 14,
  o: 1 << 15,
  c: 1 << 16,
} as const;

export type EventClass = keyof typeof EVENT_CLASS;

const ALL_LETTERS = 'g$lshzxetd';
const ALL = [...ALL_LETTERS].reduce((mask, letter) => mask | EVENT_CLASS[letter as EventClass], 0);

export const CLASS_OF_TYPE: Record<ValueType, EventClass> = {
  string: '$',
  list: 'l',
  set: 's',
  hash: 'h',
  zset: 'z',
  stream: 't',
};

/** The mask for a `notify-keyspace-events` value, or undefined where a letter is unknown. */
export function parseEventMask(text: string): number | undefined {
  let mask = 0;
  for (const letter of text) {
    if (letter === 'A') mask |= ALL;
    else if (letter in EVENT_CLASS) mask |= EVENT_CLASS[letter as EventClass];
    else return undefined;
  }
  return mask;
}

/** The canonical spelling of a mask, as CONFIG GET shows it. */
export function formatEventMask(mask: number): string {
  let text = '';
  if ((mask & ALL) === ALL) text = 'A';
  else for (const letter of ALL_LETTERS) if (mask & EVENT_CLASS[letter as EventClass]) text += letter;
  for (const letter of ['K', 'E', 'm', 'n', 'o', 'c'] as const)
    if (mask & EVENT_CLASS[letter]) text += letter;
  return text;
}
