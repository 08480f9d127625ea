/** The words of a check: plain, or in quotes where they hold blanks. */

export interface Word {
  readonly text: string;
  readonly quoted: boolean;
  /** Whether a comma follows it. */
  readonly comma: boolean;
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };

/** The words of a line and what follows `--`, or a sentence that says what is wrong. */
export function splitCheck(
  line: string,
): { readonly words: readonly Word[]; readonly says?: string } | string {
  const words: Word[] = [];
  for (let at = 0; at < line.length; ) {
    const char = line[at] ?? '';
    if (char === ' ' || char === '\t') {
      at++;
      continue;
    }
    if (line.startsWith('--', at) && /^[ \t]|^$/.test(line.slice(at + 2, at + 3))) {
      const says = line.slice(at + 2).trim();
      return says === '' ? 'There is nothing after “--”.' : { words, says };
    }
    let text = '';
    const quoted = char === '"' || char === "'";
    if (quoted) {
      let closed = false;
      for (at++; at < line.length && !closed; at++) {
        const next = line[at] ?? '';
        if (next === char) closed = true;
        else if (next === '\\' && at + 1 < line.length && (char === '"' || line[at + 1] === "'")) {
          at++;
          const escaped = line[at] ?? '';
          text += char === '"' ? (ESCAPES[escaped] ?? escaped) : escaped;
        } else text += next;
      }
      if (!closed) return 'A quote is never closed.';
    } else {
      const from = at;
      while (at < line.length && line[at] !== ' ' && line[at] !== '\t' && line[at] !== ',') at++;
      text = line.slice(from, at);
    }
    const comma = line[at] === ',';
    if (comma) at++;
    else if (quoted && at < line.length && line[at] !== ' ' && line[at] !== '\t')
      return 'There must be a blank after a closing quote.';
    words.push({ text, quoted, comma });
  }
  return { words };
}
