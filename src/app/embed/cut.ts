/** Replies as text, with a bound that holds before they become text: a reply may be as large as the memory of an embed. */
import { fullText, type StatementResult } from '../../editor/script.ts';
import { formatReply } from '../../resp/format.ts';

/** Longest text of one reply that is shown or told, in characters. */
export const MAX_REPLY = 16_000;
/** A character of text may be four bytes of a reply. */
const MAX_BYTES = 4 * MAX_REPLY;

type Reply = StatementResult['reply'];

export interface CutText {
  readonly text: string;
  readonly cut: boolean;
}

/** A reply as redis-cli prints it, at most `MAX_REPLY` characters of it, and a word about what is left out. */
export function replyText(reply: Reply, resp: 2 | 3): CutText {
  const bound = { left: MAX_BYTES };
  const start = firstOf(reply, bound);
  return cutText(formatReply(start, { text: 'utf8', resp }), bound.left < 0);
}

/** What came of a statement. */
export function resultText(result: StatementResult): CutText {
  return result.outcome ? cutText(fullText(result), false) : replyText(result.reply, result.resp);
}

function cutText(text: string, already: boolean): CutText {
  if (!already && text.length <= MAX_REPLY) return { text, cut: false };
  // Never between the two halves of a surrogate pair.
  const start = text.slice(0, MAX_REPLY).replace(/[\ud800-\udbff]$/, '');
  return { text: `${start}\n… cut: too long for an embed`, cut: true };
}

/** The start of a reply; `bound.left` is what is left of its bytes, and below zero where something was left out. */
function firstOf(reply: Reply, bound: { left: number }): Reply {
  if (typeof reply === 'string') return firstBytes(reply, bound);
  if (typeof reply !== 'object' || reply === null) {
    bound.left -= 4;
    return reply;
  }
  if (isList(reply)) return firstItems(reply, bound);
  switch (reply.kind) {
    case 'map':
      return { ...reply, entries: firstItems(reply.entries, bound, 2) };
    case 'set':
    case 'push':
      return { ...reply, items: firstItems(reply.items, bound) };
    case 'attribute':
      return {
        ...reply,
        entries: firstItems(reply.entries, bound, 2),
        reply: firstOf(reply.reply, bound),
      };
    case 'spoken':
      return { ...reply, reply: firstOf(reply.reply, bound) };
    case 'verbatim':
    case 'simple':
    case 'error':
      return { ...reply, text: firstBytes(reply.text, bound) };
    default:
      bound.left -= 4;
      return reply;
  }
}

const isList = (reply: Reply): reply is readonly Reply[] => Array.isArray(reply);

/** `step` items belong together. */
function firstItems(items: readonly Reply[], bound: { left: number }, step = 1): readonly Reply[] {
  const first: Reply[] = [];
  for (const [i, item] of items.entries()) {
    if (bound.left <= 0 && i % step === 0) {
      bound.left = -1;
      break;
    }
    first.push(firstOf(item, bound));
  }
  return first;
}

function firstBytes(bytes: string, bound: { left: number }): string {
  const room = Math.max(bound.left, 0);
  bound.left -= bytes.length + 4;
  if (bytes.length <= room) {
    bound.left = Math.max(bound.left, 0);
    return bytes;
  }
  bound.left = -1;
  // Before a byte that starts a character, so that what is left stays valid UTF-8.
  let end = room;
  while (end > Math.max(room - 4, 0) && (bytes.charCodeAt(end) & 0xc0) === 0x80) end--;
  return bytes.slice(0, end);
}
