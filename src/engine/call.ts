/** One run of a command: what a handler gets. */
import type { Client } from './client.ts';
import type { Command } from './command.ts';
import type { Database } from './database.ts';
import type { Engine } from './engine.ts';
import type { Keyspace } from './keyspace.ts';
import type { Random } from './random.ts';
import type { Reply } from './reply.ts';
import type { Limits } from './values/value.ts';

/** What `Call.block` needs to know. */
export interface BlockRequest {
  readonly keys: readonly string[];
  readonly type: 'list' | 'zset' | 'stream' | 'any';
  /** Milliseconds; 0 waits for ever. */
  readonly timeoutMs: number;
  readonly onTimeout: Reply;
  /** The words to run again with, where they differ from the command as it came (`$` read as the ID it stands for). */
  readonly argv?: readonly string[];
  /** When to run again even if no key is ready, in ms on the engine's clock. */
  readonly recheckAt?: number;
}

/** The reply of a command that will answer later through the client's sink. */
export const PENDING: Reply = Object.freeze({ kind: 'none' });

/** Where a command runs: by itself, inside EXEC, or from a script. */
export type Origin = 'plain' | 'exec' | 'script';

export class Call {
  readonly engine: Engine;
  readonly client: Client;
  readonly command: Command;
  readonly argv: readonly string[];
  readonly origin: Origin;
  /** What goes to the log instead of the command itself; undefined: the command as it came, if it changed anything. */
  effects: string[][] | undefined;
  /** True where a blocked command runs again because a key became ready; `block` then keeps the first deadline. */
  readonly retry: boolean;

  constructor(
    engine: Engine,
    client: Client,
    command: Command,
    argv: readonly string[],
    origin: Origin,
    retry: boolean,
  ) {
    this.engine = engine;
    this.client = client;
    this.command = command;
    this.argv = argv;
    this.origin = origin;
    this.effects = undefined;
    this.retry = retry;
  }

  get db(): Database {
    return this.client.db;
  }
  get keyspace(): Keyspace {
    return this.engine.keyspace;
  }
  get limits(): Limits {
    return this.engine.keyspace.limits;
  }
  get random(): Random {
    return this.engine.keyspace.random;
  }
  /** ms since the epoch; the same throughout a command, an EXEC or a script. */
  get now(): number {
    return this.engine.keyspace.now;
  }
  get resp(): 2 | 3 {
    return this.client.resp;
  }

  /** Logs these words instead of the command as it came. Call it once for each command the effect consists of. */
  logAs(...argv: string[]): void {
    if (this.effects) this.effects.push(argv);
    else this.effects = [argv];
  }

  /** Keeps the command out of the log although it changed something. */
  logNothing(): void {
    this.effects = [];
  }

  /**
   * Blocks the client until one of the keys is ready or the time is up, and returns what the handler must return. Inside
   * EXEC and scripts nothing blocks: the answer is then that of a timeout.
   */
  block(request: BlockRequest): Reply {
    if (this.origin !== 'plain') return request.onTimeout;
    this.engine.blocking.block(this, request);
    return PENDING;
  }
}
