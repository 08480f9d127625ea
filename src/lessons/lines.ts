/** Text that is put together from lines of a file, and knows which. */

export interface Line {
  readonly text: string;
  /** In the file, from 1. A line that no author wrote has that of the block it belongs to. */
  readonly line: number;
}

/** The text, without empty lines at either end, and the file's line of each of its lines. */
export interface LinedText {
  readonly text: string;
  readonly lines: readonly number[];
}

export function joinLines(lines: readonly Line[]): LinedText {
  let start = 0;
  let end = lines.length;
  while (start < end && lines[start]?.text.trim() === '') start++;
  while (end > start && lines[end - 1]?.text.trim() === '') end--;
  const kept = lines.slice(start, end);
  return { text: kept.map(({ text }) => text).join('\n'), lines: kept.map(({ line }) => line) };
}

/** The file's line in which an offset of the text stands. For many offsets in one text, in any order. */
export function lineFinder({ text, lines }: LinedText): (offset: number) => number {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return lines[low] ?? lines.at(-1) ?? 1;
  };
}
