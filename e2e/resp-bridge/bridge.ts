/**
 * The RESP bridge: a small TCP server over the engine, so that redis-cli, real clients and benchmarks can reach it. It is
 * a test instrument: it listens on loopback alone. With a store it keeps its data as a server does.
 *
 * What one socket brings at once is one turn of the engine, and what the turn leaves for each socket is one write.
 */
import { createServer, type Server, type Socket } from 'node:net';
import { performance } from 'node:perf_hooks';
import { VirtualClock } from '../../src/engine/clock.ts';
import { Engine } from '../../src/engine/engine.ts';
import { nodeRuntime } from '../../src/engine/scripting/lua.testing.ts';
import { Keeper } from '../../src/persistence/keeper.ts';
import type { KeeperOptions } from '../../src/persistence/policy.ts';
import { type RecoveryReport, recover } from '../../src/persistence/recovery.ts';
import type { Store } from '../../src/persistence/store.ts';
import { rdbCodec } from '../../src/rdb/codec.ts';
import { Connection } from './connection.ts';

export interface BridgeOptions {
  /** 0, the default, takes a free one. */
  port?: number;
  /** Seed of all chance in the engine. */
  seed?: number;
  /** Where data is kept; without one it lives as long as the bridge. */
  store?: Store;
  /** How it is kept. */
  keeping?: KeeperOptions;
}

/** setTimeout takes no more. */
const LONGEST_TIMER = 2 ** 31 - 1;

export class Bridge {
  readonly engine: Engine;
  readonly clock = new VirtualClock(Date.now, () => Math.floor(performance.now() * 1000));
  port = 0;
  /** What recovery found; undefined without a store. */
  recovered: RecoveryReport | undefined;
  private keeper: Keeper | undefined;
  private readonly servers: Server[] = [];
  private readonly sockets = new Set<Socket>();
  private readonly dirty = new Set<Connection>();
  private timer: NodeJS.Timeout | undefined;
  private timerAt = Infinity;

  private constructor(options: BridgeOptions) {
    this.engine = new Engine({ clock: this.clock, seed: options.seed ?? Date.now() >>> 0 });
    this.engine.dumpCodec = rdbCodec;
    this.engine.scripting.runtime = nodeRuntime((work) => this.turn(work));
  }

  /** Starts a bridge on 127.0.0.1 and, where there is one, ::1. */
  static async start(options: BridgeOptions = {}): Promise<Bridge> {
    const bridge = new Bridge(options);
    if (options.store) await bridge.keep(options.store, options.keeping);
    bridge.port = await bridge.listen('127.0.0.1', options.port ?? 0);
    // A machine without IPv6 has no ::1; the other address is enough then.
    await bridge.listen('::1', bridge.port).catch(() => 0);
    return bridge;
  }

  /** Ends all connections and stops listening. */
  async stop(): Promise<void> {
    clearTimeout(this.timer);
    for (const socket of this.sockets) socket.destroy();
    await Promise.all(
      this.servers.map((server) => new Promise<void>((resolve) => server.close(() => resolve()))),
    );
    await this.keeper?.shutdown();
  }

  private async keep(store: Store, options: KeeperOptions = {}): Promise<void> {
    this.recovered = await recover(this.engine, store);
    this.keeper = new Keeper(this.engine, store, {
      ...options,
      loaded: this.recovered.loaded,
      turn: (work) => this.turn(work),
    });
    this.engine.observer.effects = this.keeper.record;
  }

  private listen(host: string, port: number): Promise<number> {
    const server = createServer({ noDelay: true }, (socket) => this.accept(socket));
    return new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen({ host, port, backlog: 511, ipv6Only: host === '::1' }, () => {
        this.servers.push(server);
        const address = server.address();
        resolve(typeof address === 'object' && address ? address.port : port);
      });
    });
  }

  private accept(socket: Socket): void {
    const { engine } = this;
    const refusal = engine.connections.refusal();
    if (refusal) {
      socket.on('error', () => undefined);
      socket.end(`-${refusal.text}\r\n`);
      return;
    }
    const connection = new Connection(engine, socket, this.dirty);
    connection.hold = this.keeper !== undefined;
    this.sockets.add(socket);
    socket.on('data', (bytes: Buffer) => this.turn(() => connection.receive(bytes)));
    socket.on('drain', () => connection.resume());
    // A peer that resets its connection is no failure of ours; `close` follows.
    socket.on('error', () => undefined);
    socket.on('close', () => {
      this.sockets.delete(socket);
      this.turn(() => engine.disconnect(connection.client));
    });
  }

  /** Runs work as one turn of the engine, then writes what it left and arms the timer. */
  private turn(work: () => void): void {
    this.engine.turn(work);
    const written = this.keeper?.endTurn();
    if (written) this.flushAfter(written);
    else for (const connection of this.dirty) connection.flush();
    this.dirty.clear();
    this.arm();
  }

  /** Replies go out when what they acknowledge is on disk; where it cannot be written their connections end. */
  private flushAfter(written: Promise<void>): void {
    const held = [...this.dirty].map((connection) => [connection, connection.take()] as const);
    written.then(
      () => {
        for (const [connection, out] of held) connection.flush(out);
      },
      () => {
        for (const [connection] of held) this.engine.close(connection.client);
        for (const connection of this.dirty) connection.flush('');
      },
    );
  }

  private arm(): void {
    const at = this.engine.nextWake();
    // A timer that fires too early does no harm; moving it at every command would cost more.
    if (at >= this.timerAt) return;
    clearTimeout(this.timer);
    this.timerAt = at;
    const delay = Math.min(this.clock.realDelay(at) ?? LONGEST_TIMER, LONGEST_TIMER);
    this.timer = setTimeout(() => {
      this.timerAt = Infinity;
      this.turn(() => this.engine.tick());
    }, delay);
  }
}
