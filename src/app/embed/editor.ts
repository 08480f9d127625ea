/**
 * The script in the frame: coloured text with a text field over it, there at once. When the reader changes something, the
 * full editor is fetched and takes its place.
 */
import type { MonacoView } from '../../editor/monaco/view.ts';
import type { ViewEvents } from '../../editor/view.ts';
import { paint } from '../../embed/highlight.ts';
import { MAX_SCRIPT } from '../../embed/protocol.ts';
import { node } from './dom.ts';
import type { EmbedPlayground } from './playground.ts';

export interface EditorOptions {
  readonly readOnly: boolean;
  readonly fontSize: number;
  /** Told that the full editor could not be loaded, and other things worth a sentence. */
  note(text: string): void;
  runSelection(start: number, end: number): void;
  runScript(): void;
}

/** Pixels that Monaco adds above and below its lines, and a scrollbar. */
const MONACO_EXTRA = 18;
/** Longest wait for the full editor's first picture. */
const DRAWN_MS = 500;

export class EmbedEditor {
  readonly element = node('div', 'kg-edit');
  private readonly playground: EmbedPlayground;
  private readonly options: EditorOptions;
  private readonly code = node('pre', 'kg-script');
  private readonly field = node('textarea', 'kg-script kg-field');
  private full: MonacoView | undefined;
  private loading = false;
  private composing = false;

  constructor(playground: EmbedPlayground, options: EditorOptions) {
    this.playground = playground;
    this.options = options;
    const { field, code } = this;
    code.ariaHidden = 'true';
    field.ariaLabel = 'Script editor';
    field.readOnly = options.readOnly;
    field.maxLength = MAX_SCRIPT;
    field.spellcheck = false;
    field.autocapitalize = 'off';
    field.autocomplete = 'off';
    field.wrap = 'off';
    // As high as the text beside it, and no higher.
    field.rows = 1;
    field.addEventListener('input', () => this.typed());
    field.addEventListener('keydown', (event) => this.pressed(event));
    field.addEventListener('compositionstart', () => {
      this.composing = true;
    });
    field.addEventListener('compositionend', () => {
      this.composing = false;
    });
    const stack = node('div', 'kg-stack');
    stack.append(code, field);
    this.element.append(stack);
    this.show(playground.script.visible);
    playground.store.subscribe((state, before) => {
      if (state.draft !== before.draft) this.show(state.draft);
    });
    const scheme = matchMedia('(prefers-color-scheme: dark)');
    scheme.addEventListener('change', () => this.themed());
  }

  /** Where the cursor or the selection is. */
  selection(): { readonly start: number; readonly end: number } {
    const { full, field } = this;
    return full ? full.selection() : { start: field.selectionStart, end: field.selectionEnd };
  }

  /** The colours around have changed. */
  themed(): void {
    this.full?.setTheme(isDark(this.element));
  }

  private show(draft: string): void {
    if (this.field.value !== draft) this.field.value = draft;
    // A text field has room for a line after the last line end; the text below it must have the same.
    paint(this.code, `${draft}\n`);
    this.resize(draft);
  }

  private resize(draft: string): void {
    if (!this.full) return;
    const lines = Math.max(1, draft.split('\n').length);
    this.element.style.height = `${lines * this.lineHeight + MONACO_EXTRA + 8}px`;
  }

  private get lineHeight(): number {
    return Math.round(this.options.fontSize * 1.65);
  }

  private typed(): void {
    this.playground.session.edited(this.field.value);
    if (this.field.value.length >= MAX_SCRIPT)
      this.options.note(`An embed takes ${MAX_SCRIPT.toLocaleString('en')} characters, and no more.`);
    if (!this.loading && !matchMedia('(pointer: coarse)').matches) void this.loadFull();
  }

  private pressed(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    if (event.shiftKey) this.options.runScript();
    else this.options.runSelection(this.field.selectionStart, this.field.selectionEnd);
  }

  private async loadFull(): Promise<void> {
    this.loading = true;
    try {
      const [{ MonacoView }] = await Promise.all([
        import('../../editor/monaco/view.ts'),
        import('../../ui/base.css'),
      ]);
      const host = node('div', 'kg-monaco kg-coming');
      this.element.append(host);
      const { session, store } = this.playground;
      const full = new MonacoView(host, { session, store }, this.events(), isDark(this.element));
      full.configure({ fontSize: this.options.fontSize, lineHeight: this.lineHeight });
      // Tab goes on through the page: a reader did not ask to be held here.
      full.setTabMovesFocus(true);
      await this.drawn();
      await this.composed();
      this.change(host, full);
    } catch {
      this.options.note('The full editor could not be loaded; this plain one works.');
    }
  }

  /**
   * Puts the full editor in place of the field. Whoever types goes on typing: the focus moves from the one straight to the
   * other, which therefore must be visible before the first one goes.
   */
  private change(host: HTMLElement, full: MonacoView): void {
    const { field } = this;
    const focused = document.activeElement === field;
    host.classList.remove('kg-coming');
    this.full = full;
    this.resize(this.playground.script.visible);
    full.select({ start: field.selectionStart, end: field.selectionEnd });
    if (focused) full.focus();
    this.element.querySelector('.kg-stack')?.remove();
  }

  private events(): ViewEvents {
    const { session } = this.playground;
    return {
      runSelection: () => {
        const { start, end } = this.selection();
        this.options.runSelection(start, end);
      },
      runScript: () => this.options.runScript(),
      format: () =>
        void session.formatting().then((edits) => {
          this.full?.replace(edits);
          session.results.rebase(session.source);
        }),
      toggleTab: () => undefined,
      cursorMoved: () => undefined,
    };
  }

  /** Two frames on, what was put in is drawn; out of sight there are no frames. */
  private drawn(): Promise<void> {
    return new Promise((resolve) => {
      requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
      setTimeout(resolve, DRAWN_MS);
    });
  }

  /** When no character is being put together from several keys, which another field could not take over. */
  private composed(): Promise<void> {
    return new Promise((resolve) => {
      if (this.composing) this.field.addEventListener('compositionend', () => resolve(), { once: true });
      else resolve();
    });
  }
}

/** Whether the colours around an element are the dark ones. */
function isDark(element: HTMLElement): boolean {
  const probe = node('span');
  probe.style.color = 'light-dark(rgb(0, 0, 0), rgb(255, 255, 255))';
  element.append(probe);
  const dark = getComputedStyle(probe).color === 'rgb(255, 255, 255)';
  probe.remove();
  return dark;
}
