/**
 * Notices a worker that no longer answers: a script without end, a command over too much data. Commands that wait for
 * other clients are no such thing, for the engine answers to everybody else meanwhile.
 */
import type { WorkerLike } from '../../client/connection.ts';
import type { FromWorker } from '../../protocol/messages.ts';

/** How long after a message the worker is asked for a sign of life. */
const PATIENCE_MS = 2000;
/** How long it then has to give one. */
const LIMIT_MS = 8000;
/** Ids of requests are positive, so nobody takes the answer for one. */
const PING = -1;

export class Watchdog {
  private readonly worker: WorkerLike;
  private readonly bite: (reason: string) => void;
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** The first message may take as long as the network does. */
  private alive = false;

  constructor(worker: WorkerLike, bite: (reason: string) => void) {
    this.worker = worker;
    this.bite = bite;
  }

  /** Something was sent to the worker. */
  sent(): void {
    if (this.alive && this.timer === undefined) this.watch();
  }

  /**
   * The worker has said something. That may be older than what was sent last, so only the answer to a question asked after
   * it ends the watch.
   */
  heard(message?: FromWorker): void {
    this.alive = true;
    if (this.timer === undefined) return;
    this.stop();
    if (!message?.results?.some(({ id }) => id === PING)) this.watch();
  }

  stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private watch(): void {
    this.timer = setTimeout(() => {
      this.worker.postMessage({
        calls: [{ id: PING, method: 'keyNames', params: { db: 0, prefix: '', limit: 1 } }],
      });
      this.timer = setTimeout(() => {
        this.stop();
        this.bite(`a command ran for more than ${(PATIENCE_MS + LIMIT_MS) / 1000} seconds`);
      }, LIMIT_MS);
    }, PATIENCE_MS);
  }
}
