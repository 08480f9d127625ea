/**
 * Hidden setup: the lines from `# @hidden` to `# @end` run, but the reader does not see them. What is shown and what is
 * hidden are kept apart, and put together again for a run, so that the reader can edit around the hidden pieces.
 */

/** A hidden piece of a script and where it belongs in the visible text: before the character at `at`. */
export interface HiddenPiece {
  readonly at: number;
  /** Whole lines, the last with its line end. */
  readonly text: string;
}

export interface SplitScript {
  readonly visible: string;
  readonly pieces: readonly HiddenPiece[];
}

const HIDDEN = /^[ \t]*#[ \t]*@hidden[ \t\r]*$/;
const END = /^[ \t]*#[ \t]*@end[ \t\r]*$/;

/** Takes the hidden lines out. Without an `@end` all below `@hidden` is hidden. */
export function splitHidden(script: string): SplitScript {
  if (!script.includes('@hidden')) return { visible: script, pieces: [] };
  let visible = '';
  let hidden: string | undefined;
  const pieces: HiddenPiece[] = [];
  const close = () => {
    if (hidden !== undefined) pieces.push({ at: visible.length, text: hidden });
    hidden = undefined;
  };
  for (const line of script.match(/[^\n]*\n|[^\n]+$/g) ?? []) {
    const text = line.endsWith('\n') ? line : `${line}\n`;
    if (hidden !== undefined) {
      hidden += text;
      if (END.test(text.slice(0, -1))) close();
    } else if (HIDDEN.test(text.slice(0, -1))) hidden = text;
    // A blank line that only set the hidden part off from the visible one goes with it.
    else if (text.trim() !== '' || visible !== '') visible += line;
  }
  close();
  return { visible, pieces };
}

/** The whole script for a run. `toVisible` maps its offsets to the visible text; hidden ones to where their piece stands. */
export function joinHidden({ visible, pieces }: SplitScript): {
  readonly text: string;
  toVisible(offset: number): number;
} {
  let text = '';
  let from = 0;
  const spans: { start: number; end: number; at: number }[] = [];
  for (const piece of pieces) {
    text += visible.slice(from, piece.at);
    if (text !== '' && !text.endsWith('\n')) text += '\n';
    spans.push({ start: text.length, end: text.length + piece.text.length, at: piece.at });
    text += piece.text;
    from = piece.at;
  }
  text += visible.slice(from);
  return {
    text,
    toVisible(offset) {
      let at = offset;
      for (const span of spans) {
        if (offset < span.start) break;
        if (offset < span.end) return span.at;
        at = offset - span.end + span.at;
      }
      return at;
    },
  };
}

/** Keeps the pieces where they belong after the visible text was edited; each stays at the start of a line. */
export function movePieces(
  pieces: readonly HiddenPiece[],
  edit: { readonly at: number; readonly removed: number; readonly inserted: string },
  visible: string,
): readonly HiddenPiece[] {
  return pieces.map((piece) => {
    let { at } = piece;
    if (at >= edit.at + edit.removed && at > edit.at) at += edit.inserted.length - edit.removed;
    else if (at > edit.at) at = edit.at;
    return { ...piece, at: at === visible.length ? at : visible.lastIndexOf('\n', at - 1) + 1 };
  });
}
