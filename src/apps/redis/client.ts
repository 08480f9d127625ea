/**
 * `redis`: a client with the methods and the replies of npm `redis`. The methods come from the tables; what is written out
 * here is what is more than one command.
 */
import { ArgumentList, field, oneOrMany } from './arguments.ts';
import type { Connection, Kind, Listener } from './connection.ts';
import { findMethod } from './methods.ts';
import { multiOf } from './multi.ts';
import { unknownMethod } from './unknown.ts';

/** Methods of the tables are found by the proxy, so they are not part of the type. */
export type RedisClient = object;

export interface ClientFactory {
  /** A connection of its own, which is not open yet. */
  connection(): Connection;
}

export function createRedis(connection: Connection, factory: ClientFactory): RedisClient {
  const own = ownMethods(connection, factory, () => client);
  const cache = new Map<string, unknown>();
  const client: RedisClient = new Proxy(own, {
    get(target, name) {
      // `then` must not be there, or awaiting a client would call it.
      if (typeof name === 'symbol' || name === 'then' || name === 'toJSON') return undefined;
      if (name === 'isOpen' || name === 'isReady') return connection.open;
      if (name === 'isPubSubActive') return connection.channels > 0;
      if (Object.hasOwn(target, name)) return target[name];
      const known = cache.get(name);
      if (known) return known;
      const found = tableMethod(connection, name);
      cache.set(name, found);
      return found;
    },
  });
  return client;
}

function tableMethod(connection: Connection, name: string): unknown {
  const method = findMethod(name);
  if (!method) {
    return async () => {
      throw unknownMethod('redis', name);
    };
  }
  const { transform } = method;
  return async (...args: unknown[]) => {
    const reply = await connection.call(method.build(args));
    return transform ? transform(reply, args) : reply;
  };
}

type Own = Record<string, unknown>;

function ownMethods(connection: Connection, factory: ClientFactory, self: () => RedisClient): Own {
  const events = new Map<string, Set<(...args: unknown[]) => void>>();
  const emit = (event: string) => {
    for (const listener of events.get(event) ?? []) listener();
  };
  const listen = (event: string, listener: (...args: unknown[]) => void) => {
    events.set(event, (events.get(event) ?? new Set()).add(listener));
    return self();
  };
  const call = (name: string, args: readonly unknown[]): Promise<unknown> => {
    const method = tableMethod(connection, name);
    return typeof method === 'function' ? method(...args) : Promise.reject(unknownMethod('redis', name));
  };
  const end = () => {
    connection.close();
    emit('end');
  };
  const own: Own = {
    async connect() {
      await connection.start();
      emit('connect');
      emit('ready');
      return self();
    },
    duplicate: () => createRedis(factory.connection(), factory),
    async sendCommand(words: unknown) {
      const list = new ArgumentList();
      list.pushMany(words);
      return await connection.call(list.argv);
    },
    multi: () => multiOf(connection),
    async close() {
      await connection.settled();
      end();
    },
    async quit() {
      const reply = await connection.last(['QUIT']);
      end();
      return reply;
    },
    disconnect: async () => end(),
    destroy: end,
    on: listen,
    once: listen,
    addListener: listen,
    off(event: string, listener: (...args: unknown[]) => void) {
      events.get(event)?.delete(listener);
      return self();
    },
    scanIterator: (options: unknown) => pages(call, 'scan', [], options, 'keys'),
    hScanIterator: (key: unknown, options: unknown) => pages(call, 'hScan', [key], options, 'entries'),
    hScanNoValuesIterator: (key: unknown, options: unknown) =>
      pages(call, 'hScanNoValues', [key], options, 'fields'),
    sScanIterator: (key: unknown, options: unknown) => pages(call, 'sScan', [key], options, 'members'),
    zScanIterator: (key: unknown, options: unknown) => pages(call, 'zScan', [key], options, 'members'),
  };
  own.MULTI = own.multi;
  for (const [name, ending, kind] of SUBSCRIPTIONS) {
    own[name] = async (channels: unknown, listener: unknown) => {
      if (!isListener(listener))
        throw new TypeError(`${name} needs a function that is called with each message.`);
      await connection.subscribe(kind, oneOrMany(channels).map(String), listener);
    };
    own[ending] = async (channels: unknown, listener: unknown) => {
      await connection.unsubscribe(
        kind,
        channels === undefined ? undefined : oneOrMany(channels).map(String),
        isListener(listener) ? listener : undefined,
      );
    };
  }
  return own;
}

const SUBSCRIPTIONS: readonly (readonly [name: string, ending: string, kind: Kind])[] = [
  ['subscribe', 'unsubscribe', ''],
  ['pSubscribe', 'pUnsubscribe', 'P'],
  ['sSubscribe', 'sUnsubscribe', 'S'],
];

const isListener = (value: unknown): value is Listener => typeof value === 'function';

/** One page of a scan after the other. */
async function* pages(
  call: (name: string, args: readonly unknown[]) => Promise<unknown>,
  name: string,
  args: readonly unknown[],
  options: unknown,
  part: string,
): AsyncGenerator<unknown> {
  let cursor: unknown = field(options, 'cursor') ?? '0';
  do {
    const page = await call(name, [...args, cursor, options]);
    cursor = field(page, 'cursor');
    yield field(page, part);
  } while (cursor !== '0');
}
