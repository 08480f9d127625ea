/** The database's worker: loads and starts Postgres when it is told to, then answers one request after the other. */
import { Database } from './database.ts';
import { loadKit } from './load.ts';
import type { FromSqlWorker, SqlAsk, ToSqlWorker } from './messages.ts';
import { startPostgres } from './start.ts';

declare const self: DedicatedWorkerGlobalScope;

const post = (message: FromSqlWorker) => self.postMessage(message);
const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

let database: Promise<Database> | undefined;
let last: Promise<unknown> = Promise.resolve();

async function open({ kit, files, replay }: ToSqlWorker & { kind: 'open' }): Promise<Database> {
  const loaded = kit ?? (await loadKit((progress) => post({ kind: 'progress', progress })));
  post({ kind: 'loaded', kit: loaded });
  const { wasm, bundle, fresh } = loaded;
  const opened = new Database(await startPostgres({ wasm, bundle, files: files ?? fresh }));
  for (const { text, params } of replay) await opened.query(text, params);
  // A transaction that was open when the worker before was ended is over.
  if (opened.transaction !== 'I') await opened.query('ROLLBACK');
  return opened;
}

async function answer(ask: SqlAsk): Promise<unknown> {
  const opened = await database;
  if (!opened) throw new Error('Postgres is not open.');
  switch (ask.method) {
    case 'query':
      return opened.query(ask.params.text, ask.params.params);
    case 'tables':
      return opened.tables();
    case 'rows':
      return opened.rows(ask.params.table, ask.params.limit);
    case 'reset':
      return opened.reset();
    case 'dump':
      return opened.dump();
  }
}

self.onmessage = ({ data }: MessageEvent<ToSqlWorker>) => {
  if (data.kind === 'open') {
    database = open(data);
    database.then(
      () => post({ kind: 'ready' }),
      (error: unknown) => post({ kind: 'failed', reason: messageOf(error) }),
    );
    return;
  }
  const { id, ask } = data;
  last = last.then(async () => {
    try {
      post({ kind: 'answer', id, value: await answer(ask) });
    } catch (error) {
      post({ kind: 'refused', id, reason: messageOf(error) });
    }
  });
};
