/**
 * The engine's host in the browser. Each turn takes the message at hand, runs it, and posts one message back; timers wake
 * the engine when a TTL, a wait or a pause ends; views and the log go out at most once a frame.
 *
 * All of the platform comes in through `Platform`, so that the host runs in tests without a worker.
 */
import { VirtualClock } from '../engine/clock.ts';
import { Engine } from '../engine/engine.ts';
import type { Reply } from '../engine/reply.ts';
import type { MakeMachine } from '../engine/scripting/runtime.ts';
import type { ClockState, FromWorker, ToWorker } from '../protocol/messages.ts';
import type { OpenParams, OpenResult } from '../protocol/methods.ts';
import { rdbCodec } from '../rdb/codec.ts';
import { answerCall } from './calls.ts';
import { CommandLog } from './command-log.ts';
import { Jobs } from './files/job.ts';
import { Keeping, unkept } from './keeping.ts';
import { isUnseen, Lanes } from './lanes.ts';
import { Outbox } from './outbox.ts';
import { Views } from './views/index.ts';

export interface Platform {
  post(message: FromWorker): void;
  /** Real ms since the epoch. */
  now(): number;
  /** A stopwatch in µs. */
  micros(): number;
  setTimer(work: () => void, ms: number): unknown;
  clearTimer(timer: unknown): void;
  /** Fetches Lua; left out where there is none. */
  loadLua?(): Promise<MakeMachine>;
}

const FRAME_MS = 16;
/** Timers of the platform overflow beyond this. */
const MAX_TIMER_MS = 2 ** 31 - 1;

export class Host {
  readonly platform: Platform;
  readonly clock: VirtualClock;
  readonly outbox = new Outbox();
  readonly log = new CommandLog();
  readonly keeping: Keeping;
  /** Files that are being made or read. */
  readonly files: Jobs;
  engine: Engine;
  lanes: Lanes;
  views: Views;
  /** The open playground; undefined until the first `open`. */
  playground: string | undefined;

  /** Bytes that every engine of this host may use; undefined for no limit. */
  private maxMemory: number | undefined;
  private opening: Promise<unknown> | undefined;
  private readonly early: ToWorker[] = [];
  private wakeTimer: unknown;
  private frameTimer: unknown;
  private lastFrame = 0;
  /** The last post, where posts wait for the disk. */
  private posting: Promise<void> | undefined;
  private failed = false;

  constructor(platform: Platform) {
    this.platform = platform;
    this.clock = new VirtualClock(platform.now, platform.micros);
    this.files = new Jobs((fileProgress) => platform.post({ fileProgress }));
    this.keeping = new Keeping(
      () => this.keepingChanged(),
      (work) => this.run(work),
    );
    this.engine = this.makeEngine(1);
    this.lanes = new Lanes(this.engine, this.outbox);
    this.views = this.makeViews();
  }

  /** Takes a message of the page. */
  receive(message: ToWorker): void {
    if (this.failed) return;
    // A file that holds everything else up is given up at once.
    if (message.calls?.some(({ method }) => method === 'cancelFile')) this.files.cancel();
    const opens = message.calls?.some((call) => call.method === 'open') ?? false;
    if (this.opening !== undefined || (this.playground === undefined && !opens)) {
      this.early.push(message);
      return;
    }
    this.guard(() => this.turn(message));
  }

  /** Starts an empty engine with new clients. */
  renew(seed: number): void {
    this.lanes.disconnectAll();
    this.engine = this.makeEngine(seed);
    this.lanes = new Lanes(this.engine, this.outbox);
    this.views = this.makeViews();
  }

  /** Opens a playground: recovers it, then lets commands in. */
  async open(params: OpenParams): Promise<OpenResult> {
    const work = this.openNow(params);
    this.opening = work;
    try {
      return await work;
    } finally {
      this.opening = undefined;
      queueMicrotask(() => {
        for (const message of this.early.splice(0)) this.receive(message);
      });
    }
  }

  /** Holds back everything until `work` has ended. */
  async exclusively<T>(work: () => Promise<T>): Promise<T> {
    const running = work();
    this.opening = running.catch(() => undefined);
    try {
      return await running;
    } finally {
      this.opening = undefined;
      queueMicrotask(() => {
        for (const message of this.early.splice(0)) this.receive(message);
      });
    }
  }

  clockState(): ClockState {
    const { clock } = this;
    return { now: clock.now(), realAt: this.platform.now(), paused: clock.paused, speed: clock.speed };
  }

  /** After the clock was paused, stepped or set to another speed. */
  clockChanged(): void {
    this.engine.tick();
    this.outbox.setClock(this.clockState());
    this.wake();
  }

