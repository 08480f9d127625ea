/** How Postgres is started, in the worker and outside a browser alike. */
import { PGlite } from '@electric-sql/pglite';

/** What one playground's database needs: it is small, has no other sessions, and ends with the page. */
const SETTINGS = [
  'shared_buffers=16MB',
  // The log is kept short, because it is part of each copy of the database.
  'min_wal_size=2MB',
  'max_wal_size=4MB',
  'wal_level=minimal',
  'max_wal_senders=0',
];

export interface StartOptions {
  /** A tar of a database's files; without it, a new one is made, which takes seconds. */
  readonly files?: Blob;
  readonly wasm?: WebAssembly.Module;
  /** What Postgres brings beside its code. */
  readonly bundle?: Blob;
}

export async function startPostgres({ files, wasm, bundle }: StartOptions): Promise<PGlite> {
  const postgres = new PGlite({
    startParams: [...PGlite.defaultStartParams, ...SETTINGS.flatMap((setting) => ['-c', setting])],
    initDbStartParams: ['--wal-segsize=1'],
    ...(wasm && { pgliteWasmModule: wasm }),
    ...(bundle && { fsBundle: bundle }),
    // With files there is nothing to make, so what makes a database is not fetched: an empty module stands in for it.
    ...(files && { loadDataDir: files, initdbWasmModule: new WebAssembly.Module(EMPTY_MODULE) }),
  });
  await postgres.waitReady;
  return postgres;
}

const EMPTY_MODULE = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);
