/** Offsets as Monaco's lines and columns. */
import { type editor, Range } from 'monaco-editor/editor';

export function rangeOf(model: editor.ITextModel, start: number, end: number): Range {
  const from = model.getPositionAt(start);
  const to = model.getPositionAt(end);
  return new Range(from.lineNumber, from.column, to.lineNumber, to.column);
}
