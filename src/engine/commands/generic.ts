/** The generic group: commands that work on keys of any type, and those on whole databases. */
import type { Command } from '../command.ts';
import { databaseCommands } from './generic/databases.ts';
import { expireCommands } from './generic/expire.ts';
import { keyCommands } from './generic/keys.ts';
import { moveCommands } from './generic/move.ts';
import { objectCommands } from './generic/object.ts';
import { sortCommands } from './generic/sort.ts';
import { ttlCommands } from './generic/ttl.ts';

export const genericCommands: readonly Command[] = [
  ...databaseCommands,
  ...expireCommands,
  ...keyCommands,
  ...moveCommands,
  ...objectCommands,
  ...sortCommands,
  ...ttlCommands,
];
