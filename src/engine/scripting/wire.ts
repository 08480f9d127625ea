/**
 * The two encodings at the border with Lua. Replies of commands go in in the binary form of `lua-redis-wasm` (a type
 * byte, a 32-bit length or count, the payload). What a script returns comes out in a form of our own, written by the
 * prelude, because the module's own conversion differs from the reference's in places (functions, NaN, `{double=…}`):
 *
 *     $ len \n bytes   + len \n status   - len \n error   _ len \n error that is counted already
 *     : number \n      , double \n       ( len \n big number   = len \n format and text
 *     * count \n …     % count \n …      ~ count \n …          N null   T true   F false
 */
import { sanitize } from '../errors.ts';
import { formatDouble } from '../numbers.ts';
import {
  boolean,
  CountedError,
  double,
  ErrorReply,
  map,
  type Reply,
  set,
  simple,
  verbatim,
} from '../reply.ts';
import type { ByteWriter } from './bytes.ts';

const NULL = 0;
const INTEGER = 1;
const BULK = 2;
const ARRAY = 3;
const STATUS = 4;
const ERROR = 5;
const BOOLEAN = 7;
const DOUBLE = 8;
const MAP = 9;
const SET = 10;
const BIG_NUMBER = 11;
const VERBATIM = 12;

/** Writes a reply for Lua, in the types of RESP2 or RESP3. */
export function writeReply(out: ByteWriter, reply: Reply, resp: 2 | 3): void {
  if (typeof reply === 'string') writeBytes(out, BULK, reply);
  else if (typeof reply === 'number' || typeof reply === 'bigint') {
    out.u8(INTEGER);
    out.u32(8);
    out.i64(BigInt(reply));
  } else if (reply === null) writeNull(out, resp);
  else if (Array.isArray(reply)) writeItems(out, ARRAY, reply, resp, reply.length);
  else writeTagged(out, reply as Exclude<typeof reply, readonly Reply[]>, resp);
}

type Tagged = Exclude<Reply, string | number | bigint | null | readonly Reply[]>;

function writeTagged(out: ByteWriter, reply: Tagged, resp: 2 | 3): void {
  if (reply.kind === 'simple') writeBytes(out, STATUS, reply.text);
  else if (reply.kind === 'error') writeBytes(out, ERROR, reply.text);
  else if (reply.kind === 'attribute' || reply.kind === 'spoken') writeReply(out, reply.reply, resp);
  else if (reply.kind === 'push') writeItems(out, ARRAY, reply.items, resp, reply.items.length);
  else if (resp === 2) writeReply(out, flattened(reply), resp);
  else writeTyped(out, reply);
}

/** What a type of RESP3 alone is in RESP2. */
function flattened(reply: Tagged): string | number | null | readonly Reply[] {
  switch (reply.kind) {
    case 'double':
      return formatDouble(reply.value);
    case 'boolean':
      return reply.value ? 1 : 0;
    case 'map':
      return reply.entries;
    case 'set':
      return reply.items;
    case 'verbatim':
      return reply.text;
    case 'bignumber':
      return reply.digits;
    default:
      return null;
  }
}

function writeTyped(out: ByteWriter, reply: Tagged): void {
  switch (reply.kind) {
    case 'double':
      writeCount(out, DOUBLE, 8);
      out.f64(reply.value);
      break;
    case 'boolean':
      writeCount(out, BOOLEAN, 1);
      out.u8(reply.value ? 1 : 0);
      break;
    case 'map':
      writeItems(out, MAP, reply.entries, 3, reply.entries.length / 2);
      break;
    case 'set':
      writeItems(out, SET, reply.items, 3, reply.items.length);
      break;
    case 'verbatim':
      writeCount(out, VERBATIM, 4 + reply.format.length + reply.text.length);
      out.text(reply.format);
      out.raw(reply.text);
      break;
    case 'bignumber':
      writeBytes(out, BIG_NUMBER, reply.digits);
      break;
    default:
      writeNull(out, 3);
  }
}

/** The interpreter makes `false` of a null; where it is to be `nil` the prelude sees to it. */
function writeNull(out: ByteWriter, resp: 2 | 3): void {
  if (resp === 2) writeCount(out, NULL, 0);
  else writeBytes(out, STATUS, '\x01');
}

function writeCount(out: ByteWriter, type: number, count: number): void {
  out.u8(type);
  out.u32(count);
}

function writeBytes(out: ByteWriter, type: number, text: string): void {
  out.u8(type);
  out.text(text);
}

function writeItems(out: ByteWriter, type: number, items: readonly Reply[], resp: 2 | 3, count: number) {
  writeCount(out, type, count);
  for (const item of items) writeReply(out, item, resp);
}

/** Reads what the prelude wrote. */
export class ReturnReader {
  private readonly text: string;
  private at: number;

  constructor(text: string, at = 0) {
    this.text = text;
    this.at = at;
  }

  /** The next value as a reply. */
  value(): Reply {
    const { text } = this;
    const kind = text[this.at++];
    switch (kind) {
      case 'N':
        return null;
      case 'T':
      case 'F':
        return boolean(kind === 'T');
      case ':':
        return wholeNumber(Number(this.line()));
      case ',':
        return double(readDouble(this.line()));
      case '$':
        return this.bytes();
      case '+':
        return simple(sanitize(this.cText()));
      case '-':
        return new ErrorReply(errorText(this.cText()));
      case '_':
        return new CountedError(errorText(this.cText()));
      case '(':
        return { kind: 'bignumber', digits: sanitize(this.bytes()) };
      case '=': {
        const [format, content] = [this.bytes(), this.bytes()];
        return verbatim(content, upToZero(format).slice(0, 3).padEnd(3));
      }
      case '*':
        return this.items(Number(this.line()));
      case '%':
        return map(this.items(2 * Number(this.line())));
      case '~':
        return set(this.items(Number(this.line())));
      default:
        throw new Error(`Lua returned a value of unknown kind ${kind}`);
    }
  }

  /** A length and as many bytes. */
  bytes(): string {
    const length = Number(this.line());
    const start = this.at;
    this.at += length;
    return this.text.slice(start, this.at);
  }

  /** Bytes that the reference copies as a text of C: they end before the first zero. */
  cText(): string {
    return upToZero(this.bytes());
  }

  private items(count: number): Reply[] {
    const items: Reply[] = [];
    for (let i = 0; i < count; i++) items.push(this.value());
    return items;
  }

  private line(): string {
    const end = this.text.indexOf('\n', this.at);
    const line = this.text.slice(this.at, end);
    this.at = end + 1;
    return line;
  }
}

function upToZero(text: string): string {
  const end = text.indexOf('\0');
  return end < 0 ? text : text.slice(0, end);
}

/** An error's text on one line, without line ends behind it. */
export const errorText = (text: string): string => sanitize(text.replace(/[\r\n]+$/, ''));

/** A Lua number cut to a signed 64-bit integer; what does not fit becomes the smallest one, as on the reference's machines. */
function wholeNumber(value: number): number | bigint {
  const whole = Math.trunc(value);
  if (Number.isSafeInteger(whole)) return whole === 0 ? 0 : whole;
  return Math.abs(whole) < 2 ** 63 ? BigInt(whole) : -(2n ** 63n);
}

/** A double as Lua prints it. */
export function readDouble(text: string): number {
  if (text.endsWith('inf')) return text.startsWith('-') ? -Infinity : Infinity;
  return Number(text);
}
