/** A transcript as text, as a terminal would show it. */
import type { TranscriptEntry } from '../../client/state.ts';
import { formatReply } from '../../resp/format.ts';
import { quoteCommand } from '../../resp/quote.ts';
import { type LaneState, promptText } from './annotate.ts';

/** A text of which only the beginning is shown. */
export interface Cut {
  readonly shown: string;
  /** What is left out: whole lines where that is what was too many, else chars. None left: 0. */
  readonly left: number;
  readonly unit: 'line' | 'character';
}

/** Chars that are shown for each line that may be shown: a value without line ends is as long as many lines. */
const CHARS_PER_LINE = 100;

/** As much of a text as `room` lines hold. */
export function cutText(text: string, room: number): Cut {
  let end = 0;
  for (let lines = 0; lines < room; lines++) {
    const next = text.indexOf('\n', end);
    if (next < 0) {
      end = text.length + 1;
      break;
    }
    end = next + 1;
  }
  const most = room * CHARS_PER_LINE;
  if (Math.min(end, text.length) > most) {
    // Never between the two halves of a surrogate pair.
    const shown = text.slice(0, most).replace(/[\ud800-\udbff]$/, '');
    return { shown, left: text.length - shown.length, unit: 'character' };
  }
  if (end > text.length) return { shown: text, left: 0, unit: 'line' };
  let left = 1;
  for (let at = text.indexOf('\n', end); at >= 0; at = text.indexOf('\n', at + 1)) left++;
  return { shown: text.slice(0, end - 1), left, unit: 'line' };
}

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
