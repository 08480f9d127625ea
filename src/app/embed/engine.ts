/**
 * The engine of an embed, and how several frames share one. The frame that owns it starts the worker with the first run.
 * A frame that depends on it gets a MessagePort on which it speaks the worker's own protocol; ids of requests and views are
 * told apart here, so that each frame hears what it asked for.
 *
 * A worker, on the other hand, may hold engines of several frames that know nothing of each other (see worker/serve.ts).
 * Only Lua can run without end there and hold up the others; before the first command that runs Lua, an engine that shares
 * its worker moves to one of its own, with its keys.
 */
import type { WorkerLike } from '../../client/connection.ts';
import type { FromWorker, ToWorker } from '../../protocol/messages.ts';
import type { CallRequest, CallResult, Method } from '../../protocol/methods.ts';
import type { Projection, ViewSpec } from '../../protocol/views.ts';
import { type Asked, type Asker, Ids } from './ids.ts';
import { isScripting } from './scripting.ts';
import { Watchdog } from './watchdog.ts';
import { type EngineWorker, portWorker } from './worker.ts';

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

export class SharedEngine {
  private readonly spawn: () => EngineWorker;
  private readonly askers = new Set<Asker>();
  private readonly ids = new Ids();
  private readonly held: ToWorker[] = [];
  private readonly waitingToOpen: Asked[] = [];
  private opened: CallResult | undefined;
  private openId: number | undefined;
  private worker: EngineWorker | undefined;
  /** Makes the engine in another frame's worker, until that is used. */
  private room: (() => EngineWorker) | undefined;
  /** By worker, to the frames with engines in it, which must hear of its end. */
  private readonly guests = new Map<EngineWorker, MessagePort[]>();
  /** Other frames have engines in this one's worker, or this one has its in another's. */
  private sharesWorker = false;
  /** This one's worker has run Lua, and may be running it. */
  private scripting = false;
  private moving = false;
  private open: CallRequest | undefined;
  /** Open views by their ids at the worker. */
  private readonly specs = new Map<number, ViewSpec>();
  private watchdog: Watchdog | undefined;
  /** True once something needed the engine. */
  started = false;

