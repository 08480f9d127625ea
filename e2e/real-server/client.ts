/** A small RESP client for tests: it keeps replies exactly as they came, in either protocol. */
import { connect, type Socket } from 'node:net';
import type { Reply } from '../../src/engine/reply.ts';
import { ReplyReader } from '../../src/resp/reader.ts';
import { encodeCommand } from '../../src/resp/writer.ts';

export class RespClient {
  /** All that came, in order: replies and, where nobody waits for a reply, pushes and messages. */
  readonly received: Reply[] = [];
  closed = false;
  private readonly socket: Socket;
  private readonly reader = new ReplyReader();
  private readonly listeners = new Set<() => void>();
  /** Replies before this one were given out by `next`. */
  private taken = 0;

  private constructor(socket: Socket) {
    this.socket = socket;
    socket.on('data', (bytes) => {
      this.received.push(...this.reader.feed(bytes));
      this.wake();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      this.closed = true;
      this.wake();
    });
  }

  static open(port: number): Promise<RespClient> {
    return new Promise((resolve, reject) => {
      const socket = connect({ port, host: '127.0.0.1', noDelay: true });
      socket.once('connect', () => resolve(new RespClient(socket)));
      socket.once('error', reject);
    });
  }

  private wake(): void {
    for (const listener of [...this.listeners]) listener();
  }

  /** Sends commands (byte strings) without waiting. */
  write(...commands: (readonly string[])[]): void {
    this.socket.write(commands.map(encodeCommand).join(''), 'latin1');
  }

  /** Waits until `done` holds, checked whenever something came; false when the time is up or the connection ends. */
  until(done: () => boolean, ms = 5000): Promise<boolean> {
    if (done()) return Promise.resolve(true);
    return new Promise((resolve) => {
      const finish = (result: boolean) => {
        clearTimeout(timer);
        this.listeners.delete(check);
        resolve(result);
      };
      const check = () => {
        if (done()) finish(true);
        else if (this.closed) finish(false);
      };
      const timer = setTimeout(() => finish(false), ms);
      this.listeners.add(check);
    });
  }

  /** The next `count` replies. */
  async next(count: number, ms = 10_000): Promise<Reply[]> {
    const from = this.taken;
    const enough = await this.until(() => this.received.length >= from + count, ms);
    if (!enough) throw new Error(`${this.received.length - from} of ${count} replies came`);
    this.taken = from + count;
    return this.received.slice(from, this.taken);
  }

  /** Sends a command and waits for its reply. */
  async send(...argv: string[]): Promise<Reply> {
    this.write(argv);
    const [reply] = await this.next(1);
    return reply ?? null;
  }

  /** Sends commands at once and waits for all replies. */
  pipeline(commands: readonly (readonly string[])[]): Promise<Reply[]> {
    this.write(...commands);
    return this.next(commands.length);
  }

  /** Drops what was received, so that a long run does not fill the memory. */
  forget(): void {
    this.received.splice(0, this.taken);
    this.taken = 0;
  }

  close(): void {
    this.socket.destroy();
  }
}
