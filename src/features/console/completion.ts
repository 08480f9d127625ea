/** Completion at the cursor of a prompt. */
import type { CommandTable } from '../../client/syntax/analyse.ts';
import { complete } from '../../client/syntax/complete.ts';
import { quoteArgument } from '../../resp/quote.ts';
import { splitArguments } from '../../resp/split.ts';
import { encodeText } from '../../resp/text.ts';

export interface Choice {
  /** What takes the word's place, ready to be run. */
  readonly text: string;
  readonly detail: string;
}

export interface Choices {
  /** The word that they complete: [start, end) in the line. */
  readonly start: number;
  readonly end: number;
  readonly list: readonly Choice[];
}

const MAX_KEYS = 30;

/** Choices for the word that ends at the cursor. `keyNames` tells live keys that begin with a byte string. */
export async function choicesAt(
  table: CommandTable,
  line: string,
  cursor: number,
  keyNames: (prefix: string, limit: number) => Promise<readonly string[]>,
): Promise<Choices> {
  const { args, spans } = splitArguments(line.slice(0, cursor));
  const last = spans.at(-1);
  const inWord = last !== undefined && last.end === cursor;
  const start = inWord ? last.start : cursor;
  const written = line.slice(start, cursor);
  const quoted = /["']/.test(written);
  const words = inWord ? args.slice(0, -1) : args;
  const found = complete(table, words, quoted ? '\0' : written);
  const keys = found.keys ? await keyNames(inWord ? (args.at(-1) ?? '') : encodeText(''), MAX_KEYS) : [];
  const lower = written !== '' && written === written.toLowerCase();
  const list = [
    ...keys.map((key) => ({ text: quoteArgument(key), detail: 'key' })),
    ...found.candidates.map(({ text, wants, doc, kind }) => ({
      text: lower && kind !== 'option' ? text.toLowerCase() : text,
      detail: kind === 'option' ? wants : doc.group.replace(/[-_]/g, ' '),
    })),
  ];
  return { start, end: cursor, list };
}

/** The line and the cursor after a choice. Nothing more to choose: a blank follows. */
export function applyChoice(line: string, { start, end }: Choices, text: string, final: boolean) {
  const rest = line.slice(end);
  const blank = final && !rest.startsWith(' ') ? ' ' : '';
  return { line: line.slice(0, start) + text + blank + rest, cursor: start + text.length + blank.length };
}

/** What all choices begin with, without regard to case. */
export function commonPrefix(list: readonly Choice[]): string {
  let prefix = list[0]?.text ?? '';
  for (const { text } of list) {
    let i = 0;
    while (i < prefix.length && prefix[i]?.toLowerCase() === text[i]?.toLowerCase()) i++;
    prefix = prefix.slice(0, i);
  }
  return prefix;
}
