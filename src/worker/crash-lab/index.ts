/**
 * The crash lab: one run of a script, one crash, six ways to keep data. For each it is worked out which bytes are left
 * (see disk.ts), and the real recovery starts from exactly those. Nothing here asks for the time or for chance, so the
 * same request has the same result.
 */
import { ManualClock } from '../../engine/clock.ts';
import { Engine } from '../../engine/engine.ts';
import type { MakeMachine } from '../../engine/scripting/runtime.ts';
import { MemoryStore, recover } from '../../persistence/index.ts';
import type {
  LabModeName,
  LabModeResult,
  LabRequest,
  LabResult,
  LabState,
} from '../../protocol/durability.ts';
import { diskBytes, type Fsync, type Sync, syncsOf, systemBytes } from './disk.ts';
import { explain } from './reasons.ts';
import { type LabCommand, type LabRun, type LabSnapshot, runScript, START } from './run.ts';

interface Mode {
  readonly mode: LabModeName;
  readonly snapshots: boolean;
  /** Undefined: no log. */
  readonly fsync: Fsync | undefined;
}

const MODES: readonly Mode[] = [
  { mode: 'none', snapshots: false, fsync: undefined },
  { mode: 'rdb', snapshots: true, fsync: undefined },
  { mode: 'aof-no', snapshots: false, fsync: 'no' },
  { mode: 'aof-everysec', snapshots: false, fsync: 'everysec' },
  { mode: 'aof-always', snapshots: false, fsync: 'always' },
  { mode: 'both', snapshots: true, fsync: 'everysec' },
];

/** A crash that nobody has moved comes this long after the last write, where it shows what the modes differ in. */
const SOON_MS = 50;

/** The last run: while a person moves the moment of the crash the script stays the same. */
let last: { key: string; run: Promise<LabRun> } | undefined;

/** Plays the script, the crash, and the recovery in each mode. */
export async function crashLab(
  request: LabRequest,
  loadLua?: () => Promise<MakeMachine>,
): Promise<LabResult> {
  const key = JSON.stringify([request.statements, request.save]);
  if (last?.key !== key) last = { key, run: runScript(request, loadLua) };
  const run = await last.run;
  const soon = (run.commands.at(-1)?.at ?? run.end) + SOON_MS;
  const crashAt = Math.min(run.end, Math.max(0, request.crashAt ?? soon));
  const modes: LabModeResult[] = [];
  for (const mode of MODES) modes.push(await crash(run, mode, crashAt, request.crash));
  return {
    end: run.end,
    crashAt,
    writes: run.commands.map(({ at, lane, argv, from, to }) => ({ at, lane, argv, bytes: to - from })),
    leftOut: run.leftOut,
    modes,
  };
}

async function crash(
  run: LabRun,
  { mode, snapshots: keeps, fsync }: Mode,
  crashAt: number,
  kind: LabRequest['crash'],
): Promise<LabModeResult> {
  const syncs = fsync ? syncsOf(run.writes, fsync) : [];
  const logBytes = !fsync
    ? 0
    : kind === 'process'
      ? systemBytes(run.writes, crashAt)
      : diskBytes(syncs, crashAt);
  const snapshots = keeps ? run.snapshots.filter(({ start }) => start < crashAt) : [];
  const snapshot = snapshots.findLast(({ done }) => done <= crashAt);
  // Where there is a log the server reads that: it is never behind the snapshot.
  const base = fsync ? undefined : snapshot;
  const store = new MemoryStore(() => START + crashAt);
  if (base) await store.checkpoint(once(base.bytes));
  if (logBytes > 0) await store.append(run.log.slice(0, logBytes), 'strict');
  const engine = new Engine({ clock: new ManualClock(START + crashAt), seed: 1 });
  const report = await recover(engine, store);
  const safe = fsync ? logBytes - report.truncatedBytes : (base?.covers ?? 0);
  const states = run.commands.map((command) =>
    stateOf(command, crashAt, safe, repliedAt(command, fsync, syncs)),
  );
  return {
    mode,
    states,
    reasons: run.commands.map((command, i) =>
      explain({ state: states[i] ?? 'unsent', command, kind, fsync, keeps, syncs, snapshots, crashAt }),
    ),
    acknowledged: states.filter((state) => state === 'kept' || state === 'lost').length,
    lost: states.filter((state) => state === 'lost').length,
    syncs: syncs.filter(({ done }) => done <= crashAt).map(({ done }) => done),
    snapshots: snapshots.map(({ start, done }: LabSnapshot) => [start, done]),
    keys: report.keys,
    commands: report.commands,
    truncatedBytes: report.truncatedBytes,
    snapshotBytes: base?.bytes.length ?? 0,
    logBytes,
  };
}

function stateOf(command: LabCommand, crashAt: number, safe: number, replied: number): LabState {
  if (command.at >= crashAt) return 'unsent';
  const survived = command.to <= safe;
  if (replied <= crashAt) return survived ? 'kept' : 'lost';
  return survived ? 'extra' : 'gone';
}

/** When the client had its reply: with a log after the bytes were handed over, with `always` after their sync. */
function repliedAt(command: LabCommand, fsync: Fsync | undefined, syncs: readonly Sync[]): number {
  if (!fsync) return command.replied;
  const synced = fsync === 'always' ? syncs.find(({ to }) => to >= command.to)?.done : undefined;
  return Math.max(command.replied, synced ?? command.written);
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
