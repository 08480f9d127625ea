/** The database's worker in this very process. One Postgres serves all playgrounds, one after the other. */
import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { Busy } from '../../src/app/lessons/process.testing.ts';
import type { SqlWorker } from '../../src/sql/connection.ts';
import { Database } from '../../src/sql/database.ts';
import type { FromSqlWorker, SqlAsk, SqlKit, ToSqlWorker } from '../../src/sql/messages.ts';
import { type StartOptions, startPostgres } from '../../src/sql/start.ts';

let shared: Promise<Database> | undefined;

/** The files of a new database, where the site was built once: making them takes seconds. */
function fresh(): StartOptions {
  const packed = 'node_modules/.keyglass/postgres/fresh.packed';
  return existsSync(packed) ? { files: new Blob([gunzipSync(readFileSync(packed))]) } : {};
}

async function open(): Promise<Database> {
  shared ??= startPostgres(fresh()).then((postgres) => new Database(postgres));
  const database = await shared;
  await database.reset();
  return database;
}

async function answer(database: Database, ask: SqlAsk): Promise<unknown> {
  switch (ask.method) {
    case 'query':
      return database.query(ask.params.text, ask.params.params);
    case 'tables':
      return database.tables();
    case 'rows':
      return database.rows(ask.params.table, ask.params.limit);
    case 'reset':
      return database.reset();
    case 'dump':
      // No worker is ended here, so none has to be made again from a copy.
      return undefined;
  }
}

export function createSqlWorker(busy: Busy): SqlWorker {
  let last: Promise<Database | undefined> = Promise.resolve(undefined);
  const post = (data: FromSqlWorker) => worker.onmessage?.({ data } as MessageEvent<FromSqlWorker>);
  const worker: SqlWorker = {
    onmessage: null,
    onerror: null,
    terminate: () => undefined,
    postMessage(message: ToSqlWorker) {
      busy.begin();
      last = last
        .then(async (database) => {
          if (message.kind === 'open') {
            const opened = await open();
            post({ kind: 'loaded', kit: NO_KIT });
            for (const { text, params } of message.replay) await opened.query(text, params);
            post({ kind: 'ready' });
            return opened;
          }
          if (!database) throw new Error('Postgres is not open.');
          post({ kind: 'answer', id: message.id, value: await answer(database, message.ask) });
          return database;
        })
        .catch((error: unknown) => {
          const reason = error instanceof Error ? error.message : String(error);
          post(
            message.kind === 'open'
              ? { kind: 'failed', reason }
              : { kind: 'refused', id: message.id, reason },
          );
          return shared;
        })
        .finally(() => busy.end());
    },
  };
  return worker;
}

/** The package finds its own files here. */
const NO_KIT: SqlKit = {
  wasm: new WebAssembly.Module(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0)),
  bundle: new Blob(),
  fresh: new Blob(),
};
