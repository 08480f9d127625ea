/**
 * The page's end of the worker. Everything asked for in one task of the page goes out as one message; replies, pushes and
 * projections come back as one message a turn.
 */
import type { Reply } from '../engine/reply.ts';
import type { FromWorker, ToWorker } from '../protocol/messages.ts';
import type { CallRequest, Method, Methods } from '../protocol/methods.ts';
import type { Projection, ProjectionOf, ViewSpec } from '../protocol/views.ts';

/** The part of `Worker` that is used, so that tests can stand in for it. */
export interface WorkerLike {
  postMessage(message: ToWorker): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<FromWorker>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
}

export interface RunResult {
  readonly reply: Reply;
  /** Microseconds in the engine; -1 where the command had to wait. */
  readonly micros: number;
  /** True where the worker ended before it could answer. */
  readonly lost?: boolean;
}

/** An open view; `update` changes what it shows, `close` ends it. */
export interface ViewHandle<S extends ViewSpec> {
  update(spec: S): void;
  close(): void;
}

interface OpenView {
  spec: ViewSpec;
  listener: (projection: Projection) => void;
}

interface Outbox {
  run: (number | string | readonly string[])[];
  watch: { view: number; spec: ViewSpec }[];
  unwatch: number[];
  calls: CallRequest[];
}

const emptyOutbox = (): Outbox => ({ run: [], watch: [], unwatch: [], calls: [] });

export interface ConnectionHandlers {
  /** Everything of a message but replies, results and projections, which go to whoever asked. */
  message(message: FromWorker): void;
  /** The worker threw. Its connection is over; what was in flight was answered as lost. */
  failed(reason: string): void;
}

export class Connection {
  private readonly worker: WorkerLike;
  private readonly handlers: ConnectionHandlers;
  private nextId = 1;
  private readonly running = new Map<number, (result: RunResult) => void>();
  private readonly calling = new Map<
    number,
    { resolve: (value: never) => void; reject: (reason: Error) => void }
  >();
  private readonly views = new Map<number, OpenView>();
  private outbox = emptyOutbox();
  private scheduled = false;
  private ended = false;

  constructor(worker: WorkerLike, handlers: ConnectionHandlers) {
    this.worker = worker;
    this.handlers = handlers;
    worker.onmessage = (event) => this.receive(event.data);
    worker.onerror = (event) => this.fail(event.message || 'The engine could not be loaded.');
  }

  /** Runs a command on a lane. Never rejects: an error reply is a value. */
  run(lane: string, argv: readonly string[]): Promise<RunResult> {
    if (this.ended) return Promise.resolve(LOST);
    return new Promise((resolve) => {
      const id = this.nextId++;
      this.running.set(id, resolve);
      this.outbox.run.push(id, lane, argv);
      this.schedule();
    });
  }

  /** Calls a method of the worker; rejects with an Error whose message can be shown. */
  call<M extends Method>(method: M, params: Methods[M]['params']): Promise<Methods[M]['result']> {
    if (this.ended) return Promise.reject(new Error('The engine is not running.'));
    return new Promise((resolve, reject) => {
      const id = this.nextId++;
      this.calling.set(id, { resolve, reject });
      this.outbox.calls.push({ id, method, params });
      this.schedule();
    });
  }

  /** Opens a live view; `listener` gets each projection. */
  watch<S extends ViewSpec>(spec: S, listener: (projection: ProjectionOf<S>) => void): ViewHandle<S> {
    const view = this.nextId++;
    this.views.set(view, { spec, listener: listener as (projection: Projection) => void });
    this.outbox.watch.push({ view, spec });
    this.schedule();
    return {
      update: (next) => {
        if (!this.views.has(view)) return;
        this.outbox.watch.push({ view, spec: next });
        this.schedule();
      },
      close: () => {
        if (!this.views.delete(view)) return;
        this.outbox.unwatch.push(view);
        this.schedule();
      },
    };
  }

  /** Ends the worker. What is in flight is answered as lost. */
  end(reason = 'The engine was stopped.'): void {
    if (this.ended) return;
    this.ended = true;
    this.worker.onmessage = null;
    this.worker.onerror = null;
    this.worker.terminate();
    for (const resolve of this.running.values()) resolve(LOST);
    for (const { reject } of this.calling.values()) reject(new Error(reason));
    this.running.clear();
    this.calling.clear();
    this.views.clear();
  }

  private fail(reason: string): void {
    if (this.ended) return;
    this.end(reason);
    this.handlers.failed(reason);
  }

  private schedule(): void {
    if (this.scheduled || this.ended) return;
    this.scheduled = true;
    queueMicrotask(() => {
      this.scheduled = false;
      if (this.ended) return;
      const { run, watch, unwatch, calls } = this.outbox;
      this.outbox = emptyOutbox();
      this.worker.postMessage({
        ...(run.length > 0 && { run }),
        ...(watch.length > 0 && { watch }),
        ...(unwatch.length > 0 && { unwatch }),
        ...(calls.length > 0 && { calls }),
      });
    });
  }

  private receive(message: FromWorker): void {
    const { replies, results, projections } = message;
    // Pushes, log and projections first: whoever awaits a reply finds the rest of its turn already there.
    this.handlers.message(message);
    for (const { view, projection } of projections ?? []) this.views.get(view)?.listener(projection);
    if (replies) {
      for (let i = 0; i < replies.length; i += 3) {
        const id = replies[i] as number;
        const resolve = this.running.get(id);
        this.running.delete(id);
        resolve?.({ reply: replies[i + 1] as Reply, micros: replies[i + 2] as number });
      }
    }
    for (const result of results ?? []) {
      const waiting = this.calling.get(result.id);
      this.calling.delete(result.id);
      if (result.ok) waiting?.resolve(result.value as never);
      else waiting?.reject(new Error(result.error));
    }
    if (message.failure) this.fail(message.failure.message);
  }
}

const LOST: RunResult = { reply: null, micros: -1, lost: true };
