/**
 * The engine: clients, time, and the loop of one command: look up → arity → policy → parse → run → effects.
 *
 * A host connects clients and submits their commands. It wraps what it has at hand in one `turn`, in which the clock is
 * read once, and calls `tick` when `nextWake` says that something is due (a TTL, the end of a wait or of a pause). All
 * output goes through the clients' sinks, in order; observers see commands, effects and touched keys.
 */
import { Accounts } from './accounts.ts';
import { Acl } from './acl/acl.ts';
import { Args } from './args.ts';
import { Blocking } from './blocking.ts';
import { Call, type Origin, PENDING } from './call.ts';
import type { Client, ClientOptions, Sink } from './client.ts';
import type { Clock } from './clock.ts';
import type { Command } from './command.ts';
import { registry } from './commands/index.ts';
import { Config } from './config.ts';
import { Connections } from './connections.ts';
import type { Database } from './database.ts';
import { Delivery } from './delivery.ts';
import type { DumpCodec } from './dump-codec.ts';
import { Effects } from './effects.ts';
import * as errors from './errors.ts';
import { Eviction } from './eviction.ts';
import { closeIdle, nextIdle } from './idle.ts';
import { Info } from './info/info.ts';
import { Keyspace } from './keyspace.ts';
import type { LibraryHost } from './library-host.ts';
import { Lookup } from './lookup.ts';
import { feedMonitors } from './monitor.ts';
import { Names } from './names.ts';
import type { DebugExtension, EngineOptions, Observer } from './observer.ts';
import { registerParameters } from './parameters.ts';
import type { PersistenceHost } from './persistence-host.ts';
import { admit } from './policy.ts';
import { PubSub } from './pubsub.ts';
import { Random } from './random.ts';
import { ErrorReply, type Reply } from './reply.ts';
import { account, tellEnded } from './reporting.ts';
import { Scripting } from './scripting/scripting.ts';
import { Stopwatch } from './stopwatch.ts';
import { Tracking } from './tracking.ts';

export class Engine {
  readonly clock: Clock;
  readonly keyspace: Keyspace;
  readonly pubsub = new PubSub((client, message) => this.push(client, message));
  readonly blocking: Blocking;
  readonly acl = new Acl();
  readonly stats = new Accounts();
  readonly config = new Config();
  readonly info = new Info();
  readonly scripting: Scripting = new Scripting(this);
  /** Bytes from which a list element counts as having a quicklist node of its own; undefined: the usual. */
  packedThreshold: number | undefined;
  /** Subcommands of DEBUG that a host adds (RELOAD needs a file format), by upper-case name. */
  readonly debug = new Map<string, DebugExtension>();
  /** 40 hex digits that name this engine; the same seed gives the same ones. */
  readonly names: Names;
  readonly runId: string;
  replicationId: string;
  readonly eviction: Eviction;
  readonly tracking: Tracking = new Tracking(this);
  readonly connections: Connections = new Connections(this);
  readonly clients = this.connections.clients;
  readonly monitors = new Set<Client>();
  readonly startedAt: number;
  observer: Observer = {};
  /** The RDB format for DUMP and RESTORE; the host hands it in. */
  dumpCodec: DumpCodec | undefined;
  /** Whoever keeps the data; undefined where nobody does. */
  persistence: PersistenceHost | undefined;
  /** Function libraries, for whoever keeps the data. */
  readonly libraries: LibraryHost = this.scripting.functions;
  /** Commands of this engine; a Map of its own, so that names can be renamed or hidden for one playground. */
  readonly commands: ReadonlyMap<string, Command> = registry;
  /** Whose commands wait until `keyspace.pausedUntil` (CLIENT PAUSE). */
  pauseMode: 'all' | 'write' = 'write';
  /** Writes are refused, as on a read-only replica: another tab is the writer of this playground. */
  readOnly = false;
  /** Seconds after which an idle client is closed; 0 never (CONFIG SET timeout). */
  idleTimeout = 0;
  /** Longest string in bytes (proto-max-bulk-len). */
  maxBulkLength = 512 * 1024 * 1024;
  /** ms after which a script counts as too long (busy-reply-threshold). */
  busyReplyThreshold = 5000;
  /** What redis.log must reach to be shown (loglevel): 0 debug, 1 verbose, 2 notice, 3 warning, 4 for nothing at all. */
  logLevel = 2;
  /** The engine does nothing at all until then (DEBUG SLEEP); ms on the engine's clock. */
  busyUntil = 0;

