/** What a lesson sees of the database and the programs beside the store. */
import type { StoreApi } from 'zustand';
import type { ProgramState } from '../../client/programs/state.ts';
import { resultLines } from '../../client/sql-text.ts';
import type { PlaygroundStore } from '../../client/state.ts';
import type { SeenRows } from '../../lessons/observation.ts';

/** What happens there. */
export type BesideEvent = { readonly kind: 'statement'; readonly text: string } | ProgramEvent;

export type ProgramEvent =
  | { readonly kind: 'started'; readonly app: string }
  | { readonly kind: 'line'; readonly app: string; readonly text: string }
  | { readonly kind: 'outcome'; readonly app: string; readonly outcome: string; readonly count: number }
  /** A program or a whole load has ended: well, with an error, or because it was stopped. */
  | {
      readonly kind: 'ended';
      readonly app: string;
      readonly how: 'finished' | 'failed' | 'stopped';
      readonly error: string | undefined;
    };

/** The lane of queries that checks make. */
const CHECK_LANE = 'check';
/** ms after which such a query is ended: it may be endless, or wait for a transaction that is open. */
const MAX_QUERY_MS = 3000;

/** Runs a query that only reads; it is in no log and no count. Never rejects. */
async function readRows(store: StoreApi<PlaygroundStore>, query: string): Promise<SeenRows> {
  const { status } = store.getState().sql;
  // A check is no reason to load Postgres: what runs there loads it.
  if (status.state === 'absent') return { refused: 'Nothing has run in Postgres yet.' };
  if (status.state === 'loading') return { refused: 'Postgres is still being loaded.' };
  if (status.state === 'failed') return { refused: `Postgres could not be loaded: ${status.reason}` };
  const signal = AbortSignal.timeout(MAX_QUERY_MS);
  const { sets, error } = await store.getState().actions.sql(CHECK_LANE, query, [], signal, true);
  if (error)
    return { error: signal.aborted ? 'It took too long, or a transaction is still open.' : error.message };
  const last = sets.at(-1);
  if (!last) return { lines: [] };
  return {
    lines: resultLines({ sets: [last], error: undefined, notices: [], ms: 0, transaction: 'I' }, query),
  };
}

/** As `readRows`, but asks again only when the tables may have changed. */
export class Rows {
  private readonly store: StoreApi<PlaygroundStore>;
  private readonly known = new Map<string, SeenRows>();
  private of: unknown;

  constructor(store: StoreApi<PlaygroundStore>) {
    this.store = store;
  }

  async read(query: string): Promise<SeenRows> {
    const { version, status } = this.store.getState().sql;
    const now = `${version} ${status.state}`;
    if (this.of !== now) this.known.clear();
    this.of = now;
    const known = this.known.get(query);
    if (known) return known;
    const rows = await readRows(this.store, query);
    if (this.of === now) this.known.set(query, rows);
    return rows;
  }
}

/** Calls `listener` for all that happens there from now on. Returns how to stop it. */
export function observeBeside(
  store: StoreApi<PlaygroundStore>,
  listener: (event: BesideEvent) => void,
): () => void {
  let lastQuery = store.getState().sql.queries.at(-1)?.id ?? 0;
  const followed = new Map<string, Followed>();
  // What is over has been seen by somebody else.
  for (const program of store.getState().programs) follow(program, followed, () => undefined);
  return store.subscribe(({ sql, programs }, before) => {
    if (sql.queries !== before.sql.queries) {
      for (const { id, text } of sql.queries) {
        if (id <= lastQuery) continue;
        lastQuery = id;
        listener({ kind: 'statement', text });
      }
    }
    if (programs !== before.programs) for (const program of programs) follow(program, followed, listener);
  });
}

interface Followed {
  readonly run: ProgramState['run'];
  line: number;
  readonly counts: Map<string, number>;
  over: boolean;
}

/** Tells what is new of a program. */
function follow(
  program: ProgramState,
  followed: Map<string, Followed>,
  tell: (event: BesideEvent) => void,
): void {
  const { name: app, run, log, outcomes, status, error } = program;
  let known = followed.get(app);
  if (known?.run !== run) {
    // The one before it was stopped, if it had not ended.
    if (known && !known.over) tell({ kind: 'ended', app, how: 'stopped', error: undefined });
    followed.set(app, (known = { run, line: 0, counts: new Map(), over: false }));
    tell({ kind: 'started', app });
  }
  for (const { id, kind, text } of log) {
    if (id <= known.line) continue;
    known.line = id;
    if (kind === 'log') tell({ kind: 'line', app, text });
  }
  for (const [outcome, total] of outcomes) {
    const count = total - (known.counts.get(outcome) ?? 0);
    if (count > 0) tell({ kind: 'outcome', app, outcome, count });
    known.counts.set(outcome, total);
  }
  if (known.over || (status !== 'ended' && status !== 'failed' && status !== 'stopped')) return;
  known.over = true;
  const how = status === 'ended' ? 'finished' : status;
  tell({ kind: 'ended', app, how, error: how === 'failed' ? (error?.message ?? 'an error') : undefined });
}
