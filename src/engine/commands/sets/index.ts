/** The set group. */
import type { Command } from '../../command.ts';
import { algebraCommands } from './algebra.ts';
import { memberCommands } from './members.ts';
import { randomMemberCommands } from './random.ts';

export const setCommands: readonly Command[] = [
  ...memberCommands,
  ...randomMemberCommands,
  ...algebraCommands,
];
