/** The worker's entry: one engine for one playground. */
import type { FromWorker, ToWorker } from '../protocol/messages.ts';
import { Host } from './host.ts';

declare const self: DedicatedWorkerGlobalScope;

const host = new Host({
  post: (message: FromWorker) => self.postMessage(message),
  now: () => Date.now(),
  micros: () => performance.now() * 1000,
  setTimer: (work, ms) => setTimeout(work, ms),
  clearTimer: (timer) => clearTimeout(timer as number | undefined),
});

self.onmessage = (event: MessageEvent<ToWorker>) => host.receive(event.data);
self.addEventListener('unhandledrejection', (event) => {
  event.preventDefault();
  host.fail(event.reason);
});
