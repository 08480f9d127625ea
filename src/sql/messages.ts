/** What page and worker of the database say to each other. */
import type { SqlProgress, SqlResult, SqlTable } from './types.ts';

/** A text that has run, as it is run again when the database is rebuilt. */
export interface SqlEntry {
  readonly text: string;
  readonly params: readonly unknown[];
}

/** What was loaded, kept by the page so that a further worker needs no network. */
export interface SqlKit {
  readonly wasm: WebAssembly.Module;
  readonly bundle: Blob;
  /** The files of a database in which nothing has been made. */
  readonly fresh: Blob;
}

export interface SqlMethods {
  query: { params: SqlEntry; result: SqlResult };
  tables: { params: undefined; result: readonly SqlTable[] | undefined };
  rows: { params: { readonly table: SqlTable; readonly limit: number }; result: SqlResult | undefined };
  reset: { params: undefined; result: undefined };
  /** A copy of the whole database; undefined inside a transaction. */
  dump: { params: undefined; result: Blob | undefined };
}
export type SqlMethod = keyof SqlMethods;

export type ToSqlWorker =
  | {
      readonly kind: 'open';
      readonly kit: SqlKit | undefined;
      /** A copy to start from. */
      readonly files: Blob | undefined;
      /** What has run since that copy. */
      readonly replay: readonly SqlEntry[];
    }
  | { readonly kind: 'ask'; readonly id: number; readonly ask: SqlAsk };

export type SqlAsk = {
  [M in SqlMethod]: { readonly method: M; readonly params: SqlMethods[M]['params'] };
}[SqlMethod];

export type FromSqlWorker =
  | { readonly kind: 'progress'; readonly progress: SqlProgress }
  /** Loaded, not yet started. */
  | { readonly kind: 'loaded'; readonly kit: SqlKit }
  | { readonly kind: 'ready' }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'refused'; readonly id: number; readonly reason: string };
