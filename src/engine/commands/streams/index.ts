/** The stream group. */
import type { Command } from '../../command.ts';
import { acknowledgeCommands } from './acknowledge.ts';
import { claimCommands } from './claim.ts';
import { entryCommands } from './entries.ts';
import { groupCommands } from './groups.ts';
import { infoCommands } from './info.ts';
import { readCommands } from './read.ts';
import { readGroupCommands } from './read-group.ts';

export const streamCommands: readonly Command[] = [
  ...entryCommands,
  ...readCommands,
  ...groupCommands,
  ...readGroupCommands,
  ...acknowledgeCommands,
  ...claimCommands,
  ...infoCommands,
];
