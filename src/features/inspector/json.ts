/**
 * JSON as it is written, cut into tokens: so it can be laid out and coloured without turning numbers into doubles, which
 * would change large ones. Whether it is JSON at all is `JSON.parse`'s to say.
 */

export type TokenKind = 'key' | 'string' | 'number' | 'word' | 'mark' | 'space';

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
}

const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null|[{}[\],:]|\s+/g;

/** The tokens of valid JSON, without white space. A string before a colon is a `key`. */
export function tokens(json: string): readonly Token[] {
  const texts = (json.match(TOKEN) ?? []).filter((text) => !/^\s/.test(text));
  return texts.map((text, i) => ({ kind: kindOf(text, texts[i + 1]), text }));
}

function kindOf(text: string, next: string | undefined): TokenKind {
  const first = text[0] ?? '';
  if (first === '"') return next === ':' ? 'key' : 'string';
  if (first === '-' || (first >= '0' && first <= '9')) return 'number';
  return /[a-z]/.test(first) ? 'word' : 'mark';
}

/** The tokens laid out over lines, two spaces a level; empty arrays and objects stay on one line. */
export function layOut(list: readonly Token[]): readonly Token[] {
  const out: Token[] = [];
  let depth = 0;
  const line = () => out.push({ kind: 'space', text: `\n${'  '.repeat(depth)}` });
  for (const [i, token] of list.entries()) {
    const { text } = token;
    const opens = text === '{' || text === '[';
    const closes = text === '}' || text === ']';
    const before = list[i - 1]?.text;
    if (closes) {
      depth--;
      if (before !== '{' && before !== '[') line();
    }
    out.push(token);
    if (opens) {
      depth++;
      const after = list[i + 1]?.text;
      if (after !== '}' && after !== ']') line();
    } else if (text === ',') line();
    else if (text === ':') out.push({ kind: 'space', text: ' ' });
  }
  return out;
}

export const joinTokens = (list: readonly Token[]): string => list.map(({ text }) => text).join('');

/** What `JSON.parse` says against a text; undefined where it is JSON. */
export function jsonError(text: string): string | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
