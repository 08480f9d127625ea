/** What the list commands share: sides, counts, and taking elements off an end. */
import type { Args } from '../../args.ts';
import type { Call } from '../../call.ts';
import * as errors from '../../errors.ts';
import { parseInt64 } from '../../numbers.ts';
import type { ErrorReply } from '../../reply.ts';
import { List } from '../../values/list.ts';

export type Side = 'LEFT' | 'RIGHT';

export const newList = (): List => new List();

/** Reads LEFT or RIGHT in any letter case; a syntax error otherwise. */
export function readSide(args: Args): Side {
  const word = args.option();
  if (word !== 'LEFT' && word !== 'RIGHT') throw errors.SYNTAX;
  return word;
}

/** Reads a whole number of at least `min`; one error for what is no number and for what is too small. */
export function positive(text: string, error: ErrorReply, min = 0): number {
  const value = parseInt64(text);
  if (value === undefined || value < min) throw error;
  return Number(value);
}

/** The smallest 64-bit integer cannot be negated, so counts with a direction refuse it. */
export function directed(text: string): number {
  const value = parseInt64(text);
  if (value === undefined) throw errors.NOT_INTEGER;
  if (value < -9223372036854775807n) {
    throw errors.err(
      'value is out of range, value must between -9223372036854775807 and 9223372036854775807',
    );
  }
  return Number(value);
}

/** Takes one element off an end of a list that is not empty, and says so. */
export function popEnd({ db, limits }: Call, key: string, list: List, side: Side): string {
  const value = side === 'LEFT' ? list.popLeft() : list.popRight();
  if (list.encoding === 'quicklist') list.compactAgain(limits.listMaxListpackSize);
  db.changed(key, side === 'LEFT' ? 'lpop' : 'rpop');
  return value;
}

/** Takes up to `count` elements off an end of a list that is not empty, and says so. */
export function popMany({ db, limits }: Call, key: string, list: List, side: Side, count: number): string[] {
  const taken = Math.min(count, list.size);
  const values: string[] = [];
  for (let i = 0; i < taken; i++) values.push(side === 'LEFT' ? list.popLeft() : list.popRight());
  list.compactAgain(limits.listMaxListpackSize);
  db.changed(key, side === 'LEFT' ? 'lpop' : 'rpop', taken);
  return values;
}

/** Pushes the element of a move and says so. The move counts as one change, which is that of the pop. */
export function pushEnd({ db, limits }: Call, key: string, list: List, side: Side, value: string): void {
  list.makeRoom(limits.listMaxListpackSize, value.length, 1);
  if (side === 'LEFT') list.pushLeft(value);
  else list.pushRight(value);
  db.changed(key, side === 'LEFT' ? 'lpush' : 'rpush', 0);
}
