/** What an engine takes from its host and shows it. */
import type { Call, Origin } from './call.ts';
import type { Client } from './client.ts';
import type { Clock } from './clock.ts';
import type { Command } from './command.ts';
import type { Reply } from './reply.ts';

export interface EngineOptions {
  clock: Clock;
  /** Seed of all chance in the engine. */
  seed?: number;
  databases?: number;
}

/** One command of the log, with the database it applies to. */
export interface Effect {
  readonly db: number;
  readonly argv: readonly string[];
}

/** A command that ran, for the log panel, MONITOR-like views and SLOWLOG. */
export interface CommandRecord {
  readonly client: Client;
  readonly command: Command;
  readonly argv: readonly string[];
  readonly reply: Reply;
  readonly origin: Origin;
  /** Database it ran on. */
  readonly db: number;
  /** ms since the epoch, on the engine's clock. */
  readonly at: number;
  /** Microseconds; -1 where it waited in vain. */
  readonly duration: number;
}

/** A command that did not come to run. */
export type RefusedRecord = Omit<CommandRecord, 'command' | 'duration' | 'origin'>;

/** What a host may want to see. Each is called synchronously; what it costs, every command pays. */
export interface Observer {
  command?(record: CommandRecord): void;
  /** A command was refused before it ran: no such command, wrong arity, no rights, no memory. */
  refused?(record: RefusedRecord): void;
  /** One atomic group: more than one command belongs between MULTI and EXEC. */
  effects?(group: readonly Effect[]): void;
  touched?(db: number, key: string, cause: string): void;
  flushed?(db: number, cause: string): void;
  /**
   * What a script says by redis.log, if the parameter loglevel lets it through; level 0 debug, 1 verbose, 2 notice, 3
   * warning. `client` is whose script it is; undefined while a library is loaded.
   */
  scriptLog?(level: number, text: string, client: Client | undefined): void;
}

/** A subcommand of DEBUG that a host adds; `words` are those after its name. */
export interface DebugExtension {
  readonly syntax: string;
  readonly summary: string;
  run(call: Call, words: readonly string[]): Reply;
}
