/** Commands about what is kept: a key as bytes, snapshots, the log. */
import type { Command } from '../../command.ts';
import { dumpCommands } from './dump.ts';
import { saveCommands } from './save.ts';

export const persistenceCommands: readonly Command[] = [...dumpCommands, ...saveCommands];
