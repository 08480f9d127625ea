/** One Monaco editor on a playground's script, kept in step with its session. */
import { editor, KeyCode, KeyMod, MarkerSeverity, MarkerTag, Uri } from 'monaco-editor/editor';
import { diagnose } from '../language/diagnose.ts';
import { editBetween } from '../run/anchors.ts';
import type { Range } from '../script/types.ts';
import type { ScriptView, ViewEvents } from '../view.ts';
import { RESULT_TEXT, ResultDecorations, RUN_GLYPH, scriptDecorations } from './decorations.ts';
import styles from './monaco.module.css';
import { rangeOf } from './ranges.ts';
import type { Owner } from './sessions.ts';
import { setOwner } from './sessions.ts';
import { colourBy, LANGUAGE, setUpLanguage } from './setup.ts';
import { applyTheme } from './theme.ts';
import { ReplyZones } from './zones.ts';

let nextModel = 1;

export class MonacoView implements ScriptView {
  private readonly editor: editor.IStandaloneCodeEditor;
  private readonly model: editor.ITextModel;
  private readonly owner: Owner;
  private readonly marks: editor.IEditorDecorationsCollection;
  private readonly results: ResultDecorations;
  private readonly zones: ReplyZones;
  private readonly container: HTMLElement;
  private readonly cleanups: (() => void)[] = [];
  private frame = 0;
  private textChanged = true;

  constructor(container: HTMLElement, owner: Owner, callbacks: ViewEvents, dark: boolean) {
    setUpLanguage();
    const { session, store } = owner;
    this.owner = owner;
    this.container = container;
    container.classList.add(styles.host ?? '');
    applyTheme(container, dark);
    const uri = Uri.parse(`inmemory://keyglass/${nextModel++}.script`);
    this.model = editor.createModel(session.source, LANGUAGE, uri);
    this.model.setEOL(editor.EndOfLineSequence.LF);
    setOwner(this.model, owner);
    this.editor = editor.create(container, { ...OPTIONS, model: this.model });
    this.marks = this.editor.createDecorationsCollection();
    this.results = new ResultDecorations(this.model);
    this.zones = new ReplyZones(this.editor);
    this.addActions(callbacks);
    this.listen(callbacks);
    this.cleanups.push(
      session.results.subscribe(() => this.refresh(false)),
      store.subscribe((state, before) => {
        if (state.draft !== before.draft)
          this.follow(state.draft, state.playground?.id !== before.playground?.id);
        if (state.docs !== before.docs || state.lanes !== before.lanes) this.refresh(true);
      }),
    );
    this.refresh(true);
  }

  selection(): Range {
    const selected = this.editor.getSelection();
    if (!selected) return { start: 0, end: 0 };
    return {
      start: this.model.getOffsetAt(selected.getStartPosition()),
      end: this.model.getOffsetAt(selected.getEndPosition()),
    };
  }

  select({ start, end }: Range): void {
    const range = rangeOf(this.model, start, end);
    this.editor.setSelection(range);
    this.editor.revealRangeInCenterIfOutsideViewport(range);
  }

  focus(): void {
    this.editor.focus();
  }

  toggleReply(): void {
    const position = this.editor.getPosition();
    if (position) this.toggleReplyOfLine(position.lineNumber, true);
  }

  hasFocus(): boolean {
    return this.editor.hasTextFocus();
  }

  replace(edits: readonly { readonly range: Range; readonly text: string }[]): void {
    this.editor.pushUndoStop();
    this.editor.executeEdits(
      'keyglass',
      edits.map(({ range, text }) => ({ range: rangeOf(this.model, range.start, range.end), text })),
    );
    this.editor.pushUndoStop();
  }

  setTabMovesFocus(moves: boolean): void {
    this.editor.updateOptions({ tabFocusMode: moves });
  }

  setTheme(dark: boolean): void {
    applyTheme(this.container, dark);
  }

  dispose(): void {
    cancelAnimationFrame(this.frame);
    for (const cleanup of this.cleanups) cleanup();
    this.editor.dispose();
    this.model.dispose();
  }

  private addActions(callbacks: ViewEvents): void {
    const action = (id: string, label: string, key: number | number[], run: () => void) =>
      this.editor.addAction({ id: `keyglass.${id}`, label, keybindings: [key].flat(), run });
    action('run', 'Run line or selection', KeyMod.CtrlCmd | KeyCode.Enter, callbacks.runSelection);
    action('runScript', 'Run script', KeyMod.CtrlCmd | KeyMod.Shift | KeyCode.Enter, callbacks.runScript);
    action('format', 'Format script', KeyMod.Alt | KeyMod.Shift | KeyCode.KeyF, callbacks.format);
    action('reply', 'Open or close the reply', KeyMod.Alt | KeyCode.Enter, () => this.toggleReply());
    // Ctrl on a Mac too: ⌘M puts the window away.
    const tabKeys = [KeyMod.CtrlCmd | KeyCode.KeyM, KeyMod.WinCtrl | KeyCode.KeyM];
    action('tab', 'Tab moves the focus, or indents', tabKeys, callbacks.toggleTab);
  }

