/**
 * The engine of an embed, and how several frames share one. The frame that owns it starts the worker with the first run.
 * A frame that depends on it gets a MessagePort on which it speaks the worker's own protocol; ids of requests and views are
 * told apart here, so that each frame hears what it asked for.
 */
import type { WorkerLike } from '../../client/connection.ts';
import type { FromWorker, ToWorker } from '../../protocol/messages.ts';
import type { CallResult, Method } from '../../protocol/methods.ts';
import type { Projection } from '../../protocol/views.ts';
import { Watchdog } from './watchdog.ts';

/** Calls that belong to the owner: they are about where things are kept. */
const OWNERS: ReadonlySet<Method> = new Set([
  'create',
  'rename',
  'duplicate',
  'delete',
  'undelete',
  'takeOver',
  'crash',
]);

/** One side that asks: the owner's own store, or a frame at the other end of a port. */
interface Asker {
  readonly owner: boolean;
  tell(message: FromWorker): void;
}

interface Asked {
  readonly asker: Asker;
  readonly id: number;
}

export class SharedEngine {
  private readonly spawn: () => WorkerLike;
  private readonly askers = new Set<Asker>();
  private readonly asked = new Map<number, Asked>();
  /** The owner's views and the borrowers', by asker and its own id. */
  private readonly views = new Map<Asker, Map<number, number>>();
  private readonly held: ToWorker[] = [];
  private readonly waitingToOpen: Asked[] = [];
  private opened: CallResult | undefined;
  private openId: number | undefined;
  private nextId = 1;
  private worker: WorkerLike | undefined;
  private watchdog: Watchdog | undefined;
  /** True once something needed the engine. */
  started = false;

  constructor(spawn: () => WorkerLike) {
    this.spawn = spawn;
  }

  /** Starts the worker. Until then what it is asked is held back. */
  start(): void {
    if (this.started) return;
    this.started = true;
    this.wake();
  }

  /** The owner's end, for its store. Each call is a new worker. */
  readonly createWorker = (): WorkerLike => {
    const end: WorkerLike = {
      onmessage: null,
      onerror: null,
      postMessage: (message) => this.take(asker, message),
      terminate: () => this.stop(asker),
    };
    const asker: Asker = {
      owner: true,
      tell: (data) => end.onmessage?.(new MessageEvent('message', { data })),
    };
    this.askers.add(asker);
    this.fail = (message) => end.onerror?.(new ErrorEvent('error', { message }));
    return end;
  };

  /** A port for a frame that depends on this one. */
  lend(): MessagePort {
    this.start();
    const { port1, port2 } = new MessageChannel();
    const asker: Asker = { owner: false, tell: (message) => port1.postMessage(message) };
    port1.onmessage = ({ data }: MessageEvent<ToWorker | 'end'>) => {
      if (data !== 'end') this.take(asker, data);
      else {
        this.forget(asker);
        port1.close();
      }
    };
    this.askers.add(asker);
    return port2;
  }

  private fail: (message: string) => void = () => undefined;

  private wake(): void {
    const worker = this.spawn();
    this.worker = worker;
    this.watchdog = new Watchdog(worker, (reason) => this.broken(reason));
    worker.onmessage = ({ data }) => {
      this.watchdog?.heard();
      this.receive(data);
    };
    worker.onerror = (event) => this.broken(event.message || 'The engine could not be loaded.');
    for (const message of this.held.splice(0)) this.send(message);
  }

  /** The owner's store ends this worker, and may ask for another one. */
  private stop(asker: Asker): void {
    this.forget(asker);
    this.watchdog?.stop();
    this.worker?.terminate();
    this.worker = undefined;
    this.opened = undefined;
    this.held.length = 0;
    this.asked.clear();
    // Whoever borrowed hears that it is gone, and opens it anew.
    for (const each of this.askers) {
      this.views.delete(each);
      each.tell({ failure: { message: 'The engine that it shares was started again.', stack: '' } });
    }
  }

  private broken(reason: string): void {
    this.fail(reason);
  }