  constructor(spawn: () => EngineWorker) {
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

  /** A port to a new engine in this frame's worker, and one on which this frame tells when the worker ends. */
  lendWorker(): MessagePort[] {
    this.start();
    const { worker } = this;
    if (!worker?.serve || this.scripting) throw new Error('This embed has no worker to share.');
    const { port1, port2 } = new MessageChannel();
    worker.serve(port1);
    this.sharesWorker = true;
    const life = new MessageChannel();
    this.guests.set(worker, [...(this.guests.get(worker) ?? []), life.port1]);
    return [port2, life.port2];
  }

  /** Uses an engine in another frame's worker. Has no effect once the engine has started. */
  borrowWorker(port: MessagePort, life: MessagePort): void {
    if (!this.started) this.room = () => portWorker(port, life);
  }

  private wake(): void {
    const { room } = this;
    this.room = undefined;
    this.sharesWorker = room !== undefined;
    this.use(room ? room() : this.spawn());
    for (const message of this.held.splice(0)) this.send(message);
  }

  private use(worker: EngineWorker): void {
    this.worker = worker;
    this.watchdog = new Watchdog(worker, (reason) => this.broken(reason));
    worker.onmessage = ({ data }) => {
      this.watchdog?.heard(data);
      this.receive(data);
    };
    worker.onerror = (event) => this.broken(event.message || 'The engine could not be loaded.');
  }

  /** Goes to a worker of its own with all keys. What clients were in the middle of is over. */
  private async move(): Promise<void> {
    const before = this.worker;
    if (!before || !this.open) return;
    this.moving = true;
    this.watchdog?.stop();
    const alone = this.spawn();
    try {
      const { moveKeys } = await import('./move.ts');
      await moveKeys(before, alone, this.open, (message) => this.receive(message));
    } catch (error) {
      this.moving = false;
      this.broken(error instanceof Error ? error.message : String(error));
      return;
    }
    // A worker that others have engines in goes on for them, until it breaks.
    if (this.guests.has(before)) {
      before.onmessage = null;
      before.onerror = () => this.endWorker(before);
    } else before.terminate();
    this.use(alone);
    // It has answered already, so from the first command on it has to go on answering.
    this.watchdog?.heard();
    this.sharesWorker = false;
    this.moving = false;
    const watch = [...this.specs].map(([view, spec]) => ({ view, spec }));
    if (watch.length > 0) this.send({ watch });
    for (const message of this.held.splice(0)) this.send(message);
  }

  /** The owner's store ends this worker, and may ask for another one. */
  private stop(asker: Asker): void {
    this.forget(asker);
    this.watchdog?.stop();
    this.endWorker();
    this.worker = undefined;
    this.scripting = false;
    this.opened = undefined;
    this.held.length = 0;
    this.ids.forgetRequests();
    this.specs.clear();
    // Whoever borrowed hears that it is gone, and opens it anew.
    for (const each of this.askers) {
      this.ids.forgetViews(each);
      each.tell({ failure: { message: 'The engine that it shares was started again.', stack: '' } });
    }
  }

  private endWorker(worker = this.worker): void {
    if (!worker) return;
    worker.terminate();
    for (const guest of this.guests.get(worker) ?? []) {
      guest.postMessage('gone');
      guest.close();
    }
    this.guests.delete(worker);
  }

  private broken(reason: string): void {
    for (const asker of [...this.askers])
      if (asker.owner) asker.tell({ failure: { message: reason, stack: '' } });
  }

  private take(asker: Asker, message: ToWorker): void {
    const { run, watch, unwatch, calls } = message;
    const passed = calls?.filter((call) => asker.owner || this.allowed(asker, call.id, call.method));
    const out: ToWorker = {
      ...(run && { run: run.map((each, i) => (i % 3 === 0 ? this.ids.ask(asker, Number(each)) : each)) }),
      ...(watch && { watch: watch.map(({ view, spec }) => ({ view: this.ids.viewOf(asker, view), spec })) }),
      ...(unwatch && { unwatch: unwatch.map((view) => this.ids.closeView(asker, view)) }),
      ...(passed &&
        passed.length > 0 && {
          calls: passed.map((call) => {
            const id = this.ids.ask(asker, call.id);
            if (call.method === 'open') this.openId = id;
            return { ...call, id };
          }),
        }),
    };
    if (Object.keys(out).length === 0) return;
    this.remember(out);
    if (this.started && !this.worker) this.wake();
    if (isScripting(run)) {
      this.scripting = true;
      if (this.sharesWorker && !this.moving) void this.move();
    }
    if (this.worker && !this.moving) this.send(out);
    else this.held.push(out);
  }

  /** Keeps what a move has to do again. */
  private remember({ calls, watch, unwatch }: ToWorker): void {
    this.open = calls?.find(({ method }) => method === 'open') ?? this.open;
    for (const { view, spec } of watch ?? []) this.specs.set(view, spec);
    for (const view of unwatch ?? []) this.specs.delete(view);
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

  private forget(asker: Asker): void {
    this.askers.delete(asker);
    const unwatch = this.ids.forgetViews(asker);
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
    for (let i = 0; i < (replies?.length ?? 0); i += 3) {
      const asked = this.ids.answered(Number(replies?.[i]));
      if (asked && this.askers.has(asked.asker))
        part(asked.asker).replies.push(asked.id, replies?.[i + 1], replies?.[i + 2]);
    }
    for (const result of results ?? []) {
      if (result.id === this.openId) this.hasOpened(result);
      const asked = this.ids.answered(result.id);
      if (asked && this.askers.has(asked.asker)) part(asked.asker).results.push({ ...result, id: asked.id });
    }
    for (const { view, projection } of projections ?? []) {
      const found = this.ids.ownerOf(view);
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
}