  private readonly args = new Args();
  private readonly lookup = new Lookup(this.commands);
  private turnDepth = 0;
  private depth = 0;
  private readonly stopwatch: Stopwatch;
  private readonly effects = new Effects();
  readonly delivery: Delivery = new Delivery(this);
  /** The client whose command runs now. */
  private current: Client | undefined;
  /** Microseconds that the running command slept (the clock does not move meanwhile). */
  private slept = 0;

  constructor(options: EngineOptions) {
    this.clock = options.clock;
    this.stopwatch = new Stopwatch(this.clock, this.stats);
    this.blocking = new Blocking(this);
    this.keyspace = new Keyspace(
      new Random(options.seed ?? 1),
      {
        touched: (db, key, cause) => {
          if (this.tracking.active) this.tracking.invalidate(key, this.current);
          if (this.eviction.active) this.eviction.touched(db, key);
          this.observer.touched?.(db.index, key, cause);
        },
        publish: (channel, message) => this.pubsub.publish(channel, message),
        effect: (db, argv) => this.effects.add(db.index, argv),
        ready: (db, key) => this.blocking.markReady(db, key),
        flushed: (db, cause) => {
          if (this.tracking.active) this.tracking.flushed(db.index, cause);
          if (this.eviction.active) this.eviction.flushed(db);
          this.observer.flushed?.(db.index, cause);
        },
      },
      options.databases,
    );
    this.eviction = new Eviction(this.keyspace);
    this.names = new Names(options.seed ?? 1);
    this.runId = this.names.hex();
    this.replicationId = this.names.hex();
    registerParameters(this);
    this.startedAt = this.clock.now();
    this.keyspace.now = this.startedAt;
  }

  // ---- clients

  /** Connects a client. A host asks `connections.refusal` before. */
  connect(sink: Sink, options: ClientOptions = {}): Client {
    return this.connections.open(sink, options);
  }

  /**
   * Ends a connection: its transaction, watches, subscriptions and wait are gone. The sink is not told. False where it had
   * ended already.
   */
  disconnect(client: Client): boolean {
    const ended = this.connections.end(client);
    if (ended) this.delivery.forget(client);
    return ended;
  }

  /** Ends a connection from this side: the sink is told to close. */
  close(client: Client): void {
    if (this.disconnect(client)) client.sink.close();
  }

  // ---- time

  /**
   * Runs `work` with the clock read once at its start; hosts wrap everything they have at hand in one turn. Clients whose
   * wait ended meanwhile go on with their further commands at its end.
   */
  turn<T>(work: () => T): T {
    if (this.turnDepth++ === 0) this.refresh();
    try {
      const result = work();
      if (this.turnDepth === 1 && this.delivery.hasEnded) this.delivery.goOn();
      return result;
    } finally {
      if (--this.turnDepth === 0) this.stopwatch.settle();
    }
  }

  /** Does what is due: expiry, timeouts of blocked clients, the end of a pause. */
  tick(): void {
    this.turn(() => {
      if (this.busyUntil > this.keyspace.now) return;
      this.delivery.answerHeld();
      this.blocking.expireDue(this.keyspace.now);
      closeIdle(this);
      this.afterUnit();
      this.delivery.resume();
    });
  }

