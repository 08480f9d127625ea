/** The list group. */
import type { Command } from '../../command.ts';
import { editingCommands } from './editing.ts';
import { endCommands } from './ends.ts';
import { moveCommands } from './moves.ts';
import { multiPopCommands } from './multi-pop.ts';
import { readingCommands } from './reading.ts';

export const listCommands: readonly Command[] = [
  ...endCommands,
  ...multiPopCommands,
  ...moveCommands,
  ...readingCommands,
  ...editingCommands,
];
