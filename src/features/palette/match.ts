/**
 * How well a text fits what was typed: every word of it must begin a word of the text (best), stand inside one, or appear
 * as letters in order (worst). 0 where a word does not fit at all; 1 for an empty query.
 */
export function matchScore(text: string, query: string): number {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const lower = text.toLowerCase();
  let score = 1;
  for (const word of words) {
    const one = wordScore(lower, word);
    if (one === 0) return 0;
    score += one;
  }
  return score;
}

function wordScore(text: string, word: string): number {
  const at = text.indexOf(word);
  if (at === 0) return 12;
  if (at > 0) {
    for (let i = at; i >= 0; i = text.indexOf(word, i + 1))
      if (/[^a-z0-9]/.test(text[i - 1] ?? '')) return 10;
    return 5;
  }
  let from = 0;
  for (const char of word) {
    const next = text.indexOf(char, from);
    // Letters far apart are a coincidence.
    if (next < 0 || next - from > 3) return 0;
    from = next + 1;
  }
  return word.length > 2 ? 1 : 0;
}
