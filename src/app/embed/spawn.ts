/** Starts the engine's worker, also where the frame has no origin of its own. */
import type { EngineWorker } from './worker.ts';

type WorkerClass = new (url: URL, options: WorkerOptions) => Worker;

/**
 * The bundler finds the worker's script by these very words, `new Worker(new URL(…))`; the class that the name stands for
 * is the caller's choice.
 */
const create = (Worker: WorkerClass): Worker =>
  new Worker(new URL('../../worker/entry.ts', import.meta.url), { type: 'module', name: 'keyglass-engine' });

/**
 * A sandboxed frame has no origin, so no address is of its own, and a worker must come from one that is. A blob made by
 * the frame is its own, and may import the script where the host allows that to all origins. Chromium takes no module from
 * such a blob, so it is a plain script, which keeps what comes until the module is there.
 */
class WorkerFromBlob extends Worker {
  constructor(url: URL, { name = '' }: WorkerOptions) {
    const source = new Blob([bootstrap(url)], { type: 'text/javascript' });
    super(URL.createObjectURL(source), { name });
  }
}

const bootstrap = (url: URL) => `
  const early = [];
  onmessage = (event) => early.push(event);
  import(${JSON.stringify(url.href)}).then(
    () => early.forEach((event) => onmessage(event)),
    (error) => setTimeout(() => { throw error; }),
  );`;

const createSql = (Worker: WorkerClass): Worker =>
  new Worker(new URL('../../sql/postgres-worker.ts', import.meta.url), {
    type: 'module',
    name: 'keyglass-postgres',
  });

// A frame without an origin says so.
const workerClass = (): WorkerClass => (window.origin === 'null' ? WorkerFromBlob : Worker);

export const spawnSqlWorker = (): Worker => createSql(workerClass());

export function spawnWorker(): EngineWorker {
  const worker = create(workerClass());
  return Object.assign(worker, { serve: (port: MessagePort) => worker.postMessage('engine', [port]) });
}
