/**
 * What the page runs for the section `durability`: the built worker of the playground over this browser's IndexedDB, driven
 * by the protocol that the playground uses. Only the time that the engine spends in slices is measured on an engine in the
 * page itself, where it can be seen.
 */
import { VirtualClock } from '../../../src/engine/clock.ts';
import { Engine } from '../../../src/engine/engine.ts';
import { Snapshot } from '../../../src/persistence/snapshot.ts';

export interface Latencies {
  readonly count: number;
  readonly p50: number;
  readonly p99: number;
  readonly most: number;
}

export interface Durability {
  readonly appendOnly: boolean;
  readonly fsync: string;
  readonly save: readonly [];
}

const BATCH = 1000;
/** Messages on their way at once. */
const WINDOW = 4;
const VALUE = 'sixteen bytes ok';

export const keyOf = (i: number): string => `key:${String(i).padStart(8, '0')}`;

function latencies(times: number[]): Latencies {
  times.sort((a, b) => a - b);
  const at = (share: number) =>
    times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN;
  return { count: times.length, p50: at(0.5), p99: at(0.99), most: at(1) };
}

interface Message {
  readonly replies?: readonly unknown[];
  readonly results?: readonly { id: number; ok: boolean; value?: unknown; error?: string }[];
}

/** A worker with its playground. */
export class Playground {
  id = '';
  private readonly worker: Worker;
  private nextId = 1;
  private outbox: unknown[] = [];
  private readonly waiting = new Map<number, (value: unknown) => void>();

  constructor(entry: string) {
    this.worker = new Worker(entry, { type: 'module' });
    this.worker.onmessage = ({ data }: MessageEvent<Message>) => {
      const { replies = [], results = [] } = data;
      for (let i = 0; i < replies.length; i += 3) this.settle(replies[i], replies[i + 1]);
      for (const { id, ok, value, error } of results) {
        if (!ok) throw new Error(error);
        this.settle(id, value);
      }
    };
  }

  /** Opens the playground of this name; the answer is what the worker says about it. */
  async open(name: string): Promise<{ recovery: { keys: number; commands: number; ms: number } }> {
    const opened = (await this.call('open', { keep: true, seed: 1, name })) as {
      playground: { id: string };
      keeping: { mode: string };
      recovery: { keys: number; commands: number; ms: number };
    };
    if (opened.keeping.mode !== 'kept') throw new Error(`opened as ${opened.keeping.mode}`);
    this.id = opened.playground.id;
    return opened;
  }

  call(method: string, params: unknown): Promise<unknown> {
    return this.ask((id) => ({ calls: [{ id, method, params }] }));
  }

  /** Runs a command. As in the playground, what is asked for in one task of the page goes out as one message. */
  run(lane: string, ...argv: string[]): Promise<unknown> {
    const id = this.nextId++;
    if (this.outbox.length === 0) {
      queueMicrotask(() => {
        const run = this.outbox;
        this.outbox = [];
        this.worker.postMessage({ run });
      });
    }
    this.outbox.push(id, lane, argv);
    return new Promise((resolve) => this.waiting.set(id, resolve));
  }

  /** Sends so many commands in batches; the time until the last reply, ms. */
  async batches(count: number, command: (i: number) => string[]): Promise<number> {
    const started = performance.now();
    let next = 0;
    const stream = async () => {
      while (next < count) {
        const from = next;
        next = Math.min(count, next + BATCH);
        const run: unknown[] = [];
        for (let i = from; i < next - 1; i++) run.push(0, 'main', command(i));
        await this.ask((id) => ({ run: [...run, id, 'main', command(next - 1)] }));
      }
    };
    await Promise.all(Array.from({ length: WINDOW }, stream));
    return performance.now() - started;
  }

  terminate(): void {
    this.worker.terminate();
  }

  private ask(message: (id: number) => object): Promise<unknown> {
    const id = this.nextId++;
    return new Promise((resolve) => {
      this.waiting.set(id, resolve);
      this.worker.postMessage(message(id));
    });
  }

  private settle(id: unknown, value: unknown): void {
    const key = Number(id);
    const resolve = this.waiting.get(key);
    this.waiting.delete(key);
    resolve?.(value);
  }
}

const open = new Map<string, Playground>();

/** A playground that is kept in this way. */
async function start(entry: string, name: string, mode: Durability): Promise<void> {
  const first = new Playground(entry);
  await first.open(name);
  await first.call('saveDraft', { script: '', settings: JSON.stringify({ durability: mode }) });
  first.terminate();
  const playground = new Playground(entry);
  await playground.open(name);
  open.set(name, playground);
}

function playground(name: string): Playground {
  const found = open.get(name);
  if (!found) throw new Error(`${name} is not open`);
  return found;
}

/** Commands a second in batches, over a hundred thousand keys. */
async function rate(name: string, count: number, round: number): Promise<number> {
  const ms = await playground(name).batches(count, (i) => [
    'SET',
    keyOf((Math.imul(i + round * count, 0x9e3779b1) >>> 0) % 100_000),
    VALUE,
  ]);
  return count / (ms / 1000);
}

