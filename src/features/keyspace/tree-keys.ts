/** What the keyboard can do in the tree beyond moving. */
import { displayText } from '../../resp/text.ts';
import type { Line } from './rows.ts';

/** What can be done with a key or a folder. */
export type KeyAction = 'delete' | 'rename' | 'ttl' | 'persist' | 'copy';

/**
 * The row that typing leads to: the next one after `active` whose label begins with the text, round the end; while a
 * word grows, the active row itself may be it.
 */
export function typeAhead(all: readonly Line[], active: number, text: string): number | undefined {
  const wanted = text.toLowerCase();
  const begins = ({ row, gone }: Line) => !gone && displayText(row.label).toLowerCase().startsWith(wanted);
  const after = text.length > 1 ? active : active + 1;
  const hit = all.find((line) => line.index >= after && begins(line)) ?? all.find(begins);
  return hit?.index;
}
