/**
 * Who is answered when. Every client gets its replies in the order of its commands, also where one of them has to wait: for
 * a key, for the end of a pause, for a server that sleeps. What comes meanwhile stands in the client's backlog.
 */
import { PENDING } from './call.ts';
import type { Client } from './client.ts';
import { NO_REPLY, type Reply } from './reply.ts';

/** What the delivery needs of the engine. */
export interface DeliveryHost {
  /** ms on the engine's clock. */
  busyUntil: number;
  readonly keyspace: { readonly now: number };
  /** Runs a command at once; PENDING where its reply comes later. */
  perform(client: Client, argv: readonly string[]): Reply;
  close(client: Client): void;
  /** Does what is due. */
  tick(): void;
}

/** Runs work in a turn of the host. */
export type Later = (work: () => void) => void;

interface Late {
  readonly client: Client;
  readonly reply: Reply;
}

export class Delivery {
  private readonly host: DeliveryHost;
  /** Clients with a backlog that do not wait for a key. */
  private readonly postponed = new Set<Client>();
  /** Replies held back until the server wakes up. */
  private late: Late[] = [];
  /** Clients whose wait the running command ended. */
  private released: Late[] = [];
  /** Clients whose wait has ended and that have not gone on yet, in the order in which it ended. */
  private readonly ended: Client[] = [];

  constructor(host: DeliveryHost) {
    this.host = host;
  }

  private get busy(): boolean {
    return this.host.busyUntil > this.host.keyspace.now;
  }

  /** True where some client's commands wait for the end of a pause or of a sleep. */
  get waiting(): boolean {
    return this.postponed.size > 0;
  }
  get hasLate(): boolean {
    return this.late.length > 0;
  }
  get hasReleased(): boolean {
    return this.released.length > 0;
  }
  /** True where a client is answered that has not gone on with its backlog. */
  get hasEnded(): boolean {
    return this.ended.length > 0;
  }

  /** Runs a command now, or when the client can go on; the reply goes to the sink. */
  submit(client: Client, argv: readonly string[]): void {
    if (client.blocked || client.backlog.length > 0 || this.busy) this.postpone(client, argv);
    else this.run(client, argv);
  }

  /** Keeps a command for later. */
  postpone(client: Client, argv: readonly string[]): void {
    client.backlog.push(argv);
    if (!client.blocked) this.postponed.add(client);
  }

  /** Nobody is answered until `event` has happened; then the client's command runs, and all that came meanwhile. */
  holdUntil(client: Client, argv: readonly string[], event: Promise<void>, later: Later): void {
    const { host } = this;
    this.postpone(client, argv);
    const before = host.busyUntil;
    host.busyUntil = Infinity;
    const goOn = () => {
      host.busyUntil = before;
      host.tick();
    };
    void event.then(() => later(goOn));
  }

  /** Holds a reply back until the server wakes up. */
  hold(client: Client, reply: Reply): void {
    this.late.push({ client, reply });
  }

  /** Ends a wait with `reply` once the running command has ended. */
  release(client: Client, reply: Reply): void {
    this.released.push({ client, reply });
  }

  answerHeld(): void {
    for (const { client, reply } of this.late.splice(0)) {
      this.write(client, reply);
      this.drain(client);
    }
  }

  answerReleased(): void {
    for (const { client, reply } of this.released.splice(0)) this.answer(client, reply);
  }

  /**
   * Writes the reply of a command that waited. What came meanwhile is run by `goOn`: one who goes on at once would get
   * ahead of those who are served after it, and run in the middle of what served it.
   */
  answer(client: Client, reply: Reply): void {
    this.write(client, reply);
    if (client.backlog.length > 0) this.ended.push(client);
  }

  /**
   * Goes on with the clients whose wait has ended, and with those whose wait their commands end, until there is none.
   * Source of the order: the reference's `processUnblockedClients`.
   */
  goOn(): void {
    for (let client = this.ended.shift(); client; client = this.ended.shift()) this.drain(client);
  }

  /** Goes on with all clients whose commands were kept. */
  resume(): void {
    if (this.busy) return;
    for (const client of [...this.postponed]) this.drain(client);
  }

  forget(client: Client): void {
    this.postponed.delete(client);
    client.backlog.length = 0;
  }

  /** Writes the messages that the client's own command caused. */
  flushDeferred(client: Client): void {
    for (const message of client.deferred.splice(0)) client.sink.push(message);
  }

  private run(client: Client, argv: readonly string[]): void {
    const reply = this.host.perform(client, argv);
    if (reply !== PENDING) this.write(client, reply);
  }

  private write(client: Client, reply: Reply): void {
    if (client.closed) return;
    if (client.replyMode === 'on') client.sink.reply(reply);
    else {
      // EXEC, which ran a CLIENT REPLY SKIP, is answered all the same: what is skipped comes after it.
      const answered = client.replyMode === 'skip-next' ? reply : NO_REPLY;
      if (client.replyMode === 'skip-next') client.replyMode = 'skip';
      else if (client.replyMode === 'skip') client.replyMode = 'on';
      client.sink.reply(answered);
    }
    if (client.deferred.length > 0) this.flushDeferred(client);
    if (client.closing) this.host.close(client);
  }

  /** Runs a client's backlog until it is empty or the client has to wait again. */
  private drain(client: Client): void {
    this.postponed.delete(client);
    const backlog = client.backlog.splice(0);
    for (const [i, argv] of backlog.entries()) {
      if (client.closed) return;
      if (client.blocked || client.backlog.length > 0 || this.busy) {
        client.backlog.push(...backlog.slice(i));
        if (!client.blocked) this.postponed.add(client);
        return;
      }
      this.run(client, argv);
    }
  }
}
