/** The engine of another frame, at the other end of a port that comes by message. What is asked before waits for it. */
import type { WorkerLike } from '../../client/connection.ts';
import type { FromWorker, ToWorker } from '../../protocol/messages.ts';

export class LateWorker {
  private port: MessagePort | undefined;
  private current: WorkerLike | undefined;
  private readonly held: ToWorker[] = [];

  /** For the store. A worker after the first is another connection to the same engine. */
  readonly createWorker = (): WorkerLike => {
    const worker: WorkerLike = {
      onmessage: null,
      onerror: null,
      postMessage: (message) => {
        if (this.port) this.port.postMessage(message);
        else this.held.push(message);
      },
      // The engine goes on for its owner.
      terminate: () => undefined,
    };
    this.current = worker;
    return worker;
  };

  give(port: MessagePort): void {
    if (this.port) return;
    this.port = port;
    port.onmessage = (event: MessageEvent<FromWorker>) => this.current?.onmessage?.(event);
    for (const message of this.held.splice(0)) port.postMessage(message);
  }
}
