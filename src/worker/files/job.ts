/** One file is made or read at a time: how far that is, and how it is given up. */
import { nextRound } from '../../persistence/pause.ts';
import type { FileProgress } from '../../protocol/files.ts';

/** How often the page is told, ms. */
const TELL_MS = 80;
/** What is read in one go, and how long commands may have to wait for it, ms. */
const PIECE_BYTES = 64 * 1024;
const SLICE_MS = 4;
const CANCELLED = 'Cancelled.';

export class Job {
  private cancelled = false;
  private told = 0;
  private readonly tell: (progress: FileProgress) => void;

  constructor(tell: (progress: FileProgress) => void) {
    this.tell = tell;
  }

  cancel(): void {
    this.cancelled = true;
  }

  /** Says how much is done, 0 to 1. Throws where the job was given up. */
  at(done: number): void {
    if (this.cancelled) throw new Error(CANCELLED);
    const now = performance.now();
    if (now - this.told < TELL_MS) return;
    this.told = now;
    this.tell({ done: Math.min(1, done) });
  }

  /** Passes chunks on in small pieces, lets others run between them, and counts them against `total` bytes. */
  async *meter(chunks: AsyncIterable<Uint8Array>, total: number): AsyncGenerator<Uint8Array> {
    let bytes = 0;
    let since = performance.now();
    for await (const chunk of chunks) {
      for (let at = 0; at < chunk.length; at += PIECE_BYTES) {
        const piece = chunk.subarray(at, at + PIECE_BYTES);
        bytes += piece.length;
        this.at(total > 0 ? bytes / total : 0);
        yield piece;
        if (performance.now() - since < SLICE_MS) continue;
        await nextRound();
        since = performance.now();
      }
    }
  }
}

/** The jobs of a worker: a new one ends the one before. */
export class Jobs {
  private current: Job | undefined;
  private last: Promise<unknown> = Promise.resolve();
  private readonly tell: (progress: FileProgress) => void;

  constructor(tell: (progress: FileProgress) => void) {
    this.tell = tell;
  }

  cancel(): void {
    this.current?.cancel();
  }

  async run<T>(work: (job: Job) => Promise<T>): Promise<T> {
    this.cancel();
    const job = new Job(this.tell);
    this.current = job;
    const result = this.last.then(() => work(job));
    this.last = result.catch(() => undefined);
    try {
      return await result;
    } finally {
      if (this.current === job) this.current = undefined;
    }
  }
}
