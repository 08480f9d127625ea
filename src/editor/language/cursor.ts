/** What stands at a place of a script. */
import type { CommandStatement, Directive, Script, Statement } from '../../script/types.ts';
import { languageAt } from './parts.ts';

export type Place =
  | {
      readonly kind: 'word';
      /** Undefined on an empty line, where a statement could begin. */
      readonly statement: CommandStatement | undefined;
      /** Which of its words: as many as there are where a new one begins. */
      readonly index: number;
      /** The word's place in the text; empty for a new one. */
      readonly start: number;
      readonly end: number;
    }
  | { readonly kind: 'directive'; readonly directive: Directive }
  | { readonly kind: 'comment'; readonly start: number }
  /** In SQL or in a program: commands' help has no business there. `start` is where the word before the offset begins. */
  | { readonly kind: 'code'; readonly language: 'sql' | 'js'; readonly start: number };

/** Finds what is at an offset, which may be just after the end of a word. */
export function placeAt(script: Script, text: string, offset: number): Place {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const language = languageAt(text, offset);
  if (language !== 'redis') {
    const word = /[\w$]*$/.exec(text.slice(lineStart, offset))?.[0] ?? '';
    return { kind: 'code', language, start: offset - word.length };
  }
  const statement = commandAt(script, text, offset);
  if (statement) {
    const index = statement.spans.findIndex(({ end }) => offset <= end);
    const span = statement.spans[index];
    if (span && span.start <= offset)
      return { kind: 'word', statement, index, start: span.start, end: span.end };
    const at = index < 0 ? statement.spans.length : index;
    return { kind: 'word', statement, index: at, start: offset, end: offset };
  }
  const before = text.slice(lineStart, offset);
  if (/^\s*#/.test(before)) {
    const directive = script.directives.find(
      ({ range }) => range.start <= offset && range.start >= lineStart,
    );
    if (directive) return { kind: 'directive', directive };
    return { kind: 'comment', start: lineStart + before.indexOf('#') };
  }
  return { kind: 'word', statement: undefined, index: 0, start: offset, end: offset };
}

/** The command whose lines hold the offset, blanks after it included. */
function commandAt(script: Script, text: string, offset: number): CommandStatement | undefined {
  const found = statementAt(script, text, offset);
  return found?.kind === 'command' ? found : undefined;
}

/** What runs when the line at the offset is to run: a command, an SQL statement, a load, or the program around it. */
export function statementAt(script: Script, text: string, offset: number): Statement | undefined {
  for (const statement of script.statements) {
    const { start, end } =
      statement.kind === 'app' ? { ...statement.range, end: statement.code.end } : statement.range;
    if (start > offset) return undefined;
    if (statement.kind === 'wait') continue;
    if (offset <= end || !text.slice(end, offset).includes('\n')) return statement;
  }
  return undefined;
}

/** The text of a word before the cursor, without its opening quote. */
export function typedPrefix(
  text: string,
  start: number,
  offset: number,
): { prefix: string; quoted: boolean } {
  const typed = text.slice(start, offset);
  const quoted = typed.startsWith('"') || typed.startsWith("'");
  return { prefix: quoted ? typed.slice(1) : typed, quoted };
}
