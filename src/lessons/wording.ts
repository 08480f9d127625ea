/** Pieces of the sentences that checks say. */
import type { TextMatch } from './lesson.ts';

export function wantedText(expected: TextMatch): string {
  const text = quoted(expected.text);
  if (expected.how === 'contains') return `something with ${text} is wanted`;
  return expected.how === 'error' ? `an error with ${text} is wanted` : `${text} is wanted`;
}

/** A text in quotes, on one line and not too long. */
export function quoted(text: string): string {
  const line = text.replaceAll('\n', ' ⏎ ');
  return `“${line.length > 200 ? `${line.slice(0, 200)}…` : line}”`;
}
