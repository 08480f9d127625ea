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
/** A sign, a number of up to ten digits, a line end. */
const LONGEST_HEADER = 13;

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
    const { length } = group;
    const whole = length > 1;
    if (whole) this.command(MULTI);
    for (let i = 0; i < length; i++) {
      const { db, argv } = group[i] as Effect;
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

  /** Every command of a busy engine comes through here: room is made once, and bytes go straight into the buffer. */
  private command(argv: readonly string[]): void {
    const { out } = this;
    const count = argv.length;
    let room = LONGEST_HEADER;
    for (let i = 0; i < count; i++) room += (argv[i] as string).length + LONGEST_HEADER + 2;
    out.reserve(room);
    const { buffer } = out;
    let at = header(buffer, out.length, STAR, count);
    for (let i = 0; i < count; i++) {
      const word = argv[i] as string;
      const { length } = word;
      at = header(buffer, at, DOLLAR, length);
      for (let j = 0; j < length; j++) buffer[at++] = word.charCodeAt(j);
      buffer[at++] = 13;
      buffer[at++] = 10;
    }
    out.length = at;
  }
}

/** Writes a sign, a number and a line end; returns the place after them. */
function header(buffer: Uint8Array, start: number, sign: number, value: number): number {
  let at = start;
  buffer[at++] = sign;
  if (value < 10) buffer[at++] = 48 + value;
  else if (value < 100) {
    const tens = (value / 10) | 0;
    buffer[at++] = 48 + tens;
    buffer[at++] = 48 + value - tens * 10;
  } else {
    const digits = String(value);
    for (let i = 0; i < digits.length; i++) buffer[at++] = digits.charCodeAt(i);
  }
  buffer[at++] = 13;
  buffer[at++] = 10;
  return at;
}
