/**
 * `<key-glass>`: an embedded playground. At rest it is a coloured script and a Run button, drawn here, and nothing else is
 * fetched. The frame with the engine comes when somebody uses it, or, where the author set `run-on-load`, when it comes
 * near the viewport.
 */
import { ATTRIBUTES, type EmbedOptions, frameQuery, readAttributes } from './attributes.ts';
import type { EmbedClient } from './client.ts';
import { splitHidden } from './hidden.ts';
import look from './look.css?raw';
import { FramePlace } from './place.ts';
import {
  PAGE_EVENTS,
  type Requests,
  type RunInfo,
  readRequest,
  type StateInfo,
  type ThemeName,
} from './protocol.ts';
import { drawRest, element } from './rest.ts';
import { fetchScenario, ownScript } from './script.ts';

const HOST = `
:host { display: block; position: relative; margin-block: 1em; min-width: 0; }
:host([hidden]) { display: none; }
:host([theme="light" i]) { color-scheme: light; }
:host([theme="dark" i]) { color-scheme: dark; }
iframe { display: block; width: 100%; border: 0; color-scheme: inherit; }
iframe.coming { position: absolute; inset: 0 0 auto; visibility: hidden; }
.kg-probe {
  position: absolute; visibility: hidden;
  color: light-dark(rgb(0, 0, 1), rgb(0, 0, 2));
  outline-color: light-dark(rgb(0, 0, 1), rgb(0, 0, 2)); transition: outline-color 1ms;
}
`;

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
    /** Settled when the script is there, or cannot be had. */
    private scripted: Promise<void> = Promise.resolve();
    /** What the reader made of the script; it outlives the frame. */
    private readers: string | undefined;
    private place: FramePlace | undefined;
    private starting: Promise<EmbedClient> | undefined;
    /** The newest run of the whole script, unless its keys are gone. */
    private ran: Promise<unknown> | undefined;
    /** The element whose engine this one uses, and those that use this one's. */
    private leader: KeyGlassElement | undefined;
    private readonly dependents = new Set<KeyGlassElement>();
    /** Was taken off the page. */
    private away = false;
    private watching: IntersectionObserver | undefined;
    private readonly text = new MutationObserver(() => this.rewritten());

    constructor() {
      super();
      this.root.adoptedStyleSheets = [sheet];
    }

    connectedCallback(): void {
      this.text.observe(this, { childList: true, characterData: true, subtree: true });
      // A frame that is put elsewhere on the page is loaded anew, and has forgotten everything.
      if (this.away) this.end();
      this.away = false;
      this.rest();
      this.watch();
    }

    /** Where the browser can move an element with all that it holds, there is nothing to do. */
    connectedMoveCallback(): void {}

    disconnectedCallback(): void {
      this.away = true;
      this.text.disconnect();
      this.watching?.disconnect();
      // Frameworks take elements out and put them back in one go.
      queueMicrotask(() => {
        if (!this.isConnected) this.end();
      });
    }

    attributeChangedCallback(name: string, before: string | null, after: string | null): void {
      if (before === after) return;
      this.options = readAttributes((each) => this.getAttribute(each));
      const { place, options } = this;
      if (name === 'theme') place?.follow(options.theme);
      if (name === 'title') place?.rename(options.title);
      if (!this.isConnected) return;
      // The frame was made for other options; what the reader typed comes along.
      if (name !== 'theme' && name !== 'title') this.end();
      if (name === 'scenario') this.readers = undefined;
      this.rest();
      if (name === 'run-on-load') this.watch();
    }

    /** Runs the script by itself when it comes near the viewport, where the author wants that. */
    private watch(): void {
      this.watching?.disconnect();
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

    /** The page has changed the element's text. */
    private rewritten(): void {
      const script = ownScript(this);
      if (script === this.script) return;
      this.readers = undefined;
      if (!this.starting || script === '') {
        this.end();
        this.rest();
        return;
      }
      this.script = script;
      this.starting
        .then((client) => client.request('setScript', { script, original: true }))
        .catch((error: unknown) => this.tell(error));
    }

    /** Runs the script, after that of the element it depends on. Starts the engine where it has not been used yet. */
    async run(): Promise<RunInfo> {
      const client = await this.start();
      const running = client.run();
      this.ran = running;
      running.catch(() => {
        if (this.ran === running) this.ran = undefined;
      });
      return running;
    }
    async runLine(what: Requests['runLine']['params']): Promise<RunInfo> {
      return (await this.start()).runLine(what);
    }
    async setScript(script: string): Promise<void> {
      await (await this.start()).setScript(script);
    }
    /** The script with its hidden lines. */
    async getScript(): Promise<string> {
      await this.scripted;
      return this.starting ? (await this.starting).getScript() : (this.readers ?? this.script);
    }
    async getState(): Promise<StateInfo> {
      return (await this.start()).getState();
    }
    async reset(): Promise<void> {
      await (await this.start()).reset();
    }
    async setTheme(theme: ThemeName): Promise<void> {
      // It says what is wrong as the frame would.
      readRequest({ id: 0, request: 'setTheme', params: { theme } });
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
      await (this.ran ?? this.run());
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
      this.scripted = fetchScenario(base, scenario).then(
        (script) => {
          if (this.starting || this.options.scenario !== scenario) return;
          this.script = script;
          this.draw();
        },
        (error: unknown) => this.tell(error),
      );
    }

    private draw(): void {
      const reader = {
        run: () => this.use(() => this.run(), true),
        edit: () => this.use(() => this.start(), true),
      };
      this.root.replaceChildren(drawRest(this.readers ?? this.script, this.options, reader));
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
      const message = messageOf(error);
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
      const leader = this.master();
      this.leader = leader;
      leader?.dependents.add(this);
      const ready = leader?.prepare();
      ready?.catch(() => undefined);
      const { origin } = window.location;
      const url = new URL('embed.html', base);
      url.search = frameQuery(this.options, origin === 'null' ? undefined : origin).toString();
      // The element's own script goes by message: an address has room for little, and is logged on the way.
      const own = ownScript(this);
      const script = this.options.scenario === undefined || own !== '' ? own : undefined;
      const place = new FramePlace(this, this.root, url, this.options, script);
      this.place = place;
      const { client } = place;
      for (const name of PAGE_EVENTS)
        client.on(name, (detail) => this.dispatchEvent(new CustomEvent(name, { detail })));
      client.on('ready', (detail) => {
        if (script === undefined && this.script === '') this.script = detail.script;
      });
      client.on('change', (detail) => {
        const same = splitHidden(detail.script).visible === splitHidden(this.script).visible;
        this.readers = same ? undefined : detail.script;
      });
      client.on('ran', ({ ran }) => {
        if (ran) this.ran ??= Promise.resolve();
        else this.first().emptied();
      });
      client.on('prepare', () => {
        const answer = (error?: unknown) =>
          client.request('prepared', error === undefined ? {} : { error: messageOf(error) });
        Promise.resolve(this.leader?.prepare())
          .then(() => answer(), answer)
          .catch(() => undefined);
      });
      const before = this.readers;
      await client.ready;
      if (before !== undefined) await client.setScript(before);
      if (ready) {
        await ready;
        // The next one may have borrowed its engine itself.
        await client.borrow('Engine', await (await this.first().start()).lend('Engine'));
      } else await this.shareWorker(client);
      await place.show();
      return client;
    }

    /** The element at the start of the chain that this one depends on. */
    private first(): KeyGlassElement {
      return this.leader?.first() ?? this;
    }

    /** The keys are gone, so what ran on them has to run again. */
    private emptied(): void {
      this.ran = undefined;
      for (const each of this.dependents) each.emptied();
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
        // The frame that was asked runs Lua, or is on its way out; this one starts a worker, which the next ones share.
        landlord = client;
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

    /** Goes back to rest. What depends on this one's engine goes with it. */
    private end(): void {
      if (this.place && landlord === this.place.client) landlord = undefined;
      this.starting = undefined;
      this.ran = undefined;
      this.leader?.dependents.delete(this);
      this.leader = undefined;
      this.place?.remove();
      this.place = undefined;
      for (const each of [...this.dependents]) {
        each.end();
        if (each.isConnected) each.rest();
      }
    }
  };
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
