/** The bitmap group: strings as arrays of bits. */
import type { Command } from '../../command.ts';
import { bitfieldCommands } from './bitfield.ts';
import { bitopCommands } from './bitop.ts';
import { bitCommands } from './bits.ts';

export const bitmapCommands: readonly Command[] = [...bitCommands, ...bitopCommands, ...bitfieldCommands];
