/** Colours of a whole script, line by line: commands, SQL and programs. */
import type { CommandTable } from '../../client/syntax/analyse.ts';
import { tokenizeCode } from './code-tokens.ts';
import { afterLine, FIRST_PART, isComment, languageIn, type PartState } from './parts.ts';
import { type LineState, type Token, tokenizeLine } from './tokens.ts';

export interface ScriptState {
  readonly part: PartState;
  /** What is open at the end of the line above, by its opening text. */
  readonly open: string;
}

export const FIRST_LINE: ScriptState = { part: FIRST_PART, open: '' };

export const sameState = (a: ScriptState, b: ScriptState): boolean =>
  a.open === b.open &&
  a.part.client === b.part.client &&
  a.part.inApp === b.part.inApp &&
  a.part.databases.join() === b.part.databases.join();

/** The tokens of a line, each up to the next, and the state after it. */
export function tokenizeScriptLine(
  line: string,
  { part, open }: ScriptState,
  table: CommandTable,
): { tokens: readonly Token[]; state: ScriptState } {
  const language = languageIn(part);
  const comment = isComment(line, part);
  // A `#` ends an SQL statement, whatever is open in it, apart from a dollar quote.
  if (language !== 'redis' && !(comment && !open.startsWith('$'))) {
    // So does a blank line.
    const still = language === 'sql' && line.trim() === '' && !open.startsWith('$') ? '' : open;
    const read = tokenizeCode(line, still, language);
    return { tokens: read.tokens, state: { part, open: read.open } };
  }
  const quote: LineState = language === 'redis' && (open === '"' || open === "'") ? open : '';
  const read = tokenizeLine(line, quote, table);
  return {
    tokens: read.tokens,
    state: { part: quote === '' ? afterLine(line, part) : part, open: read.state },
  };
}
