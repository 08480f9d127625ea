/** The frame in its place on the page: it takes over from the drawing without a jump, and its height follows its content. */
import type { EmbedOptions } from './attributes.ts';
import { EmbedClient } from './client.ts';

/** How long the frame may take to say how high it is before it is shown all the same. */
const HEIGHT_WAIT_MS = 1000;

export class FramePlace {
  readonly iframe: HTMLIFrameElement;
  readonly client: EmbedClient;
  private readonly host: HTMLElement;
  private readonly root: ShadowRoot;
  private readonly options: EmbedOptions;
  private readonly measured: Promise<void>;
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
    const iframe = document.createElement('iframe');
    this.iframe = iframe;
    iframe.className = 'coming';
    this.name(options.title);
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
  }

  /** What the frame is called for those who hear the page. */
  name(title: string): void {
    this.iframe.title = title === '' ? 'Keyglass playground' : `Keyglass playground: ${title}`;
  }

  /** Puts the frame where the drawing was. */
  async show(): Promise<void> {
    await this.measured;
    this.shown = true;
    const before = this.host.getBoundingClientRect().width;
    for (const child of [...this.root.children]) if (child !== this.iframe) child.remove();
    this.iframe.className = '';
    // Where the host is as wide as what is in it, a frame would make it 300 pixels wide, as frames are by themselves.
    if (this.host.getBoundingClientRect().width < before - 1) {
      this.iframe.style.width = `${before}px`;
      this.iframe.style.maxWidth = '100%';
    }
  }

  remove(): void {
    this.client.close();
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
