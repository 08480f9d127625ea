/** Why a command survived a crash or did not, in a sentence for the person. */
import type { LabRequest, LabState } from '../../protocol/durability.ts';
import type { Fsync, Sync } from './disk.ts';
import type { LabCommand, LabSnapshot } from './run.ts';

export interface Case {
  readonly state: LabState;
  readonly command: LabCommand;
  readonly kind: LabRequest['crash'];
  readonly fsync: Fsync | undefined;
  /** Whether the mode makes snapshots. */
  readonly keeps: boolean;
  readonly syncs: readonly Sync[];
  /** Those that had begun. */
  readonly snapshots: readonly LabSnapshot[];
  readonly crashAt: number;
}

/** Empty where there is nothing to explain. */
export function explain(facts: Case): string {
  switch (facts.state) {
    case 'kept':
      return '';
    case 'unsent':
      return 'The crash came first.';
    case 'extra':
      return 'Its bytes had arrived, but the reply had not gone out: the client cannot know.';
    case 'gone':
      return facts.kind === 'process'
        ? 'The process ended while it was writing it to the log. No reply had gone out; recovery cut the torn end off.'
        : 'The power went while it was on its way to the disk. No reply had gone out.';
    case 'lost':
      return facts.fsync ? lostFromLog(facts) : lostFromMemory(facts);
  }
}

function lostFromMemory({ keeps, command, snapshots, crashAt }: Case): string {
  if (!keeps) return 'It was in memory only.';
  const unfinished = snapshots.find(({ done, covers }) => done > crashAt && covers >= command.to);
  if (unfinished)
    return `The snapshot that holds it began at ${seconds(unfinished.start)} and was not finished.`;
  const finished = snapshots.findLast(({ done }) => done <= crashAt);
  return finished
    ? `It came after the last snapshot, which is of ${seconds(finished.start)}.`
    : 'There was no snapshot yet.';
}

function lostFromLog({ fsync, syncs, command, crashAt }: Case): string {
  const sync = syncs.find(({ to }) => to >= command.to);
  if (sync && sync.start < crashAt) return `The sync that began at ${seconds(sync.start)} was not through.`;
  if (fsync === 'no') return 'It was in the system’s cache, and nobody had told the system to write it out.';
  return `It was in the system’s cache: the next sync was due at ${sync ? seconds(sync.start) : 'a later moment'}.`;
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;
