/** Starts the engine's worker, also where the frame has no origin of its own. */
import type { WorkerLike } from '../../client/connection.ts';

type WorkerClass = new (url: URL, options: WorkerOptions) => Worker;

/**
 * The bundler finds the worker's script by these very words, `new Worker(new URL(…))`; the class that the name stands for
 * is the caller's choice.
 */
const create = (Worker: WorkerClass): Worker =>
  new Worker(new URL('../../worker/entry.ts', import.meta.url), { type: 'module', name: 'keyglass-engine' });

/**
 * A sandboxed frame has no origin, so no address is of its own, and a worker must come from one that is. A blob made by
 * the frame is its own, and may import the script where the host allows that to all origins.
 */
class WorkerFromBlob extends Worker {
  constructor(url: URL, options: WorkerOptions) {
    const source = new Blob([`import ${JSON.stringify(url.href)};`], { type: 'text/javascript' });
    super(URL.createObjectURL(source), options);
  }
}

export function spawnWorker(): WorkerLike {
  if (window.origin === 'null') return create(WorkerFromBlob);
  return create(Worker);
}
