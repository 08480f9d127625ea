/** What the lab's names are called on the page. */
import type { LabModeName, LabState } from '../../../protocol/durability.ts';

export const MODE_NAMES: Readonly<Record<LabModeName, string>> = {
  none: 'None',
  rdb: 'RDB',
  'aof-no': 'AOF no',
  'aof-everysec': 'AOF everysec',
  'aof-always': 'AOF always',
  both: 'RDB + AOF',
};

export const STATE_NAMES: Readonly<Record<LabState, string>> = {
  kept: 'kept',
  lost: 'lost',
  extra: 'kept, no reply',
  gone: 'no reply',
  unsent: '–',
};

export const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;
