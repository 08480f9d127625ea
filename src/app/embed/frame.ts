/** The frame's content: a bar with buttons, the script, its replies, and the panels that the author asked for. */
import { describeSummary, type RunSummary } from '../../editor/script.ts';
import type { ThemeName } from '../../embed/protocol.ts';
import { node } from './dom.ts';
import { EmbedEditor } from './editor.ts';
import type { FrameOptions } from './options.ts';
import type { EmbedPlayground } from './playground.ts';
import { Replies } from './replies.ts';

export class Frame {
  readonly element = node('main', 'kg');
  private readonly playground: EmbedPlayground;
  private readonly options: FrameOptions;
  /** Tells the page around of what went wrong. */
  private readonly failed: (message: string) => void;
  private readonly status = node('span', 'kg-status');
  private readonly stop: HTMLButtonElement;
  private readonly open = node('a', 'kg-button', 'Open');
  private readonly editor: EmbedEditor;
  private readonly messages = node('div');
  /** How the newest run before a reset ended: nothing that holds any more. */
  private past: RunSummary | undefined;
  /** The script that the link behind the button carries; undefined where there is none yet. */
  private linked: string | undefined;

  constructor(playground: EmbedPlayground, options: FrameOptions, failed: (message: string) => void) {
    this.playground = playground;
    this.options = options;
    this.failed = failed;
    const attempt = (work: () => Promise<unknown>) => () =>
      void work().catch((error: unknown) => {
        const message = error instanceof Error ? error.message : String(error);
        this.note(message);
        failed(message);
      });
    const run = attempt(() => playground.run());
    this.editor = new EmbedEditor(playground, {
      readOnly: options.readOnly,
      fontSize: options.fontSize,
      note: (text) => this.note(text),
      runScript: run,
      runSelection: (start, end) => attempt(() => playground.runAt(start, end))(),
    });
    this.stop = button('Stop', () => playground.session.stop());
    this.stop.hidden = true;
    this.element.append(this.bar(run, attempt), this.content(), this.messages);
    this.element.style.setProperty('--kg-size', `${options.fontSize}px`);
    this.setTheme(options.theme);
    this.listen();
  }

  setTheme(theme: ThemeName): void {
    const root = document.documentElement;
    if (theme === 'auto') delete root.dataset.theme;
    else root.dataset.theme = theme;
    this.editor.themed();
  }

  /** Says something once, with a way to put it away. */
  note(text: string): void {
    const line = node('p', 'kg-message');
    line.role = 'alert';
    const close = button('Dismiss', () => line.remove());
    line.append(node('span', '', text), close);
    for (const old of [...this.messages.children].slice(0, -2)) old.remove();
    if (this.messages.lastChild?.firstChild?.textContent !== text) this.messages.append(line);
  }

  /** Says in the bar what runs or how it ended, and before that what this is. */
  showStatus(): void {
    const { session, title } = this.playground;
    const { running, summary } = session.status();
    this.stop.hidden = !running;
    const ended = summary && summary !== this.past ? describeSummary(summary) : undefined;
    this.status.textContent = running ? 'Running…' : (ended ?? title);
    this.status.classList.toggle('kg-title', !running && ended === undefined);
  }

  private bar(run: () => void, attempt: (work: () => Promise<unknown>) => () => void): HTMLElement {
    const { playground } = this;
    const bar = node('div', 'kg-bar');
    const go = button('Run', run);
    go.classList.add('kg-run');
    go.title = 'Run the script (Ctrl+Shift+Enter); Ctrl+Enter in the script runs the line';
    const reset = button(
      'Reset',
      attempt(() => playground.reset()),
    );
    reset.title = 'Empty the keyspace and put the script back';
    this.status.role = 'status';
    // Where the bar is narrow, how the run ended matters more than the rest of this name.
    this.open.append(node('span', 'kg-wide', ' in Keyglass'));
    this.open.target = '_blank';
    this.open.rel = 'noopener';
    this.open.title = 'Open this script with your changes in a tab of its own';
    this.open.href = new URL('.', location.href).href;
    // Most readers never need the link, so it is made when the pointer or the keyboard comes near.
    for (const near of ['pointerenter', 'pointerdown', 'focus'])
      this.open.addEventListener(near, () => void this.makeLink());
    this.open.addEventListener('click', (event) => this.follow(event));
    bar.append(go, this.stop, this.status, reset, this.open);
    return bar;
  }

  private content(): HTMLElement {
    const { panels } = this.options;
    const content = node('div', 'kg-content');
    content.append(this.editor.element);
    if (panels.includes('replies')) content.append(new Replies(this.playground).element);
    const others = panels.filter((name) => name !== 'replies');
    if (others.length > 0) {
      const place = node('div', 'kg-panels');
      content.classList.add('kg-watched');
      this.editor.element.after(place);
      import('./panels.tsx').then(
        ({ showPanels }) => showPanels(place, this.playground.store, others),
        () => this.note('The panels could not be loaded.'),
      );
    }
    return content;
  }

  private listen(): void {
    const { session, store } = this.playground;
    session.subscribe(() => this.showStatus());
    this.playground.listeners.add({
      reset: () => {
        this.past = session.status().summary;
        this.showStatus();
      },
    });
    this.showStatus();
    store.subscribe((state, before) => {
      if (state.notices !== before.notices) {
        for (const { kind, text } of state.notices.slice(before.notices.length)) {
          this.note(text);
          if (kind !== 'info') this.failed(text);
        }
      }
      if (state.status === 'failed' && before.status !== 'failed') {
        const text = `The engine could not be started: ${state.failure ?? 'unknown reason'}`;
        this.note(text);
        this.failed(text);
      }
    });
  }

  private async makeLink(): Promise<void> {
    const { script } = this.playground;
    const { full } = script;
    if (this.linked === full) return;
    const url = await this.playground.share();
    if (script.full !== full) return;
    this.linked = full;
    this.open.href = url;
  }

  /** A click that is quicker than the link: a tab may be opened only in the click itself, so it gets its address later. */
  private follow(event: MouseEvent): void {
    if (this.linked === this.playground.script.full) return;
    event.preventDefault();
    const tab = window.open('about:blank', '_blank');
    if (!tab) {
      this.note('The page around this frame lets it open no tab.');
      return;
    }
    tab.opener = null;
    void this.playground.share().then((url) => tab.location.replace(url));
  }
}

function button(text: string, act: () => void): HTMLButtonElement {
  const made = node('button', 'kg-button', text);
  made.type = 'button';
  made.addEventListener('click', act);
  return made;
}