  /** When `tick` is next wanted, in ms on the engine's clock; Infinity for never. */
  nextWake(): number {
    if (this.busyUntil > this.keyspace.now) return this.busyUntil;
    if (this.delivery.hasLate || this.delivery.hasEnded) return this.keyspace.now;
    const { now, pausedUntil } = this.keyspace;
    const at = Math.min(this.keyspace.nextExpiry(), this.blocking.deadlines.next(), nextIdle(this));
    return this.delivery.waiting ? Math.min(at, Math.max(now, pausedUntil)) : at;
  }

  private refresh(): void {
    const { keyspace } = this;
    keyspace.now = this.clock.now();
    this.stopwatch.restart();
    if (this.busyUntil > keyspace.now) return;
    if (keyspace.deadlines.length > 0 && keyspace.deadlines.next() <= keyspace.now) {
      keyspace.expireDue();
      this.effects.flushEach(this.observer);
      this.afterUnit();
    }
  }

  // ---- commands

  /**
   * Runs a command for a client, now or when the client can go on; every reply goes to its sink, in order.
   * `argv` are byte strings and must not change afterwards.
   */
  submit(client: Client, argv: readonly string[]): void {
    if (client.closed) return;
    this.turn(() => this.delivery.submit(client, argv));
  }

  /** Runs a command at once and returns its reply, or PENDING where it comes later through the sink. */
  execute(client: Client, argv: readonly string[]): Reply {
    const alone = this.turnDepth === 0;
    if (alone) this.refresh();
    const reply = this.perform(client, argv);
    if (client.deferred.length > 0 && reply !== PENDING) this.delivery.flushDeferred(client);
    if (alone) {
      if (this.delivery.hasEnded) this.delivery.goOn();
      this.stopwatch.settle();
    }
    return reply;
  }

  /** As `execute`, for the delivery: messages that the command causes for its own client stay deferred. */
  perform(client: Client, argv: readonly string[]): Reply {
    const command = this.find(argv);
    client.lastActive = this.keyspace.now;
    if (command !== undefined) client.lastCommand = command;
    if (command?.group === 'scripting' && this.scripting.hold(client, command, argv)) return PENDING;
    const verdict = admit(this, client, command, argv);
    if (verdict === 'postpone') {
      this.delivery.postpone(client, argv);
      return PENDING;
    }
    if (verdict !== undefined) {
      if (client.tracking !== undefined) this.tracking.ended(client, command);
      if (verdict instanceof ErrorReply && this.observer.refused) {
        const { now: at } = this.keyspace;
        this.observer.refused({ client, argv, reply: verdict, db: client.db.index, at });
      }
      return verdict;
    }
    const before = this.current;
    this.current = client;
    const reply = this.invoke(client, command as Command, argv, 'plain', false);
    if (client.tracking !== undefined && !client.blocked) this.tracking.ended(client, command);
    this.afterUnit();
    this.current = before;
    if (this.busyUntil > this.keyspace.now && reply !== PENDING) {
      this.delivery.hold(client, reply);
      return PENDING;
    }
    // A client that now waits has no reply to hold messages back for.
    if (reply === PENDING && client.blocked) this.delivery.flushDeferred(client);
    return reply;
  }

  /**
   * Writes an out-of-band message to a client. One that the client's own running command caused comes after that
   * command's reply, so that a reader never takes it for the reply.
   */
  push(client: Client, message: Reply): void {
    if (client.closed) return;
    if (client === this.current) client.deferred.push(message);
    else client.sink.push(message);
  }

  /** The client whose command runs now. */
  get running(): Client | undefined {
    return this.current;
  }

  /** Ends the wait of a blocked client with `reply`, once the running command has ended. */
  unblockLater(client: Client, reply: Reply): void {
    const { blocked } = client;
    this.blocking.forget(client);
    if (blocked) tellEnded(this, client, blocked, reply);
    this.delivery.release(client, reply);
  }

  /** The server does nothing for `ms` milliseconds: the reply of the running command and all other commands wait. */
  sleep(ms: number): void {
    this.busyUntil = Math.max(this.busyUntil, this.keyspace.now) + ms;
    this.slept += ms * 1000;
  }

