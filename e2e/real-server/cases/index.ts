/** Scripts by group and name; `../transcript.ts` says how they are written. */
import { expiry } from './expiry.ts';
import { hashes } from './hashes.ts';
import { keys } from './keys.ts';
import { lists } from './lists.ts';
import { pubsub } from './pubsub.ts';
import { sets } from './sets.ts';
import { sortedSets } from './sorted-sets.ts';
import { strings } from './strings.ts';
import { transactions } from './transactions.ts';

export type Cases = Readonly<Record<string, string>>;

export const CASES: Readonly<Record<string, Cases>> = {
  strings,
  lists,
  hashes,
  sets,
  'sorted sets': sortedSets,
  keys,
  expiry,
  transactions,
  'pub/sub': pubsub,
};
