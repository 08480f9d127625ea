/** One TCP connection as a client of the engine. */
import type { Socket } from 'node:net';
import type { Client, Sink } from '../../src/engine/client.ts';
import type { Engine } from '../../src/engine/engine.ts';
import type { Reply } from '../../src/engine/reply.ts';
import { RequestReader } from '../../src/resp/request.ts';
import { encodeReply } from '../../src/resp/writer.ts';

/** Bytes of replies after which they are written although the turn goes on. */
const FLUSH_AT = 256 * 1024;
/** Unsent bytes after which nothing more is read until they are sent. */
const PAUSE_AT = 1024 * 1024;
/** Unsent bytes after which the connection ends: a reader this slow would fill the memory. */
const END_AT = 256 * 1024 * 1024;
/** Commands held back behind a blocked one after which nothing more is read. */
const BACKLOG = 10_000;

/** Node's own decoding beats plain JavaScript from about twenty-five bytes on. */
const decode = (bytes: Uint8Array, start: number, end: number): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1', start, end);

export class Connection implements Sink {
  readonly client: Client;
  private readonly socket: Socket;
  private readonly engine: Engine;
  private readonly reader: RequestReader;
  private readonly dirty: Set<Connection>;
  private out = '';
  private closing = false;
  /** Set where replies wait for the disk: nothing is written before the turn ends. */
  hold = false;
  private readonly run: (argv: string[]) => void;

  /** `dirty` collects the connections that have something to write when the turn ends. */
  constructor(engine: Engine, socket: Socket, dirty: Set<Connection>) {
    this.engine = engine;
    this.socket = socket;
    this.dirty = dirty;
    this.reader = new RequestReader({ decode });
    this.client = engine.connect(this, {
      addr: address(socket.remoteAddress, socket.remotePort),
      laddr: address(socket.localAddress, socket.localPort),
    });
    this.run = (argv) => this.submit(argv);
  }

  /** Runs what came in; call it within an engine turn. */
  receive(bytes: Uint8Array): void {
    this.reader.feed(bytes, this.run);
    const { error } = this.reader;
    if (error === undefined || this.closing) return;
    this.write(`-${error}\r\n`);
    this.engine.close(this.client);
  }

  /** A failure here is a bug of the engine: it is told on the console and costs this connection, not the others. */
  private submit(argv: string[]): void {
    try {
      this.engine.submit(this.client, argv);
    } catch (error) {
      console.error(argv.slice(0, 8), error);
      this.engine.close(this.client);
    }
  }

  reply(reply: Reply): void {
    this.write(encodeReply(reply, this.client.resp));
  }

  push(message: Reply): void {
    this.write(encodeReply(message, this.client.resp));
  }

  close(): void {
    this.closing = true;
    this.reader.stop();
    this.dirty.add(this);
  }

  /** Takes what the turn left here; it is for `flush` to write later. */
  take(): string {
    const { out } = this;
    this.out = '';
    return out;
  }

  /** Writes what the turn left here. */
  flush(out = this.take()): void {
    if (out !== '') this.socket.write(out, 'latin1');
    if (this.closing) {
      this.socket.destroySoon();
      return;
    }
    const unsent = this.socket.writableLength;
    if (unsent > END_AT) this.socket.destroy();
    else if (unsent > PAUSE_AT || this.client.backlog.length > BACKLOG) this.socket.pause();
  }

  /** Reads on where the reason for the pause is gone. */
  resume(): void {
    if (!this.socket.isPaused()) return;
    if (this.socket.writableLength <= PAUSE_AT && this.client.backlog.length <= BACKLOG) this.socket.resume();
  }

  private write(bytes: string): void {
    if (this.out === '') this.dirty.add(this);
    this.out += bytes;
    if (this.out.length > FLUSH_AT && !this.hold) this.flush();
  }
}

function address(host: string | undefined, port: number | undefined): string {
  const shown = host?.includes(':') ? `[${host}]` : (host ?? '?');
  return `${shown}:${port ?? 0}`;
}