/** One command after the other, until `until` says that it is enough. */
async function oneByOne(
  name: string,
  command: (i: number) => string[],
  enough: (i: number) => boolean,
): Promise<Latencies> {
  const times: number[] = [];
  const one = playground(name);
  for (let i = 0; !enough(i); i++) {
    const started = performance.now();
    await one.run('main', ...command(i));
    times.push(performance.now() - started);
  }
  return latencies(times);
}

/** So many clients, each of which sends its next `pipeline` commands when it has its replies: commands a second. */
async function clients(name: string, count: number, pipeline: number, ms: number): Promise<number> {
  const one = playground(name);
  let done = 0;
  const until = performance.now() + ms;
  const started = performance.now();
  const client = async (lane: string) => {
    while (performance.now() < until) {
      const all: Promise<unknown>[] = [];
      for (let i = 0; i < pipeline; i++) all.push(one.run(lane, 'SET', keyOf((done + i) % 100_000), VALUE));
      await Promise.all(all);
      done += pipeline;
    }
  };
  await Promise.all(Array.from({ length: count }, (_, i) => client(`client ${i}`)));
  return done / ((performance.now() - started) / 1000);
}

const fill = (name: string, keys: number) => playground(name).batches(keys, (i) => ['SET', keyOf(i), VALUE]);

async function fillSortedSet(name: string, members: number): Promise<void> {
  await playground(name).batches(members / 20, (i) => [
    'ZADD',
    'large',
    ...Array.from({ length: 20 }, (_, j) => [String((i * 20 + j) % 65_536), `member:${i * 20 + j}`]).flat(),
  ]);
}

/** Commands one by one while a snapshot is made; what its making took, ms. */
async function duringSave(
  name: string,
  keys: number,
  large: boolean,
): Promise<{ latencies: Latencies; ms: number }> {
  const one = playground(name);
  const started = performance.now();
  let ms = 0;
  void one.run('save', 'SAVE').then(() => {
    ms = performance.now() - started;
  });
  const command = (i: number): string[] => {
    const n = Math.imul(i + 1, 0x9e3779b1) >>> 0;
    if (large && i % 4 === 0) return ['ZADD', 'large', String(n % 65_536), `member:${n % 1_000_000}`];
    return i % 2 === 0 ? ['SET', keyOf(n % keys), VALUE] : ['GET', keyOf(n % keys)];
  };
  const found = await oneByOne(name, command, () => ms > 0);
  return { latencies: found, ms };
}

/** Ends the worker and opens another one: ms until it takes commands, and what it says itself. */
async function reopen(
  entry: string,
  name: string,
): Promise<{ ms: number; recovery: number; keys: number; commands: number }> {
  await playground(name).call('flush', undefined);
  playground(name).terminate();
  const started = performance.now();
  const next = new Playground(entry);
  const { recovery } = await next.open(name);
  await next.run('main', 'PING');
  const ms = performance.now() - started;
  open.set(name, next);
  return { ms, recovery: recovery.ms, keys: recovery.keys, commands: recovery.commands };
}

async function stop(name: string): Promise<void> {
  await playground(name).call('flush', undefined);
  playground(name).terminate();
  open.delete(name);
}

/** Time that an engine spends in the slices of a snapshot of so many small keys: in all, and at most at once, ms. */
function slices(keys: number, sliceMs: number): { ms: number; most: number; bytes: number } {
  const micros = () => Math.floor(performance.now() * 1000);
  const engine = new Engine({ clock: new VirtualClock(Date.now, micros), seed: 1 });
  const client = engine.connect({ reply: () => undefined, push: () => undefined, close: () => undefined });
  for (let i = 0; i < keys; i += 1000) {
    engine.turn(() => {
      for (let j = i; j < i + 1000; j++) engine.execute(client, ['SET', keyOf(j), VALUE]);
    });
  }
  let ms = 0;
  let most = 0;
  let bytes = 0;
  const time = (work: () => void) => {
    const started = performance.now();
    work();
    const took = performance.now() - started;
    ms += took;
    most = Math.max(most, took);
  };
  let snapshot: Snapshot | undefined;
  time(() => {
    snapshot = new Snapshot(engine);
  });
  while (snapshot && !snapshot.done) {
    const one = snapshot;
    time(() => {
      one.step(sliceMs * 1000, 256 * 1024);
      if (one.done || one.length >= 256 * 1024) bytes += one.take().length;
    });
  }
  return { ms, most, bytes };
}

export const durability = {
  start,
  rate,
  oneByOne: (name: string, count: number) =>
    oneByOne(
      name,
      (i) => ['SET', keyOf(i), VALUE],
      (i) => i === count,
    ),
  clients,
  fill,
  fillSortedSet,
  duringSave,
  reopen,
  stop,
  slices,
  run: (name: string, ...argv: string[]) => playground(name).run('main', ...argv),
};

Object.assign(globalThis, { durability });
