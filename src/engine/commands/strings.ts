/** The string group. */
import type { Command } from '../command.ts';
import { digestCommands } from './strings/digest.ts';
import { editCommands } from './strings/edit.ts';
import { getCommands } from './strings/get.ts';
import { lcsCommands } from './strings/lcs.ts';
import { multipleCommands } from './strings/multiple.ts';
import { numberCommands } from './strings/numbers.ts';
import { setCommands } from './strings/set.ts';

export const stringCommands: readonly Command[] = [
  ...digestCommands,
  ...editCommands,
  ...getCommands,
  ...lcsCommands,
  ...multipleCommands,
  ...numberCommands,
  ...setCommands,
];
