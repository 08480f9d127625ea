/**
 * Incremental reader of requests: the server's side of the protocol. It takes bytes as they come and hands over complete
 * commands: multibulk (`*2\r\n$3\r\nGET\r\n…`) and inline (`GET a`, quoted as in redis-cli), pipelined as they like.
 * A large command is kept argument by argument, so bytes are looked at once however they are cut.
 * Source of the format, the limits and the error texts: the reference's `processMultibulkBuffer` and
 * `processInlineBuffer`.
 */
import { decodeShort, MAX_SHORT } from '../engine/values/short.ts';
import { splitByteArguments } from './split.ts';
import { type Decode, decodeBytes } from './text.ts';

export interface RequestOptions {
  /** Longest argument in bytes (`proto-max-bulk-len`). */
  readonly maxBulk?: number;
  /** Longest line, of an inline command or a length, in bytes. */
  readonly maxLine?: number;
  /** Most arguments of a command. */
  readonly maxArguments?: number;
  /** Makes strings of longer arguments; a host may have something native. */
  readonly decode?: Decode;
}

const LF = 10;
const CR = 13;
const DOLLAR = 36;
const STAR = 42;
const MINUS = 45;

export class RequestReader {
  /** Text of the error reply after which the connection ends, once the input broke the protocol. */
  error: string | undefined;
  private stopped = false;
  private buffer: Uint8Array = new Uint8Array(0);
  /** True where `buffer` is ours to write into, and not what the host gave. */
  private owned = false;
  private pos = 0;
  private end = 0;
  /** Arguments of the multibulk command being read that are still to come; 0 between commands. */
  private missing = 0;
  private argv: string[] = [];
  /** Length of the argument being read, or -1 before its header. */
  private bulk = -1;
  private readonly maxBulk: number;
  private readonly maxLine: number;
  private readonly maxArguments: number;
  private readonly decode: Decode;

  constructor(options: RequestOptions = {}) {
    this.maxBulk = options.maxBulk ?? 512 * 1024 * 1024;
    this.maxLine = options.maxLine ?? 64 * 1024;
    this.maxArguments = options.maxArguments ?? 0x7fffffff;
    this.decode = options.decode ?? decodeBytes;
  }

  /**
   * Takes more bytes, which must not change afterwards, and calls `run` with each command that is complete. After an
   * error, or once `stop` was called, nothing more is read.
   */
  feed(bytes: Uint8Array, run: (argv: string[]) => void): void {
    if (this.stopped) return;
    this.take(bytes);
    while (this.pos < this.end && !this.stopped) {
      if (this.missing === 0 && this.buffer[this.pos] !== STAR) {
        const words = this.inline();
        if (words === undefined) break;
        if (words.length > 0) run(words);
        continue;
      }
      const argv = this.multibulk();
      if (argv === undefined) break;
      if (argv.length > 0) run(argv);
    }
  }

  /** Reads nothing more: the connection is closing. */
  stop(): void {
    this.stopped = true;
    this.buffer = new Uint8Array(0);
    this.argv = [];
    this.pos = this.end = 0;
  }

  /** Bytes held back because their command is not complete. */
  get held(): number {
    return this.end - this.pos;
  }

  private fail(message: string): undefined {
    this.stop();
    this.error = `ERR Protocol error: ${message}`;
    return undefined;
  }

  /** Puts new bytes behind those that are left over. */
  private take(bytes: Uint8Array): void {
    const left = this.end - this.pos;
    if (left === 0) {
      this.buffer = bytes;
      this.owned = false;
      this.pos = 0;
      this.end = bytes.length;
      return;
    }
    const needed = left + bytes.length;
    if (!this.owned || needed > this.buffer.length) {
      const room = new Uint8Array(Math.max(2 * needed, 16 * 1024));
      room.set(this.buffer.subarray(this.pos, this.end));
      this.buffer = room;
      this.owned = true;
      this.pos = 0;
      this.end = left;
    } else if (this.end + bytes.length > this.buffer.length) {
      this.buffer.copyWithin(0, this.pos, this.end);
      this.pos = 0;
      this.end = left;
    }
    this.buffer.set(bytes, this.end);
    this.end += bytes.length;
  }

