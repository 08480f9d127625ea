/**
 * The engine: clients, time, and the loop of one command: look up → arity → policy → parse → run → effects.
 *
 * A host connects clients and submits their commands. It wraps what it has at hand in one `turn`, in which the clock is
 * read once, and calls `tick` when `nextWake` says that something is due (a TTL, the end of a wait or of a pause). All
 * output goes through the clients' sinks, in order; observers see commands, effects and touched keys.
 */
import { Acl } from './acl/acl.ts';
import { Args } from './args.ts';
import { Blocking } from './blocking.ts';
import { Call, type Origin, PENDING } from './call.ts';
import { Client, type ClientOptions, type Sink } from './client.ts';
import type { Clock } from './clock.ts';
import type { Command } from './command.ts';
import { registry } from './commands/index.ts';
import { Config } from './config.ts';
import type { Database } from './database.ts';
import type { DumpCodec } from './dump-codec.ts';
import * as errors from './errors.ts';
import { Eviction } from './eviction.ts';
import { Info } from './info/info.ts';
import { Keyspace } from './keyspace.ts';
import { Histogram, LatencyMonitor } from './latency.ts';
import { feedMonitors } from './monitor.ts';
import { registerParameters } from './parameters.ts';
import type { PersistenceHost } from './persistence-host.ts';
import { admit } from './policy.ts';
import { PubSub } from './pubsub.ts';
import { Random } from './random.ts';
import { ErrorReply, NO_REPLY, type Reply } from './reply.ts';
import { SlowLog } from './slowlog.ts';
import { Tracking } from './tracking.ts';

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
  /** Microseconds. */
  readonly duration: number;
}

/** What a host may want to see. Each is called synchronously; what it costs, every command pays. */
export interface Observer {
  command?(record: CommandRecord): void;
  /** One atomic group: more than one command belongs between MULTI and EXEC. */
  effects?(group: readonly Effect[]): void;
  touched?(db: number, key: string, cause: string): void;
  flushed?(db: number, cause: string): void;
}

export interface EngineOptions {
  clock: Clock;
  /** Seed of all chance in the engine. */
  seed?: number;
  databases?: number;
}

/** A subcommand of DEBUG that a host adds; `words` are those after its name. */
export interface DebugExtension {
  readonly syntax: string;
  readonly summary: string;
  run(call: Call, words: readonly string[]): Reply;
}

export interface CommandStats {
  calls: number;
  micros: number;
  rejected: number;
  failed: number;
  latency: Histogram | undefined;
}

export class Engine {
  readonly clock: Clock;
  readonly keyspace: Keyspace;
  readonly pubsub = new PubSub((client, message) => this.push(client, message));
  readonly blocking: Blocking;
  readonly acl = new Acl();
  readonly slowlog = new SlowLog();
  readonly latency = new LatencyMonitor();
  readonly config = new Config();
  readonly info = new Info();
  /** Bytes from which a list element counts as having a quicklist node of its own; undefined: the usual. */
  packedThreshold: number | undefined;
  /** Subcommands of DEBUG that a host adds (RELOAD needs a file format), by upper-case name. */
  readonly debug = new Map<string, DebugExtension>();
  /** 40 hex digits that name this engine; the same seed gives the same ones. */
  readonly runId: string;
  replicationId: string;
  readonly eviction: Eviction;
  readonly tracking: Tracking = new Tracking(this);
  readonly clients = new Map<number, Client>();
  readonly monitors = new Set<Client>();
  readonly startedAt: number;
  observer: Observer = {};
  /** The RDB format for DUMP and RESTORE; the host hands it in. */
  dumpCodec: DumpCodec | undefined;
  /** Whoever keeps the data; undefined where nobody does. */
  persistence: PersistenceHost | undefined;
  /** Commands of this engine; a Map of its own, so that names can be renamed or hidden for one playground. */
  readonly commands: ReadonlyMap<string, Command> = registry;
  readonly commandStats = new Map<Command, CommandStats>();
  readonly stats = { commands: 0, connections: 0, errors: new Map<string, number>() };
  /** Commands of the clients that `pauseMode` covers wait until then (CLIENT PAUSE); ms on the engine's clock. */
  pausedUntil = 0;
  pauseMode: 'all' | 'write' = 'write';
  /** Writes are refused, as on a read-only replica: another tab is the writer of this playground. */
  readOnly = false;
  /** Seconds after which an idle client is closed; 0 never (CONFIG SET timeout). */
  idleTimeout = 0;
  /** Longest bulk string that a client may send, in bytes; the host's protocol reader asks. */
  maxBulkLength = 512 * 1024 * 1024;
  /** ms after which a script counts as too long (busy-reply-threshold). */
  busyReplyThreshold = 5000;
  /** The engine does nothing at all until then (DEBUG SLEEP); ms on the engine's clock. */
  busyUntil = 0;

