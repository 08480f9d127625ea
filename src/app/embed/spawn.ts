/** Starts the engine's worker, also where the frame has no origin of its own. */
import type { WorkerLike } from '../../client/connection.ts';
import type { FromWorker } from '../../protocol/messages.ts';

/** A worker, or one engine in it. `serve` puts a further engine at the other end of a port into it. */
export interface EngineWorker extends WorkerLike {
  readonly serve?: (port: MessagePort) => void;
}

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

export function spawnWorker(): EngineWorker {
  // A frame without an origin says so.
  const worker = window.origin === 'null' ? create(WorkerFromBlob) : create(Worker);
  return Object.assign(worker, { serve: (port: MessagePort) => worker.postMessage('engine', [port]) });
}

/** An engine in another frame's worker. */
export function portWorker(port: MessagePort): EngineWorker {
  const worker: EngineWorker = {
    onmessage: null,
    onerror: null,
    postMessage: (message) => port.postMessage(message),
    terminate() {
      port.removeEventListener('close', gone);
      port.postMessage('end');
      port.close();
    },
  };
  const gone = () =>
    worker.onerror?.(
      new ErrorEvent('error', { message: 'the part of the page that ran the engine is gone' }),
    );
  port.onmessage = (event: MessageEvent<FromWorker>) => worker.onmessage?.(event);
  port.addEventListener('close', gone);
  window.addEventListener('pagehide', () => port.postMessage('end'), { once: true });
  return worker;
}
