/**
 * `<key-glass>`: an embedded playground. At rest it is a coloured script and a Run button, drawn here, and nothing else is
 * fetched. The frame with the engine comes when somebody uses it, or, where the author set `run-on-load`, when it comes
 * near the viewport.
 */
import { ATTRIBUTES, type EmbedOptions, frameQuery, readAttributes } from './attributes.ts';
import type { EmbedClient } from './client.ts';
import { splitHidden } from './hidden.ts';
import { paint } from './highlight.ts';
import look from './look.css?raw';
import { FramePlace } from './place.ts';
import type { Requests, RunInfo, StateInfo, ThemeName } from './protocol.ts';
import { fetchScenario, ownScript } from './script.ts';

const HOST = `
:host { display: block; position: relative; margin-block: 1em; min-width: 0; }
:host([hidden]) { display: none; }
:host([theme="light"]) { color-scheme: light; }
:host([theme="dark"]) { color-scheme: dark; }
iframe { display: block; width: 100%; border: 0; color-scheme: inherit; }
iframe.coming { position: absolute; inset: 0 0 auto; visibility: hidden; }
.kg-title { font-weight: 600; color: var(--kg-text); }
`;

/** Height that a script has beside panels, as in the frame, in CSS pixels. */
const WATCHED_SCRIPT = 320;
const watched = ({ panels }: EmbedOptions) => panels.some((name) => name !== 'replies');

/** Commands that run Lua. */
const SCRIPTING = /^[ \t]*(EVAL|EVALSHA|FCALL)(_RO)?\b/im;

/** How far from the viewport `run-on-load` begins. */
const NEAR = '200px';

