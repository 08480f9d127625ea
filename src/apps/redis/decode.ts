/** Reply values as a program gets them, in the way of npm `redis` over RESP3. */
import type { Reply, TaggedReply } from '../../engine/reply.ts';
import { displayText } from '../../resp/text.ts';
import { ErrorReply } from './errors.ts';

/**
 * A bulk string becomes text, a map an object without a prototype, a double a number, a set an array. An error inside an
 * array becomes an ErrorReply among its values; one by itself is an ErrorReply, which the caller throws.
 */
export function decodeReply(reply: Reply): unknown {
  if (typeof reply === 'string') return displayText(reply);
  if (typeof reply === 'bigint') return Number(reply);
  if (typeof reply === 'number' || reply === null) return reply;
  return isArray(reply) ? reply.map(decodeReply) : decodeTagged(reply);
}

function decodeTagged(reply: TaggedReply): unknown {
  switch (reply.kind) {
    case 'simple':
    case 'verbatim':
      return displayText(reply.text);
    case 'error':
      return new ErrorReply(displayText(reply.text));
    case 'double':
    case 'boolean':
      return reply.value;
    case 'bignumber':
      return BigInt(reply.digits);
    case 'set':
    case 'push':
      return reply.items.map(decodeReply);
    case 'map':
      return objectOf(reply.entries.map(decodeReply));
    case 'attribute':
    case 'spoken':
      return decodeReply(reply.reply);
    case 'nullarray':
      return null;
    case 'none':
      return undefined;
  }
}

/** An object of key, value, key, value, …; it has no prototype, so a field may have any name. */
export function objectOf(flat: readonly unknown[]): Record<string, unknown> {
  const object: Record<string, unknown> = Object.create(null);
  for (let i = 0; i + 1 < flat.length; i += 2) object[String(flat[i])] = flat[i + 1];
  return object;
}

function isArray(reply: Reply): reply is readonly Reply[] {
  return Array.isArray(reply);
}
