/** Formatting: names and options in upper case, one blank between arguments, none at the ends of lines. */
import { analyse, type CommandTable, isOptionWord } from '../../client/syntax/analyse.ts';
import type { CommandStatement, Range, Script } from '../../script/types.ts';

export interface Replacement {
  readonly range: Range;
  readonly text: string;
}

/** Replacements that format the script, in the order of the text. What runs afterwards is the same. */
export function formatScript(script: Script, text: string, table: CommandTable): readonly Replacement[] {
  const found: Replacement[] = [];
  let at = 0;
  for (const statement of script.statements) {
    found.push(...trailingBlanks(text, at, statement.range.start));
    at = statement.range.end;
    if (statement.kind === 'command' && statement.valid) found.push(...ofCommand(statement, text, table));
  }
  found.push(...trailingBlanks(text, at, text.length));
  return found;
}

function ofCommand({ argv, spans }: CommandStatement, text: string, table: CommandTable): Replacement[] {
  const found: Replacement[] = [];
  const read = analyse(table, argv);
  for (const [i, span] of spans.entries()) {
    const before = spans[i - 1];
    if (before && span.start - before.end !== 1)
      found.push({ range: { start: before.end, end: span.start }, text: ' ' });
    else if (before && text[before.end] !== ' ')
      found.push({ range: { start: before.end, end: span.start }, text: ' ' });
    const written = text.slice(span.start, span.end);
    const upper = written.toUpperCase();
    if (!read || upper === written || /["']/.test(written)) continue;
    if (i < read.nameWords || isOptionWord(read.slots[i - read.nameWords])) {
      found.push({ range: { start: span.start, end: span.end }, text: upper });
    }
  }
  return found;
}

/** Blanks at line ends, and before a statement, of the text between two statements. */
function trailingBlanks(text: string, start: number, end: number): Replacement[] {
  const found: Replacement[] = [];
  const blank = /[ \t\r]+(?=\n|$)/g;
  const between = text.slice(start, end);
  for (const match of between.matchAll(blank)) {
    const at = start + match.index;
    found.push({ range: { start: at, end: at + match[0].length }, text: '' });
  }
  return found;
}

/** The text after all replacements. */
export function replaceAll(text: string, replacements: readonly Replacement[]): string {
  let out = '';
  let at = 0;
  for (const { range, text: put } of replacements) {
    out += text.slice(at, range.start) + put;
    at = range.end;
  }
  return out + text.slice(at);
}
