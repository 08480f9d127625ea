/**
 * Blocked clients. A command that finds nothing blocks its client on keys; when a write makes such a key ready, the
 * clients that wait for it are served in the order in which they blocked, after the command, EXEC or script that made it
 * ready has ended, by running their command again. Source of the order: the reference's `handleClientsBlockedOnKeys`.
 */
import { type BlockRequest, type Call, PENDING } from './call.ts';
import type { Blocked, Client } from './client.ts';
import type { Database } from './database.ts';
import { Deadlines } from './deadlines.ts';
import type { Engine } from './engine.ts';
import type { Reply } from './reply.ts';
import { tellEnded } from './reporting.ts';
import { typeOf } from './values/value.ts';

export class Blocking {
  private readonly engine: Engine;
  /** Clients that wait, by database and key, oldest first. */
  private readonly waiting = new Map<Database, Map<string, Set<Client>>>();
  private ready: { db: Database; key: string }[] = [];
  readonly deadlines: Deadlines<Client>;

  constructor(engine: Engine) {
    this.engine = engine;
    this.deadlines = new Deadlines(
      ({ blocked }, time) => blocked !== undefined && (blocked.until === time || blocked.recheckAt === time),
    );
  }

  get hasReady(): boolean {
    return this.ready.length > 0;
  }

  /** Notes that `key` may now serve a blocked client. */
  markReady(db: Database, key: string): void {
    if (!this.ready.some((item) => item.db === db && item.key === key)) this.ready.push({ db, key });
  }

  block(call: Call, request: BlockRequest): void {
    const { client } = call;
    const previous = call.retry ? this.retried : undefined;
    const until =
      previous?.until ?? (request.timeoutMs === 0 ? Infinity : this.engine.keyspace.now + request.timeoutMs);
    const recheckAt = request.recheckAt ?? Infinity;
    client.blocked = {
      db: client.db,
      keys: request.keys,
      type: request.type,
      until,
      recheckAt,
      since: previous?.since ?? this.engine.keyspace.now,
      onTimeout: request.onTimeout,
      command: call.command,
      argv: request.argv ?? call.argv,
      spent: 0,
    };
    if (until !== Infinity) this.deadlines.add(until, client);
    if (recheckAt < until) this.deadlines.add(recheckAt, client);
    let byKey = this.waiting.get(client.db);
    if (!byKey) this.waiting.set(client.db, (byKey = new Map()));
    for (const key of request.keys) {
      let clients = byKey.get(key);
      if (!clients) byKey.set(key, (clients = new Set()));
      clients.add(client);
      client.db.awaited.set(key, clients.size);
    }
  }

  private retried: Blocked | undefined;

  /** Microseconds that the command which runs again took before. */
  get spent(): number {
    return this.retried?.spent ?? 0;
  }

  /** Runs the commands of clients whose keys became ready, until no key is. */
  serve(): void {
    while (this.ready.length > 0) {
      const batch = this.ready;
      this.ready = [];
      for (const { db, key } of batch) this.serveKey(db, key);
    }
  }

  private serveKey(db: Database, key: string): void {
    const clients = this.waiting.get(db)?.get(key);
    if (!clients) return;
    for (const client of [...clients]) {
      const { blocked } = client;
      if (!blocked?.keys.includes(key)) continue;
      const entry = db.peek(key);
      const matches = entry === undefined ? blocked.type === 'any' : typeOf(entry.value) === blocked.type;
      if (!matches && blocked.type !== 'any') continue;
      this.retry(client, blocked);
    }
  }

  /** Runs a blocked client's command once more; it may block again. */
  private retry(client: Client, blocked: Blocked): void {
    this.forget(client);
    this.retried = blocked;
    const reply = this.engine.rerun(client, blocked.command, blocked.argv);
    this.retried = undefined;
    if (reply !== PENDING) this.engine.delivery.answer(client, reply);
  }

  /** Ends the wait of clients whose time is up at `now`, and runs again the commands that asked for it. */
  expireDue(now: number): void {
    for (let client = this.deadlines.take(now); client; client = this.deadlines.take(now)) {
      const { blocked } = client;
      if (blocked === undefined) continue;
      if (blocked.until <= now) this.release(client, blocked.onTimeout);
      else this.retry(client, blocked);
    }
  }

  /** Ends a client's wait with `reply`. */
  release(client: Client, reply: Reply): void {
    const { blocked } = client;
    this.forget(client);
    if (blocked) tellEnded(this.engine, client, blocked, reply);
    this.engine.delivery.answer(client, reply);
  }

  /** Takes a client out of all queues; it gets no reply. */
  forget(client: Client): void {
    const { blocked } = client;
    if (!blocked) return;
    client.blocked = undefined;
    const byKey = this.waiting.get(blocked.db);
    for (const key of blocked.keys) {
      const clients = byKey?.get(key);
      if (!clients?.delete(client)) continue;
      if (clients.size === 0) {
        byKey?.delete(key);
        blocked.db.awaited.delete(key);
      } else blocked.db.awaited.set(key, clients.size);
    }
  }
}