  private readonly args = new Args();
  private readonly names = new Map<string, Command>();
  /** The word that was looked up last, and its command. */
  private name = '';
  private named: Command | undefined;
  private nextClientId = 1;
  private turnDepth = 0;
  private depth = 0;
  private lastMicros = 0;
  private pending: Effect[] = [];
  private readonly nameRandom: Random;
  private readonly postponed = new Set<Client>();
  /** The client whose command runs now. */
  private current: Client | undefined;
  /** Replies held back until `busyUntil`. */
  /** Clients whose wait the running command ended. */
  private released: { client: Client; reply: Reply }[] = [];
  private late: { client: Client; reply: Reply }[] = [];
  /** Microseconds that the running command slept (the clock does not move meanwhile). */
  private slept = 0;

  constructor(options: EngineOptions) {
    this.clock = options.clock;
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
        effect: (db, argv) => this.pending.push({ db: db.index, argv }),
        ready: (db, key) => this.blocking.markReady(db, key),
        flushed: (db, cause) => {
          if (this.tracking.active) this.tracking.invalidateAll();
          if (this.eviction.active) this.eviction.flushed(db);
          this.observer.flushed?.(db.index, cause);
        },
      },
      options.databases,
    );
    this.eviction = new Eviction(this.keyspace);
    // A generator of its own: drawing names must not shift what commands draw.
    this.nameRandom = new Random((options.seed ?? 1) ^ 0x6b657967);
    this.runId = this.newName();
    this.replicationId = this.newName();
    registerParameters(this);
    this.startedAt = this.clock.now();
    this.keyspace.now = this.startedAt;
  }

  // ---- clients

  connect(sink: Sink, options: ClientOptions = {}): Client {
    const client = new Client(
      this.nextClientId++,
      sink,
      this.keyspace.db(0),
      this.acl.defaultUser,
      this.acl.open,
      this.clock.now(),
      options,
    );
    this.clients.set(client.id, client);
    this.stats.connections++;
    return client;
  }

  /** Ends a connection: its transaction, watches, subscriptions and wait are gone. The sink is not told. */
  disconnect(client: Client): void {
    if (client.closed) return;
    client.closed = true;
    this.blocking.forget(client);
    this.unwatch(client);
    this.pubsub.forget(client);
    this.tracking.disable(client);
    this.monitors.delete(client);
    this.postponed.delete(client);
    client.backlog.length = 0;
    this.clients.delete(client.id);
  }

  /** Ends a connection from this side: the sink is told to close. */
  close(client: Client): void {
    if (client.closed) return;
    this.disconnect(client);
    client.sink.close();
  }

  /** Gives a client back the state of a new connection (RESET). */
  resetClient(client: Client): void {
    client.transaction = undefined;
    this.unwatch(client);
    this.pubsub.forget(client);
    this.tracking.disable(client);
    this.monitors.delete(client);
    client.monitor = false;
    client.db = this.keyspace.db(0);
    client.resp = 2;
    client.replyMode = 'on';
    client.name = '';
    client.noEvict = false;
    client.noTouch = false;
    client.user = this.acl.defaultUser;
    client.authenticated = this.acl.open;
  }

  /** Forgets what the client watches. */
  unwatch(client: Client): void {
    for (const { db, key } of client.watched) {
      const watchers = db.watchers.get(key);
      if (watchers?.delete(client) && watchers.size === 0) db.watchers.delete(key);
    }
    client.watched.length = 0;
    client.dirtyCas = false;
  }

  // ---- time

  /** Runs `work` with the clock read once at its start; hosts wrap everything they have at hand in one turn. */
  turn<T>(work: () => T): T {
    if (this.turnDepth++ === 0) this.refresh();
    try {
      return work();
    } finally {
      this.turnDepth--;
    }
  }

  /** Does what is due: expiry, timeouts of blocked clients, the end of a pause. */
  tick(): void {
    this.turn(() => {
      if (this.busyUntil > this.keyspace.now) return;
      for (const { client, reply } of this.late.splice(0)) this.answerLate(client, reply);
      this.blocking.expireDue(this.keyspace.now);
      this.closeIdle();
      this.afterUnit();
      this.drainPostponed();
    });
  }

  /** When `tick` is next wanted, in ms on the engine's clock; Infinity for never. */
  nextWake(): number {
    if (this.busyUntil > this.keyspace.now) return this.busyUntil;
    if (this.late.length > 0) return this.keyspace.now;
    let at = this.keyspace.activeExpire ? this.keyspace.deadlines.next() : Infinity;
    at = Math.min(at, this.blocking.deadlines.next(), this.nextIdle());
    const { now } = this.keyspace;
    if (this.postponed.size > 0) {
      if (this.busyUntil > now) at = Math.min(at, this.busyUntil);
      else if (this.pausedUntil > now) at = Math.min(at, this.pausedUntil);
      else at = now;
    }
    return at;
  }

  /** When the next client will have been idle for too long; clients that wait for something are not idle. */
  private nextIdle(): number {
    let at = Infinity;
    if (this.idleTimeout === 0) return at;
    for (const client of this.clients.values()) {
      if (mayBeIdle(client)) at = Math.min(at, client.lastActive + this.idleTimeout * 1000);
    }
    return at;
  }

  private closeIdle(): void {
    if (this.nextIdle() > this.keyspace.now) return;
    for (const client of [...this.clients.values()]) {
      if (mayBeIdle(client) && client.lastActive + this.idleTimeout * 1000 <= this.keyspace.now)
        this.close(client);
    }
  }

  private refresh(): void {
    const { keyspace } = this;
    keyspace.now = this.clock.now();
    this.lastMicros = this.clock.micros();
    if (this.busyUntil > keyspace.now) return;
    if (keyspace.deadlines.length > 0 && keyspace.deadlines.next() <= keyspace.now) {
      keyspace.expireDue();
      this.flushEach();
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
    this.turn(() => {
      if (client.blocked || client.backlog.length > 0 || this.busyUntil > this.keyspace.now) {
        this.postpone(client, argv);
        return;
      }
      const reply = this.perform(client, argv);
      if (reply !== PENDING) this.deliver(client, reply);
    });
  }

  /** Runs a command at once and returns its reply, or PENDING where it comes later through the sink. */
  execute(client: Client, argv: readonly string[]): Reply {
    if (this.turnDepth === 0) this.refresh();
    const reply = this.perform(client, argv);
    if (client.deferred.length > 0 && reply !== PENDING) this.flushDeferred(client);
    return reply;
  }

  private perform(client: Client, argv: readonly string[]): Reply {
    const command = this.find(argv);
    client.lastActive = this.keyspace.now;
    if (command !== undefined) client.lastCommand = command;
    const verdict = admit(this, client, command, argv);
    if (verdict === 'postpone') {
      this.postpone(client, argv);
      return PENDING;
    }
    if (verdict !== undefined) return verdict;
    this.current = client;
    const reply = this.invoke(client, command as Command, argv, 'plain', false);
    this.current = undefined;
    this.afterUnit();
    if (this.busyUntil > this.keyspace.now && reply !== PENDING) {
      this.late.push({ client, reply });
      return PENDING;
    }
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
    this.blocking.forget(client);
    if (reply instanceof ErrorReply) this.countError(reply);
    this.released.push({ client, reply });
  }

  private flushDeferred(client: Client): void {
    for (const message of client.deferred.splice(0)) client.sink.push(message);
  }

  /** The server does nothing for `ms` milliseconds: the reply of the running command and all other commands wait. */
  sleep(ms: number): void {
    this.busyUntil = Math.max(this.busyUntil, this.keyspace.now) + ms;
    this.slept += ms * 1000;
  }

  /** The command that `argv` names: a subcommand where there is one, its container where the subcommand is unknown. */
  find(argv: readonly string[]): Command | undefined {
    const word = argv[0] ?? '';
    let command = this.named;
    // Comparing a short word costs less than hashing it, and pipelines repeat themselves.
    if (command === undefined || word !== this.name) {
      command = this.names.get(word);
      if (command === undefined) {
        command = this.commands.get(word.toLowerCase());
        if (command === undefined) return undefined;
        this.names.set(word, command);
      }
      this.name = word;
      this.named = command;
    }
    if (command.subcommands === undefined || argv.length < 2) return command;
    return command.subcommands.get((argv[1] ?? '').toLowerCase()) ?? command;
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
    const started = this.lastMicros;
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
      for (const effect of call.effects) this.pending.push({ db, argv: effect });
    } else if (keyspace.dirty !== dirty && this.observer.effects) this.pending.push({ db, argv });
    const ended = this.clock.micros();
    this.lastMicros = ended;
    let duration = ended - started;
    if (this.slept > 0) {
      duration += this.slept;
      if (origin === 'plain') this.slept = 0;
    }
    this.account(call, reply, db, duration);
    if (client.tracking !== undefined && !(reply instanceof ErrorReply)) this.track(call);
    return reply;
  }

  /** Runs the command of a client that was blocked once more. */
  rerun(client: Client, command: Command, argv: readonly string[]): Reply {
    this.current = client;
    const reply = this.invoke(client, command, argv, 'plain', true);
    this.current = undefined;
    this.flush();
    return reply;
  }

  /** Writes the reply of a command that had to wait, then goes on with what came meanwhile. */
  answerLate(client: Client, reply: Reply): void {
    this.deliver(client, reply);
    this.drain(client);
  }

  /** Remembers what a tracking client read; CLIENT CACHING holds for one command or transaction. */
  private track({ client, command, argv, origin }: Call): void {
    this.tracking.remember(client, command, argv);
    if (client.tracking && origin === 'plain' && !client.transaction && command.id !== 'client|caching') {
      client.tracking.caching = false;
    }
  }

  /** Counts an error reply by its code, as INFO errorstats shows it. */
  countError(error: ErrorReply): void {
    const code = error.text.split(' ', 1)[0] ?? 'ERR';
    this.stats.errors.set(code, (this.stats.errors.get(code) ?? 0) + 1);
  }

  statsOf(command: Command): CommandStats {
    let stats = this.commandStats.get(command);
    if (!stats)
      this.commandStats.set(
        command,
        (stats = { calls: 0, micros: 0, rejected: 0, failed: 0, latency: undefined }),
      );
    return stats;
  }

  /** 40 random hex digits. */
  newName(): string {
    return Array.from({ length: 40 }, () => this.nameRandom.below(16).toString(16)).join('');
  }

  /** CONFIG RESETSTAT. */
  resetStats(): void {
    this.commandStats.clear();
    this.stats.commands = 0;
    this.stats.connections = 0;
    this.stats.errors.clear();
    Object.assign(this.keyspace.stats, { hits: 0, misses: 0, expired: 0, evicted: 0, expiredFields: 0 });
  }

  private account(call: Call, reply: Reply, db: number, duration: number): void {
    const { client, command } = call;
    const stats = this.statsOf(command);
    stats.calls++;
    stats.micros += duration;
    if (this.latency.tracking) {
      stats.latency ??= new Histogram();
      stats.latency.add(duration);
    }
    if (this.latency.threshold > 0) {
      this.latency.note(command.flags.includes('fast') ? 'fast-command' : 'command', duration, call.now);
    }
    const { slowlog } = this;
    if (duration >= slowlog.threshold && slowlog.threshold >= 0) slowlog.note(call, duration);
    // A script shows up before what it calls, see `invoke`.
    if (this.monitors.size > 0 && !command.flags.includes('skip_monitor'))
      feedMonitors(call, client.db.index);
    this.stats.commands++;
    client.commands++;
    if (reply instanceof ErrorReply) {
      stats.failed++;
      this.countError(reply);
    }
    this.observer.command?.({
      client,
      command,
      argv: call.argv,
      reply,
      origin: call.origin,
      db,
      at: this.keyspace.now,
      duration,
    });
  }

  /** After a command, EXEC or script as a whole: its effects go out, then clients that wait are served. */
  private afterUnit(): void {
    if (this.depth > 0) return;
    if (this.pending.length > 0) this.flush();
    if (this.blocking.hasReady) this.blocking.serve();
    if (this.released.length > 0) this.answerReleased();
    if (this.eviction.lowered) this.makeRoom();
    if (this.tracking.active) this.tracking.broadcast();
    if (this.pending.length > 0) this.flush();
  }

  private answerReleased(): void {
    for (const { client, reply } of this.released.splice(0)) this.answerLate(client, reply);
  }

  private flush(): void {
    if (this.pending.length === 0) return;
    const group = this.pending;
    this.pending = [];
    this.observer.effects?.(group);
  }

  /** Evicts keys where there is a memory limit and it is passed; false where that was not enough. */
  makeRoom(): boolean {
    const enough = this.eviction.makeRoom();
    this.flushEach();
    return enough;
  }

  /** Keys that end by themselves are each a group of their own. */
  private flushEach(): void {
    const effects = this.pending;
    this.pending = [];
    for (const effect of effects) this.observer.effects?.([effect]);
  }

  private deliver(client: Client, reply: Reply): void {
    if (client.closed) return;
    if (client.replyMode === 'on') client.sink.reply(reply);
    else {
      if (client.replyMode === 'skip-next') client.replyMode = 'skip';
      else if (client.replyMode === 'skip') client.replyMode = 'on';
      client.sink.reply(NO_REPLY);
    }
    if (client.deferred.length > 0) this.flushDeferred(client);
    if (client.closing) this.close(client);
  }

  private postpone(client: Client, argv: readonly string[]): void {
    client.backlog.push(argv);
    if (!client.blocked) this.postponed.add(client);
  }

  private drainPostponed(): void {
    if (this.busyUntil > this.keyspace.now) return;
    for (const client of [...this.postponed]) {
      this.postponed.delete(client);
      this.drain(client);
    }
  }

  /** Runs a client's backlog until it is empty or the client has to wait again. */
  private drain(client: Client): void {
    const backlog = client.backlog.splice(0);
    for (const [i, argv] of backlog.entries()) {
      if (client.closed) return;
      if (client.blocked || client.backlog.length > 0 || this.busyUntil > this.keyspace.now) {
        client.backlog.push(...backlog.slice(i));
        if (!client.blocked) this.postponed.add(client);
        return;
      }
      const reply = this.perform(client, argv);
      if (reply !== PENDING) this.deliver(client, reply);
    }
  }

  /** The database with this index, or the reference's error. */
  database(index: number): Database {
    const db = this.keyspace.databases[index];
    if (!db) throw errors.DB_INDEX_OUT_OF_RANGE;
    return db;
  }
}

const mayBeIdle = (client: Client): boolean =>
  !client.blocked && client.subscriptions === 0 && !client.monitor;

export { PENDING };
