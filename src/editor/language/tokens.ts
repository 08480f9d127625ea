/** Colours: what each stretch of a line is. */
import { analyse, type CommandTable, isKeyWord, isOptionWord } from '../../client/syntax/analyse.ts';
import { splitArguments } from '../../resp/split.ts';
import { readDirective } from '../../script/directives.ts';

export type TokenType =
  | 'command'
  | 'unknown'
  | 'key'
  | 'option'
  | 'number'
  | 'string'
  | 'value'
  | 'comment'
  | 'directive'
  | 'directive-value'
  | 'directive-unknown';

export interface Token {
  readonly start: number;
  readonly type: TokenType;
}

/** The quote that is open at the end of a line; empty outside quotes. */
export type LineState = '' | '"' | "'";

/** Longer lines than this are coloured by their first words. */
const MAX_LINE = 5000;

/** The tokens of a line, each up to the next, and the state after it. */
export function tokenizeLine(
  line: string,
  state: LineState,
  table: CommandTable,
): { tokens: readonly Token[]; state: LineState } {
  const tokens: Token[] = [];
  if (state !== '') {
    const close = closing(line, 0, state);
    tokens.push({ start: 0, type: 'string' });
    if (close < 0) return { tokens, state };
    return {
      tokens: [...tokens, ...words(line, close + 1, table, false)],
      state: openQuote(line, close + 1),
    };
  }
  const first = line.search(/\S/);
  if (first < 0) return { tokens, state };
  if (line[first] === '#') return { tokens: comment(line), state };
  return { tokens: words(line, 0, table, true), state: openQuote(line, 0) };
}

function comment(line: string): Token[] {
  const directive = readDirective(line, 0);
  if (!directive) return [{ start: 0, type: 'comment' }];
  const { name, word, restStart } = directive;
  const tokens: Token[] = [{ start: 0, type: 'comment' }];
  tokens.push({ start: word.start, type: name ? 'directive' : 'directive-unknown' });
  if (restStart < line.length) tokens.push({ start: restStart, type: name ? 'directive-value' : 'comment' });
  return tokens;
}

const NUMBER = /^[-+]?(\d+\.?\d*(e[-+]?\d+)?|\.\d+|inf)$/i;

function words(line: string, from: number, table: CommandTable, withName: boolean): Token[] {
  const { args, spans } = splitArguments(line.slice(from, from + MAX_LINE));
  const read = withName ? analyse(table, args) : undefined;
  return spans.map((span, i) => {
    const start = from + span.start;
    const char = line[start];
    const quoted = char === '"' || char === "'";
    const type = (): TokenType => {
      if (withName && i === 0 && table.names.length > 0 && !read) return 'unknown';
      if (withName && i < (read?.nameWords ?? 1)) return 'command';
      const slots = read?.slots[i - read.nameWords];
      if (isOptionWord(slots)) return 'option';
      if (isKeyWord(slots)) return 'key';
      if (quoted) return 'string';
      return NUMBER.test(args[i] ?? '') ? 'number' : 'value';
    };
    return { start, type: type() };
  });
}

/** Index of the closing quote, or -1. */
function closing(line: string, from: number, quote: string): number {
  for (let i = from; i < line.length; i++) {
    if (line[i] === '\\' && (quote === '"' || line[i + 1] === "'")) i++;
    else if (line[i] === quote) return i;
  }
  return -1;
}

function openQuote(line: string, from: number): LineState {
  for (let i = from; i < line.length; i++) {
    const char = line[i];
    if (char !== '"' && char !== "'") continue;
    i = closing(line, i + 1, char);
    if (i < 0) return char;
  }
  return '';
}
