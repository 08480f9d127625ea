/**
 * The page's end of the database's worker, which is started with the first statement. Postgres runs in it in one piece and
 * hears nothing while it works, so the only way to stop a query is to end the worker; another one then rebuilds the
 * database (see journal.ts).
 */
import { Journal } from './journal.ts';
import type { FromSqlWorker, SqlEntry, SqlKit, SqlMethod, SqlMethods, ToSqlWorker } from './messages.ts';
import { Turns } from './turns.ts';
import {
  cancelled,
  failedResult,
  type SqlProgress,
  type SqlResult,
  type SqlSession,
  type SqlTable,
} from './types.ts';

/** The part of `Worker` that is used. */
export interface SqlWorker {
  postMessage(message: ToSqlWorker): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<FromSqlWorker>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
}

export type SqlStatus =
  | { readonly state: 'absent' }
  /** Being fetched, or, with all bytes there, being started. */
  | { readonly state: 'loading'; readonly progress: SqlProgress }
  | { readonly state: 'ready' }
  | { readonly state: 'failed'; readonly reason: string };

export interface SqlHandlers {
  status(status: SqlStatus): void;
  /** The worker was ended and the database rebuilt; false where some of it could not be. */
  rebuilt(whole: boolean): void;
}

/** How long a query that is to stop may still end by itself. */
const GRACE_MS = 300;
/** How long nothing runs before the database is copied. */
const IDLE_MS = 500;

interface Call {
  readonly resolve: (value: never) => void;
  readonly reject: (reason: Error) => void;
}

export class SqlConnection implements SqlSession {
  private readonly createWorker: () => SqlWorker;
  private readonly handlers: SqlHandlers;
  private readonly turns = new Turns({
    set: (work, ms) => setTimeout(work, ms),
    clear: (timer) => clearTimeout(timer as number | undefined),
  });
  private readonly journal = new Journal();
  private readonly calls = new Map<number, Call>();
  private nextId = 1;
  private worker: SqlWorker | undefined;
  private opening: Promise<void> | undefined;
  private kit: SqlKit | undefined;
  private idle: ReturnType<typeof setTimeout> | undefined;
  private running = 0;
  private disposed = false;

  constructor(createWorker: () => SqlWorker, handlers: SqlHandlers) {
    this.createWorker = createWorker;
    this.handlers = handlers;
  }

  /** Loads and starts Postgres, unless that is done or under way. Rejects where it cannot be loaded. */
  open(): Promise<void> {
    this.opening ??= this.start();
    return this.opening;
  }

  async query(
    lane: string,
    text: string,
    params: readonly unknown[] = [],
    signal?: AbortSignal,
  ): Promise<SqlResult> {
    const refused = await this.turns.begin(lane, signal);
    if (refused !== undefined) return failedResult(refused, signal?.aborted ? '57014' : undefined);
    clearTimeout(this.idle);
    this.running++;
    let result: SqlResult;
    try {
      result = await this.perform({ text, params }, signal);
    } catch (error) {
      result = failedResult(error instanceof Error ? error.message : String(error));
    }
    this.running--;
    this.turns.end(lane, result.transaction);
    this.copySoon();
    return result;
  }

  async reset(): Promise<void> {
    if (!this.opening) return;
    await this.open();
    try {
      if (this.running > 0) throw INTERRUPTED;
      await this.call('reset', undefined);
      this.turns.release();
      this.journal.clear();
    } catch {
      // Something runs, or would not go: a new worker has an empty database in any case.
      this.turns.release();
      this.journal.clear();
      this.interrupt();
      await this.open();
    }
  }

  /** The tables, with their rows counted; none where Postgres was never started, undefined inside a transaction. */
  async tables(): Promise<readonly SqlTable[] | undefined> {
    if (!this.opening) return [];
    await this.open();
    return this.call('tables', undefined);
  }

  /** The first rows of a table; undefined inside a transaction. */
  async rows(table: SqlTable, limit: number): Promise<SqlResult | undefined> {
    await this.open();
    return this.call('rows', { table, limit });
  }

  /** Ends the worker for good; what runs is answered as stopped. */
  dispose(): void {
    this.disposed = true;
    clearTimeout(this.idle);
    this.end('Postgres was stopped.');
    this.handlers.status({ state: 'absent' });
  }

