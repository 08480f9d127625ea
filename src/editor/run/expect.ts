/** Compares a reply with what an `@expect` says. */
import type { Reply } from '../../engine/reply.ts';
import { formatReply } from '../../resp/format.ts';

const lines = (text: string) => text.split('\n').map((line) => line.trim());

/**
 * True where the reply prints as the expected lines in the client's protocol, with text escaped or readable. Blanks at
 * both ends of a line do not count.
 */
export function meets(expected: readonly string[], reply: Reply, resp: 2 | 3): boolean {
  const wanted = expected.map((line) => line.trim()).join('\n');
  return (['escaped', 'utf8'] as const).some(
    (text) => lines(formatReply(reply, { text, resp })).join('\n') === wanted,
  );
}

/** True where an outcome's lines are the expected ones. Blanks at both ends of a line do not count. */
export function outcomeMeets(expected: readonly string[], outcome: readonly string[]): boolean {
  return lines(outcome.join('\n')).join('\n') === lines(expected.join('\n')).join('\n');
}
