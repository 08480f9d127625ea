/**
 * Reads a command log strictly: what a server wrote has no other spelling, so anything else is damage, and the offset of
 * each whole command is known. Lines that begin with `#` (timestamps of the reference's `aof-timestamp-enabled`) are
 * stepped over.
 */
import { fromUint8Array } from '../resp/text.ts';

/** The bytes are no command log. `offset` counts from the start of the log. */
export class LogDamage extends Error {
  override readonly name = 'LogDamage';
  readonly offset: number;
  constructor(reason: string, offset: number) {
    super(reason);
    this.offset = offset;
  }
}

const CR = 13;
const LF = 10;
const STAR = 42;
const DOLLAR = 36;
const HASH = 35;
const MAX_BULK = 512 * 1024 * 1024;
const MAX_ARGUMENTS = 1024 * 1024 * 1024;
/** Longest line: a sign and a 64-bit number, or an annotation. */
const MAX_LINE = 1024;
const INCOMPLETE = -1;

export class CommandReader {
  private buffer: Uint8Array = new Uint8Array(0);
  private pos = 0;
  /** Offset of `buffer[0]` in the log. */
  private base = 0;
  private waiting: Uint8Array[] = [];
  private waitingBytes = 0;
  /** Bytes of `buffer` that must be there before another try is worth it. */
  private wanted = 0;

  /** Offset of the first byte that belongs to no whole command yet. */
  get offset(): number {
    return this.base + this.pos;
  }
  /** Bytes taken after that. */
  get pending(): number {
    return this.buffer.length - this.pos + this.waitingBytes;
  }

  /** Takes a chunk and calls `run` with each command that is whole now and the offset of its end. Throws LogDamage. */
  push(chunk: Uint8Array, run: (argv: string[], end: number) => void): void {
    this.waiting.push(chunk);
    this.waitingBytes += chunk.length;
    if (this.buffer.length + this.waitingBytes >= this.wanted) this.parse(run);
  }

  /** Says that no more chunks come: what is whole is handed over, what is left over is `pending`. */
  finish(run: (argv: string[], end: number) => void): void {
    this.parse(run);
  }

  private parse(run: (argv: string[], end: number) => void): void {
    this.refill();
    for (;;) {
      const start = this.pos;
      const argv = this.command();
      if (argv === undefined) {
        this.wanted -= start;
        this.pos = start;
        this.refill();
        return;
      }
      if (argv.length > 0) run(argv, this.base + this.pos);
    }
  }

  /** Moves what is left to the front and puts what came behind it. */
  private refill(): void {
    const kept = this.buffer.subarray(this.pos);
    this.base += this.pos;
    this.pos = 0;
    const first = this.waiting[0];
    if (kept.length === 0 && this.waiting.length <= 1) this.buffer = first ?? kept;
    else if (this.waitingBytes > 0) {
      this.buffer = new Uint8Array(kept.length + this.waitingBytes);
      this.buffer.set(kept);
      let at = kept.length;
      for (const chunk of this.waiting) {
        this.buffer.set(chunk, at);
        at += chunk.length;
      }
    } else this.buffer = kept;
    this.waiting = [];
    this.waitingBytes = 0;
  }

  /** The next command, undefined where it is not whole; empty for an annotation. */
  private command(): string[] | undefined {
    const { buffer } = this;
    if (this.pos >= buffer.length) return this.incomplete(this.pos + 1);
    const first = buffer[this.pos];
    if (first === HASH) {
      const end = buffer.indexOf(LF, this.pos);
      if (end < 0) {
        if (buffer.length - this.pos > MAX_LINE) this.fail('a line is too long');
        return this.incomplete(buffer.length + 1);
      }
      this.pos = end + 1;
      return [];
    }
    if (first !== STAR) this.fail('a command does not begin with *');
    const count = this.number(MAX_ARGUMENTS);
    if (count === INCOMPLETE) return undefined;
    if (count === 0) this.fail('a command has no words');
    const argv: string[] = [];
    for (let i = 0; i < count; i++) {
      if (this.pos >= buffer.length) return this.incomplete(this.pos + 1, i);
      if (buffer[this.pos] !== DOLLAR) this.fail('a word does not begin with $');
      const length = this.number(MAX_BULK);
      if (length === INCOMPLETE) return this.incomplete(this.wanted, i);
      const end = this.pos + length;
      if (end + 2 > buffer.length) return this.incomplete(end + 2, i);
      if (buffer[end] !== CR || buffer[end + 1] !== LF)
        this.fail('a word does not end where its length says');
      argv.push(fromUint8Array(buffer, this.pos, end));
      this.pos = end + 2;
    }
    return argv;
  }

  /** Reads the number on the line at `pos`, after its sign. */
  private number(max: number): number {
    const { buffer } = this;
    let at = this.pos + 1;
    let value = 0;
    for (; at < buffer.length; at++) {
      const digit = (buffer[at] as number) - 48;
      if (digit < 0 || digit > 9) break;
      value = value * 10 + digit;
      if (value > max) this.fail('a length is absurd');
    }
    if (at + 2 > buffer.length) {
      if (at < buffer.length && buffer[at] !== CR) this.fail('a length is not a number');
      this.incomplete(at + 2);
      return INCOMPLETE;
    }
    if (at === this.pos + 1 || buffer[at] !== CR || buffer[at + 1] !== LF)
      this.fail('a length is not a number');
    this.pos = at + 2;
    return value;
  }

  /**
   * A command of many words that goes on beyond the chunk is tried again when twice as much of it is there, so that reading
   * it costs no more than twice its length.
   */
  private incomplete(wanted: number, words = 0): undefined {
    this.wanted = words < 100 ? wanted : Math.max(wanted, 2 * this.buffer.length);
    return undefined;
  }

  private fail(reason: string): never {
    throw new LogDamage(reason, this.base + this.pos);
  }
}
