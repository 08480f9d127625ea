/** Channels, patterns and shard channels, and who listens to them. A message is kept nowhere. */
import type { Client } from './client.ts';
import { globMatch } from './glob.ts';
import { push, type Reply } from './reply.ts';

type Listeners = Map<string, Set<Client>>;

export class PubSub {
  readonly channels: Listeners = new Map();
  readonly patterns: Listeners = new Map();
  readonly shardChannels: Listeners = new Map();
  private readonly send: (client: Client, message: Reply) => void;

  /** `send` writes a message to a client. */
  constructor(send: (client: Client, message: Reply) => void) {
    this.send = send;
  }

  /** Delivers to the channel's subscribers, then to matching patterns; returns how many received it. */
  publish(channel: string, message: string): number {
    let count = 0;
    for (const client of this.channels.get(channel) ?? []) {
      this.send(client, push(['message', channel, message]));
      count++;
    }
    for (const [pattern, clients] of this.patterns) {
      if (!globMatch(pattern, channel)) continue;
      for (const client of clients) {
        this.send(client, push(['pmessage', pattern, channel, message]));
        count++;
      }
    }
    return count;
  }

  publishShard(channel: string, message: string): number {
    const clients = this.shardChannels.get(channel);
    for (const client of clients ?? []) this.send(client, push(['smessage', channel, message]));
    return clients?.size ?? 0;
  }

  /** True where nobody listens at all, so that events need not be built. */
  get silent(): boolean {
    return this.channels.size === 0 && this.patterns.size === 0;
  }

  add(listeners: Listeners, name: string, client: Client): void {
    let clients = listeners.get(name);
    if (!clients) listeners.set(name, (clients = new Set()));
    clients.add(client);
  }

  remove(listeners: Listeners, name: string, client: Client): void {
    const clients = listeners.get(name);
    if (clients?.delete(client) && clients.size === 0) listeners.delete(name);
  }

  /** Forgets a client everywhere, without a message. */
  forget(client: Client): void {
    for (const name of client.channels) this.remove(this.channels, name, client);
    for (const name of client.patterns) this.remove(this.patterns, name, client);
    for (const name of client.shardChannels) this.remove(this.shardChannels, name, client);
    client.channels.clear();
    client.patterns.clear();
    client.shardChannels.clear();
  }
}
