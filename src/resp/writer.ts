/**
 * Reply → RESP2 or RESP3 bytes, and commands → the multibulk form. Output is a byte string: V8 builds those faster than
 * anything that copies byte by byte, and a socket, a log or a Blob takes them in one go.
 * Sources: the RESP2 and RESP3 specifications; flattening for RESP2 as the reference's `addReply…` functions do it.
 */
import { formatDouble } from '../engine/numbers.ts';
import type { Reply } from '../engine/reply.ts';

const CRLF = '\r\n';
/** `:0\r\n` … and `$0\r\n` …: most integers and lengths are small. */
const SMALL = 1024;
const INTEGERS: readonly string[] = Array.from({ length: SMALL }, (_, i) => `:${i}${CRLF}`);
const LENGTHS: readonly string[] = Array.from({ length: SMALL }, (_, i) => `$${i}${CRLF}`);

const bulk = (bytes: string): string => (LENGTHS[bytes.length] ?? `$${bytes.length}${CRLF}`) + bytes + CRLF;

/** The bytes of a reply for a client that speaks `resp`; empty where nothing is written. */
export function encodeReply(reply: Reply, resp: 2 | 3): string {
  if (typeof reply === 'string') return bulk(reply);
  if (typeof reply === 'number') return INTEGERS[reply] ?? `:${reply}${CRLF}`;
  if (reply === null) return resp === 3 ? '_\r\n' : '$-1\r\n';
  if (typeof reply === 'bigint') return `:${reply}${CRLF}`;
  if (isArray(reply)) return list('*', reply.length, reply, resp);
  switch (reply.kind) {
    case 'simple':
      return reply.text === 'OK' ? '+OK\r\n' : `+${reply.text}${CRLF}`;
    case 'error':
      return `-${reply.text}${CRLF}`;
    case 'double': {
      const digits = formatDouble(reply.value);
      return resp === 3 ? `,${digits}${CRLF}` : bulk(digits);
    }
    case 'boolean':
      if (resp === 3) return reply.value ? '#t\r\n' : '#f\r\n';
      return reply.value ? ':1\r\n' : ':0\r\n';
    case 'map':
      if (resp === 3) return list('%', reply.entries.length / 2, reply.entries, resp);
      return list('*', reply.entries.length, reply.entries, resp);
    case 'set':
      return list(resp === 3 ? '~' : '*', reply.items.length, reply.items, resp);
    case 'push':
      return list(resp === 3 ? '>' : '*', reply.items.length, reply.items, resp);
    case 'verbatim':
      if (resp === 2) return bulk(reply.text);
      return `=${reply.text.length + 4}${CRLF}${reply.format}:${reply.text}${CRLF}`;
    case 'bignumber':
      return resp === 3 ? `(${reply.digits}${CRLF}` : bulk(reply.digits);
    case 'nullarray':
      return resp === 3 ? '_\r\n' : '*-1\r\n';
    case 'attribute':
      if (resp === 2) return encodeReply(reply.reply, resp);
      return list('|', reply.entries.length / 2, reply.entries, resp) + encodeReply(reply.reply, resp);
    case 'spoken':
      return encodeReply(reply.reply, reply.resp);
    case 'none':
      return '';
  }
}

function isArray(reply: Reply): reply is readonly Reply[] {
  return Array.isArray(reply);
}

function list(sign: string, count: number, items: readonly Reply[], resp: 2 | 3): string {
  let out = `${sign}${count}${CRLF}`;
  for (const item of items) out += encodeReply(item, resp);
  return out;
}

/** A command as clients send it and the log keeps it: an array of bulk strings. */
export function encodeCommand(argv: readonly string[]): string {
  let out = `*${argv.length}${CRLF}`;
  for (const argument of argv) out += bulk(argument);
  return out;
}
