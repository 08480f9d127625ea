/** The page's look at the keyspace, which leaves no trace there, together with the log up to that instant. */
import { peek } from '../engine/peek.ts';
import type { Reply } from '../engine/reply.ts';
import type { Methods, PeekedReply } from '../protocol/methods.ts';
import type { Host } from './host.ts';

const MAX_COMMANDS = 1000;
/** Items of all replies together, and their chars. */
const MAX_ITEMS = 100_000;
const MAX_CHARS = 4 * 1024 * 1024;
/** ms after which no further command is begun. */
const MAX_MS = 500;
/** KEYS and the like walk through all keys. */
const MAX_KEYS = 200_000;

type Answer = Methods['peek']['result'];

/**
 * Answers with a reply for each command, or why there is none. The log goes out with it: who has the answer has heard of
 * every command before it.
 */
export function peekCall(host: Host, { db, commands }: Methods['peek']['params']): Answer {
  host.tellLog();
  const budget = { items: MAX_ITEMS, chars: MAX_CHARS };
  const until = host.platform.micros() + MAX_MS * 1000;
  const replies = host.engine.turn(() =>
    commands.slice(0, MAX_COMMANDS).map((argv): PeekedReply => {
      if (host.platform.micros() > until) return { refused: 'There was no time left to look at this.' };
      if (/^(keys|scan)$/i.test(argv[0] ?? '') && host.engine.database(db).size > MAX_KEYS)
        return {
          refused: `There are more than ${MAX_KEYS.toLocaleString('en')} keys, too many to look through.`,
        };
      const [reply] = peek(host.engine, db, [argv]);
      if (reply === undefined)
        return {
          refused: `${(argv[0] ?? '').toUpperCase()} is refused here: only commands that read are run.`,
        };
      measure(reply, budget);
      return budget.items < 0 || budget.chars < 0
        ? { refused: 'The reply is too large to look at.' }
        : { reply };
    }),
  );
  return { replies, seq: host.log.seq };
}

/** Takes a reply off the budget, as far as the budget goes. */
function measure(reply: Reply, budget: { items: number; chars: number }): void {
  budget.items--;
  if (budget.items < 0 || budget.chars < 0) return;
  if (typeof reply === 'string') budget.chars -= reply.length;
  else if (isList(reply)) for (const item of reply) measure(item, budget);
  else if (typeof reply === 'object' && reply !== null) {
    if ('text' in reply) budget.chars -= reply.text.length;
    else if ('items' in reply) for (const item of reply.items) measure(item, budget);
    else if (reply.kind === 'map') for (const item of reply.entries) measure(item, budget);
  }
}

const isList = (reply: Reply): reply is readonly Reply[] => Array.isArray(reply);
