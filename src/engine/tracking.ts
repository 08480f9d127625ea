/**
 * Client-side caching: which clients must hear that a key they may have kept was changed.
 *
 * In the default mode the server remembers, for each key that a tracking client read, who read it, and tells each of them
 * once when the key changes. In broadcast mode nothing is remembered: a client names prefixes and hears of every change
 * below them. Messages go to the client itself (RESP3) or to another connection of its choice, which in RESP2 listens on
 * the channel `__redis__:invalidate`. Source: the reference's documentation of client-side caching.
 */
import type { Call } from './call.ts';
import type { Client } from './client.ts';
import type { Command } from './command.ts';
import { keysOf } from './keys.ts';
import { push, type Reply } from './reply.ts';

export interface TrackingState {
  readonly bcast: boolean;
  readonly optIn: boolean;
  readonly optOut: boolean;
  readonly noLoop: boolean;
  /** Id of the client that gets the messages; 0 for the client itself. */
  readonly redirect: number;
  readonly prefixes: readonly string[];
  /** The client that messages were redirected to is gone. */
  broken: boolean;
  /** CLIENT CACHING was called: the next command is (or is not) tracked. */
  caching: boolean;
}

/** What Tracking needs of the engine. */
export interface TrackingHost {
  readonly clients: ReadonlyMap<number, Client>;
  /** The client whose command runs now. */
  readonly running: Client | undefined;
  push(client: Client, message: Reply): void;
}

interface Prefix {
  readonly clients: Set<Client>;
  /** Keys changed in this unit of work, with who changed them last. */
  readonly changed: Map<string, Client | undefined>;
}

const CHANNEL = '__redis__:invalidate';
const NOBODY: Prefix = { clients: new Set(), changed: new Map() };
const byKey = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]) => (a < b ? -1 : 1);

export class Tracking {
  /** How many keys are remembered at most; the oldest are invalidated beyond. */
  maxKeys = 1_000_000;
  private readonly host: TrackingHost;
  /** By key, the ids of its readers: what is remembered may outlive a connection. */
  private readonly readers = new Map<string, Set<number>>();
  private readonly prefixes = new Map<string, Prefix>();
  private readonly clients = new Set<Client>();
  /** Pairs of key and reader. */
  private pairs = 0;
  private dirtyPrefixes = false;

  constructor(host: TrackingHost) {
    this.host = host;
  }

  /** False while no client tracks and nothing is remembered, so that nobody pays for it. */
  get active(): boolean {
    return this.clients.size > 0 || this.readers.size > 0;
  }

  get stats() {
    return {
      clients: this.clients.size,
      keys: this.readers.size,
      items: this.pairs,
      prefixes: this.prefixes.size,
    };
  }

  /** Switches tracking on, or changes its options; prefixes add to those that the client already has. */
  enable(client: Client, options: Omit<TrackingState, 'broken' | 'caching'>): void {
    const before = client.tracking?.prefixes ?? [];
    let prefixes: readonly string[] = [];
    if (options.bcast) {
      prefixes = [...new Set([...before, ...options.prefixes])].sort();
      if (prefixes.length === 0) prefixes = [''];
    }
    client.tracking = {
      ...options,
      prefixes,
      broken: false,
      caching: client.tracking?.caching ?? false,
    };
    this.clients.add(client);
    for (const prefix of prefixes) {
      let entry = this.prefixes.get(prefix);
      if (!entry) this.prefixes.set(prefix, (entry = { clients: new Set(), changed: new Map() }));
      entry.clients.add(client);
    }
  }

  /** Switches tracking off. What it read stays remembered until those keys change: tracking may be on again by then. */
  disable(client: Client): void {
    if (!client.tracking) return;
    for (const prefix of client.tracking.prefixes) {
      const entry = this.prefixes.get(prefix);
      if (entry?.clients.delete(client) && entry.clients.size === 0) this.prefixes.delete(prefix);
    }
    client.tracking = undefined;
    this.clients.delete(client);
  }

  /**
   * A client that tracks is done with a command, also with one that was refused (undefined where there is none of that
   * name). What CLIENT CACHING said holds for one command or transaction; other subcommands of CLIENT do not count.
   */
  ended({ tracking, transaction }: Client, command: Command | undefined): void {
    if (tracking?.caching && !transaction && !command?.id.startsWith('client|')) tracking.caching = false;
  }

  /** After a command of a client that tracks: remembers the keys of one that reads, where the client's mode says so. */
  after({ client, command, argv }: Call): void {
    const state = client.tracking;
    if (!state || state.bcast || !command.flags.includes('readonly')) return;
    if (state.optIn && !state.caching) return;
    if (state.optOut && state.caching) return;
    for (const key of keysOf(command, argv)) {
      let readers = this.readers.get(key);
      if (!readers) this.readers.set(key, (readers = new Set()));
      if (!readers.has(client.id)) {
        readers.add(client.id);
        this.pairs++;
      }
    }
    while (this.readers.size > this.maxKeys) {
      const oldest = this.readers.keys().next();
      if (oldest.done) break;
      this.invalidate(oldest.value, undefined);
    }
  }

  /** A key was changed, by `source` or by time. */
  invalidate(key: string, source: Client | undefined): void {
    for (const [prefix, entry] of this.prefixes) {
      if (!key.startsWith(prefix)) continue;
      entry.changed.set(key, source);
      this.dirtyPrefixes = true;
    }
    const readers = this.readers.get(key);
    if (!readers) return;
    this.readers.delete(key);
    this.pairs -= readers.size;
    for (const id of readers) {
      const client = this.host.clients.get(id);
      if (!client?.tracking || client.tracking.bcast) continue;
      if (client.tracking.noLoop && client === this.host.running) continue;
      this.tell(client, [key]);
    }
  }

  /**
   * All keys of a database are gone: everybody who tracks hears null instead of keys. Where all databases go, one after the
   * other, they hear it once.
   */
  flushed(db: number, cause: string): void {
    if (cause === 'swapdb' || (cause === 'flushall' && db > 0)) return;
    for (const client of this.clients) this.tell(client, null);
    this.readers.clear();
    this.pairs = 0;
  }

  /** After a unit of work: one message a prefix and client, with all keys that changed. */
  broadcast(): void {
    if (!this.dirtyPrefixes) return;
    this.dirtyPrefixes = false;
    // The reference keeps prefixes, and the keys below each, in the order of their bytes.
    for (const prefix of [...this.prefixes.keys()].sort()) {
      const { clients, changed } = this.prefixes.get(prefix) ?? NOBODY;
      if (changed.size === 0) continue;
      for (const client of clients) {
        const keys: string[] = [];
        for (const [key, source] of [...changed].sort(byKey))
          if (!(client.tracking?.noLoop && source === client)) keys.push(key);
        if (keys.length > 0) this.tell(client, keys);
      }
      changed.clear();
    }
  }

  private tell(client: Client, keys: readonly string[] | null): void {
    const redirect = client.tracking?.redirect ?? 0;
    let target = client;
    if (redirect > 0) {
      const other = this.host.clients.get(redirect);
      if (!other) {
        if (client.tracking) client.tracking.broken = true;
        if (client.resp === 3) this.host.push(client, push(['tracking-redir-broken', redirect]));
        return;
      }
      target = other;
    }
    if (target.resp === 3) this.host.push(target, push(['invalidate', keys]));
    else if (redirect > 0 && target.subscriptions > 0) {
      this.host.push(target, push(['message', CHANNEL, keys]));
    }
  }
}