  /** Runs `work`; what it throws is a bug of ours, which ends this worker with a message. */
  guard(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.fail(error);
    }
  }

  fail(error: unknown): void {
    if (this.failed) return;
    this.failed = true;
    const { message, stack = '' } = error instanceof Error ? error : new Error(String(error));
    // What was acknowledged is written before the worker goes; the page starts another one.
    const end = () => this.platform.post({ failure: { message, stack } });
    this.keeping.close().then(end, end);
  }

  /** Writes everything that is pending and posts what the turn produced. */
  flush(): void {
    this.frame();
    this.post();
  }

  /** Puts what the log has gathered into the message of this turn. */
  tellLog(): void {
    if (!this.log.pending) return;
    const { entries, dropped } = this.log.take();
    this.outbox.log(entries, dropped);
    this.outbox.refused(this.log.takeRefused());
    this.outbox.said(this.log.takeSaid());
  }

  /** A turn for work that no message brought: the end of a SAVE. */
  private run(work: () => void): void {
    this.guard(() => {
      this.engine.turn(work);
      this.flush();
      this.wake();
    });
  }

  private turn(message: ToWorker): void {
    for (const call of message.calls ?? []) answerCall(this, call);
    for (const id of message.unwatch ?? []) this.views.unwatch(id);
    for (const { view, spec } of message.watch ?? []) this.views.watch(view, spec);
    const { run } = message;
    if (run) {
      this.engine.turn(() => {
        for (let i = 0; i < run.length; i += 3) {
          this.lanes.run(run[i + 1] as string, run[i] as number, run[i + 2] as readonly string[]);
        }
      });
    }
    this.frame(message.watch !== undefined);
    this.post();
    this.wake();
  }

  /** Posts the outbox; with `appendfsync always` only when what it acknowledges is on disk. */
  private post(): void {
    const durable = this.keeping.endTurn();
    const message = this.outbox.take();
    if (durable === undefined && this.posting === undefined) {
      if (message) this.platform.post(message);
      return;
    }
    const before = this.posting ?? Promise.resolve();
    const written = durable?.then(
      () => undefined,
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
    const posting = Promise.all([before, written]).then(([, reason]) => {
      if (message) this.platform.post(reason === undefined ? message : refused(message, reason));
      if (this.posting === posting) this.posting = undefined;
    });
    this.posting = posting;
  }

  /** Sets the timer for the next instant at which the engine has something to do by itself. */
  private wake(): void {
    this.platform.clearTimer(this.wakeTimer);
    const at = this.engine.nextWake();
    const delay = at === Infinity ? null : this.clock.realDelay(at);
    if (delay === null) return;
    this.wakeTimer = this.platform.setTimer(
      () =>
        this.guard(() => {
          this.engine.tick();
          this.frame();
          this.post();
          this.wake();
        }),
      Math.min(Math.ceil(delay), MAX_TIMER_MS),
    );
  }

  /** Projects the views and the log now, or at the next frame where the last one is too near. */
  private frame(now = false): void {
    const wait = this.lastFrame + FRAME_MS - this.platform.now();
    if (wait > 0 && wait <= FRAME_MS && !now) {
      this.nextFrame(wait);
      return;
    }
    this.project();
  }

  private nextFrame(wait: number): void {
    const { platform } = this;
    this.frameTimer ??= platform.setTimer(() => {
      this.frameTimer = undefined;
      this.guard(() => {
        this.project();
        this.post();
      });
    }, wait);
  }

  private project(): void {
    this.lastFrame = this.platform.now();
    this.views.project((view, projection) => this.outbox.project(view, projection));
    this.tellLog();
    if (this.views.unfinished) this.nextFrame(FRAME_MS);
  }

  private keepingChanged(): void {
    this.engine.readOnly = this.keeping.readOnly;
    this.outbox.setKeeping(this.keeping.state);
    if (this.opening !== undefined) return;
    this.frame();
    this.post();
  }

  private async openNow({ keep, seed, maxMemory, ...wanted }: OpenParams): Promise<OpenResult> {
    this.maxMemory = maxMemory;
    this.renew(seed);
    const { playground, report } = keep
      ? await this.keeping.open(this.engine, wanted)
      : { playground: unkept(), report: { keys: 0, commands: 0, ms: 0, problems: [] } };
    this.playground = playground.id;
    this.engine.tick();
    this.views.invalidate();
    this.wake();
    const { id: openId, name, createdAt, updatedAt, draft, settings } = playground;
    return {
      playground: { id: openId, name, createdAt, updatedAt },
      draft: { script: draft, settings: JSON.stringify(settings) },
      keeping: this.keeping.state,
      clock: this.clockState(),
      recovery: report,
    };
  }

  private makeEngine(seed: number): Engine {
    const engine = new Engine({ clock: this.clock, seed });
    engine.dumpCodec = rdbCodec;
    if (this.maxMemory !== undefined) engine.eviction.maxMemory = this.maxMemory;
    const { loadLua } = this.platform;
    if (loadLua) engine.scripting.runtime = { load: loadLua, later: (work) => this.later(engine, work) };
    engine.observer = {
      command: (record) => {
        this.lanes.ran(record.client, record.duration);
        const lane = this.lanes.nameOf(record.client);
        if (!isUnseen(lane)) this.log.add(record, lane);
      },
      refused: (record) => {
        const lane = this.lanes.nameOf(record.client);
        if (!isUnseen(lane)) this.log.refuse(record, lane);
      },
      scriptLog: (level, text, client) => {
        const lane = client ? this.lanes.nameOf(client) : '';
        if (!isUnseen(lane)) this.log.say(level, text, lane, client?.db.index ?? 0, engine.keyspace.now);
      },
      effects: (group) => this.keeping.record(group),
      touched: (db, key, cause) => this.views.feed.touched(db, key, cause),
      flushed: (db) => this.views.feed.flushed(db),
    };
    return engine;
  }

  /** Runs work that follows a promise as a turn of its own, unless its engine is gone. */
  private later(engine: Engine, work: () => void): void {
    if (this.failed || engine !== this.engine) return;
    this.guard(() => {
      engine.turn(work);
      this.frame();
      this.post();
      this.wake();
    });
  }

  private makeViews(): Views {
    const { engine, lanes, keeping } = this;
    return new Views({
      engine,
      lanes,
      logBytes: () => keeping.logBytes,
      durability: () => keeping.durability(),
    });
  }
}

/** A turn's message where what it acknowledges could not be written: nobody may take it for kept. */
function refused(message: FromWorker, reason: string): FromWorker {
  const error: Reply = { kind: 'error', text: `MISCONF Errors writing to the AOF file: ${reason}` };
  return message.replies
    ? { ...message, replies: message.replies.map((part, i) => (i % 3 === 1 ? error : part)) }
    : message;
}