  /** Runs work whose effects are kept out of the log. */
  unlogged<T>(work: () => T): T {
    const mark = this.effects.count;
    try {
      return work();
    } finally {
      this.effects.cut(mark);
    }
  }

  /** The command that `argv` names: a subcommand where there is one, its container where the subcommand is unknown. */
  find(argv: readonly string[]): Command | undefined {
    return this.lookup.find(argv);
  }

  /**
   * Runs a command that passed all checks. EXEC and scripts use it for the commands inside them; their effects are
   * flushed with those of the whole.
   */
  invoke(client: Client, command: Command, argv: readonly string[], origin: Origin, retry: boolean): Reply {
    const { keyspace } = this;
    const call = new Call(this, client, command, argv, origin, retry);
    const db = client.db.index;
    const dirty = keyspace.dirty;
    // Whoever watches commands wants to know how long each took.
    const shares = !retry && this.observer.command === undefined && this.stopwatch.shares(call);
    const started = shares ? 0 : this.stopwatch.start();
    let reply: Reply;
    keyspace.noTouch = client.noTouch && command.id !== 'touch';
    if (this.monitors.size > 0 && command.flags.includes('skip_monitor')) feedMonitors(call, db);
    this.depth++;
    try {
      reply = command.execute(call, this.args.reset(argv, command.words));
    } catch (error) {
      if (!(error instanceof ErrorReply)) throw error;
      reply = error;
    } finally {
      this.depth--;
    }
    if (call.effects !== undefined) {
      for (const effect of call.effects) this.effects.add(db, effect);
    } else if (keyspace.dirty !== dirty && this.observer.effects) this.effects.add(db, argv);
    let duration = 0;
    if (!shares || !this.stopwatch.defer(call, reply)) {
      duration = (shares ? this.stopwatch.stopAlone() : this.stopwatch.stop(started)) + this.slept;
      if (origin === 'plain') this.slept = 0;
      if (retry) duration += this.blocking.spent;
      if (reply !== PENDING) this.stats.time(call, duration);
    }
    account(this, call, reply, db, duration);
    if (client.tracking !== undefined) this.tracking.after(call);
    return reply;
  }

  /** Runs the command of a client that was blocked once more. */
  rerun(client: Client, command: Command, argv: readonly string[]): Reply {
    const before = this.current;
    this.current = client;
    const reply = this.invoke(client, command, argv, 'plain', true);
    if (client.tracking !== undefined && !client.blocked) this.tracking.ended(client, command);
    this.current = before;
    this.effects.flush(this.observer);
    return reply;
  }

  /** CONFIG RESETSTAT. */
  resetStats(): void {
    this.stats.reset();
    this.connections.rejected = 0;
    Object.assign(this.keyspace.stats, { hits: 0, misses: 0, expired: 0, evicted: 0, expiredFields: 0 });
  }

  /** After a command, EXEC or script as a whole: its effects go out, then clients that wait are served. */
  private afterUnit(): void {
    if (this.depth > 0) return;
    if (!this.effects.empty) this.effects.flush(this.observer);
    if (this.blocking.hasReady) this.blocking.serve();
    if (this.delivery.hasReleased) this.delivery.answerReleased();
    if (this.eviction.lowered) this.makeRoom();
    if (this.tracking.active) this.tracking.broadcast();
    if (!this.effects.empty) this.effects.flush(this.observer);
  }

  /** Evicts keys where there is a memory limit and it is passed; false where that was not enough. */
  makeRoom(): boolean {
    const enough = this.eviction.makeRoom();
    this.effects.flushEach(this.observer);
    return enough;
  }

  /** The database with this index, or the reference's error. */
  database(index: number): Database {
    const db = this.keyspace.databases[index];
    if (!db) throw errors.DB_INDEX_OUT_OF_RANGE;
    return db;
  }
}

export type { CommandRecord, DebugExtension, Effect, EngineOptions, Observer } from './observer.ts';
export { PENDING };
