/** Clients as they come and go, and how many find room (`maxclients`). */
import { Client, type ClientOptions, type Sink } from './client.ts';
import type { Engine } from './engine.ts';
import { MAX_CLIENTS } from './errors.ts';
import type { ErrorReply } from './reply.ts';

export class Connections {
  readonly clients = new Map<number, Client>();
  max = 10_000;
  /** Connections that found no room. */
  rejected = 0;
  private readonly engine: Engine;
  private nextId = 1;

  constructor(engine: Engine) {
    this.engine = engine;
  }

  /**
   * To be asked before a client is connected: what to answer where there is no room, before the connection is closed.
   * Source of the rule: the reference's `acceptCommonHandler`.
   */
  refusal(): ErrorReply | undefined {
    if (this.clients.size < this.max) return undefined;
    this.rejected++;
    return MAX_CLIENTS;
  }

  /** See `Engine.connect`. */
  open(sink: Sink, options: ClientOptions): Client {
    const { acl, clock, keyspace, stats } = this.engine;
    const start = {
      db: keyspace.db(0),
      user: acl.defaultUser,
      authenticated: acl.open,
      now: clock.now(),
    };
    const client = new Client(this.nextId++, sink, start, options);
    this.clients.set(client.id, client);
    stats.connections++;
    return client;
  }

  /** Ends a connection; false where it had ended already. */
  end(client: Client): boolean {
    if (client.closed) return false;
    client.closed = true;
    this.engine.blocking.forget(client);
    this.forget(client);
    this.clients.delete(client.id);
    return true;
  }

  /** Gives a client back the state of a new connection (RESET). */
  reset(client: Client): void {
    const { acl, keyspace } = this.engine;
    this.forget(client);
    client.reset(keyspace.db(0), acl.defaultUser, acl.open);
  }

  /** Takes a client out of everything that it takes part in but a wait. */
  private forget(client: Client): void {
    client.unwatch();
    this.engine.pubsub.forget(client);
    this.engine.tracking.disable(client);
    this.engine.monitors.delete(client);
  }
}
