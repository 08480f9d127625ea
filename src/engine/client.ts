/** A client of the engine: one connection's state. The host gives it a sink for what is written to it out of turn. */
import type { User } from './acl/user.ts';
import type { Command } from './command.ts';
import type { Database, Watch } from './database.ts';
import type { Reply } from './reply.ts';
import type { TrackingState } from './tracking.ts';

/** Where an engine writes for a client, in order. */
export interface Sink {
  /** The reply to the oldest command that has none yet. `NO_REPLY` keeps the order where nothing is written. */
  reply(reply: Reply): void;
  /** An out-of-band message: pub/sub, MONITOR, invalidations. */
  push(message: Reply): void;
  /** The engine ended the connection (QUIT, CLIENT KILL). */
  close(): void;
}

/** What a blocked client waits for. */
export interface Blocked {
  readonly db: Database;
  readonly keys: readonly string[];
  /** Type of value that can wake it; `any` for commands that also end when a key goes away. */
  readonly type: 'list' | 'zset' | 'stream' | 'any';
  /** Absolute ms on the engine's clock, or Infinity. */
  readonly until: number;
  /** When the command runs again whether a key is ready or not, absolute ms, or Infinity. */
  readonly recheckAt: number;
  readonly since: number;
  readonly onTimeout: Reply;
  readonly command: Command;
  readonly argv: readonly string[];
  /** Microseconds that the command has run so far. */
  spent: number;
}

export interface QueuedCommand {
  readonly command: Command;
  readonly argv: readonly string[];
}

export interface Transaction {
  readonly queue: QueuedCommand[];
  /** A command was refused while queueing: EXEC answers EXECABORT. */
  aborted: boolean;
}

export interface WatchedKey extends Watch {
  readonly db: Database;
  readonly key: string;
}

export interface ClientOptions {
  /** Shown in CLIENT LIST; a label where there is no network. */
  addr?: string;
  laddr?: string;
  name?: string;
}

/** How every connection begins. */
export interface ClientStart {
  readonly db: Database;
  readonly user: User;
  readonly authenticated: boolean;
  /** ms since the epoch, on the engine's clock. */
  readonly now: number;
}

export class Client {
  readonly id: number;
  readonly sink: Sink;
  readonly addr: string;
  readonly laddr: string;
  readonly createdAt: number;
  name = '';
  libName = '';
  libVersion = '';
  db: Database;
  /** Protocol version of the connection. */
  resp: 2 | 3 = 2;
  transaction: Transaction | undefined;
  readonly watched: WatchedKey[] = [];
  dirtyCas = false;
  readonly channels = new Set<string>();
  readonly patterns = new Set<string>();
  readonly shardChannels = new Set<string>();
  blocked: Blocked | undefined;
  /** Commands that came while the client was blocked or the server paused. */
  readonly backlog: (readonly string[])[] = [];
  /** Messages that the client's own running command caused; they go out after its reply. */
  readonly deferred: Reply[] = [];
  /** Replies of a command inside EXEC behind its first (SUBSCRIBE with several channels). */
  readonly surplus: Reply[] = [];
  replyMode: 'on' | 'off' | 'skip-next' | 'skip' = 'on';
  monitor = false;
  noEvict = false;
  noTouch = false;
  /** Set while client-side caching is on. */
  tracking: TrackingState | undefined;
  user: User;
  authenticated: boolean;
  closed = false;
  /** Close once the reply of the running command was written. */
  closing = false;
  lastCommand: Command | undefined;
  lastActive: number;
  /** Commands this client ran. */
  commands = 0;

  constructor(id: number, sink: Sink, start: ClientStart, options: ClientOptions) {
    this.id = id;
    this.sink = sink;
    this.db = start.db;
    this.user = start.user;
    this.authenticated = start.authenticated;
    this.createdAt = start.now;
    this.lastActive = start.now;
    this.addr = options.addr ?? `127.0.0.1:${10000 + id}`;
    this.laddr = options.laddr ?? '127.0.0.1:6379';
    this.name = options.name ?? '';
  }

  /** Forgets what is watched. */
  unwatch(): void {
    for (const watch of this.watched) {
      const { db, key } = watch;
      const watchers = db.watchers.get(key);
      if (watchers?.delete(watch) && watchers.size === 0) db.watchers.delete(key);
    }
    this.watched.length = 0;
    this.dirtyCas = false;
  }

  /** Back to the state of a new connection; the engine has taken it out of its lists before. */
  reset(db: Database, user: User, authenticated: boolean): void {
    this.transaction = undefined;
    this.db = db;
    this.user = user;
    this.authenticated = authenticated;
    this.resp = 2;
    this.replyMode = 'on';
    this.name = '';
    this.monitor = false;
    this.noEvict = false;
    this.noTouch = false;
  }

  /** Number of channels, patterns and shard channels. */
  get subscriptions(): number {
    return this.channels.size + this.patterns.size + this.shardChannels.size;
  }
}
