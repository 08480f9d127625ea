/**
 * The script of an embed: what the reader sees and edits, and the hidden pieces that run with it. The visible text is the
 * playground's draft; this keeps the rest in step with it.
 */
import type { StoreApi } from 'zustand';
import type { PlaygroundStore } from '../../client/state.ts';
import { editBetween, parseScript, type Statement } from '../../editor/script.ts';
import { type HiddenPiece, joinHidden, movePieces, splitHidden } from '../../embed/hidden.ts';

export class EmbedScript {
  private readonly store: StoreApi<PlaygroundStore>;
  private pieces: readonly HiddenPiece[] = [];
  /** What the author wrote, hidden lines included. */
  private authored = '';
  private following = true;
  /** The reader's text from an earlier visit is shown. */
  private brought = false;

  constructor(store: StoreApi<PlaygroundStore>) {
    this.store = store;
    store.subscribe((state, before) => {
      if (state.playground && !before.playground) {
        this.opened(state.draft, before.draft);
        return;
      }
      if (state.draft === before.draft || !this.following) return;
      const edit = editBetween(before.draft, state.draft);
      if (edit) this.pieces = movePieces(this.pieces, edit, state.draft);
    });
  }

  /** A playground was opened. A kept one brings what the reader wrote there before, unless they have written meanwhile. */
  private opened(draft: string, before: string): void {
    if (draft === before) return;
    const author = splitHidden(this.authored).visible;
    if (before !== author) this.store.getState().actions.setDraft(before);
    else if (draft.trim() === '') this.restore();
    else this.take(draft);
  }

  /** The draft is the reader's from before: the author's hidden lines go with it. */
  private take(draft: string): void {
    this.brought = true;
    if (draft === splitHidden(this.authored).visible) return;
    const whole = { at: 0, removed: 0, inserted: '' };
    this.pieces = movePieces(splitHidden(this.authored).pieces, whole, draft);
  }

  get visible(): string {
    return this.store.getState().draft;
  }

  /** The whole script. */
  get full(): string {
    return joinHidden({ visible: this.visible, pieces: this.pieces }).text;
  }

  get edited(): boolean {
    return this.visible !== splitHidden(this.authored).visible;
  }

  /** Shows another script of the author's, and lets go of what the reader made of the one before. */
  replace(script: string): void {
    this.brought = false;
    this.author(script);
  }

  /** Shows the author's script, unless there is what the reader made of it before. */
  author(script: string): void {
    this.authored = script.replace(/\r\n?/g, '\n');
    if (this.brought) this.take(this.visible);
    else this.restore();
  }

  /** Puts the author's script back. */
  restore(): void {
    this.show(this.authored);
  }

  /** Shows another script in its place; `restore` still brings the author's back. */
  show(script: string): void {
    const { visible, pieces } = splitHidden(script.replace(/\r\n?/g, '\n'));
    this.following = false;
    this.store.getState().actions.setDraft(visible);
    this.following = true;
    this.pieces = pieces;
  }

  /** What a run consists of. Ranges are those of the visible text; those of hidden statements are empty. */
  statements(): readonly Statement[] {
    const { text, toVisible } = joinHidden({ visible: this.visible, pieces: this.pieces });
    return parseScript(text).statements.map((statement) => ({
      ...statement,
      range: { start: toVisible(statement.range.start), end: toVisible(statement.range.end) },
    }));
  }

  /** Hidden lines above the first visible one, which prepare what a single line may need. */
  get setup(): string {
    return this.pieces
      .filter(({ at }) => at === 0)
      .map(({ text }) => text)
      .join('');
  }

  setupStatements(): readonly Statement[] {
    const range = { start: 0, end: 0 };
    return parseScript(this.setup).statements.map((statement) => ({ ...statement, range }));
  }
}