  /** Reads a multibulk command; undefined where it is not complete, or wrong. `*0` and `*-1` are empty commands. */
  private multibulk(): string[] | undefined {
    if (this.missing === 0) {
      const count = this.header('multibulk length', 'too big mbulk count string', this.maxArguments);
      if (count === undefined) return undefined;
      if (count <= 0) return [];
      this.missing = count;
    }
    const { argv } = this;
    for (; this.missing > 0; this.missing--) {
      if (this.bulk < 0 && !this.bulkHeader()) return undefined;
      const stop = this.pos + this.bulk;
      // The reference does not look at the two bytes after an argument either.
      if (stop + 2 > this.end) return undefined;
      argv.push(
        this.bulk <= MAX_SHORT
          ? decodeShort(this.buffer, this.pos, stop)
          : this.decode(this.buffer, this.pos, stop),
      );
      this.pos = stop + 2;
      this.bulk = -1;
    }
    this.argv = [];
    return argv;
  }

  private bulkHeader(): boolean {
    if (this.pos >= this.end) return false;
    const first = this.buffer[this.pos] ?? 0;
    if (first !== DOLLAR) {
      // The line must be there before the reference complains about how it starts.
      if (this.buffer.indexOf(CR, this.pos) < 0 && this.held <= this.maxLine) return false;
      const shown = String.fromCharCode(first).replace(/[\r\n]/, ' ');
      this.fail(`expected '$', got '${shown}'`);
      return false;
    }
    const length = this.header('bulk length', 'too big bulk count string', this.maxBulk);
    if (length === undefined) return false;
    if (length < 0) {
      this.fail('invalid bulk length');
      return false;
    }
    this.bulk = length;
    return true;
  }

  /** Reads the number on the line at `pos`, after its first byte; undefined where it is not complete, or wrong. */
  private header(what: string, tooBig: string, max: number): number | undefined {
    const { buffer, end } = this;
    let i = this.pos + 1;
    const negative = buffer[i] === MINUS && i < end;
    if (negative) i++;
    const from = i;
    let value = 0;
    for (; i < end; i++) {
      const digit = (buffer[i] ?? 0) - 48;
      if (digit < 0 || digit > 9) break;
      value = value * 10 + digit;
    }
    if (i >= end || (buffer[i] === CR && i + 1 >= end)) {
      return this.held > this.maxLine ? this.fail(tooBig) : undefined;
    }
    if (buffer[i] !== CR) {
      const line = buffer.indexOf(CR, i);
      if (line < 0 || line >= end) return this.held > this.maxLine ? this.fail(tooBig) : undefined;
      return this.fail(`invalid ${what}`);
    }
    const canonical = i > from && (buffer[from] !== 48 || (i === from + 1 && !negative));
    if (!canonical || value > max) return this.fail(`invalid ${what}`);
    this.pos = i + 2;
    return negative ? -value : value;
  }

  /** Reads an inline command; undefined where its line is not complete, or wrong. */
  private inline(): string[] | undefined {
    const line = this.buffer.subarray(this.pos, this.end);
    const feed = line.indexOf(LF);
    if (feed < 0) return line.length > this.maxLine ? this.fail('too big inline request') : undefined;
    const stop = feed > 0 && line[feed - 1] === CR ? feed - 1 : feed;
    this.pos += feed + 1;
    // As for the reference, whose strings end there, nothing comes after a zero byte.
    const zero = line.subarray(0, stop).indexOf(0);
    const { args, error } = splitByteArguments(decodeBytes(line, 0, zero < 0 ? stop : zero));
    return error === undefined ? args : this.fail('unbalanced quotes in request');
  }
}
