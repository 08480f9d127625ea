/** The frame's end of the protocol: lets one page in, checks what it says, and answers. */
import {
  claimsToBeOurs,
  type EventName,
  type Events,
  isClose,
  type Request,
  readRequest,
  readRequestMessage,
  readWindowMessage,
  VERSION,
} from '../../embed/protocol.ts';

export interface Answer {
  readonly result: unknown;
  readonly ports?: MessagePort[];
}

export interface PortHandlers {
  /** A page has connected; `script` is what it wants to be shown. */
  connected(script: string | undefined): void;
  /** Answers a checked request; what it throws becomes the answer's error. */
  request(request: Request, ports: readonly MessagePort[]): Promise<Answer>;
  /** A page wants to know the height. */
  heightWanted(): void;
}

/** Requests that may wait for an answer at once; a page that sends more is told so. */
const MAX_PENDING = 100;

export class FramePort {
  /** Messages that came from elsewhere or had another shape. */
  ignored = 0;
  private readonly handlers: PortHandlers;
  private readonly only: string | undefined;
  private port: MessagePort | undefined;
  /** The origin that the frame speaks with, from the first message that it believed. */
  private pinned: string | undefined;
  private heightWanted = false;
  private pending = 0;
  private height: number | undefined;

  /** `only` is the one origin that may connect; undefined takes the first that does. */
  constructor(only: string | undefined, handlers: PortHandlers) {
    this.only = only;
    this.handlers = handlers;
    window.addEventListener('message', (event: MessageEvent<unknown>) => this.heard(event));
    this.hello();
  }

  tell<N extends EventName>(event: N, detail: Events[N]): void {
    if (event === 'height' && 'height' in detail) this.tellHeight(detail.height);
    this.port?.postMessage({ event, detail });
  }

  private tellHeight(height: number): void {
    this.height = height;
    if (this.heightWanted) this.toParent({ keyglass: VERSION, type: 'height', height });
  }

  /** Tells the page around that somebody is here. Says nothing that is not in the address, so any page may hear it. */
  private hello(): void {
    if (window.parent === window) return;
    window.parent.postMessage({ keyglass: VERSION, type: 'hello', loaded: performance.timeOrigin }, '*');
  }

  private heard(event: MessageEvent<unknown>): void {
    const { data, source, origin } = event;
    if (!claimsToBeOurs(data)) return;
    const message = readWindowMessage(data);
    const allowed =
      source === window.parent &&
      source !== window &&
      (this.only ?? origin) === origin &&
      (this.pinned ?? origin) === origin;
    if (!allowed || message?.keyglass !== VERSION) {
      this.ignored++;
      return;
    }
    if (message.type === 'ask') {
      if (!this.port) this.hello();
    } else if (message.type === 'height' && message.height === undefined) {
      this.pinned = origin;
      this.heightWanted = true;
      this.handlers.heightWanted();
      if (this.height !== undefined) this.tellHeight(this.height);
    } else if (message.type === 'connect' && !this.port && event.ports[0]) {
      this.pinned = origin;
      this.open(event.ports[0]);
      this.handlers.connected(message.script);
    } else this.ignored++;
  }

  private open(port: MessagePort): void {
    this.port = port;
    port.postMessage({ welcome: VERSION });
    port.onmessage = ({ data, ports }: MessageEvent<unknown>) => {
      if (isClose(data)) {
        // The page may connect anew, as it does when a framework mounts the same iframe again. Its `ask` can be quicker
        // than this.
        port.close();
        this.port = undefined;
        this.hello();
        return;
      }
      const message = readRequestMessage(data);
      if (!message) {
        this.ignored++;
        return;
      }
      void this.answer(port, message.id, async () => {
        if (this.pending > MAX_PENDING) throw new Error('Too many requests at once.');
        return this.handlers.request(readRequest(message), ports);
      });
    };
  }

  private async answer(port: MessagePort, id: number, work: () => Promise<Answer>): Promise<void> {
    this.pending++;
    try {
      const { result, ports = [] } = await work();
      port.postMessage({ id, ok: true, result }, ports);
    } catch (error) {
      port.postMessage({
        id,
        ok: false,
        error: error instanceof Error ? error.message : String(error),
      });
    } finally {
      this.pending--;
    }
  }

  private toParent(message: object): void {
    const { pinned } = this;
    window.parent.postMessage(message, pinned === undefined || pinned === 'null' ? '*' : pinned);
  }
}
