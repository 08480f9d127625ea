/** What an engine runs in: a worker, or a place in one. */
import type { WorkerLike } from '../../client/connection.ts';
import type { FromWorker } from '../../protocol/messages.ts';

/** A worker, or one engine in it. `serve` puts a further engine at the other end of a port into it. */
export interface EngineWorker extends WorkerLike {
  readonly serve?: (port: MessagePort) => void;
}

/**
 * An engine in another frame's worker. `life` leads to that frame, which says there when it ends the worker: a port into a
 * worker that is gone is silent.
 */
export function portWorker(port: MessagePort, life: MessagePort): EngineWorker {
  const worker: EngineWorker = {
    onmessage: null,
    onerror: null,
    postMessage: (message) => port.postMessage(message),
    terminate() {
      life.removeEventListener('close', gone);
      life.close();
      port.postMessage('end');
      port.close();
    },
  };
  const gone = () =>
    worker.onerror?.(
      new ErrorEvent('error', { message: 'the part of the page that ran the engine is gone' }),
    );
  port.onmessage = (event: MessageEvent<FromWorker>) => worker.onmessage?.(event);
  life.onmessage = gone;
  // The frame itself is gone.
  life.addEventListener('close', gone);
  window.addEventListener('pagehide', ({ persisted }) => {
    // A page that the browser keeps for the way back goes on with what it has.
    if (!persisted) port.postMessage('end');
  });
  return worker;
}
