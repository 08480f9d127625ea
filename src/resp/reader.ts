/**
 * Incremental reader of replies in RESP2 and RESP3: the client's side of the protocol, which also reads a command log.
 * Feed it bytes as they come; it gives back the replies that are complete.
 * Source of the format: the RESP3 specification (streamed aggregates are not part of what the reference sends).
 */
import type { Reply } from '../engine/reply.ts';
import { fromUint8Array } from './text.ts';

/** The bytes are not RESP. `offset` is where, in bytes since the start of the stream. */
export class ProtocolError extends Error {
  readonly offset: number;
  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

/** What reading one reply gives where the bytes end before it does. */
const INCOMPLETE = Symbol('incomplete');

const MAX_DEPTH = 128;
const INTEGER = /^[+-]?\d{1,20}$/;
const CR = 13;
const LF = 10;

export class ReplyReader {
  private buffer: Uint8Array = new Uint8Array(0);
  private pos = 0;
  private end = 0;
  /** Bytes of the stream before those in `buffer`. */
  private dropped = 0;
  /** Do not try again before there are this many bytes: a large bulk string is on its way. */
  private wanted = 0;

  /** Takes more bytes, which must not change afterwards, and returns the replies that are now complete. Throws ProtocolError. */
  feed(bytes: Uint8Array): Reply[] {
    this.take(bytes);
    const replies: Reply[] = [];
    if (this.end < this.wanted) return replies;
    this.wanted = 0;
    while (this.pos < this.end) {
      const start = this.pos;
      const reply = this.read(0);
      if (reply === INCOMPLETE) {
        this.pos = start;
        break;
      }
      replies.push(reply);
    }
    return replies;
  }

  private take(bytes: Uint8Array): void {
    this.dropped += this.pos;
    this.wanted = Math.max(0, this.wanted - this.pos);
    const left = this.buffer.subarray(this.pos, this.end);
    this.pos = 0;
    this.end = left.length + bytes.length;
    if (left.length === 0) {
      this.buffer = bytes;
      return;
    }
    this.buffer = new Uint8Array(this.end);
    this.buffer.set(left);
    this.buffer.set(bytes, left.length);
  }

  /** Bytes since the start of the stream that belong to complete replies. */
  get consumed(): number {
    return this.dropped + this.pos;
  }
  /** True where the bytes so far end inside a reply. */
  get pending(): boolean {
    return this.pos < this.end;
  }

  private fail(message: string): never {
    throw new ProtocolError(message, this.consumed);
  }

  private line(): string | undefined {
    let stop = this.buffer.indexOf(CR, this.pos);
    while (stop >= 0 && stop + 1 < this.end && this.buffer[stop + 1] !== LF) {
      stop = this.buffer.indexOf(CR, stop + 1);
    }
    if (stop < 0 || stop + 2 > this.end) return undefined;
    const line = fromUint8Array(this.buffer, this.pos, stop);
    this.pos = stop + 2;
    return line;
  }

  private read(depth: number): Reply | typeof INCOMPLETE {
    if (depth > MAX_DEPTH) this.fail('nested too deeply');
    const start = this.pos;
    const line = this.line();
    if (line === undefined) return INCOMPLETE;
    const rest = line.slice(1);
    switch (line[0]) {
      case '+':
        return { kind: 'simple', text: rest };
      case '-':
        return { kind: 'error', text: rest };
      case ':':
        return this.integer(rest);
      case '_':
        return null;
      case '#':
        if (rest !== 't' && rest !== 'f') this.fail(`'${rest}' is not a boolean`);
        return { kind: 'boolean', value: rest === 't' };
      case ',':
        return { kind: 'double', value: this.double(rest) };
      case '(':
        return { kind: 'bignumber', digits: rest };
      case '$':
        return this.bulk(this.count(rest));
      case '!': {
        const text = this.bulk(this.count(rest));
        return typeof text === 'string' ? { kind: 'error', text } : text;
      }
      case '=': {
        const text = this.bulk(this.count(rest));
        if (typeof text !== 'string') return text;
        return { kind: 'verbatim', format: text.slice(0, 3), text: text.slice(4) };
      }
      case '*':
      case '~':
      case '>':
      case '%':
      case '|':
        return this.aggregate(line[0], this.count(rest), depth);
      default:
        this.pos = start;
        return this.fail(`'${line[0] ?? ''}' starts no reply`);
    }
  }

  private aggregate(sign: string, count: number, depth: number): Reply | typeof INCOMPLETE {
    if (count < 0) return { kind: 'nullarray' };
    const pairs = sign === '%' || sign === '|';
    const items: Reply[] = [];
    for (let i = pairs ? 2 * count : count; i > 0; i--) {
      const item = this.read(depth + 1);
      if (item === INCOMPLETE) return INCOMPLETE;
      items.push(item);
    }
    if (sign === '~') return { kind: 'set', items };
    if (sign === '>') return { kind: 'push', items };
    if (sign === '%') return { kind: 'map', entries: items };
    if (sign === '*') return items;
    const reply = this.read(depth + 1);
    return reply === INCOMPLETE ? INCOMPLETE : { kind: 'attribute', entries: items, reply };
  }

  /** Reads `length` bytes and a line end; null for a negative length. */
  private bulk(length: number): string | null | typeof INCOMPLETE {
    if (length < 0) return null;
    const end = this.pos + length;
    if (this.end < end + 2) {
      this.wanted = end + 2;
      return INCOMPLETE;
    }
    if (this.buffer[end] !== CR || this.buffer[end + 1] !== LF) {
      this.fail('a bulk string does not end where its length says');
    }
    const bytes = fromUint8Array(this.buffer, this.pos, end);
    this.pos = end + 2;
    return bytes;
  }

  private count(text: string): number {
    if (!INTEGER.test(text) || Number(text) < -1) this.fail(`'${text}' is not a length`);
    return Number(text);
  }

  private integer(text: string): number | bigint {
    if (!INTEGER.test(text)) this.fail(`'${text}' is not an integer`);
    const value = Number(text);
    return Number.isSafeInteger(value) ? value : BigInt(text);
  }

  private double(text: string): number {
    const named = { inf: Infinity, '+inf': Infinity, '-inf': -Infinity, nan: NaN, '-nan': NaN }[
      text.toLowerCase()
    ];
    if (named !== undefined) return named;
    const value = Number(text);
    if (text.trim() !== text || text === '' || Number.isNaN(value)) this.fail(`'${text}' is not a double`);
    return value;
  }
}
