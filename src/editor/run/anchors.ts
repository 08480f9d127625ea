/** Keeps ranges of a text where they belong while the text is edited. */
import type { Range } from '../../script/types.ts';

/** `removed` characters at `at` give way to `inserted`. */
export interface TextEdit {
  readonly at: number;
  readonly removed: number;
  readonly inserted: string;
}

/**
 * The range after an edit, or undefined where all its text is gone. Text typed at either end belongs to it as far as it
 * is on the same line, as when a person goes on writing a command.
 */
export function shiftRange(range: Range, edit: TextEdit): Range | undefined {
  const { start, end } = range;
  const { at, removed, inserted } = edit;
  const to = at + removed;
  const delta = inserted.length - removed;
  if (to < start) return { start: start + delta, end: end + delta };
  if (at > end) return range;
  if (removed > 0 && at <= start && to >= end) return undefined;
  if (to <= start) {
    const typed = inserted.slice(inserted.lastIndexOf('\n') + 1);
    const joins = typed.trim() !== '';
    return { start: start + delta - (joins ? typed.length : 0), end: end + delta };
  }
  if (at >= end) {
    const [typed = ''] = inserted.split('\n', 1);
    return { start, end: end + (typed.trim() === '' ? 0 : typed.length) };
  }
  if (to > end) {
    const [typed = ''] = inserted.split('\n', 1);
    return { start: Math.min(start, at), end: at + typed.length };
  }
  return { start: Math.min(start, at), end: end + delta };
}

/** The one edit that makes `after` of `before`, as small as it can be; undefined where they are equal. */
export function editBetween(before: string, after: string): TextEdit | undefined {
  if (before === after) return undefined;
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before.charCodeAt(head) === after.charCodeAt(head)) head++;
  let tail = 0;
  while (
    tail < shorter - head &&
    before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)
  )
    tail++;
  return { at: head, removed: before.length - head - tail, inserted: after.slice(head, after.length - tail) };
}
