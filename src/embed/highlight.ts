/**
 * A light highlighter for scripts at rest. It knows no commands: the first word of a line is the command, words in capitals
 * are its options. The full editor, which knows them all, takes its place when the reader edits.
 */

export type Colour = 'command' | 'option' | 'number' | 'string' | 'comment' | 'directive' | 'plain';

export interface Piece {
  readonly text: string;
  readonly colour: Colour;
}

/** Longer lines are not coloured beyond this. */
const MAX_LINE = 2000;
const NUMBER = /^[-+(]?(\d+\.?\d*(e[-+]?\d+)?|inf)$/i;
const OPTION = /^[A-Z][A-Z0-9_-]+$/;
const DIRECTIVE = /^[ \t]*#[ \t]*@[a-z]+/;

/** Colours a script. The texts of the pieces put together are the script. */
export function highlight(script: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let quote = '';
  const add = (text: string, colour: Colour) => {
    const last = pieces.at(-1);
    if (text === '') return;
    if (last?.colour === colour) pieces[pieces.length - 1] = { text: last.text + text, colour };
    else pieces.push({ text, colour });
  };
  for (const line of script.split(/(?<=\n)/)) {
    if (quote === '' && /^[ \t]*#/.test(line)) {
      const [word = ''] = DIRECTIVE.exec(line) ?? [];
      add(word, 'directive');
      add(line.slice(word.length), word === '' ? 'comment' : 'directive');
      continue;
    }
    let first = quote === '';
    for (const [word] of line.slice(0, MAX_LINE).matchAll(/\s+|[^\s]+/g)) {
      if (word.trim() === '') add(word, quote === '' ? 'plain' : 'string');
      else {
        const inside = quote !== '';
        quote = quoteAfter(word, quote);
        add(word, inside || /["']/.test(word[0] ?? '') ? 'string' : colourOf(word, first));
        first = false;
      }
    }
    add(line.slice(MAX_LINE), 'plain');
  }
  return pieces;
}

function colourOf(word: string, first: boolean): Colour {
  if (first) return 'command';
  if (NUMBER.test(word)) return 'number';
  return OPTION.test(word) ? 'option' : 'plain';
}

/** The quote that is open after a word; empty outside quotes. */
function quoteAfter(word: string, before: string): string {
  let quote = before;
  for (let i = 0; i < word.length; i++) {
    const char = word[i] ?? '';
    if (char === '\\' && quote === '"') i++;
    else if (quote === '' && (char === '"' || char === "'")) quote = char;
    else if (char === quote) quote = '';
  }
  return quote;
}

/** Puts a coloured script into an element, as text nodes and spans. */
export function paint(target: HTMLElement, script: string): void {
  target.replaceChildren(
    ...highlight(script).map(({ text, colour }) => {
      if (colour === 'plain') return document.createTextNode(text);
      const span = document.createElement('span');
      span.className = `kg-${colour}`;
      span.textContent = text;
      return span;
    }),
  );
}
