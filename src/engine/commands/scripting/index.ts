/** The scripting group. */
import type { Command } from '../../command.ts';
import { evalCommands } from './eval.ts';
import { fcallCommands } from './fcall.ts';
import { functionContainer } from './function.ts';
import { script } from './script.ts';

export const scriptingCommands: readonly Command[] = [
  ...evalCommands,
  ...fcallCommands,
  functionContainer,
  script,
];
