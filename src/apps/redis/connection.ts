/** One client's connection: what was sent, whom it listens to, and whether it is open. */
import type { Reply } from '../../engine/reply.ts';
import { encodeText } from '../../resp/text.ts';
import { askedHere } from '../callers.ts';
import type { Wire, WireListener } from '../port.ts';
import { decodeReply } from './decode.ts';
import { ClientClosedError, ErrorReply } from './errors.ts';

export type Listener = (message: string, channel: string) => void;
/** How a kind of subscription is asked for, ended, and announced. */
export type Kind = '' | 'P' | 'S';

export class Connection {
  open = false;
  private wire: Wire | undefined;
  private readonly connect: (listener: WireListener) => Wire;
  private readonly name: string;
  private readonly listeners = new Map<Kind, Map<string, Set<Listener>>>();
  /** Commands without a reply. */
  private readonly underWay = new Set<Promise<Reply>>();
  private readonly onIdle: () => void;

  /** `onIdle` is called when nothing is under way or listened to any more. */
  constructor(name: string, connect: (listener: WireListener) => Wire, onIdle: () => void) {
    this.name = name;
    this.connect = connect;
    this.onIdle = onIdle;
  }

  /** True while a command waits for its reply or a channel is listened to. */
  get busy(): boolean {
    return this.open && (this.underWay.size > 0 || this.channels > 0);
  }

  start(): Promise<unknown> {
    if (this.open) return Promise.reject(new Error('Socket already opened'));
    this.open = true;
    this.wire = this.connect({ push: (items) => this.pushed(items), closed: () => void this.greet() });
    return this.greet();
  }

  close(): void {
    this.open = false;
    this.listeners.clear();
    this.wire?.close();
    this.wire = undefined;
    this.onIdle();
  }

  /** Resolves when all that is under way is answered. */
  async settled(): Promise<void> {
    while (this.underWay.size > 0) await Promise.all(this.underWay);
  }

  /** Sends a command and gives its decoded reply, or throws the error reply. */
  call(argv: readonly string[]): Promise<unknown> {
    return askedHere(async () => {
      const value = await this.raw(argv);
      if (value instanceof ErrorReply) throw value;
      return value;
    });
  }

  /** The decoded reply; an error reply is a value. */
  async raw(argv: readonly string[]): Promise<unknown> {
    const reply = await this.send(argv);
    // Made after the wait, so that the stack leads to the line of the program that waited for it.
    const value = decodeReply(reply);
    if (value === undefined && !/^[ps]?(un)?subscribe$/i.test(argv[0] ?? ''))
      throw new Error('Socket closed unexpectedly');
    return value;
  }

  /** Sends the command with which the server ends the connection. */
  last(argv: readonly string[]): Promise<unknown> {
    const reply = this.call(argv);
    this.open = false;
    return reply;
  }

  async subscribe(kind: Kind, channels: readonly string[], listener: Listener): Promise<void> {
    const known = this.listeners.get(kind) ?? new Map<string, Set<Listener>>();
    this.listeners.set(kind, known);
    const fresh = channels.filter((channel) => !known.has(channel));
    for (const channel of channels) known.set(channel, (known.get(channel) ?? new Set()).add(listener));
    if (fresh.length > 0) await this.call([`${kind}SUBSCRIBE`, ...fresh.map(encodeText)]);
  }

  /** Without channels all of the kind end; without a listener all of a channel's. */
  async unsubscribe(
    kind: Kind,
    channels: readonly string[] | undefined,
    listener: Listener | undefined,
  ): Promise<void> {
    const known = this.listeners.get(kind) ?? new Map<string, Set<Listener>>();
    const over = (channels ?? [...known.keys()]).filter((channel) => {
      const those = known.get(channel);
      if (listener) those?.delete(listener);
      return !listener || !those || those.size === 0;
    });
    for (const channel of over) known.delete(channel);
    if (over.length > 0 || !channels) await this.call([`${kind}UNSUBSCRIBE`, ...over.map(encodeText)]);
    if (!this.busy) this.onIdle();
  }

  get channels(): number {
    let count = 0;
    for (const channels of this.listeners.values()) count += channels.size;
    return count;
  }

  private send(argv: readonly string[]): Promise<Reply> {
    if (!this.wire || !this.open) return Promise.reject(new ClientClosedError());
    const sent = this.wire.send(argv);
    this.underWay.add(sent);
    void sent.finally(() => {
      this.underWay.delete(sent);
      if (!this.busy) this.onIdle();
    });
    return sent;
  }

  /** What every new connection begins with, and a reconnected one too. */
  private async greet(): Promise<void> {
    if (!this.open) return;
    const sent = [this.send(['HELLO', '3', 'SETNAME', encodeText(this.name)])];
    for (const [kind, channels] of this.listeners)
      if (channels.size > 0)
        sent.push(this.send([`${kind}SUBSCRIBE`, ...[...channels.keys()].map(encodeText)]));
    await Promise.all(sent);
  }

  private pushed(items: readonly Reply[]): void {
    const [type, ...rest] = items.map(decodeReply).map(String);
    const kind = KINDS[type ?? ''];
    if (kind === undefined) return;
    const channel = rest.at(-2) ?? '';
    const heard = this.listeners.get(kind)?.get(rest[0] ?? '') ?? [];
    for (const listener of [...heard]) listener(rest.at(-1) ?? '', channel);
  }
}

const KINDS: Readonly<Record<string, Kind>> = { message: '', pmessage: 'P', smessage: 'S' };