  private async perform(entry: SqlEntry, signal: AbortSignal | undefined): Promise<SqlResult> {
    const aborted = signal && whenAborted(signal);
    // Loading goes on behind a stop: the next statement wants it.
    if ((await Promise.race([this.open(), ...(aborted ? [aborted.promise] : [])])) === STOP)
      return cancelled();
    let timer: ReturnType<typeof setTimeout> | undefined;
    void aborted?.promise.then(() => {
      timer = setTimeout(() => this.interrupt(), GRACE_MS);
    });
    try {
      const result = await this.call('query', entry);
      this.journal.add(entry, result);
      return result;
    } catch (error) {
      if (error === INTERRUPTED) return cancelled();
      // Postgres itself came to an end, so there is a worker to replace.
      this.interrupt();
      throw error;
    } finally {
      clearTimeout(timer);
      aborted?.leave();
    }
  }

  /** Ends the worker in the middle of a query, and has another one rebuild the database. */
  private interrupt(): void {
    if (this.disposed) return;
    // What a transaction did before is not to be taken up by what follows it.
    if (this.turns.inTransaction !== undefined) this.journal.rolledBack();
    const { whole } = this.journal.source;
    this.end(INTERRUPTED);
    this.opening = this.start().then(() => this.handlers.rebuilt(whole));
    // Whoever needs it waits for it and is told then.
    this.opening.catch(() => undefined);
  }

  private end(reason: Error | string): void {
    if (this.worker) {
      this.worker.onmessage = null;
      this.worker.onerror = null;
      this.worker.terminate();
      this.worker = undefined;
    }
    const calls = [...this.calls.values()];
    this.calls.clear();
    for (const { reject } of calls) reject(typeof reason === 'string' ? new Error(reason) : reason);
  }

  private start(): Promise<void> {
    if (this.disposed) return Promise.reject(new Error('Postgres was stopped.'));
    let progress: SqlProgress = { loaded: 0, total: 0 };
    this.handlers.status({ state: 'loading', progress });
    const worker = this.createWorker();
    this.worker = worker;
    return new Promise((resolve, reject) => {
      const fail = (reason: string) => {
        this.end(reason);
        // The next statement tries again.
        this.opening = undefined;
        this.handlers.status({ state: 'failed', reason });
        reject(new Error(`Postgres could not be loaded: ${reason}`));
      };
      worker.onerror = (event) => fail(event.message || 'its worker did not start');
      worker.onmessage = ({ data }) => {
        switch (data.kind) {
          case 'progress':
            progress = data.progress;
            this.handlers.status({ state: 'loading', progress });
            break;
          case 'loaded':
            this.kit = data.kit;
            break;
          case 'ready':
            this.handlers.status({ state: 'ready' });
            resolve();
            break;
          case 'failed':
            fail(data.reason);
            break;
          default:
            this.settle(data);
        }
      };
      const { files, replay } = this.journal.source;
      worker.postMessage({ kind: 'open', kit: this.kit, files, replay });
    });
  }

  private settle(message: FromSqlWorker & { kind: 'answer' | 'refused' }): void {
    const call = this.calls.get(message.id);
    this.calls.delete(message.id);
    // The worker answers with what the method gives.
    if (message.kind === 'answer') call?.resolve(message.value as never);
    else call?.reject(new Error(message.reason));
  }

  private call<M extends SqlMethod>(
    method: M,
    params: SqlMethods[M]['params'],
  ): Promise<SqlMethods[M]['result']> {
    const { worker } = this;
    if (!worker) return Promise.reject(new Error('Postgres is not running.'));
    return new Promise((resolve, reject) => {
      const id = this.nextId++;
      this.calls.set(id, { resolve, reject });
      // Method and params belong together by this function's own type.
      worker.postMessage({ kind: 'ask', id, ask: { method, params } } as ToSqlWorker);
    });
  }

  private copySoon(): void {
    clearTimeout(this.idle);
    if (!this.journal.pending || this.disposed) return;
    this.idle = setTimeout(() => {
      if (this.running > 0 || this.turns.inTransaction !== undefined) return;
      // Answers come in the order of what was asked, so the journal then holds just what the copy covers.
      this.call('dump', undefined).then(
        (copy) => copy && this.journal.copied(copy),
        () => undefined,
      );
    }, IDLE_MS);
  }
}

/** Why a call was ended by us. */
const INTERRUPTED = new Error('canceling statement due to user request');
const STOP = Symbol('stop');

function whenAborted(signal: AbortSignal): { promise: Promise<typeof STOP>; leave(): void } {
  let leave = () => {};
  const promise = new Promise<typeof STOP>((resolve) => {
    const heard = () => resolve(STOP);
    if (signal.aborted) heard();
    signal.addEventListener('abort', heard);
    leave = () => signal.removeEventListener('abort', heard);
  });
  return { promise, leave };
}
