/**
 * Effects as the bytes of a command log (AOF): RESP arrays of bulk strings, `SELECT` where the database changes, `MULTI`
 * and `EXEC` around what is atomic. Source of the layout: the reference's `feedAppendOnlyFile`.
 */
import type { Effect } from '../engine/engine.ts';
import { ByteWriter } from '../rdb/byte-writer.ts';

const STAR = 42;
const DOLLAR = 36;
const MULTI = ['MULTI'];
const EXEC = ['EXEC'];

export class CommandWriter {
  private readonly out = new ByteWriter(64 * 1024);
  /** Database of the last command; -1 before the first and after `reselect`. */
  private db = -1;

  /** Bytes written and not taken. */
  get length(): number {
    return this.out.length;
  }

  /** Writes one atomic group. */
  write(group: readonly Effect[]): void {
    const whole = group.length > 1;
    if (whole) this.command(MULTI);
    for (const { db, argv } of group) {
      if (db !== this.db) {
        this.db = db;
        this.command(['SELECT', String(db)]);
      }
      this.command(argv);
    }
    if (whole) this.command(EXEC);
  }

  /** Says the database again before the next command: a new log begins there. */
  reselect(): void {
    this.db = -1;
  }

  /** What was written; the writer is empty afterwards. */
  take(): Uint8Array {
    return this.out.take();
  }

  private command(argv: readonly string[]): void {
    this.header(STAR, argv.length);
    for (const word of argv) {
      this.header(DOLLAR, word.length);
      this.out.raw(word);
      this.lineEnd();
    }
  }

  private header(sign: number, value: number): void {
    const { out } = this;
    out.reserve(24);
    out.buffer[out.length++] = sign;
    if (value < 10) out.buffer[out.length++] = 48 + value;
    else if (value < 100) {
      out.buffer[out.length++] = 48 + Math.floor(value / 10);
      out.buffer[out.length++] = 48 + (value % 10);
    } else out.raw(String(value));
    this.lineEnd();
  }

  private lineEnd(): void {
    const { out } = this;
    out.reserve(2);
    out.buffer[out.length++] = 13;
    out.buffer[out.length++] = 10;
  }
}
