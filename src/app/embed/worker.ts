/** What an engine runs in: a worker, or a place in one. */
import type { WorkerLike } from '../../client/connection.ts';
import type { FromWorker } from '../../protocol/messages.ts';

/** A worker, or one engine in it. `serve` puts a further engine at the other end of a port into it. */
export interface EngineWorker extends WorkerLike {
  readonly serve?: (port: MessagePort) => void;
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
