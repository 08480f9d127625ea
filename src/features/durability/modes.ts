/** The ways to keep data, in words, and the commands that choose them. */
import type { DurabilityMode } from '../../protocol/durability.ts';

export type LogChoice = 'off' | DurabilityMode['fsync'];
export type SnapshotChoice = 'off' | 'on';

/** The reference's own save points. */
export const DEFAULT_SAVE: DurabilityMode['save'] = [
  [3600, 1],
  [300, 100],
  [60, 10000],
];

export const LOG_TEXT: Readonly<Record<LogChoice, string>> = {
  off: 'No write is logged. What changed since the last snapshot is in memory only.',
  no: 'Each write is logged; the browser puts the log on disk when it likes. A power cut may take the last half minute.',
  everysec:
    'Each write is logged, and the log is put on disk once a second. A power cut takes a second at most.',
  always: 'A reply waits until its write is on disk. Nothing acknowledged is lost; every turn pays for it.',
};

export const snapshotText = (save: DurabilityMode['save']): string =>
  save.length === 0
    ? 'No snapshots by themselves; SAVE and BGSAVE still make one.'
    : `A snapshot of everything ${save.map(([seconds, changes]) => `${seconds} s after ${changes === 1 ? 'a change' : `${changes} changes`}`).join(', or ')}.`;

/** What the two choices come to together. */
export function meaning({ appendOnly, fsync, save }: DurabilityMode): string {
  const snapshots = save.length > 0;
  if (!appendOnly && !snapshots)
    return 'Nothing is kept by itself: closing the tab loses what was not saved.';
  if (!appendOnly) return 'A crash, and closing the tab too, loses what changed since the last snapshot.';
  const both = snapshots
    ? 'The log brings back every write since the snapshot'
    : 'The log brings back every write';
  if (fsync === 'always') return `${both}: nothing that was acknowledged is lost.`;
  return `${both}; ${fsync === 'everysec' ? 'at most the last second is lost.' : 'how much is lost is up to the system.'}`;
}

export const saveText = (save: DurabilityMode['save']): string => save.flat().join(' ');

/** Commands that switch snapshots on or off. */
export const snapshotCommands = (choice: SnapshotChoice): string[][] => [
  ['CONFIG', 'SET', 'save', choice === 'on' ? saveText(DEFAULT_SAVE) : ''],
];

/** Commands that choose how the log is written. */
export const logCommands = (choice: LogChoice): string[][] =>
  choice === 'off'
    ? [['CONFIG', 'SET', 'appendonly', 'no']]
    : [
        ['CONFIG', 'SET', 'appendfsync', choice],
        ['CONFIG', 'SET', 'appendonly', 'yes'],
      ];
