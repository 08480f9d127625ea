/** A transcript as text, as a terminal would show it. */
import type { TranscriptEntry } from '../../client/state.ts';
import { formatReply } from '../../resp/format.ts';
import { quoteCommand } from '../../resp/quote.ts';
import { type LaneState, promptText } from './annotate.ts';

export function transcriptText(
  lane: string,
  entries: readonly TranscriptEntry[],
  states: readonly LaneState[],
): string {
  return entries
    .map((entry, i) => {
      const state = states[i] ?? { db: 0, inTransaction: false, resp: 2 };
      if (entry.kind === 'note') return `(${entry.text})`;
      if (entry.kind === 'push') return formatReply(entry.message, { text: 'utf8', resp: state.resp });
      const command = `${promptText(lane, state)} ${quoteCommand(entry.argv)}`;
      if (!entry.result) return command;
      return `${command}\n${formatReply(entry.result.reply, { text: 'utf8', resp: state.resp })}`;
    })
    .join('\n');
}
