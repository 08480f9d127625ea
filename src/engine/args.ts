/**
 * The argument reader that `parse` functions work with. It reads `argv` from left to right and throws the reference's
 * error where an argument is missing or malformed. One instance serves all commands of an engine in turn: a parsed
 * result must copy what it needs and never keep the reader.
 */
import * as errors from './errors.ts';
import { parseLongDouble } from './long-double.ts';
import { INT64_MAX, INT64_MIN, parseFloat64, parseInt64 } from './numbers.ts';
import type { ErrorReply } from './reply.ts';

export class Args {
  argv: readonly string[] = [];
  /** Index of the next argument to read. */
  pos = 1;

  /** Starts over on `argv`, after the `skip` words of the command's name. */
  reset(argv: readonly string[], skip = 1): this {
    this.argv = argv;
    this.pos = skip;
    return this;
  }

  /** How many arguments are left. */
  get left(): number {
    return this.argv.length - this.pos;
  }
  get done(): boolean {
    return this.pos >= this.argv.length;
  }

  /** The next argument as it is; a syntax error where there is none. */
  next(): string {
    const value = this.argv[this.pos++];
    if (value === undefined) throw errors.SYNTAX;
    return value;
  }

  /** The argument `offset` places ahead, without reading it. */
  peek(offset = 0): string | undefined {
    return this.argv[this.pos + offset];
  }

  /** All arguments that are left. */
  rest(): string[] {
    const values = this.argv.slice(this.pos);
    this.pos = this.argv.length;
    return values;
  }

  /** Reads the next argument if it is `word` (given in upper case), in any letter case. */
  accept(word: string): boolean {
    const value = this.argv[this.pos];
    if (value === undefined || value.length !== word.length || value.toUpperCase() !== word) return false;
    this.pos++;
    return true;
  }

  /** The next argument in upper case, for a `switch` over options. */
  option(): string {
    return this.next().toUpperCase();
  }

  /**
   * A signed 64-bit integer as a number; beyond ±2⁵³ it is the nearest double, which is enough for counts, indexes and
   * range checks. Use `int64` where every digit counts.
   */
  integer(error: ErrorReply = errors.NOT_INTEGER): number {
    const value = parseInt64(this.next());
    if (value === undefined) throw error;
    return Number(value);
  }

  /** A signed 64-bit integer, exact. */
  int64(error: ErrorReply = errors.NOT_INTEGER): bigint {
    const value = parseInt64(this.next());
    if (value === undefined) throw error;
    return BigInt(value);
  }

  /** A whole number within [min, max]. */
  ranged(min: number, max: number, error: ErrorReply = errors.NOT_POSITIVE): number {
    const value = this.integer();
    if (value < min || value > max) throw error;
    return value;
  }

  /** A finite or infinite double, not NaN. */
  float(error: ErrorReply = errors.NOT_FLOAT): number {
    const value = parseFloat64(this.next());
    if (value === undefined) throw error;
    return value;
  }

  /** A blocking command's timeout: seconds with a fraction, given back in whole ms; 0 means no limit. */
  timeout(): number {
    const text = this.next();
    const seconds = parseFloat64(text);
    if (seconds === undefined) throw tooLongFor(text) ?? errors.TIMEOUT_NOT_FLOAT;
    const ms = Math.ceil(seconds * 1000);
    if (ms > Number(INT64_MAX)) throw errors.TIMEOUT_OUT_OF_RANGE;
    if (ms < 0) throw errors.TIMEOUT_NEGATIVE;
    return ms;
  }

  /** A syntax error if arguments are left. */
  end(): void {
    if (this.pos < this.argv.length) throw errors.SYNTAX;
  }
}

/** The reference reads timeouts as long doubles: what is too large for a double alone is a number, but out of range. */
function tooLongFor(text: string): ErrorReply | undefined {
  const value = parseLongDouble(text);
  if (value === undefined || typeof value === 'number') return undefined;
  return value.mantissa < 0n ? errors.TIMEOUT_NEGATIVE : errors.TIMEOUT_OUT_OF_RANGE;
}

/** True where a bigint fits a signed 64-bit integer. */
export const isInt64 = (value: bigint): boolean => value <= INT64_MAX && value >= INT64_MIN;
