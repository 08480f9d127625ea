/** What survives a crash: how it is going now, and the crash lab. Sizes in bytes; times in real ms unless said otherwise. */

/** As the reference's configuration says it. */
export interface DurabilityMode {
  readonly appendOnly: boolean;
  readonly fsync: 'no' | 'everysec' | 'always';
  /** Save points; empty: no snapshots by themselves. */
  readonly save: readonly (readonly [seconds: number, changes: number])[];
}

/** How the data is kept, as it happens. */
export interface DurabilitySpec {
  readonly kind: 'durability';
}

export interface DurabilityProjection {
  readonly kind: 'durability';
  /** Undefined where nothing is kept. */
  readonly figures: DurabilityFigures | undefined;
  /** The last minute in equal spans, oldest first; those in which nothing happened are left out. */
  readonly history: readonly HistorySpan[];
}

export interface DurabilityFigures extends DurabilityMode {
  readonly snapshotBytes: number;
  readonly logBytes: number;
  /** Recorded and not yet handed to the browser. */
  readonly bufferedBytes: number;
  /** Changes since the last snapshot. */
  readonly changes: number;
  /** Of the last snapshot (at first: of the start), and of the last time that everything was on disk; 0 never. */
  readonly lastSave: number;
  readonly lastSync: number;
  /** How much of the snapshot that is being made is written, 0 to 1. */
  readonly saving: number | undefined;
  readonly error: string | undefined;
}

/** What happened in a span of `HISTORY_SPAN_MS` from `at`. */
export interface HistorySpan {
  readonly at: number;
  /** Effects recorded. */
  readonly writes: number;
  /** Times that the log was handed to the browser, that it was known to be on disk, and that a snapshot stood. */
  readonly flushes: number;
  readonly syncs: number;
  readonly snapshots: number;
}

/** Something that could not be read when the playground was opened; kept until the person deletes it. */
export interface AsideInfo {
  readonly id: number;
  readonly part: 'snapshot' | 'log';
  readonly reason: string;
  readonly at: number;
  readonly bytes: number;
}

// ---- the crash lab; its times are ms from the start of the script, on a clock of its own

export type LabModeName = 'none' | 'rdb' | 'aof-no' | 'aof-everysec' | 'aof-always' | 'both';

export type LabStatement =
  | { readonly kind: 'command'; readonly lane: string; readonly argv: readonly string[] }
  | { readonly kind: 'wait'; readonly ms: number };

export interface LabRequest {
  readonly statements: readonly LabStatement[];
  /** Save points of the modes with snapshots. */
  readonly save: DurabilityMode['save'];
  /** When it happens; undefined: just after the last write. */
  readonly crashAt: number | undefined;
  /** `process`: the server is killed, the machine lives on. `power`: the machine goes dark. */
  readonly crash: 'process' | 'power';
}

export interface LabResult {
  /** How long the run goes on after its beginning, and when it was cut short. */
  readonly end: number;
  readonly crashAt: number;
  /** The commands that wrote something, in order. */
  readonly writes: readonly LabWrite[];
  /** Statements past the lab's limit, which did not run. */
  readonly leftOut: number;
  readonly modes: readonly LabModeResult[];
}

export interface LabWrite {
  readonly at: number;
  readonly lane: string;
  readonly argv: readonly string[];
  /** What its effects take in the log. */
  readonly bytes: number;
}

/**
 * `kept`: acknowledged and there afterwards. `lost`: acknowledged and gone. `extra`: there although nobody was told so.
 * `gone`: neither. `unsent`: the crash came before it.
 */
export type LabState = 'kept' | 'lost' | 'extra' | 'gone' | 'unsent';

export interface LabModeResult {
  readonly mode: LabModeName;
  /** One for each of `writes`, and why it is so; empty where there is nothing to explain. */
  readonly states: readonly LabState[];
  readonly reasons: readonly string[];
  readonly acknowledged: number;
  readonly lost: number;
  /** Times at which log bytes became safe from a power cut, and snapshots from start to end, up to the crash. */
  readonly syncs: readonly number[];
  readonly snapshots: readonly (readonly [from: number, to: number])[];
  /** What recovery found: keys, commands replayed, bytes cut off the end. */
  readonly keys: number;
  readonly commands: number;
  readonly truncatedBytes: number;
  /** Bytes that recovery had: of the snapshot, and of the log. */
  readonly snapshotBytes: number;
  readonly logBytes: number;
}
