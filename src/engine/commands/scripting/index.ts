/** The scripting group. */
import type { Command } from '../../command.ts';
import { evalCommands } from './eval.ts';
import { script } from './script.ts';

export const scriptingCommands: readonly Command[] = [...evalCommands, script];
