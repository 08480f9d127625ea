/** What a program needs of the world: a sandbox in the page gives it through messages, a test by itself. */
import type { Reply } from '../engine/reply.ts';

/** One connection to the store. */
export interface Wire {
  /**
   * Sends a command; resolves with its reply, an error reply too, and with `none` where the connection ended before. What
   * is sent in one tick travels together.
   */
  send(argv: readonly string[]): Promise<Reply>;
  close(): void;
}

export interface WireListener {
  /** A message out of turn, such as `message`, channel, text. */
  push(items: readonly Reply[]): void;
  /** The server ended the connection; the next command opens a new one. */
  closed(): void;
}

export type Row = Readonly<Record<string, unknown>>;

export interface LogLine {
  readonly kind: 'log' | 'error';
  /** The simulated user, from 1; 0 where the program is no load. */
  readonly user: number;
  readonly text: string;
  /** ms since the epoch on the playground's clock. */
  readonly at: number;
}

export interface ProgramPort {
  /** Opens the `number`th connection of a user, both from 1. */
  connect(user: number, number: number, listener: WireListener): Wire;
  /** Rejects where there is no database, or with the database's error. */
  sql(text: string, params: readonly unknown[]): Promise<readonly Row[]>;
  /** Resolves after so many ms of the playground's clock. */
  sleep(ms: number): Promise<void>;
  /** ms since the epoch on the playground's clock. */
  now(): number;
  log(line: LogLine): void;
  report(outcome: string): void;
}

/** What is run, and how often. */
export interface ProgramRun {
  readonly name: string;
  readonly code: string;
  /** Undefined for a program that runs once, by itself. */
  readonly load: { readonly users: number; readonly everyMs: number; readonly rounds: number } | undefined;
}

/** Where in the program's code, from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

export interface ProgramError {
  readonly message: string;
  readonly place: Place | undefined;
}

/** The client's name of a connection, which is its lane's: `shop`, `shop-3` for a load's third user, `shop-3.2`. */
export function clientName(run: Pick<ProgramRun, 'name' | 'load'>, user: number, number: number): string {
  const name = run.load ? `${run.name}-${user}` : run.name;
  return number === 1 ? name : `${name}.${number}`;
}
