/** One Monaco editor on a playground's script, kept in step with its session. */
import { editor, KeyCode, KeyMod, MarkerSeverity, MarkerTag, Uri } from 'monaco-editor/editor';
import type { Range } from '../../script/types.ts';
import { FORCED_COLOURS } from '../../ui/media.ts';
import { diagnose } from '../language/diagnose.ts';
import { editBetween } from '../run/anchors.ts';
import type { ScriptView, ViewEvents } from '../view.ts';
import { type Lanes, RESULT_TEXT, ResultDecorations, RUN_GLYPH, scriptDecorations } from './decorations.ts';
import { keepHintsInside } from './hints.ts';
import styles from './monaco.module.css';
import { OPTIONS } from './options.ts';
import { rangeOf } from './ranges.ts';
import type { Owner } from './sessions.ts';
import { setOwner } from './sessions.ts';
import { colourBy, LANGUAGE, setUpLanguage } from './setup.ts';
import { applyTheme } from './theme.ts';
import { ReplyZones } from './zones.ts';

let nextModel = 1;

/** Statements from which on the marks of the text wait for a pause in typing. */
const LONG_SCRIPT = 500;
const LONG_DELAY_MS = 250;

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
  private dark: boolean;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private drawnStatements = 0;
  private lanes: Lanes = { names: [], several: false };
  /** Where the text has changed since results were drawn. */
  private touched: Range | 'all' | undefined;

  constructor(container: HTMLElement, owner: Owner, callbacks: ViewEvents, dark: boolean) {
    setUpLanguage();
    const { session, store } = owner;
    this.owner = owner;
    this.container = container;
    container.classList.add(styles.host ?? '');
    this.dark = dark;
    applyTheme(container, dark);
    const forced = matchMedia(FORCED_COLOURS);
    const onForced = () => applyTheme(container, this.dark);
    forced.addEventListener('change', onForced);
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
      () => forced.removeEventListener('change', onForced),
      keepHintsInside(this.editor, container),
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

  /** Changes how the text is set; sizes in CSS pixels. */
  configure(look: { readonly fontSize: number; readonly lineHeight: number }): void {
    this.editor.updateOptions(look);
  }

  setTheme(dark: boolean): void {
    this.dark = dark;
    applyTheme(this.container, dark);
  }

  dispose(): void {
    cancelAnimationFrame(this.frame);
    clearTimeout(this.timer);
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
      const [only] = event.changes;
      const first = this.touched === undefined && event.changes.length === 1;
      this.touched = first && only ? this.linesOf(only) : 'all';
      this.refresh(true);
    });
    view.onDidChangeCursorPosition(({ position }) =>
      callbacks.cursorMoved(position.lineNumber, position.column),
    );
    view.onDidLayoutChange(() => {
      this.touched = 'all';
      this.refresh(false);
    });
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
    const length = model.getValueLength(editor.EndOfLinePreference.LF);
    if (anew || length === 0) {
      model.setValue(draft);
      return;
    }
    const range = rangeOf(model, edit.at, edit.at + edit.removed);
    model.pushStackElement();
    model.pushEditOperations([], [{ range, text: edit.inserted }], () => null);
    model.pushStackElement();
    // Another script in place of this one is read from its start.
    if (edit.removed > length / 2) {
      this.editor.setPosition({ lineNumber: 1, column: 1 });
      this.editor.setScrollTop(0);
    }
  }

  private refresh(textChanged: boolean): void {
    if (textChanged) this.refreshText();
    this.frame ||= requestAnimationFrame(() => {
      this.frame = 0;
      this.drawResults();
    });
  }

  /** Soon for a short script; a long one waits for a pause in typing. */
  private refreshText(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.drawText(), this.drawnStatements > LONG_SCRIPT ? LONG_DELAY_MS : 0);
  }

  private drawText(): void {
    const { script, table } = this.owner.session;
    this.drawnStatements = script.statements.length;
    colourBy(table);
    const names = [...new Set([...this.owner.store.getState().lanes, ...script.lanes, ...script.sqlLanes])];
    this.lanes = { names, several: script.lanes.length + script.sqlLanes.length > 1 };
    this.marks.set(scriptDecorations(script, this.model, names));
    this.mark();
    this.refresh(false);
  }

  private drawResults(): void {
    const { session } = this.owner;
    const { touched } = this;
    this.touched = undefined;
    const { contentWidth } = this.editor.getLayoutInfo();
    const font = this.editor.getOption(editor.EditorOption.fontInfo);
    const columns = Math.floor(contentWidth / font.typicalHalfwidthCharacterWidth);
    this.results.show(session.results.list(), this.lanes, touched, columns);
    this.zones.follow(
      (id) => session.results.get(id),
      (offset) => session.results.at(offset),
    );
  }

  /** Offsets of the lines that a change has left. */
  private linesOf({ range, text }: editor.IModelContentChange): Range {
    const { model } = this;
    const line = range.startLineNumber;
    const last = Math.min(model.getLineCount(), line + text.split('\n').length - 1);
    return {
      start: model.getOffsetAt({ lineNumber: line, column: 1 }),
      end: model.getOffsetAt({ lineNumber: last, column: model.getLineMaxColumn(last) }),
    };
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
