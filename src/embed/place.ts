/** The frame in its place on the page: it takes over from the drawing without a jump, and its height follows its content. */
import type { EmbedOptions } from './attributes.ts';
import { EmbedClient } from './client.ts';
import type { ThemeName } from './protocol.ts';

/** How long the frame may take to say how high it is before it is shown all the same. */
const HEIGHT_WAIT_MS = 1000;

/**
 * Colours by which `.kg-probe` tells what `light-dark()` comes to at its place. A frame does not learn that by itself: on a
 * page that says nothing of `color-scheme`, and in browsers that do not hand it on to frames, it sees the reader's own.
 */
const PROBED: Readonly<Record<string, ThemeName>> = { 'rgb(0, 0, 1)': 'light', 'rgb(0, 0, 2)': 'dark' };

export class FramePlace {
  readonly iframe: HTMLIFrameElement;
  readonly client: EmbedClient;
  private readonly host: HTMLElement;
  private readonly root: ShadowRoot;
  private readonly options: EmbedOptions;
  private readonly measured: Promise<void>;
  private readonly probe = document.createElement('span');
  private readonly sized = new ResizeObserver(() => this.follow());
  /** What the author asked for, and what the frame has been told. */
  private asked: ThemeName;
  private theme: ThemeName;
  private shown = false;

  /** Adds the frame, unseen as yet. */
  constructor(
    host: HTMLElement,
    root: ShadowRoot,
    url: URL,
    options: EmbedOptions,
    script: string | undefined,
  ) {
    this.host = host;
    this.root = root;
    this.options = options;
    const { probe } = this;
    probe.className = 'kg-probe';
    root.append(probe);
    this.asked = options.theme;
    this.theme = this.scheme();
    if (this.theme !== 'auto') url.searchParams.set('theme', this.theme);
    const iframe = document.createElement('iframe');
    this.iframe = iframe;
    iframe.className = 'coming';
    iframe.title = frameName(options.title);
    iframe.allow = 'clipboard-write';
    iframe.src = url.href;
    iframe.style.height = options.height ?? '200px';
    root.append(iframe);
    this.client = new EmbedClient(iframe, script === undefined ? {} : { script });
    this.measured = new Promise((resolve) => {
      this.client.on('height', ({ height }) => {
        this.setHeight(height);
        resolve();
      });
      setTimeout(resolve, HEIGHT_WAIT_MS);
    });
    // Colours around that change begin a transition; those that changed while the place was hidden are seen with its size.
    probe.addEventListener('transitionrun', () => this.follow());
    this.sized.observe(iframe);
  }

  /** Tells the frame how dark its place is, where that is another than it was. */
  follow(asked = this.asked): void {
    this.asked = asked;
    const theme = this.scheme();
    if (theme === this.theme) return;
    this.theme = theme;
    void this.client.setTheme(theme).catch(() => undefined);
  }

  private scheme(): ThemeName {
    return PROBED[getComputedStyle(this.probe).color] ?? this.asked;
  }

  /** Calls the frame something else, for those who see it and those who hear it. */
  rename(title: string): void {
    this.iframe.title = frameName(title);
    void this.client.request('setTitle', { title }).catch(() => undefined);
  }

  /** Puts the frame where the drawing was. */
  async show(): Promise<void> {
    await this.measured;
    this.shown = true;
    const before = this.host.getBoundingClientRect().width;
    for (const child of [...this.root.children])
      if (child !== this.iframe && child !== this.probe) child.remove();
    this.iframe.className = '';
    // Where the host is as wide as what is in it, a frame would make it 300 pixels wide, as frames are by themselves.
    if (this.host.getBoundingClientRect().width < before - 1) {
      this.iframe.style.width = `${before}px`;
      this.iframe.style.maxWidth = '100%';
    }
  }

  remove(): void {
    this.client.close();
    this.sized.disconnect();
    this.probe.remove();
    this.iframe.remove();
  }

  private setHeight(height: number): void {
    const { iframe, host } = this;
    const next = this.options.height ?? `${Math.min(Math.ceil(height), this.options.maxHeight)}px`;
    if (iframe.style.height === next) return;
    const before = host.getBoundingClientRect();
    iframe.style.height = next;
    if (!this.shown || CSS.supports('overflow-anchor', 'auto')) return;
    // What is read below must stay where it is; most browsers see to that by themselves.
    if (before.bottom <= 0) window.scrollBy(0, host.getBoundingClientRect().height - before.height);
  }
}

const frameName = (title: string) => (title === '' ? 'Keyglass playground' : `Keyglass playground: ${title}`);
