/**
 * A store in memory: for private windows, for a browser without IndexedDB, and for tests. It keeps the contract of the
 * lasting one, and it can play a power cut: what was appended relaxed and not synced since is then gone.
 */
import { concat } from './chunks.ts';
import type { Aside, Durability, Part, Store, Stored } from './store.ts';

interface State {
  snapshot: Uint8Array | undefined;
  log: Uint8Array[];
  asides: (Aside & { chunks: Uint8Array[] })[];
  nextAside: number;
}

export class MemoryStore implements Store {
  readonly kind = 'memory';
  private state: State;
  /** What a power cut leaves. */
  private durable: State;
  private closed = false;
  private readonly now: () => number;

  constructor(now: () => number = Date.now) {
    this.now = now;
    this.state = { snapshot: undefined, log: [], asides: [], nextAside: 1 };
    this.durable = copyOf(this.state);
  }

  get snapshotBytes(): number {
    return this.state.snapshot?.length ?? 0;
  }
  get logBytes(): number {
    return lengthOf(this.state.log);
  }

  /** The store as it would be found after the power went: only what was on disk. */
  afterPowerCut(): MemoryStore {
    const store = new MemoryStore(this.now);
    store.state = copyOf(this.durable);
    store.durable = copyOf(this.durable);
    return store;
  }

  /** The store as it would be found after the page went: everything that was handed over. */
  afterCrash(): MemoryStore {
    const store = new MemoryStore(this.now);
    store.state = copyOf(this.state);
    store.durable = copyOf(this.state);
    return store;
  }

  async claim(): Promise<void> {
    // Nobody else can have it.
  }

  async load(): Promise<Stored> {
    this.open();
    const { snapshot, log } = this.state;
    const stream = async function* (chunks: Uint8Array[]) {
      yield* chunks;
    };
    return {
      snapshot: snapshot && stream([snapshot]),
      log: stream([...log]),
      snapshotBytes: this.snapshotBytes,
      logBytes: this.logBytes,
      verified: false,
      damage: [],
    };
  }

  async append(commands: Uint8Array, durability: Durability = 'relaxed'): Promise<void> {
    this.open();
    this.state.log.push(commands.slice());
    if (durability === 'strict') this.settle();
  }

  async sync(): Promise<void> {
    this.open();
    this.settle();
  }

  async checkpoint(snapshot: AsyncIterable<Uint8Array>): Promise<number> {
    this.open();
    const covered = this.state.log.length;
    const chunks: Uint8Array[] = [];
    for await (const chunk of snapshot) chunks.push(chunk);
    this.open();
    this.state.snapshot = concat(chunks);
    this.state.log.splice(0, covered);
    this.settle();
    return this.snapshotBytes;
  }

  async setAside(part: Part, offset: number, reason: string): Promise<number> {
    this.open();
    const { state } = this;
    const all = part === 'log' ? concat(state.log) : (state.snapshot ?? new Uint8Array(0));
    const cut = part === 'log' ? all.slice(offset) : all;
    if (part === 'log') state.log = offset > 0 ? [all.slice(0, offset)] : [];
    else state.snapshot = undefined;
    const id = state.nextAside++;
    state.asides.push({ id, part, reason, at: this.now(), bytes: cut.length, chunks: [cut] });
    this.settle();
    return id;
  }

  async asides(): Promise<Aside[]> {
    this.open();
    return this.state.asides.map(({ id, part, reason, at, bytes }) => ({ id, part, reason, at, bytes }));
  }

  async readAside(id: number): Promise<Uint8Array[]> {
    this.open();
    return this.state.asides.find((aside) => aside.id === id)?.chunks ?? [];
  }

  async deleteAside(id: number): Promise<void> {
    this.open();
    this.state.asides = this.state.asides.filter((aside) => aside.id !== id);
    this.settle();
  }

  async close(): Promise<void> {
    this.closed = true;
  }

  private open(): void {
    if (this.closed) throw new Error('the store is closed');
  }

  private settle(): void {
    this.durable = copyOf(this.state);
  }
}

/** Chunks never change, so a copy of the lists is a copy. */
function copyOf(state: State): State {
  return { ...state, log: [...state.log], asides: [...state.asides] };
}

function lengthOf(chunks: readonly Uint8Array[]): number {
  let length = 0;
  for (const chunk of chunks) length += chunk.length;
  return length;
}

/** Keeps everything in memory. */
export function memoryStore(): MemoryStore {
  return new MemoryStore();
}
