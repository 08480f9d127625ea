/**
 * Reads the documentation's notation for arguments: `[…]` optional, `<…>` one of, `|` between alternatives, and
 * `member [member ...]` for one or more. The result is a tree of what is written; what it means is said in `syntax.ts`.
 */
export type Part =
  | { readonly kind: 'word'; readonly text: string }
  /** Brackets: optional for `[`, required for `<`; each alternative is a sequence. */
  | { readonly kind: 'choice'; readonly optional: boolean; readonly alternatives: readonly Part[][] }
  /** `x [x ...]`: the sequence once or more. */
  | { readonly kind: 'repeat'; readonly parts: readonly Part[] };

/** Splits a syntax string into alternatives of sequences. Throws a RangeError where brackets do not match. */
export function readNotation(syntax: string): Part[][] {
  const symbols = syntax.match(/\.\.\.|[[\]<>|]|[^\s[\]<>|]+/g) ?? [];
  const reader = new Reader(symbols);
  const alternatives = reader.alternatives(undefined);
  return alternatives;
}

const CLOSING: Record<string, string> = { '[': ']', '<': '>' };

class Reader {
  private readonly symbols: readonly string[];
  private at = 0;

  constructor(symbols: readonly string[]) {
    this.symbols = symbols;
  }

  /** Reads up to the closing bracket, or to the end where there is none. */
  alternatives(closing: string | undefined): Part[][] {
    const found: Part[][] = [[]];
    for (;;) {
      const symbol = this.symbols[this.at++];
      if (symbol === closing) return found;
      const last = found[found.length - 1] ?? [];
      if (symbol === undefined) throw new RangeError(`missing ${closing}`);
      else if (symbol === '|') found.push([]);
      else if (symbol === '[' || symbol === '<') this.bracket(symbol, last);
      else if (symbol === ']' || symbol === '>') throw new RangeError(`unexpected ${symbol}`);
      else last.push({ kind: 'word', text: symbol });
    }
  }

  private bracket(symbol: string, before: Part[]): void {
    const alternatives = this.alternatives(CLOSING[symbol]);
    const [only] = alternatives;
    const end = only?.[only.length - 1];
    if (alternatives.length === 1 && only && end?.kind === 'word' && end.text === '...') {
      foldRepetition(before, only.slice(0, -1));
    } else before.push({ kind: 'choice', optional: symbol === '[', alternatives });
  }
}

/** Replaces the end of `before` by its repetition, where `[… ...]` says the same once more. */
function foldRepetition(before: Part[], again: readonly Part[]): void {
  const start = before.length - again.length;
  const parts = before.slice(Math.max(0, start));
  if (start < 0 || JSON.stringify(parts) !== JSON.stringify(again)) {
    throw new RangeError(`[${JSON.stringify(again)} ...] does not repeat what stands before it`);
  }
  before.splice(start, parts.length, { kind: 'repeat', parts });
}
