/** The page's end of the protocol: finds an embedded playground in an iframe and talks to it. */
import {
  CLOSE,
  claimsToBeOurs,
  EVENTS,
  type EventName,
  type Events,
  type FrameMessage,
  MAX_SCRIPT,
  type RequestName,
  type Requests,
  readFrameMessage,
  readWindowMessage,
  type ThemeName,
  tooLong,
  VERSION,
} from './protocol.ts';

export interface ConnectOptions {
  /** Origin of the playground; that of the iframe's `src` if left out. */
  readonly origin?: string;
  /** ms that a request may take before it fails; 10,000 if left out. A run has ten times as long. */
  readonly timeout?: number;
  /** Script to show in place of what the iframe's address says. */
  readonly script?: string;
}

const TIMEOUT_MS = 10_000;
/** A run may hold `@wait`s and blocking commands. */
const RUN_FACTOR = 10;

interface Waiting {
  resolve(value: { readonly result: unknown; readonly ports: readonly MessagePort[] }): void;
  reject(reason: Error): void;
}

type Listener<N extends EventName> = (detail: Events[N]) => void;

/** A connected playground. Every request rejects with an Error whose message can be shown. */
export class EmbedClient {
  /** Resolves when the two have shaken hands; rejects where the frame does not answer in time. */
  readonly ready: Promise<void>;
  /** Messages that came from elsewhere or had another shape. */
  ignored = 0;
  private readonly iframe: HTMLIFrameElement;
  private origin: string;
  private readonly timeout: number;
  private readonly script: string | undefined;
  private readonly waiting = new Map<number, Waiting>();
  private readonly listeners = new Map<EventName, Set<(detail: unknown) => void>>();
  private port: MessagePort | undefined;
  /** Which load of the frame the port leads to. */
  private loaded: number | undefined;
  private nextId = 1;
  private shaken: { resolve(): void; reject(reason: Error): void } = {
    resolve: () => undefined,
    reject: () => undefined,
  };

  constructor(iframe: HTMLIFrameElement, options: ConnectOptions = {}) {
    // Authors write JavaScript, and an element that was not found is null.
    if (iframe?.localName !== 'iframe') throw new TypeError('connect() takes an iframe element.');
    this.iframe = iframe;
    this.origin = options.origin ?? originOf(iframe);
    this.timeout = options.timeout ?? TIMEOUT_MS;
    this.script = options.script;
    this.ready = new Promise((resolve, reject) => {
      this.shaken = { resolve, reject };
    });
    let timer: ReturnType<typeof setTimeout> | undefined;
    const count = () => {
      timer = setTimeout(
        () => this.shaken.reject(new Error(`The playground at ${iframe.src} did not answer.`)),
        this.timeout * 2,
      );
    };
    // A frame that loads when the reader comes near is not late before that.
    if (iframe.loading === 'lazy') iframe.addEventListener('load', count, { once: true });
    else count();
    this.ready.then(
      () => clearTimeout(timer),
      () => {
        clearTimeout(timer);
        this.close();
      },
    );
    if (options.origin === undefined && !iframe.getAttribute('src')) {
      this.shaken.reject(new Error('The iframe has no src to connect to.'));
      return;
    }
    if (this.script !== undefined && this.script.length > MAX_SCRIPT) {
      this.shaken.reject(new Error(tooLong('The script', MAX_SCRIPT)));
      return;
    }
    window.addEventListener('message', this.heard);
    // The frame may have said hello before anybody listened. Nothing in this is for its eyes only, and a frame that has not
    // begun to load would take no message meant for the origin that it will have.
    iframe.contentWindow?.postMessage({ keyglass: VERSION, type: 'ask' }, '*');
  }

  run(): Promise<Requests['run']['result']> {
    return this.request('run', undefined, this.timeout * RUN_FACTOR);
  }
  runLine(what: Requests['runLine']['params']): Promise<Requests['runLine']['result']> {
    return this.request('runLine', what, this.timeout * RUN_FACTOR);
  }
  async setScript(script: string): Promise<void> {
    await this.request('setScript', { script });
  }
  async getScript(): Promise<string> {
    return (await this.request('getScript', undefined)).script;
  }
  getState(): Promise<Requests['getState']['result']> {
    return this.request('getState', undefined);
  }
  async reset(): Promise<void> {
    await this.request('reset', undefined);
  }
  async setTheme(theme: ThemeName): Promise<void> {
    await this.request('setTheme', { theme });
  }
  async share(): Promise<string> {
    return (await this.request('share', undefined)).url;
  }

  /** Calls `listener` at every event of that name; returns what ends that. */
  on<N extends EventName>(name: N, listener: Listener<N>): () => void {
    if (!EVENTS.includes(name)) throw new Error(`A playground has no event “${name}”.`);
    const all = this.listeners.get(name) ?? new Set();
    this.listeners.set(name, all);
    // The map holds listeners of every name; `readFrameMessage` has checked which one it is.
    const heard = listener as (detail: unknown) => void;
    all.add(heard);
    return () => all.delete(heard);
  }

