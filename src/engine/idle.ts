/** CONFIG SET timeout: clients that say nothing for long are closed, unless they wait for something. */
import type { Client } from './client.ts';
import type { Engine } from './engine.ts';

const mayBeIdle = (client: Client): boolean =>
  !client.blocked && client.subscriptions === 0 && !client.monitor;

/** When the next client will have been idle for too long, in ms; Infinity for never. */
export function nextIdle({ clients, idleTimeout }: Engine): number {
  let at = Infinity;
  if (idleTimeout === 0) return at;
  for (const client of clients.values()) {
    if (mayBeIdle(client)) at = Math.min(at, client.lastActive + idleTimeout * 1000);
  }
  return at;
}

/** Closes the clients whose time is up. */
export function closeIdle(engine: Engine): void {
  const { now } = engine.keyspace;
  if (nextIdle(engine) > now) return;
  for (const client of [...engine.clients.values()]) {
    if (mayBeIdle(client) && client.lastActive + engine.idleTimeout * 1000 <= now) engine.close(client);
  }
}
