/**
 * Whose turn it is. Postgres has one session here, and all lanes share it: one statement runs at a time, in the order in
 * which they came, and while a lane has a transaction open the other lanes wait. A lane that lets the others wait without
 * running anything itself does not hold them up for ever: they are told who does.
 */
import type { TransactionStatus } from './types.ts';

/** How long a lane may sit in its transaction while others wait. */
const PATIENCE_MS = 2000;

export interface Timers {
  set(work: () => void, ms: number): unknown;
  clear(timer: unknown): void;
}

interface Waiting {
  readonly lane: string;
  /** Called with undefined when it is this one's turn, with a reason when that never comes. */
  readonly go: (refused: string | undefined) => void;
}

export class Turns {
  private readonly timers: Timers;
  private readonly waiting: Waiting[] = [];
  private busy = false;
  private holder: string | undefined;
  private timer: unknown;

  constructor(timers: Timers) {
    this.timers = timers;
  }

  /** The lane whose transaction is open. */
  get inTransaction(): string | undefined {
    return this.holder;
  }

  /** Resolves when the lane may run one statement; with a reason where it may not. `end` must follow. */
  begin(lane: string, signal: AbortSignal | undefined): Promise<string | undefined> {
    return new Promise((resolve) => {
      const waiting: Waiting = {
        lane,
        go: (refused) => {
          signal?.removeEventListener('abort', leave);
          resolve(refused);
        },
      };
      const leave = () => {
        const at = this.waiting.indexOf(waiting);
        if (at < 0) return;
        this.waiting.splice(at, 1);
        waiting.go('canceling statement due to user request');
      };
      if (signal?.aborted) {
        resolve('canceling statement due to user request');
        return;
      }
      signal?.addEventListener('abort', leave);
      this.waiting.push(waiting);
      this.next();
    });
  }

  /** The statement whose turn it was has ended. */
  end(lane: string, transaction: TransactionStatus): void {
    this.busy = false;
    this.holder = transaction === 'I' ? undefined : lane;
    this.next();
  }

  /** No transaction is open any more. */
  release(): void {
    this.holder = undefined;
    this.next();
  }

  private next(): void {
    this.timers.clear(this.timer);
    if (this.busy) return;
    const at = this.waiting.findIndex(({ lane }) => this.holder === undefined || this.holder === lane);
    const [turn] = at < 0 ? [] : this.waiting.splice(at, 1);
    if (turn) {
      this.busy = true;
      turn.go(undefined);
    } else if (this.waiting.length > 0) {
      this.timer = this.timers.set(() => this.giveUp(), PATIENCE_MS);
    }
  }

  private giveUp(): void {
    if (this.busy) return;
    const reason = `${this.holder} has a transaction open, and Postgres has one session here: COMMIT or ROLLBACK it first`;
    for (const { go } of this.waiting.splice(0)) go(reason);
  }
}
