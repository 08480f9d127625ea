/** The state of one playground in the page: projections of the engine, and what the person is doing. */
import type { Reply } from '../engine/reply.ts';
import type { CommandDoc } from '../protocol/docs.ts';
import type { FileProgress } from '../protocol/files.ts';
import type { ClockState, FromWorker, KeepingState, LogEntry } from '../protocol/messages.ts';
import type {
  ClockOperation,
  ExportedKeyspace,
  Method,
  Methods,
  PlaygroundInfo,
  RecoveryReport,
} from '../protocol/methods.ts';
import type { ProjectionOf, ViewSpec } from '../protocol/views.ts';
import type { RunResult, ViewHandle } from './connection.ts';
import type { EngineCrash } from './crash.ts';
import type { ProgramActions, ProgramState } from './programs/state.ts';
import type { SqlActions, SqlState } from './sql.ts';

/** The lane that every playground has. */
export const MAIN_LANE = 'main';

/** Who asked for a command; the console shows it. */
export type Source = 'console' | 'script' | 'inspector' | 'app';

/** One line of a lane's console. */
export type TranscriptEntry =
  | {
      readonly kind: 'command';
      readonly id: number;
      readonly argv: readonly string[];
      readonly source: Source;
      readonly at: number;
      /** Undefined while it is running or blocked. */
      readonly result: RunResult | undefined;
    }
  | { readonly kind: 'push'; readonly id: number; readonly message: Reply; readonly at: number }
  | { readonly kind: 'note'; readonly id: number; readonly text: string; readonly at: number };

export interface Notice {
  readonly id: number;
  readonly kind: 'info' | 'warning' | 'error';
  readonly text: string;
  /** A way to act on it, such as Undo. */
  readonly action?: { readonly label: string; run(): void };
}

export type Status = 'starting' | 'ready' | 'recovering' | 'failed';

export interface PlaygroundState {
  readonly status: Status;
  /** What went wrong, where `status` is `failed`. */
  readonly failure: string | undefined;
  readonly playground: PlaygroundInfo | undefined;
  readonly playgrounds: readonly PlaygroundInfo[];
  readonly recovery: RecoveryReport | undefined;
  readonly keeping: KeepingState;
  readonly clock: ClockState;
  /** Commands for the editor; empty until the worker has told. */
  readonly docs: readonly CommandDoc[];
  /** Clients in the order in which they were opened. The first is `main`. */
  readonly lanes: readonly string[];
  /** By lane; the oldest entries go past 2,000. */
  readonly transcripts: Readonly<Record<string, readonly TranscriptEntry[]>>;
  /** Newest last; the oldest go past 5,000. */
  readonly log: readonly LogEntry[];
  /** Entries the worker left out because they came too fast to show. */
  readonly logDropped: number;
  readonly logPaused: boolean;
  /** The database that the views look at. */
  readonly db: number;
  /** The key under inspection. */
  readonly selected: string | undefined;
  /** The text in the editor. */
  readonly draft: string;
  /** Page settings kept with the playground (layout, scenario): any JSON object. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly notices: readonly Notice[];
  /** How far the file that is being made or read is; what it says stays when the file is done. */
  readonly fileProgress: FileProgress | undefined;
  /** In the order in which they were first started; those that have ended stay until they are removed. */
  readonly programs: readonly ProgramState[];
  /** The database beside the store. */
  readonly sql: SqlState;
}

export interface PlaygroundActions extends SqlActions {
  /** Runs a command on a lane and shows it in the lane's console. Never rejects. */
  run(lane: string, argv: readonly string[], source: Source): Promise<RunResult>;
  /**
   * Runs a command as a client that shows up nowhere: in no console, no log and no list of clients. For what prepares a
   * lesson; `disconnect` the lane that `unseenLane` gives when done.
   */
  runUnseen(lane: string, argv: readonly string[]): Promise<RunResult>;
  /** Hears every message of the worker, whatever of it the state keeps. Returns how to stop it. */
  observe(listener: (message: FromWorker) => void): () => void;
  readonly programs: ProgramActions;
  /** Ends what a lane is blocked in. */
  cancel(lane: string): void;
  openLane(lane: string): void;
  /** Disconnects a lane's client and removes its console. */
  closeLane(lane: string): void;
  /** Gives a client another name, here and in the engine. Rejects where it waits for a reply or the name is taken. */
  renameLane(lane: string, to: string): Promise<void>;
  clearTranscript(lane: string): void;
  /** Writes a line into a lane's console that is neither command nor reply. */
  note(lane: string, text: string): void;
  watch<S extends ViewSpec>(spec: S, listener: (projection: ProjectionOf<S>) => void): ViewHandle<S>;
  call<M extends Method>(method: M, params: Methods[M]['params']): Promise<Methods[M]['result']>;
  clock(operation: ClockOperation): Promise<void>;
  selectKey(key: string | undefined): void;
  setDb(db: number): void;
  setDraft(script: string): void;
  setSetting(name: string, value: unknown): void;
  clearLog(): void;
  pauseLog(paused: boolean): void;
  notify(notice: Omit<Notice, 'id'>): number;
  dismiss(id: number): void;
  /** Opens another playground in place of this one. */
  switchTo(id: string): Promise<void>;
  createPlayground(name: string, script?: string): Promise<void>;
  renamePlayground(id: string, name: string): Promise<void>;
  duplicatePlayground(id: string, name: string): Promise<void>;
  /** Deletes a playground and offers to undo it. */
  deletePlayground(id: string): Promise<void>;
  takeOver(): Promise<void>;
  /** Empties the keyspace, with an offer to undo. */
  reset(): Promise<void>;
  /** Writes for `ms`, ends the worker in the act, recovers, and tells what is left. */
  crash(ms: number): Promise<EngineCrash>;
  exportCommands(maxBytes: number): Promise<ExportedKeyspace>;
  /** Ends the worker for good; the store is not used afterwards. */
  dispose(): void;
}

export type PlaygroundStore = PlaygroundState & { readonly actions: PlaygroundActions };
