/** Scripts by group and name; `../transcript.ts` says how they are written. */
import { bits } from './bits.ts';
import { expiry } from './expiry.ts';
import { geo } from './geo.ts';
import { hashes } from './hashes.ts';
import { keys } from './keys.ts';
import { lists } from './lists.ts';
import { lua } from './lua.ts';
import { pubsub } from './pubsub.ts';
import { scripting } from './scripting.ts';
import { sessions } from './sessions.ts';
import { sets } from './sets.ts';
import { sortedSets } from './sorted-sets.ts';
import { streams } from './streams.ts';
import { strings } from './strings.ts';
import { transactions } from './transactions.ts';
import * as unusual from './unusual/index.ts';

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
  streams,
  'bitmaps and HyperLogLog': bits,
  geo,
  lua,
  scripting,
  sessions,
  'unusual: clients': unusual.clients,
  'unusual: keys and collections': unusual.keysAndCollections,
  'unusual: scores and commands': unusual.scoresAndCommands,
  'unusual: scripts': unusual.scripts,
  'unusual: server': unusual.server,
  'unusual: several clients': unusual.severalClients,
  'unusual: streams and messages': unusual.streamsAndMessages,
  'unusual: values': unusual.values,
};
