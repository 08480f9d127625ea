/**
 * Serves engines to the page: one for the worker itself. A page with several embeds hands over a port for each further engine
 * in place of starting a worker for each: ten workers take 75 MB and 0.9 s more than ten bare frames, ten engines in one
 * worker 5 MB and no time (Chromium 156, two cores). A shared worker would do the same, but browsers refuse it to frames of
 * another site, which is what embeds are.
 */
import type { FromWorker, ToWorker } from '../protocol/messages.ts';
import { Host } from './host.ts';
import { loadPersistence } from './keeping.ts';
import { loadLua } from './lua.ts';

declare const self: DedicatedWorkerGlobalScope;

interface Port {
  postMessage(message: FromWorker): void;
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null;
}

/** The name of a worker whose engine is to be kept, so that it need not be asked before it fetches what that takes. */
const KEPT = 'keyglass-kept-engine';

const hosts = new Set<Host>();

function serve(port: Port): Host {
  const host = new Host({
    post: (message) => port.postMessage(message),
    now: () => Date.now(),
    micros: () => performance.now() * 1000,
    setTimer: (work, ms) => setTimeout(work, ms),
    clearTimer: (timer) => clearTimeout(timer as number | undefined),
    loadLua,
  });
  hosts.add(host);
  return host;
}

/** Serves a further playground on a port of its own, until that says `end`. */
function serveGuest(port: MessagePort): void {
  const host = serve(port);
  port.onmessage = ({ data }: MessageEvent<ToWorker | 'end'>) => {
    if (data !== 'end') {
      host.receive(data);
      return;
    }
    host.renew(1);
    hosts.delete(host);
    port.close();
  };
}

const own = serve(self);
// The first message comes when the page's long start lets it through. One that fails is tried again by whoever needs it.
if (self.name === KEPT) loadPersistence().catch(() => undefined);
self.onmessage = ({ data, ports }: MessageEvent<ToWorker>) => {
  const [port] = ports;
  if (port) serveGuest(port);
  else own.receive(data);
};
self.addEventListener('unhandledrejection', (event) => {
  event.preventDefault();
  // Nobody knows whose it was.
  for (const host of hosts) host.fail(event.reason);
});