  private take(asker: Asker, message: ToWorker): void {
    const { run, watch, unwatch, calls } = message;
    const passed = calls?.filter((call) => asker.owner || this.allowed(asker, call.id, call.method));
    const out: ToWorker = {
      ...(run && { run: run.map((each, i) => (i % 3 === 0 ? this.ask(asker, Number(each)) : each)) }),
      ...(watch && { watch: watch.map(({ view, spec }) => ({ view: this.viewOf(asker, view), spec })) }),
      ...(unwatch && { unwatch: unwatch.map((view) => this.closeView(asker, view)) }),
      ...(passed &&
        passed.length > 0 && {
          calls: passed.map((call) => {
            const id = this.ask(asker, call.id);
            if (call.method === 'open') this.openId = id;
            return { ...call, id };
          }),
        }),
    };
    if (Object.keys(out).length === 0) return;
    if (this.started && !this.worker) this.wake();
    if (this.worker) this.send(out);
    else this.held.push(out);
  }

  private send(message: ToWorker): void {
    this.worker?.postMessage(message);
    this.watchdog?.sent();
  }

  /** Whether a borrower's call goes to the worker; others are answered here. */
  private allowed(asker: Asker, id: number, method: Method): boolean {
    if (method === 'open') {
      if (this.opened) asker.tell({ results: [{ ...this.opened, id }] });
      else this.waitingToOpen.push({ asker, id });
      return false;
    }
    if (method === 'saveDraft' || method === 'flush') {
      asker.tell({ results: [{ id, ok: true, value: undefined }] });
      return false;
    }
    if (!OWNERS.has(method)) return true;
    asker.tell({ results: [{ id, ok: false, error: 'This embed shares the engine of another one.' }] });
    return false;
  }

  private ask(asker: Asker, id: number): number {
    const own = this.nextId++;
    this.asked.set(own, { asker, id });
    return own;
  }

  private viewOf(asker: Asker, view: number): number {
    const all = this.views.get(asker) ?? new Map<number, number>();
    this.views.set(asker, all);
    const own = all.get(view) ?? this.nextId++;
    all.set(view, own);
    return own;
  }

  private closeView(asker: Asker, view: number): number {
    const own = this.viewOf(asker, view);
    this.views.get(asker)?.delete(view);
    return own;
  }

  private forget(asker: Asker): void {
    this.askers.delete(asker);
    const unwatch = [...(this.views.get(asker)?.values() ?? [])];
    this.views.delete(asker);
    if (unwatch.length > 0 && !asker.owner) this.worker?.postMessage({ unwatch });
  }

  private receive(message: FromWorker): void {
    const { replies, results, projections, failure, ...rest } = message;
    // The owner ends the worker, which is what the borrowers hear of.
    if (failure) {
      this.broken(failure.message);
      return;
    }
    const parts = new Map<Asker, { replies: unknown[]; results: CallResult[]; projections: unknown[] }>();
    const part = (asker: Asker) => {
      let own = parts.get(asker);
      if (!own) parts.set(asker, (own = { replies: [], results: [], projections: [] }));
      return own;
    };
    const answered = (id: number): Asked | undefined => {
      const asked = this.asked.get(id);
      this.asked.delete(id);
      return asked && this.askers.has(asked.asker) ? asked : undefined;
    };
    for (let i = 0; i < (replies?.length ?? 0); i += 3) {
      const asked = answered(Number(replies?.[i]));
      if (asked) part(asked.asker).replies.push(asked.id, replies?.[i + 1], replies?.[i + 2]);
    }
    for (const result of results ?? []) {
      if (result.id === this.openId) this.hasOpened(result);
      const asked = answered(result.id);
      if (asked) part(asked.asker).results.push({ ...result, id: asked.id });
    }
    for (const { view, projection } of projections ?? []) {
      const found = this.findView(view);
      if (found) part(found.asker).projections.push({ view: found.id, projection });
    }
    const common = Object.keys(rest).length > 0;
    for (const asker of [...this.askers]) {
      const own = parts.get(asker);
      if (!own && !common) continue;
      asker.tell({
        ...rest,
        ...(own && own.replies.length > 0 && { replies: own.replies as NonNullable<FromWorker['replies']> }),
        ...(own && own.results.length > 0 && { results: own.results }),
        ...(own &&
          own.projections.length > 0 && {
            projections: own.projections as { view: number; projection: Projection }[],
          }),
      });
    }
  }

  private hasOpened(result: CallResult): void {
    this.opened = result;
    for (const { asker, id } of this.waitingToOpen.splice(0)) asker.tell({ results: [{ ...result, id }] });
  }

  private findView(view: number): Asked | undefined {
    for (const [asker, all] of this.views) {
      for (const [id, own] of all) if (own === view) return { asker, id };
    }
    return undefined;
  }
}
