/** Sorted sets: members ordered by a score. */
import type { Command } from '../../command.ts';
import { addCommands } from './add.ts';
import { combineCommands } from './combine.ts';
import { popCommands } from './pop.ts';
import { rangeCommands } from './range.ts';
import { readCommands } from './read.ts';
import { removeCommands } from './remove.ts';
import { sampleCommands } from './sample.ts';

export const sortedSetCommands: readonly Command[] = [
  addCommands,
  combineCommands,
  popCommands,
  rangeCommands,
  readCommands,
  removeCommands,
  sampleCommands,
].flat();
