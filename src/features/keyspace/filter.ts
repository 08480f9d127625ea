/** What the person types to filter keys, as a glob pattern. */
import { encodeText } from '../../resp/text.ts';

/** Plain text means "contains"; text with `*`, `?` or `[` is a pattern already. Returns a byte string; empty for all keys. */
export function patternOf(text: string): string {
  const trimmed = text.trim();
  if (trimmed === '') return '';
  if (/[*?[]/.test(trimmed)) return encodeText(trimmed);
  return encodeText(`*${trimmed.replace(/[\\\]]/g, '\\$&')}*`);
}
