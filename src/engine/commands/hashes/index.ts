/** The hash group. */
import type { Command } from '../../command.ts';
import { arithmeticCommands } from './arithmetic.ts';
import { combinedCommands } from './combined.ts';
import { fieldExpiryCommands } from './expiry.ts';
import { fieldCommands } from './fields.ts';
import { wholeHashCommands } from './whole.ts';

export const hashCommands: readonly Command[] = [
  ...fieldCommands,
  ...wholeHashCommands,
  ...arithmeticCommands,
  ...fieldExpiryCommands,
  ...combinedCommands,
];
