/** What the panel asks of an editor, plain or Monaco. */
import type { Range } from '../script/types.ts';

export interface ScriptView {
  selection(): Range;
  select(range: Range): void;
  focus(): void;
  hasFocus(): boolean;
  /** Opens or closes the reply at the cursor. */
  toggleReply(): void;
  /** Puts replacements in, in a way that can be undone. */
  replace(edits: readonly { readonly range: Range; readonly text: string }[]): void;
}

/** What an editor tells the panel. */
export interface ViewEvents {
  runSelection(): void;
  runScript(): void;
  format(): void;
  /** Ctrl+M was pressed: Tab should do the other thing. */
  toggleTab(): void;
  cursorMoved(line: number, column: number): void;
}
