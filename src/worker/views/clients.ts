import type { Client } from '../../engine/client.ts';
import type { ClientsProjection, ClientView } from '../../protocol/views.ts';
import type { Lanes } from '../lanes.ts';

/** The clients and what they wait for. */
export function projectClients(lanes: Lanes): ClientsProjection {
  return { kind: 'clients', clients: [...lanes.entries()].map(([lane, client]) => clientView(lane, client)) };
}

function clientView(lane: string, client: Client): ClientView {
  const { blocked } = client;
  return {
    lane,
    id: client.id,
    db: client.db.index,
    resp: client.resp,
    queued: client.transaction?.queue.length,
    subscriptions: client.subscriptions,
    monitor: client.monitor,
    blocked: blocked && {
      command: blocked.command.name,
      keys: blocked.keys,
      since: blocked.since,
      until: blocked.until === Infinity ? -1 : blocked.until,
    },
  };
}
