/**
 * Glob patterns as KEYS, SCAN MATCH, PSUBSCRIBE and CONFIG GET use them: `*` `?` `[abc]` `[^a]` `[a-z]` and `\` to quote.
 * Follows the reference's `stringmatchlen`, its treatment of unclosed brackets included. Runs in O(text × pattern) at
 * worst: after a `*` that cannot match any more the search gives up instead of trying all earlier ones again.
 */
export function globMatch(pattern: string, text: string, ignoreCase = false): boolean {
  return ignoreCase ? match(pattern.toLowerCase(), text.toLowerCase()) : match(pattern, text);
}

function match(pattern: string, text: string): boolean {
  // The reference's loop needs text to start with: an empty one matches the empty pattern alone, and not even `*`.
  if (text === '') return pattern === '';
  let p = 0;
  let t = 0;
  let starPattern = -1;
  let starText = 0;
  for (;;) {
    if (p < pattern.length && pattern[p] === '*') {
      starPattern = ++p;
      starText = t;
      continue;
    }
    if (t >= text.length) return p >= pattern.length;
    const next = p < pattern.length ? matchOne(pattern, p, text.charCodeAt(t)) : -1;
    if (next >= 0) {
      p = next;
      t++;
    } else if (starPattern >= 0) {
      p = starPattern;
      t = ++starText;
    } else return false;
  }
}

/** Matches one byte; returns the index after the pattern's element, or -1. */
function matchOne(pattern: string, at: number, code: number): number {
  const c = pattern.charCodeAt(at);
  if (c === 63) return at + 1;
  if (c === 91) return matchClass(pattern, at + 1, code);
  if (c === 92 && at + 1 < pattern.length) return pattern.charCodeAt(at + 1) === code ? at + 2 : -1;
  return c === code ? at + 1 : -1;
}

const signed = (byte: number) => (byte << 24) >> 24;

function matchClass(pattern: string, start: number, code: number): number {
  let p = start;
  const negated = pattern[p] === '^';
  if (negated) p++;
  let matched = false;
  for (;;) {
    if (p >= pattern.length) {
      // The reference steps back over a missing bracket: the last byte of the pattern closes the class.
      p = pattern.length - 1;
      break;
    }
    const c = pattern.charCodeAt(p);
    if (c === 92 && p + 1 < pattern.length) {
      p++;
      if (pattern.charCodeAt(p) === code) matched = true;
    } else if (c === 93) break;
    else if (p + 2 < pattern.length && pattern[p + 1] === '-') {
      // In a range the reference takes bytes as signed: 0x80–0xff come before 0.
      const a = signed(c);
      const b = signed(pattern.charCodeAt(p + 2));
      const at = signed(code);
      p += 2;
      if (at >= Math.min(a, b) && at <= Math.max(a, b)) matched = true;
    } else if (c === code) matched = true;
    p++;
  }
  return matched !== negated ? p + 1 : -1;
}
