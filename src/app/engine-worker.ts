/**
 * The engine's worker, begun before anything else of the page: its start takes as long as the page's own, so the two go side
 * by side. The built page loads this module by itself, ahead of the rest.
 */
const spawn = (): Worker =>
  // By this name it knows that it is to keep what it has (`KEPT` of src/worker/serve.ts).
  new Worker(new URL('../worker/entry.ts', import.meta.url), {
    type: 'module',
    name: 'keyglass-kept-engine',
  });

// A page that is about to become the small one for iframes (e2e/run/site/policy.ts) has no use for an engine.
let first = /[?&]embed=1(&|$)/.test(location.search) ? undefined : spawn();
// Nobody listens yet. One that could not start is tried again, so that whoever asks for it hears why.
if (first) {
  first.onerror = () => {
    first = undefined;
  };
}

/** The worker that was begun with the page; a new one for those who ask after that. */
export function createEngineWorker(): Worker {
  const worker = first ?? spawn();
  first = undefined;
  return worker;
}