  /** Sends a request and waits for its answer, at most `timeout` ms. */
  async request<N extends RequestName>(
    name: N,
    params: Requests[N]['params'],
    timeout = this.timeout,
  ): Promise<Requests[N]['result']> {
    return (await this.send(name, params, [], timeout)).result as Requests[N]['result'];
  }

  /** Ports to the frame's engine, for a frame that depends on it, or to a new engine in the frame's worker. */
  async lend(what: 'Engine' | 'Worker'): Promise<readonly MessagePort[]> {
    const { ports } = await this.send(`lend${what}`, undefined, [], this.timeout);
    if (ports.length === 0) throw new Error('The playground lent nothing.');
    return ports;
  }

  /** Makes the frame work with what another frame has lent. */
  async borrow(what: 'Engine' | 'Worker', ports: readonly MessagePort[]): Promise<void> {
    await this.send(`borrow${what}`, undefined, [...ports], this.timeout);
  }

  /** Ends the connection. The playground stays as it is, and can be connected to again. */
  close(): void {
    window.removeEventListener('message', this.heard);
    this.port?.postMessage(CLOSE);
    this.port?.close();
    this.port = undefined;
    const gone = new Error('The connection to the playground was closed.');
    this.shaken.reject(gone);
    this.fail(gone);
  }

  private fail(reason: Error): void {
    for (const { reject } of [...this.waiting.values()]) reject(reason);
  }

  private async send(
    request: RequestName,
    params: unknown,
    ports: MessagePort[],
    timeout: number,
  ): Promise<{ readonly result: unknown; readonly ports: readonly MessagePort[] }> {
    await this.ready;
    const { port } = this;
    if (!port) throw new Error('The connection to the playground was closed.');
    const id = this.nextId++;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.waiting.delete(id);
        reject(new Error(`The playground did not answer to ${request} within ${timeout / 1000} s.`));
      }, timeout);
      const settle = () => {
        clearTimeout(timer);
        this.waiting.delete(id);
      };
      this.waiting.set(id, {
        resolve: (value) => {
          settle();
          resolve(value);
        },
        reject: (reason) => {
          settle();
          reject(reason);
        },
      });
      port.postMessage({ id, request, params }, ports);
    });
  }

  private readonly heard = (event: MessageEvent<unknown>): void => {
    if (event.source === null || event.source !== this.iframe.contentWindow) return;
    const message = readWindowMessage(event.data);
    // A sandbox around this page takes the frame's origin away too.
    if (event.origin === 'null' && window.origin === 'null' && !this.port) this.origin = 'null';
    if (event.origin !== this.origin || !message) {
      if (claimsToBeOurs(event.data)) this.ignored++;
      return;
    }
    if (message.type !== 'hello') return;
    if (this.port) {
      // The frame answers `ask` with another hello; one of another load means that the first one is gone.
      if (message.loaded === undefined || message.loaded === this.loaded) return;
      this.port.close();
      this.fail(new Error('The playground was loaded again.'));
    }
    this.loaded = message.loaded;
    if (message.keyglass !== VERSION) {
      this.shaken.reject(
        new Error(`The playground speaks version ${message.keyglass} of the protocol, this page ${VERSION}.`),
      );
      return;
    }
    const { port1, port2 } = new MessageChannel();
    this.port = port1;
    port1.onmessage = ({ data, ports }: MessageEvent<unknown>) => {
      const told = readFrameMessage(data);
      if (told) this.told(told, ports);
      else this.ignored++;
    };
    const { script } = this;
    this.post({ keyglass: VERSION, type: 'connect', ...(script !== undefined && { script }) }, [port2]);
  };

  private told(message: FrameMessage, ports: readonly MessagePort[]): void {
    if ('welcome' in message) this.shaken.resolve();
    else if ('event' in message) {
      for (const listener of [...(this.listeners.get(message.event) ?? [])]) listener(message.detail);
    } else {
      const waiting = this.waiting.get(message.id);
      if (!waiting) this.ignored++;
      else if (message.ok) waiting.resolve({ result: message.result, ports });
      else waiting.reject(new Error(message.error));
    }
  }

  private post(message: object, ports: Transferable[] = []): void {
    // A sandboxed frame has no origin that one could name; the window is the right one all the same.
    this.iframe.contentWindow?.postMessage(message, this.origin === 'null' ? '*' : this.origin, ports);
  }
}

/**
 * Connects to a playground in an iframe of the author's own. The iframe's `src` must be set; it may still be loading.
 */
export function connect(iframe: HTMLIFrameElement, options: ConnectOptions = {}): EmbedClient {
  return new EmbedClient(iframe, options);
}

/** The origin that messages of the iframe's page will have. */
function originOf(iframe: HTMLIFrameElement): string {
  const { sandbox, src } = iframe;
  if (iframe.hasAttribute('sandbox') && !sandbox.contains('allow-same-origin')) return 'null';
  return new URL(src, document.baseURI).origin;
}
