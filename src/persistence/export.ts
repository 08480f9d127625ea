/** Snapshots as streams, one at a time for each engine. */
import type { Engine } from '../engine/engine.ts';
import { nextRound } from './pause.ts';
import { Snapshot } from './snapshot.ts';

export interface ExportOptions {
  /** Longest time that commands have to wait for a slice, in ms. */
  sliceMs?: number;
  /** Bytes of a chunk, about. */
  chunkBytes?: number;
  /** At least this version of the format; 10 if not given, or what the data needs. */
  version?: number;
  /** Lets others run between two slices; the event loop's next round if not given. */
  pause?(): Promise<void>;
  progress?(written: number, keys: number): void;
}

/** When the snapshot that an engine is busy with will be through. */
const busy = new WeakMap<Engine, Promise<void>>();

/** Waits until no snapshot of the engine is being written. */
export async function snapshotFree(engine: Engine): Promise<void> {
  for (let running = busy.get(engine); running; running = busy.get(engine)) await running;
}

/** A snapshot being written: its bytes as an RDB file, once. */
export interface Export {
  readonly chunks: AsyncIterable<Uint8Array>;
  /** Gives up; needed where nobody iterates. Harmless afterwards. */
  cancel(): void;
}

/**
 * Begins a snapshot of the keyspace as it is at this call. The caller takes all chunks, ends the iteration, or cancels.
 * Throws where another snapshot is being written (see `snapshotFree`).
 */
export function beginExport(engine: Engine, options: ExportOptions = {}): Export {
  const snapshot = new Snapshot(engine, options.version);
  let release = () => {};
  const through = new Promise<void>((resolve) => {
    release = resolve;
  });
  busy.set(engine, through);
  const cancel = () => {
    snapshot.cancel();
    if (busy.get(engine) === through) busy.delete(engine);
    release();
  };
  return { chunks: slices(snapshot, options, cancel), cancel };
}

async function* slices(
  snapshot: Snapshot,
  options: ExportOptions,
  end: () => void,
): AsyncGenerator<Uint8Array> {
  const { sliceMs = 1, chunkBytes = 256 * 1024, pause = nextRound } = options;
  try {
    for (;;) {
      snapshot.step(sliceMs * 1000, chunkBytes);
      if (snapshot.done) break;
      options.progress?.(snapshot.written, snapshot.keys);
      if (snapshot.length >= chunkBytes) yield snapshot.take();
      await pause();
    }
    if (!snapshot.whole) throw new Error('the snapshot was cancelled');
    options.progress?.(snapshot.keys, snapshot.keys);
    yield snapshot.take();
  } finally {
    end();
  }
}

/** The whole keyspace as an RDB file, made in slices while commands go on; it waits for a snapshot that is running. */
export async function* exportRdb(engine: Engine, options: ExportOptions = {}): AsyncGenerator<Uint8Array> {
  await snapshotFree(engine);
  yield* beginExport(engine, options).chunks;
}