/** Makes the element's class for a playground at `base`, the folder of embed.js. */
export function createElementClass(base: URL): CustomElementConstructor {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(look + HOST);
  /** The frame whose worker holds the engines of the page's embeds. */
  let landlord: EmbedClient | undefined;

  return class KeyGlassElement extends HTMLElement {
    static readonly observedAttributes = [...ATTRIBUTES];
    private options: EmbedOptions = readAttributes((name) => this.getAttribute(name));
    private readonly root = this.attachShadow({ mode: 'open' });
    private script = '';
    private place: FramePlace | undefined;
    private starting: Promise<EmbedClient> | undefined;
    private ran = false;
    private watching: IntersectionObserver | undefined;
    private readonly text = new MutationObserver(() => this.rest());

    constructor() {
      super();
      this.root.adoptedStyleSheets = [sheet];
    }

    connectedCallback(): void {
      this.text.observe(this, { childList: true, characterData: true, subtree: true });
      this.rest();
      if (!this.options.runOnLoad) return;
      this.watching = new IntersectionObserver(
        (entries) => {
          if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
          this.watching?.disconnect();
          this.use(() => this.run());
        },
        { rootMargin: NEAR },
      );
      this.watching.observe(this);
    }

    disconnectedCallback(): void {
      this.text.disconnect();
      this.watching?.disconnect();
      // Frameworks take elements out and put them back in one go.
      queueMicrotask(() => {
        if (!this.isConnected) this.end();
      });
    }

    attributeChangedCallback(name: string): void {
      this.options = readAttributes((each) => this.getAttribute(each));
      if (name === 'theme') void this.place?.client.setTheme(this.options.theme).catch(() => undefined);
      if (!this.isConnected) return;
      if (!this.starting) this.rest();
      else if (name !== 'theme' && name !== 'title') {
        // The frame was made for other options.
        this.end();
        this.rest();
      }
    }

    /** Runs the script, after that of the element it depends on. Starts the engine where it has not been used yet. */
    async run(): Promise<RunInfo> {
      const client = await this.start();
      this.ran = true;
      return client.run();
    }
    async runLine(what: Requests['runLine']['params']): Promise<RunInfo> {
      return (await this.start()).runLine(what);
    }
    async setScript(script: string): Promise<void> {
      await (await this.start()).setScript(script);
    }
    /** The script with its hidden lines. */
    async getScript(): Promise<string> {
      return this.starting ? (await this.starting).getScript() : this.script;
    }
    async getState(): Promise<StateInfo> {
      return (await this.start()).getState();
    }
    async reset(): Promise<void> {
      await (await this.start()).reset();
      this.ran = false;
    }
    async setTheme(theme: ThemeName): Promise<void> {
      this.setAttribute('theme', theme);
    }
    async share(): Promise<string> {
      return (await this.start()).share();
    }
    /** The frame's client, once it was used. */
    start(): Promise<EmbedClient> {
      if (!this.starting) {
        const opening = this.open();
        this.starting = opening;
        opening.catch(() => {
          if (this.starting === opening) this.end();
        });
      }
      return this.starting;
    }
    /** Runs the script unless that was done already: what an element that depends on this one needs. */
    async prepare(): Promise<EmbedClient> {
      const client = await this.start();
      if (!this.ran) await this.run();
      return client;
    }

    /** Draws the embed as it is before it is used. */
    private rest(): void {
      if (this.starting) return;
      const own = ownScript(this);
      const { scenario } = this.options;
      if (own !== '' || scenario === undefined) {
        this.script = own;
        this.draw();
        return;
      }
      this.draw();
      fetchScenario(base, scenario).then(
        (script) => {
          if (this.starting || this.options.scenario !== scenario) return;
          this.script = script;
          this.draw();
        },
        (error: unknown) => this.tell(error),
      );
    }

    private draw(): void {
      const { height, fontSize, readOnly, title } = this.options;
      const box = element('div', 'kg');
      const bar = element('div', 'kg-bar');
      const button = element('button', 'kg-button kg-run', 'Run');
      button.type = 'button';
      button.addEventListener('click', () => this.use(() => this.run(), true));
      const status = element('span', 'kg-status', title);
      status.role = 'status';
      if (title !== '') status.classList.add('kg-title');
      bar.append(button, status);
      const code = element('pre', 'kg-script');
      code.tabIndex = 0;
      code.role = 'group';
      code.ariaLabel = title === '' ? 'Script' : `Script: ${title}`;
      paint(code, splitHidden(this.script).visible);
      if (!readOnly) code.addEventListener('dblclick', () => this.use(() => this.start(), true));
      if (!readOnly)
        code.addEventListener('keydown', (event) => {
          if (event.key === 'Enter') this.use(() => this.start(), true);
        });
      box.style.setProperty('--kg-size', `${fontSize}px`);
      if (height !== undefined) box.style.height = height;
      else code.style.maxHeight = `${watched(this.options) ? WATCHED_SCRIPT : this.options.maxHeight}px`;
      box.append(bar, code);
      this.root.replaceChildren(box);
    }

    /**
     * Does what was asked for, and tells where it cannot be done. `focus` moves the keyboard into the frame as soon as it
     * stands where the button was, unless the reader has gone elsewhere meanwhile.
     */
    private use(work: () => Promise<unknown>, focus = false): void {
      const button = this.root.querySelector('button');
      const status = this.root.querySelector('.kg-status');
      if (button) button.disabled = true;
      if (status) status.textContent = 'Starting…';
      work().catch((error: unknown) => this.tell(error));
      if (focus)
        this.start().then(
          () => {
            const { activeElement } = document;
            // A frame that has the keyboard already would lose its place inside.
            if (this.root.activeElement === this.place?.iframe) return;
            if (activeElement === this || activeElement === document.body)
              this.place?.iframe.focus({ preventScroll: true });
          },
          () => undefined,
        );
    }

    private tell(error: unknown): void {
      const message = error instanceof Error ? error.message : String(error);
      this.dispatchEvent(new CustomEvent('error', { detail: { message } }));
      const box = this.root.querySelector('.kg');
      if (!box) return;
      box.querySelector('.kg-message')?.remove();
      const text = element('p', 'kg-message', message);
      text.role = 'alert';
      box.append(text);
      const status = box.querySelector('.kg-status');
      if (status) status.textContent = this.options.title;
      const button = box.querySelector('button');
      if (button) button.disabled = false;
    }

    private async open(): Promise<EmbedClient> {
      const ready = this.master()?.prepare();
      ready?.catch(() => undefined);
      const { origin } = window.location;
      const url = new URL('embed.html', base);
      url.search = frameQuery(this.options, origin === 'null' ? undefined : origin).toString();
      // The element's own script goes by message: an address has room for little, and is logged on the way.
      const script = this.options.scenario === undefined || ownScript(this) !== '' ? this.script : undefined;
      const place = new FramePlace(this, this.root, url, this.options, script);
      this.place = place;
      const { client } = place;
      for (const name of ['ready', 'result', 'check', 'change', 'height', 'error'] as const)
        client.on(name, (detail) => this.dispatchEvent(new CustomEvent(name, { detail })));
      await client.ready;
      if (ready) await client.borrow('Engine', await (await ready).lend('Engine'));
      else await this.shareWorker(client);
      await place.show();
      return client;
    }

    /**
     * Puts the engine into the worker of the embed that was used first. Lua can run without end, so an embed whose script
     * has it keeps a worker to itself, and so does one that is kept, whose writing should hold up nobody.
     */
    private async shareWorker(client: EmbedClient): Promise<void> {
      if (this.options.playground !== undefined || SCRIPTING.test(this.script)) return;
      if (!landlord) {
        landlord = client;
        return;
      }
      try {
        await client.borrow('Worker', await landlord.lend('Worker'));
      } catch {
        // The frame that was asked is on its way out; this one starts a worker of its own.
      }
    }

    /** The element whose engine this one shares. */
    private master(): KeyGlassElement | undefined {
      const { dependsOn } = this.options;
      if (dependsOn === undefined) return undefined;
      const seen = new Set<Element>([this]);
      const root = this.getRootNode();
      const find = (id: string) =>
        root instanceof Document || root instanceof ShadowRoot ? root.getElementById(id) : null;
      const first = find(dependsOn);
      for (let at: Element | null = first; at; ) {
        if (seen.has(at)) throw new Error(`The embeds depend on each other in a circle (“${dependsOn}”).`);
        seen.add(at);
        at = find(at.getAttribute('depends-on') ?? '');
      }
      if (first instanceof KeyGlassElement) return first;
      throw new Error(`There is no key-glass element with the id “${dependsOn}” to depend on.`);
    }

    private end(): void {
      if (this.place && landlord === this.place.client) landlord = undefined;
      this.starting = undefined;
      this.ran = false;
      this.place?.remove();
      this.place = undefined;
    }
  };
}

function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className: string,
  text = '',
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}
