/**
 * The service worker's life as the page sees it. The worker keeps every file of the build (vite.config.ts has its options),
 * so that one visit is enough to work without a network. A newer build is fetched beside the running one and waits: it
 * takes over when the person says so, and never under their hands. Pages inside a frame register nothing: an embed is a
 * guest, and keeps nothing on its host's behalf.
 */
import { useSyncExternalStore } from 'react';

/** `waiting`: a newer build is ready here. `replaced`: another tab has already changed to it. */
export type Update = 'none' | 'waiting' | 'replaced';

const CHECK_MS = 60 * 60_000;
/** A worker that may take over does so within this time. */
const PATIENCE_MS = 3000;

let update: Update = 'none';
let registration: ServiceWorkerRegistration | undefined;
let reloading = false;
const listeners = new Set<() => void>();

function change(next: Update): void {
  if (update === next) return;
  update = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useUpdate = (): Update => useSyncExternalStore(subscribe, () => update);

/** Registers the worker once the page has done its own loading. Does nothing where there can be none. */
export async function startOffline(): Promise<void> {
  if (!import.meta.env.PROD || window.parent !== window || registration) return;
  const container = serviceWorkers();
  if (!container) return;
  // The first worker of a browser claims the page that brought it; that is no update.
  let hadController = container.controller !== null;
  container.addEventListener('controllerchange', () => {
    if (reloading) location.reload();
    else if (hadController) change('replaced');
    hadController = true;
  });
  // A file of this build that is gone: the server has a newer one, and the page could not go on by itself.
  window.addEventListener('vite:preloadError', () => {
    if (navigator.onLine) change('replaced');
  });
  // The browser's own cache must not hide a newer worker. Where it is refused (a private window, a full disk) or blocked by
  // an extension, which answers with nothing, everything works with a network.
  const options = { updateViaCache: 'none' } as const;
  const found: ServiceWorkerRegistration | undefined = await container
    .register(new URL('sw.js', document.baseURI), options)
    .catch(() => undefined);
  if (!found) return;
  registration = found;
  watch(found);
}

function watch(found: ServiceWorkerRegistration): void {
  const look = () => {
    // Without an active worker the waiting one is the first, and takes over by itself.
    if (found.waiting && found.active) change('waiting');
  };
  look();
  found.addEventListener('updatefound', () => found.installing?.addEventListener('statechange', look));
  const check = () => {
    if (navigator.onLine) found.update().catch(() => undefined);
  };
  setInterval(check, CHECK_MS);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') check();
  });
}

/** Changes to the newer build: the page loads again as soon as its worker has taken over. */
export function applyUpdate(): void {
  reloading = true;
  const waiting = registration?.waiting;
  if (!waiting) {
    location.reload();
    return;
  }
  waiting.postMessage({ type: 'SKIP_WAITING' });
  setTimeout(() => void insist(), PATIENCE_MS);
}

/**
 * Chromium sometimes keeps the older worker as long as it believes it busy, whatever the newer one asks. Without the
 * registration the page comes from the server, which has the newer build, and registers that build's worker. Where the server
 * cannot be reached the older build is the one that works.
 */
async function insist(): Promise<void> {
  // A file that the worker does not keep, so that the answer is the server's.
  const probe = new URL('card.png', document.baseURI);
  const reached = await fetch(probe, { method: 'HEAD', cache: 'no-store' }).then(
    ({ ok }) => ok,
    () => false,
  );
  if (reached) await registration?.unregister().catch(() => false);
  location.reload();
}

/** Undefined where the browser has no service workers or forbids them, as in a sandboxed frame. */
function serviceWorkers(): ServiceWorkerContainer | undefined {
  try {
    return 'serviceWorker' in navigator ? navigator.serviceWorker : undefined;
  } catch {
    return undefined;
  }
}
