/** Where lines and statements end. Offsets count UTF-16 units. */
import { readDirective } from './directives.ts';

const isBlank = (char: string | undefined) => char === ' ' || char === '\t' || char === '\r';

export function endOfLine(text: string, from: number): number {
  const found = text.indexOf('\n', from);
  return found < 0 ? text.length : found;
}

export function skipBlanks(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && isBlank(text[at])) at++;
  return at;
}

export function trimEnd(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && isBlank(text[at - 1])) at--;
  return at;
}

/**
 * The first line end that is outside quotes, or undefined where a quote never closes. `open` remembers from where on either
 * kind of quote stays open, so that a text full of them is not read to its end again for each line: where one that opens
 * never closes, every later one of its kind is escaped for it, and so for those after it.
 */
export function endOfCommand(text: string, start: number, open: Map<string, number>): number | undefined {
  let quote: string | undefined;
  let opened = start;
  for (let i = start; i < text.length; i++) {
    const char = text[i];
    if (quote === undefined) {
      if (char === '\n') return i;
      if (char !== '"' && char !== "'") continue;
      if (i >= (open.get(char) ?? Infinity)) return undefined;
      quote = char;
      opened = i;
    } else if (char === '\\' && (quote === '"' || text[i + 1] === "'")) i++;
    else if (char === quote) quote = undefined;
  }
  if (quote === undefined) return text.length;
  open.set(quote, opened);
  return undefined;
}

/**
 * The end of the line with which an SQL statement ends: the first line that closes with a semicolon, or the last before
 * a blank line or a `#` line. Inside a pair of `$$` or `$name$` only the closing one counts.
 */
export function endOfSql(text: string, start: number): number {
  let end = start;
  let dollar: string | undefined;
  for (let at = start; at <= text.length; ) {
    const lineEnd = endOfLine(text, at);
    const line = text.slice(at, lineEnd).trim();
    if (dollar === undefined && at > start && (line === '' || line.startsWith('#'))) return end;
    end = lineEnd;
    for (const [tag] of line.matchAll(/\$\w*\$/g)) {
      if (dollar === undefined) dollar = tag;
      else if (dollar === tag) dollar = undefined;
    }
    if (dollar === undefined && line.replace(/--.*$/, '').trimEnd().endsWith(';')) return end;
    at = lineEnd + 1;
  }
  return end;
}

/** Where the code of a program that begins at `start` ends: before the directive that closes it, or with the text. */
export function endOfApp(text: string, start: number): { readonly end: number; readonly closed: boolean } {
  for (let at = start; at < text.length; ) {
    const lineEnd = endOfLine(text, at);
    const first = skipBlanks(text, at, lineEnd);
    const name = text[first] === '#' ? readDirective(text.slice(first, lineEnd), first)?.name : undefined;
    if (name !== undefined && name !== 'wait' && name !== 'expect' && name !== 'hidden')
      return { end: at, closed: true };
    at = lineEnd + 1;
  }
  return { end: text.length, closed: false };
}
