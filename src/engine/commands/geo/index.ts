/** Geo: places in a sorted set, by longitude and latitude. */
import type { Command } from '../../command.ts';
import { positionCommands } from './positions.ts';
import { searchCommands } from './search.ts';

export const geoCommands: readonly Command[] = [positionCommands, searchCommands].flat();
