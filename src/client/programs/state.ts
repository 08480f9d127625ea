/** What the page shows of programs, and what it can do with them. */
import type { LogLine, ProgramError, ProgramRun } from '../../apps/port.ts';
import type { Timeline } from './timeline.ts';

export type ProgramStatus = 'starting' | 'running' | 'paused' | 'ended' | 'failed' | 'stopped';

export interface ProgramState {
  readonly name: string;
  readonly run: ProgramRun;
  readonly status: ProgramStatus;
  /** Why it failed. */
  readonly error: ProgramError | undefined;
  /** The newest lines, each with a number that stays. */
  readonly log: readonly (LogLine & { readonly id: number })[];
  /** Lines that are not there any more. */
  readonly logDropped: number;
  readonly timeline: Timeline;
  /** How often each outcome was reported. */
  readonly outcomes: readonly (readonly [name: string, count: number])[];
  /** Names of its open connections' clients. */
  readonly clients: readonly string[];
  /** Commands that it has sent. */
  readonly commands: number;
}

export interface ProgramResult {
  readonly status: 'ended' | 'failed' | 'stopped';
  readonly error: ProgramError | undefined;
  readonly outcomes: readonly (readonly [name: string, count: number])[];
  /** Rounds of a load that ended with an error. */
  readonly failedRounds: number;
}

export interface ProgramActions {
  /**
   * Starts a program or a load in a sandbox of its own; one of the same name that still runs is stopped first. Resolves
   * when it has ended. Never rejects.
   */
  start(run: ProgramRun, signal?: AbortSignal): Promise<ProgramResult>;
  /** Holds a program's next calls. */
  pause(name: string): void;
  resume(name: string): void;
  /** Ends a program wherever it is. */
  stop(name: string): void;
  stopAll(): void;
  /** Stops all programs and takes them out of the list. */
  clear(): void;
  /** Takes a program that has ended out of the list. */
  remove(name: string): void;
}

export const isLive = ({ status }: Pick<ProgramState, 'status'>) =>
  status === 'starting' || status === 'running' || status === 'paused';
