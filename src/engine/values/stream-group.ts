/** Consumer groups of a stream: who read up to where, and what was delivered and not yet acknowledged. */
import { type FrozenConsumer, type FrozenGroup, type FrozenPending, ordered } from './frozen.ts';
import { IdList } from './id-list.ts';
import { MIN_ID, type StreamId } from './stream-id.ts';

/** An entry that was delivered and not acknowledged. */
export interface Pending {
  readonly id: StreamId;
  consumer: Consumer;
  /** When it was last delivered, ms since the epoch. */
  deliveredAt: number;
  /** How often it was delivered. */
  deliveries: number;
}

export class Consumer {
  readonly name: string;
  /** When it last tried to read or claim, ms since the epoch. */
  seenAt: number;
  /** When it last got something, ms since the epoch; -1 for never. */
  activeAt = -1;
  readonly pending = new IdList<Pending>();

  constructor(name: string, seenAt: number) {
    this.name = name;
    this.seenAt = seenAt;
  }
}

/** Byte order, in which the reference lists groups and consumers. */
export const byName = (a: { readonly name: string }, b: { readonly name: string }): number =>
  a.name < b.name ? -1 : 1;

export class Group {
  readonly name: string;
  /** Entries up to here were delivered. */
  lastId: StreamId;
  /** How many entries of the stream's whole life the group has read; -1 where that is not known. */
  entriesRead: number;
  readonly pending = new IdList<Pending>();
  readonly consumers = new Map<string, Consumer>();
  /** Pending entries, the one that was delivered longest ago first; see `byAge`. */
  private readonly aged = new Set<Pending>();
  private agedInOrder = true;
  private latest = 0;

  constructor(name: string, lastId: StreamId, entriesRead: number) {
    this.name = name;
    this.lastId = lastId;
    this.entriesRead = entriesRead;
  }

  get sortedConsumers(): Consumer[] {
    return [...this.consumers.values()].sort(byName);
  }

  /** Delivers an entry to a consumer for the first time, or as if it were; it may be pending with another already. */
  deliver(id: StreamId, consumer: Consumer, at: number): Pending {
    const present = this.pending.get(id);
    if (present !== undefined) {
      this.assign(present, consumer, at);
      present.deliveries = 1;
      return present;
    }
    const pending: Pending = { id, consumer, deliveredAt: at, deliveries: 1 };
    this.pending.set(pending);
    consumer.pending.set(pending);
    this.touch(pending, at);
    return pending;
  }

  /** Makes `consumer` the owner of a pending entry, delivered at `at`. */
  assign(pending: Pending, consumer: Consumer, at: number): void {
    if (pending.consumer !== consumer) {
      pending.consumer.pending.delete(pending.id);
      pending.consumer = consumer;
      consumer.pending.set(pending);
    }
    this.touch(pending, at);
  }

  /** Sets when a pending entry was last delivered. */
  touch(pending: Pending, at: number): void {
    pending.deliveredAt = at;
    this.aged.delete(pending);
    this.aged.add(pending);
    if (at < this.latest) this.agedInOrder = false;
    else this.latest = at;
  }

  /** Takes an entry off the pending list; false where it is not there. */
  acknowledge(id: StreamId): boolean {
    const pending = this.pending.get(id);
    if (pending === undefined) return false;
    this.pending.delete(id);
    pending.consumer.pending.delete(id);
    this.aged.delete(pending);
    return true;
  }

  /** Removes a consumer with all that it has pending, and returns how much that was. */
  removeConsumer(consumer: Consumer): number {
    const { size } = consumer.pending;
    for (let item = consumer.pending.first; item; item = consumer.pending.first) this.acknowledge(item.id);
    this.consumers.delete(consumer.name);
    return size;
  }

  /** Pending entries in the order of their last delivery. */
  byAge(): Iterable<Pending> {
    if (!this.agedInOrder) {
      const sorted = [...this.aged].sort((a, b) => a.deliveredAt - b.deliveredAt);
      this.aged.clear();
      for (const pending of sorted) this.aged.add(pending);
      this.agedInOrder = true;
      this.latest = sorted.at(-1)?.deliveredAt ?? 0;
    }
    return this.aged;
  }

  frozen(): FrozenGroup {
    const { name, lastId, entriesRead } = this;
    const pending: FrozenPending[] = [];
    for (const { id, deliveredAt, deliveries } of this.pending.from(MIN_ID)) {
      pending.push({ id, deliveredAt, deliveries });
    }
    const consumers = new Map<string, FrozenConsumer>();
    for (const consumer of this.consumers.values()) {
      const { seenAt, activeAt } = consumer;
      const own = [...consumer.pending.from(MIN_ID)];
      consumers.set(consumer.name, { name: consumer.name, seenAt, activeAt, pending: ordered(own) });
    }
    return { name, lastId, entriesRead, pending: ordered(pending), consumers };
  }

  copy(): Group {
    const copy = new Group(this.name, this.lastId, this.entriesRead);
    for (const { name, seenAt, activeAt } of this.consumers.values()) {
      const consumer = new Consumer(name, seenAt);
      consumer.activeAt = activeAt;
      copy.consumers.set(name, consumer);
    }
    for (const { id, consumer, deliveredAt, deliveries } of this.byAge()) {
      const owner = copy.consumers.get(consumer.name);
      if (owner) copy.deliver(id, owner, deliveredAt).deliveries = deliveries;
    }
    return copy;
  }
}
