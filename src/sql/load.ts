/**
 * Fetches Postgres: its code, the files it brings, and those of a fresh database, so that none has to be made first, which
 * would take seconds. All three were packed when the site was built (e2e/run/site/postgres.ts), so that no host has to
 * compress them.
 */
import type { SqlKit } from './messages.ts';
import type { SqlProgress } from './types.ts';

/** Vite makes files of them beside the worker's, wherever the page stands. */
const PARTS = [
  new URL('../../node_modules/.keyglass/postgres/code.packed', import.meta.url),
  new URL('../../node_modules/.keyglass/postgres/files.packed', import.meta.url),
  new URL('../../node_modules/.keyglass/postgres/fresh.packed', import.meta.url),
];

/** Set at build time: what all of them take. Hosts that compress once more do not say. */
declare const __POSTGRES_BYTES__: number;

/** `onProgress` counts bytes as they come. Rejects where a file is missing. */
export async function loadKit(onProgress: (progress: SqlProgress) => void): Promise<SqlKit> {
  let loaded = 0;
  const bodies = await Promise.all(
    PARTS.map(async (url) => {
      const response = await fetch(url);
      if (!response.ok || !response.body) throw new Error(`${response.status} ${response.statusText}`);
      return response.body;
    }),
  );
  const total = __POSTGRES_BYTES__;
  const tell = () => onProgress({ loaded, total });
  tell();
  const [code, bundle, fresh] = await Promise.all(
    bodies.map((body) => {
      const counted = body.pipeThrough(
        new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
          transform(chunk, controller) {
            loaded += chunk.length;
            tell();
            controller.enqueue(chunk);
          },
        }),
      );
      return new Response(counted.pipeThrough(new DecompressionStream('gzip')));
    }),
  );
  if (!code || !bundle || !fresh) throw new Error('Postgres is not whole.');
  const [wasm, bundleBlob, freshBlob] = await Promise.all([
    code.arrayBuffer().then((bytes) => WebAssembly.compile(bytes)),
    bundle.blob(),
    fresh.blob(),
  ]);
  return { wasm, bundle: bundleBlob, fresh: freshBlob };
}
