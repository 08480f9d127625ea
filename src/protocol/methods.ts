/** Calls from the page to the worker that have one answer each. */

import type { Reply } from '../engine/reply.ts';
import type { CommandDoc } from './docs.ts';
import type { AsideInfo, LabRequest, LabResult } from './durability.ts';
import type { Download, DownloadFormat, FilePreview, Imported } from './files.ts';
import type { ClockState, KeepingState } from './messages.ts';
import type { KeyFilter, KeysSpec } from './views.ts';

export interface Methods {
  /** The first call: opens a playground, creating it where it is new. Commands before it wait. */
  open: { params: OpenParams; result: OpenResult };
  /** Facts about every command, for the editor. */
  docs: { params: undefined; result: readonly CommandDoc[] };
  /** Playgrounds that are kept, newest change first. */
  list: { params: undefined; result: readonly PlaygroundInfo[] };
  create: { params: { name: string; script?: string }; result: PlaygroundInfo };
  rename: { params: { id: string; name: string }; result: PlaygroundInfo };
  duplicate: { params: { id: string; name: string }; result: PlaygroundInfo };
  /** Hides a playground; `undelete` brings it back until the page is closed. */
  delete: { params: { id: string }; result: undefined };
  undelete: { params: { id: string }; result: PlaygroundInfo };
  /** Keeps the draft and the page's settings of the open playground. */
  saveDraft: { params: Draft; result: undefined };
  /** Writes everything that is pending. Resolves when it is in IndexedDB. */
  flush: { params: undefined; result: undefined };
  /** Becomes the writer of a playground that another tab has open. */
  takeOver: { params: undefined; result: KeepingState };
  clock: { params: ClockOperation; result: ClockState };
  /** Empties the keyspace and starts the engine's clients afresh. Undone by `restore` with what it returns. */
  reset: { params: undefined; result: undefined };
  /** Ends a blocked command of a lane as CLIENT UNBLOCK does, or with an error. */
  unblock: { params: { lane: string }; result: boolean };
  disconnect: { params: { lane: string }; result: undefined };
  /** Gives a lane another name; false where the new one is taken or there is no such lane. */
  renameLane: { params: { lane: string; to: string }; result: boolean };
  /** The keyspace as commands that rebuild it (absolute TTLs), as far as `maxBytes` reaches. */
  exportCommands: { params: { maxBytes: number }; result: ExportedKeyspace };
  /** Keys of a database that start with `prefix`, for completion; at most `limit`. */
  keyNames: { params: { db: number; prefix: string; limit: number }; result: readonly string[] };
  /** The keys of rows `offset` and on of a keyspace that the page is watching so, however many; none where it is not. */
  rowKeys: { params: KeysSpec; result: readonly string[] };
  /** All keys under a folder of the tree that pass its filter, in the order of the database. */
  folderKeys: { params: { db: number; path: string } & KeyFilter; result: readonly string[] };
  /**
   * Runs commands that only read, without a trace: they are in no log, MONITOR or statistic, count as no use of a key and
   * fire no event. Whoever has the answer has heard of every command before it in the log. Replies are those of RESP2.
   */
  peek: {
    params: { db: number; commands: readonly (readonly string[])[] };
    /** `seq` is that of the newest entry that the log had at that instant. */
    result: { replies: readonly PeekedReply[]; seq: number };
  };
  /** Whether the log keeps up with everything, for whoever counts commands, or leaves out what comes too fast to show. */
  followLog: { params: { all: boolean }; result: undefined };
  /** The keyspace as a file, made while commands go on. Progress comes as messages; `cancelFile` makes it reject. */
  download: { params: { format: DownloadFormat }; result: Download };
  /** What is in a file (an RDB file, a log, a folder's files, a zip of them, a script). Changes nothing. */
  inspectFile: { params: { files: readonly File[] }; result: FilePreview };
  /** Loads it in place of all keys or over them; other commands wait. Cancelled or failed, all is as before. */
  importFile: { params: { files: readonly File[]; mode: 'replace' | 'merge' }; result: Imported };
  /** Ends what one of the three is doing. */
  cancelFile: { params: undefined; result: undefined };
  /** What could not be read at some opening and was set aside: the list, one as a file, and an end to one. */
  asides: { params: undefined; result: readonly AsideInfo[] };
  readAside: { params: { id: number }; result: Download };
  deleteAside: { params: { id: number }; result: undefined };
  /** Plays a crash on an engine of its own: the same request has the same result. */
  crashLab: { params: LabRequest; result: LabResult };
  /** Throws inside the worker, to show and test recovery. */
  crash: { params: undefined; result: undefined };
}

export type Method = keyof Methods;

export interface CallRequest<M extends Method = Method> {
  readonly id: number;
  readonly method: M;
  readonly params: Methods[M]['params'];
}

export type CallResult =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly error: string };

export interface OpenParams {
  /** Undefined opens the one that was last used. `keep: false` keeps nothing at all (embeds). */
  readonly id?: string;
  readonly keep: boolean;
  /** With `keep`: opens the playground of this name, whatever its id, and makes it where there is none. */
  readonly name?: string;
  readonly seed: number;
  /** Bytes that the keys may take, as CONFIG SET maxmemory; no limit if left out. */
  readonly maxMemory?: number;
  /** What a page that was left may not have got written. Taken where it is of the opened playground, and newer. */
  readonly unsaved?: UnsavedDraft;
}

export interface OpenResult {
  readonly playground: PlaygroundInfo;
  readonly draft: Draft | undefined;
  readonly keeping: KeepingState;
  readonly clock: ClockState;
  readonly recovery: RecoveryReport;
}

/** What was found in IndexedDB. */
export interface RecoveryReport {
  readonly keys: number;
  readonly commands: number;
  readonly ms: number;
  /** Sentences for the person, where something could not be read. */
  readonly problems: readonly string[];
}

export interface PlaygroundInfo {
  readonly id: string;
  readonly name: string;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface Draft {
  readonly script: string;
  /** The page's own settings of this playground (layout, scenario, selection) as JSON text. */
  readonly settings: string;
}

/** A draft of the playground `id` as it was at a real time, in ms since the epoch. */
export interface UnsavedDraft extends Draft {
  readonly id: string;
  readonly at: number;
}

export type ClockOperation =
  | { readonly op: 'pause' }
  | { readonly op: 'resume' }
  | { readonly op: 'step'; readonly ms: number }
  | { readonly op: 'speed'; readonly speed: number };

/** What a command that only reads answered, or a sentence why it was not run. */
export type PeekedReply = { readonly reply: Reply } | { readonly refused: string };

export interface ExportedKeyspace {
  readonly commands: readonly (readonly string[])[];
  readonly keys: number;
  /** True where `maxBytes` was too small for all of it. */
  readonly cut: boolean;
}
