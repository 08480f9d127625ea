/** Log bytes that could not be written, with how many snapshots had begun when they were recorded. */
import { concat } from './chunks.ts';

/** More than this is not kept for a second try. */
const MAX_BYTES = 32 * 1024 * 1024;

interface Part {
  readonly epoch: number;
  readonly bytes: Uint8Array;
}

export class Unwritten {
  private parts: readonly Part[] = [];

  /** Bytes in all. */
  get length(): number {
    return this.parts.reduce((sum, { bytes }) => sum + bytes.length, 0);
  }

  get full(): boolean {
    return this.length > MAX_BYTES;
  }

  add(epoch: number, bytes: Uint8Array): void {
    if (bytes.length > 0) this.parts = [...this.parts, { epoch, bytes }];
  }

  /** True where some were recorded before that many snapshots had begun. */
  anyBefore(epoch: number): boolean {
    return this.parts.some((part) => part.epoch < epoch);
  }

  /** Forgets those: a snapshot covers them. Without an epoch all. */
  drop(epoch = Infinity): void {
    this.parts = this.parts.filter((part) => part.epoch >= epoch);
  }

  /** All of them, with `fresh` behind. */
  before(fresh: Uint8Array): Uint8Array {
    return this.parts.length === 0 ? fresh : concat([...this.parts.map(({ bytes }) => bytes), fresh]);
  }
}
