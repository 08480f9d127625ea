/** The hyperloglog group: counting distinct elements in 12 kilobytes at most, with an error of 0.81%. */
import type { Command } from '../../command.ts';
import { pfDebugCommands } from './debug.ts';
import { pfCommands } from './pf.ts';

export const hyperloglogCommands: readonly Command[] = [...pfCommands, ...pfDebugCommands];
