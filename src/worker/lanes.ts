/**
 * Lanes: the page's clients. A lane is connected when its first command comes and again after it was closed; replies are
 * matched with requests by their order.
 */
import type { Client } from '../engine/client.ts';
import type { Engine } from '../engine/engine.ts';
import { MAX_CLIENTS } from '../engine/errors.ts';
import { ErrorReply, NO_REPLY, type Reply } from '../engine/reply.ts';
import type { Outbox } from './outbox.ts';

interface Lane {
  name: string;
  readonly client: Client;
  /** Ids of requests without a reply, oldest first. */
  readonly waiting: number[];
  /** Duration of the command that is being answered, µs; -1 once it had to wait. */
  micros: number;
}

/** A lane of the page's own, for what prepares a lesson: it is in no log and no list, and nothing is pushed to it. */
export const isUnseen = (name: string): boolean => name.startsWith('\0');

/** Far more than any script needs; a page that opens more is told so. */
const MAX_LANES = 1000;

export class Lanes {
  private readonly engine: Engine;
  private readonly outbox: Outbox;
  private readonly byName = new Map<string, Lane>();
  private readonly byClient = new Map<Client, Lane>();

  constructor(engine: Engine, outbox: Outbox) {
    this.engine = engine;
    this.outbox = outbox;
  }

  /** Submits a command; its reply goes to the outbox now or later. */
  run(name: string, id: number, argv: readonly string[]): void {
    const lane = this.byName.get(name) ?? this.open(name);
    if (lane instanceof ErrorReply) {
      this.outbox.reply(id, lane, 0);
      return;
    }
    lane.waiting.push(id);
    lane.micros = 0;
    this.engine.submit(lane.client, argv);
    lane.micros = -1;
  }

  /** Notes the duration of the command that a lane's client just ran. */
  ran(client: Client, micros: number): void {
    const lane = this.byClient.get(client);
    if (lane && lane.micros >= 0) lane.micros = micros;
  }

  client(name: string): Client | undefined {
    return this.byName.get(name)?.client;
  }

  nameOf(client: Client): string {
    return this.byClient.get(client)?.name ?? '';
  }

  *entries(): IterableIterator<readonly [string, Client]> {
    for (const [name, lane] of this.byName) if (!isUnseen(name)) yield [name, lane.client];
  }

  rename(name: string, to: string): boolean {
    const lane = this.byName.get(name);
    if (!lane || this.byName.has(to)) return false;
    this.byName.delete(name);
    this.byName.set(to, lane);
    lane.name = to;
    return true;
  }

  disconnect(name: string): void {
    const lane = this.byName.get(name);
    if (!lane) return;
    this.engine.disconnect(lane.client);
    this.forget(lane);
  }

  /** Ends all lanes. What waited is answered as if the connection broke. */
  disconnectAll(): void {
    for (const name of [...this.byName.keys()]) this.disconnect(name);
  }

  /** A new lane, or the error for one that finds no room. What the page itself prepares is not held against the limit. */
  private open(name: string): Lane | ErrorReply {
    if (this.byName.size >= MAX_LANES) return MAX_CLIENTS;
    const refusal = isUnseen(name) ? undefined : this.engine.connections.refusal();
    if (refusal) return refusal;
    const waiting: number[] = [];
    const client = this.engine.connect({
      reply: (reply) => this.answer(lane, reply),
      push: (message) => {
        if (!isUnseen(lane.name)) this.outbox.push(lane.name, message, this.engine.keyspace.now);
      },
      close: () => {
        this.forget(lane);
        if (!isUnseen(lane.name)) this.outbox.closed(lane.name);
      },
    });
    const lane: Lane = { name, client, waiting, micros: -1 };
    this.byName.set(name, lane);
    this.byClient.set(client, lane);
    return lane;
  }

  private answer(lane: Lane, reply: Reply): void {
    const id = lane.waiting.shift();
    if (id !== undefined) this.outbox.reply(id, reply, lane.micros);
  }

  private forget(lane: Lane): void {
    if (this.byName.get(lane.name) === lane) this.byName.delete(lane.name);
    this.byClient.delete(lane.client);
    for (const id of lane.waiting.splice(0)) this.outbox.reply(id, NO_REPLY, -1);
  }
}