  private listen(callbacks: ViewEvents): void {
    const { editor: view, model } = this;
    const { session } = this.owner;
    model.onDidChangeContent((event) => {
      const edits = [...event.changes]
        .sort((a, b) => b.rangeOffset - a.rangeOffset)
        .map(({ rangeOffset, rangeLength, text }) => ({
          at: rangeOffset,
          removed: rangeLength,
          inserted: text,
        }));
      session.edited(model.getValue(editor.EndOfLinePreference.LF), edits);
      this.refresh(true);
    });
    view.onDidChangeCursorPosition(({ position }) =>
      callbacks.cursorMoved(position.lineNumber, position.column),
    );
    view.onMouseDown((event) => {
      const { target } = event;
      const line = target.position?.lineNumber;
      if (line === undefined || !event.event.leftButton) return;
      const classes = target.element?.classList;
      if (classes?.contains(RUN_GLYPH)) this.runLine(line);
      else if (classes?.contains(RESULT_TEXT)) {
        event.event.preventDefault();
        this.toggleReplyOfLine(line, false);
      }
    });
  }

  private runLine(line: number): void {
    const start = this.model.getOffsetAt({
      lineNumber: line,
      column: this.model.getLineFirstNonWhitespaceColumn(line) || 1,
    });
    this.owner.session.runSelection({ start, end: start });
  }

  private toggleReplyOfLine(line: number, focus: boolean): void {
    const { session } = this.owner;
    const start = this.model.getOffsetAt({ lineNumber: line, column: 1 });
    const end = this.model.getOffsetAt({ lineNumber: line, column: this.model.getLineMaxColumn(line) });
    const result = session.results.list().find(({ range }) => range.start <= end && range.end >= start);
    if (result) this.zones.toggle(result, focus);
  }

  /** Takes over a text that was changed elsewhere: as one edit that can be undone, unless it is another playground's. */
  private follow(draft: string, anew: boolean): void {
    const { model } = this;
    const edit = editBetween(model.getValue(editor.EndOfLinePreference.LF), draft);
    if (!edit) return;
    if (anew) {
      model.setValue(draft);
      return;
    }
    const range = rangeOf(model, edit.at, edit.at + edit.removed);
    model.pushStackElement();
    model.pushEditOperations([], [{ range, text: edit.inserted }], () => null);
    model.pushStackElement();
  }

  private refresh(textChanged: boolean): void {
    this.textChanged ||= textChanged;
    this.frame ||= requestAnimationFrame(() => {
      this.frame = 0;
      this.draw();
    });
  }

  private draw(): void {
    const { session, store } = this.owner;
    const { script } = session;
    const lanes = [...new Set([...store.getState().lanes, ...script.lanes])];
    if (this.textChanged) {
      this.textChanged = false;
      colourBy(session.table);
      this.marks.set(scriptDecorations(script, this.model, lanes));
      this.mark();
    }
    this.results.show(session.results.list(), script.lanes.length > 1, lanes);
    this.zones.follow(
      (id) => session.results.get(id),
      (offset) => session.results.at(offset),
    );
  }

  private mark(): void {
    const { session } = this.owner;
    const { model } = this;
    const markers = diagnose(session.script, session.table).map(
      ({ severity, range, message }): editor.IMarkerData => {
        const { startLineNumber, startColumn, endLineNumber, endColumn } = rangeOf(
          model,
          range.start,
          range.end,
        );
        const level = {
          error: MarkerSeverity.Error,
          warning: MarkerSeverity.Warning,
          deprecated: MarkerSeverity.Hint,
        };
        return {
          startLineNumber,
          startColumn,
          endLineNumber,
          endColumn,
          message,
          severity: level[severity],
          ...(severity === 'deprecated' && { tags: [MarkerTag.Deprecated] }),
        };
      },
    );
    editor.setModelMarkers(model, 'keyglass', markers);
  }
}

const OPTIONS: editor.IStandaloneEditorConstructionOptions = {
  ariaLabel: 'Script editor',
  automaticLayout: true,
  glyphMargin: true,
  lineNumbersMinChars: 3,
  lineDecorationsWidth: 10,
  folding: false,
  minimap: { enabled: false },
  fontFamily:
    'ui-monospace, "SF Mono", "Cascadia Mono", "JetBrains Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace',
  fontSize: 13,
  lineHeight: 22,
  padding: { top: 8, bottom: 8 },
  renderLineHighlight: 'line',
  scrollBeyondLastLine: false,
  overviewRulerLanes: 2,
  overviewRulerBorder: false,
  fixedOverflowWidgets: true,
  // Enter is a new line, always: a script is lines. Tab takes a suggestion.
  acceptSuggestionOnEnter: 'off',
  acceptSuggestionOnCommitCharacter: false,
  wordBasedSuggestions: 'off',
  quickSuggestions: { other: true, strings: true, comments: true },
  suggest: { showWords: false, showIcons: false },
  links: false,
  lightbulb: { enabled: editor.ShowLightbulbIconMode.Off },
  occurrencesHighlight: 'off',
  selectionHighlight: false,
  unicodeHighlight: { ambiguousCharacters: false, invisibleCharacters: false, nonBasicASCII: false },
  bracketPairColorization: { enabled: false },
  matchBrackets: 'never',
  contextmenu: false,
  smoothScrolling: false,
  scrollbar: { useShadows: false, verticalScrollbarSize: 10, horizontalScrollbarSize: 10 },
};
