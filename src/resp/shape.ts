/** One view of replies for all that shows them: what they are in the client's protocol, and their names. */
import { formatDouble } from '../engine/numbers.ts';
import type { Reply } from '../engine/reply.ts';

export type ListKind = 'array' | 'map' | 'set' | 'push';

/**
 * A reply's outermost layer. `bulk`: a byte string. `line`: text that is shown as it is, with a label before it where
 * there is one. `list`: replies inside; those of a map alternate between key and value. `none`: nothing to show.
 */
export type Shape =
  | { readonly as: 'bulk'; readonly bytes: string }
  | { readonly as: 'line'; readonly label: string; readonly text: string }
  | { readonly as: 'list'; readonly kind: ListKind; readonly items: readonly Reply[] }
  | { readonly as: 'none' };

const line = (label: string, text: string): Shape => ({ as: 'line', label, text });
const bulk = (bytes: string): Shape => ({ as: 'bulk', bytes });
const list = (kind: ListKind, items: readonly Reply[]): Shape => ({ as: 'list', kind, items });
const NIL = line('(nil)', '');

/** The shape of a reply for a client that speaks RESP2 or RESP3. */
export function shapeOf(reply: Reply, resp: 2 | 3): Shape {
  if (typeof reply === 'string') return bulk(reply);
  if (typeof reply === 'number' || typeof reply === 'bigint') return line('(integer)', String(reply));
  if (reply === null) return NIL;
  if (isArray(reply)) return list('array', reply);
  switch (reply.kind) {
    case 'simple':
      return line('', reply.text);
    case 'error':
      return line('(error)', reply.text);
    case 'double': {
      const digits = formatDouble(reply.value);
      return resp === 3 ? line('(double)', digits) : bulk(digits);
    }
    case 'boolean':
      return resp === 3 ? line(`(${reply.value})`, '') : line('(integer)', reply.value ? '1' : '0');
    case 'map':
      return list(resp === 3 ? 'map' : 'array', reply.entries);
    case 'set':
      return list(resp === 3 ? 'set' : 'array', reply.items);
    case 'push':
      return list(resp === 3 ? 'push' : 'array', reply.items);
    case 'verbatim':
      return resp === 3 ? line('', reply.text) : bulk(reply.text);
    case 'bignumber':
      return resp === 3 ? line('(big number)', reply.digits) : bulk(reply.digits);
    case 'nullarray':
      return NIL;
    case 'attribute':
      return shapeOf(reply.reply, resp);
    case 'spoken':
      return shapeOf(reply.reply, reply.resp);
    case 'none':
      return { as: 'none' };
  }
}

function isArray(reply: Reply): reply is readonly Reply[] {
  return Array.isArray(reply);
}

/** The name of a reply's type, as a badge shows it. */
export function typeName(reply: Reply): string {
  if (typeof reply === 'string') return 'string';
  if (typeof reply === 'number' || typeof reply === 'bigint') return 'integer';
  if (reply === null) return 'nil';
  if (isArray(reply)) return 'array';
  switch (reply.kind) {
    case 'simple':
      return 'status';
    case 'bignumber':
      return 'big number';
    case 'nullarray':
      return 'nil';
    case 'attribute':
    case 'spoken':
      return typeName(reply.reply);
    default:
      return reply.kind;
  }
}
