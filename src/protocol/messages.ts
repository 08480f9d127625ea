/**
 * The messages between page and worker. The page posts `ToWorker`, the worker posts `FromWorker`; each side gathers what
 * a turn produced into one message. Byte strings travel as strings with one byte a char.
 */
import type { Reply } from '../engine/reply.ts';
import type { FileProgress } from './files.ts';
import type { CallRequest, CallResult } from './methods.ts';
import type { Projection, ViewSpec } from './views.ts';

export interface ToWorker {
  /**
   * Commands, flat for speed: id, lane, argv, id, lane, argv, … A lane is the page's name for a client; a lane that is
   * new is connected first. Replies come in the lane's order. A lane whose name begins with a zero byte is unseen: what it
   * runs is in no log, and it in no list of clients.
   */
  readonly run?: readonly (number | string | readonly string[])[];
  readonly watch?: readonly { readonly view: number; readonly spec: ViewSpec }[];
  readonly unwatch?: readonly number[];
  readonly calls?: readonly CallRequest[];
}

export interface FromWorker {
  /** Flat: id, reply, microseconds, id, reply, microseconds, … Durations are -1 for replies of commands that had to wait. */
  readonly replies?: readonly (number | Reply)[];
  /** Out-of-band messages of a lane: pub/sub, MONITOR, invalidations. */
  readonly pushes?: readonly { readonly lane: string; readonly message: Reply; readonly at: number }[];
  /** Lanes that the engine disconnected (QUIT, CLIENT KILL). */
  readonly closed?: readonly string[];
  readonly projections?: readonly { readonly view: number; readonly projection: Projection }[];
  readonly log?: readonly LogEntry[];
  /** What scripts said by redis.log, for the log too, by `seq`. */
  readonly said?: readonly LogEntry[];
  /** Entries that did not fit the buffer between two posts and were left out. */
  readonly logDropped?: number;
  /** Commands that were refused before they ran, for whoever has asked for all; they are no part of the log. */
  readonly refused?: readonly LogEntry[];
  readonly results?: readonly CallResult[];
  readonly clock?: ClockState;
  readonly keeping?: KeepingState;
  readonly fileProgress?: FileProgress;
  /** A bug of ours: the worker is about to end. */
  readonly failure?: { readonly message: string; readonly stack: string };
}

/** A command that ran. */
export interface LogEntry {
  readonly seq: number;
  readonly lane: string;
  readonly db: number;
  readonly argv: readonly string[];
  /** Large replies are cut to their first elements; see `replyCut`. */
  readonly reply: Reply;
  readonly replyCut: boolean;
  /** ms since the epoch on the engine's clock. */
  readonly at: number;
  readonly micros: number;
  /** Ran inside EXEC or a script. `log`: no command, but the one word of `argv` is what a script said by redis.log. */
  readonly origin: 'plain' | 'exec' | 'script' | 'log';
  /** Of what a script said. */
  readonly level?: 'debug' | 'verbose' | 'notice' | 'warning';
}

/** The engine's clock as the page needs it to count by itself. */
export interface ClockState {
  /** Engine time, ms since the epoch, at the moment `realAt` (ms, `Date.now()`). */
  readonly now: number;
  readonly realAt: number;
  readonly paused: boolean;
  /** Virtual ms a real ms. */
  readonly speed: number;
}

/** Where the data is kept. */
export interface KeepingState {
  /** `kept`: in IndexedDB. `memory`: only until the page is closed, for the `reason` given. `read-only`: another tab writes. */
  readonly mode: 'kept' | 'memory' | 'read-only';
  readonly reason:
    | 'private'
    | 'full'
    | 'cleared'
    | 'unavailable'
    | 'embed'
    | 'other-tab'
    | 'taken-over'
    | undefined;
  /** Engine writes that are not yet in IndexedDB. */
  readonly pendingWrites: number;
  readonly savedAt: number | undefined;
}
