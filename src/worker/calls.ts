/** The answers to the page's calls. */

import type { Playground } from '../persistence/index.ts';
import type { CallRequest, Method, Methods, PlaygroundInfo } from '../protocol/methods.ts';
import { commandDocs } from './docs.ts';
import { durabilityCalls } from './durability.ts';
import { exportCommands } from './export.ts';
import { fileCalls } from './files/calls.ts';
import type { Host } from './host.ts';
import { folderKeys, keyNames } from './key-names.ts';
import { peekCall } from './peek.ts';
import { parseSettings } from './settings.ts';

type Handler<M extends Method> = (
  host: Host,
  params: Methods[M]['params'],
) => Methods[M]['result'] | Promise<Methods[M]['result']>;

const handlers: { readonly [M in Method]: Handler<M> } = {
  open: (host, params) => host.open(params),
  docs: () => commandDocs(),
  list: async (host) => {
    const kept = (await host.keeping.catalogue?.list()) ?? [];
    return kept.sort((a, b) => b.updatedAt - a.updatedAt).map(info);
  },
  create: async (host, { name, script }) =>
    info(await catalogue(host).create(checkName(name), script === undefined ? {} : { draft: script })),
  rename: async (host, { id, name }) => info(await catalogue(host).rename(id, checkName(name))),
  duplicate: async (host, { id, name }) => {
    await host.keeping.flush();
    return info(await catalogue(host).duplicate(id, checkName(name)));
  },
  delete: async (host, { id }) => {
    await catalogue(host).delete(id);
    return undefined;
  },
  undelete: async (host, { id }) => info(await catalogue(host).restore(id)),
  saveDraft: async (host, { script, settings }) => {
    if (host.playground === undefined || host.keeping.readOnly) return undefined;
    await host.keeping.catalogue?.update(host.playground, {
      draft: script,
      settings: parseSettings(settings),
    });
    return undefined;
  },
  flush: async (host) => {
    await host.keeping.flush();
    return undefined;
  },
  takeOver: (host) =>
    host.exclusively(async () => {
      if (!host.keeping.readOnly || host.playground === undefined) return host.keeping.state;
      host.renew(host.engine.keyspace.random.uint32());
      await host.keeping.takeOver(host.engine, host.playground);
      host.views.invalidate();
      return host.keeping.state;
    }),
  clock: (host, operation) => {
    const { clock } = host;
    if (operation.op === 'pause') clock.pause();
    else if (operation.op === 'resume') clock.resume();
    else if (operation.op === 'step') clock.step(bounded(operation.ms, 0, 366 * 86_400_000));
    else clock.setSpeed(bounded(operation.speed, 0.01, 10_000));
    host.clockChanged();
    return host.clockState();
  },
  reset: (host) => {
    const { engine, lanes } = host;
    lanes.disconnectAll();
    const client = engine.connect({ reply: () => undefined, push: () => undefined, close: () => undefined });
    engine.execute(client, ['FLUSHALL']);
    engine.disconnect(client);
    return undefined;
  },
  unblock: (host, { lane }) => {
    const client = host.lanes.client(lane);
    if (!client?.blocked) return false;
    host.engine.turn(() => host.engine.blocking.release(client, client.blocked?.onTimeout ?? null));
    return true;
  },
  disconnect: (host, { lane }) => {
    host.lanes.disconnect(lane);
    return undefined;
  },
  renameLane: (host, { lane, to }) => {
    const renamed = host.lanes.rename(lane, to);
    host.views.invalidate();
    return renamed;
  },
  exportCommands: (host, { maxBytes }) => exportCommands(host.engine, maxBytes),
  keyNames: (host, { db, prefix, limit }) => keyNames(host.engine, db, prefix, limit),
  rowKeys: (host, spec) => host.views.rowKeys(spec),
  folderKeys: (host, { db, path, ...filter }) => folderKeys(host.engine, db, path, filter),
  peek: peekCall,
  followLog: (host, { all }) => {
    host.log.followAll = all;
    return undefined;
  },
  ...fileCalls,
  ...durabilityCalls,
  crash: () => {
    throw new Error('This crash was asked for.');
  },
};

/** Runs a call; the answer goes to the outbox, at once or when it is there. */
export function answerCall(host: Host, request: CallRequest): void {
  const { id, method } = request;
  if (method === 'crash') throw new Error('This crash was asked for.');
  const handler = handlers[method] as Handler<Method> | undefined;
  const fail = (error: unknown) =>
    host.outbox.result({ id, ok: false, error: error instanceof Error ? error.message : String(error) });
  if (!handler) {
    fail(`The engine knows no call ${String(method)}.`);
    return;
  }
  try {
    const answer = handler(host, request.params);
    if (!(answer instanceof Promise)) {
      host.outbox.result({ id, ok: true, value: answer });
      return;
    }
    answer
      .then((value) => host.outbox.result({ id, ok: true, value }), fail)
      .finally(() => host.guard(() => host.flush()));
  } catch (error) {
    fail(error);
  }
}

function catalogue(host: Host) {
  const { catalogue } = host.keeping;
  if (!catalogue) throw new Error('Nothing can be kept here, so there is only this one playground.');
  return catalogue;
}

const info = ({ id, name, createdAt, updatedAt }: Playground): PlaygroundInfo => ({
  id,
  name,
  createdAt,
  updatedAt,
});

function checkName(name: string): string {
  const trimmed = name.trim().slice(0, 80);
  if (trimmed === '') throw new Error('A playground needs a name.');
  return trimmed;
}

function bounded(value: number, min: number, max: number): number {
  if (!Number.isFinite(value)) throw new Error('A number is needed.');
  return Math.min(max, Math.max(min, value));
}
