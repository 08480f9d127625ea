/**
 * The playground's database: loaded with the first statement, one for each playground, and gone with the page. Nothing of it
 * is fetched before that, not even the page's end of its worker.
 */
import type { SqlConnection, SqlStatus, SqlWorker } from '../sql/connection.ts';
import type { SqlResult, SqlTable } from '../sql/types.ts';
import type { Notice } from './state.ts';

/** A query as the log shows it. */
export interface SqlLogEntry {
  readonly id: number;
  readonly lane: string;
  readonly text: string;
  /** ms since the epoch, when it was sent. */
  readonly at: number;
  /** Undefined while it waits or runs. */
  readonly ms: number | undefined;
  /** Rows that it gave or changed; undefined where that is not what it does. */
  readonly rows: number | undefined;
  /** In Postgres' words. */
  readonly error: string | undefined;
}

export interface SqlState {
  readonly status: SqlStatus;
  /** Newest last; the oldest go past 500. */
  readonly queries: readonly SqlLogEntry[];
  /** Texts that have been answered since the database was made or emptied. */
  readonly count: number;
  readonly errors: number;
  /** ms in Postgres, of all of them. */
  readonly ms: number;
  /** Goes up whenever the tables may have changed. */
  readonly version: number;
}

export interface SqlActions {
  /**
   * Runs one text on a lane of the database beside the store, which is loaded first where it is not there yet. Never
   * rejects: an error is part of the result. What is aborted answers `canceling statement due to user request`.
   */
  sql(
    lane: string,
    text: string,
    params?: readonly unknown[],
    signal?: AbortSignal,
    quiet?: boolean,
  ): Promise<SqlResult>;
  /** Loads and starts Postgres now. Rejects where that fails. */
  openSql(): Promise<void>;
  /** The tables with their rows counted; undefined while a transaction is open. Rejects where Postgres was stopped meanwhile. */
  sqlTables(): Promise<readonly SqlTable[] | undefined>;
  /** The first rows of a table, likewise. */
  sqlRows(table: SqlTable, limit: number): Promise<SqlResult | undefined>;
  /** Empties the log and the counts alone. */
  clearSqlLog(): void;
  /** Empties the database, and its log and counts. */
  resetSql(): Promise<void>;
}

export const NO_SQL: SqlState = {
  status: { state: 'absent' },
  queries: [],
  count: 0,
  errors: 0,
  ms: 0,
  version: 0,
};
const MAX_QUERIES = 500;

interface Around {
  createWorker: (() => SqlWorker) | undefined;
  get(): SqlState;
  set(change: Partial<SqlState>): void;
  notify(notice: Omit<Notice, 'id'>): void;
}

/** `leave` ends the database of the playground that is left. */
export function createSqlActions(around: Around): { actions: SqlActions; leave(): void } {
  let connection: Promise<SqlConnection> | undefined;
  let nextId = 1;
  const { get, set } = around;

  function connect(): Promise<SqlConnection> {
    connection ??= import('../sql/connection.ts').then((m) => {
      const { createWorker } = around;
      if (!createWorker) throw new Error('There is no database here.');
      return new m.SqlConnection(createWorker, {
        status: (status) => set({ status }),
        rebuilt(whole) {
          set({ version: get().version + 1 });
          if (whole) return;
          around.notify({
            kind: 'warning',
            text: 'Stopping the query took the database with it. More had run than could be kept, so some of its rows are older now.',
          });
        },
      });
    });
    // A part of the page that did not come is asked for again.
    connection.catch(() => {
      connection = undefined;
    });
    return connection;
  }

  function begin(lane: string, text: string): SqlLogEntry {
    const entry = {
      id: nextId++,
      lane,
      text,
      at: Date.now(),
      ms: undefined,
      rows: undefined,
      error: undefined,
    };
    set({ queries: [...get().queries, entry].slice(-MAX_QUERIES) });
    return entry;
  }

  function end(entry: SqlLogEntry, result: SqlResult): void {
    const { queries, count, errors, ms, version } = get();
    const counts = result.sets.flatMap(({ tag }) => rowsOf(tag) ?? []);
    const rows = counts.length > 0 ? counts.reduce((sum, each) => sum + each) : undefined;
    const done = { ...entry, ms: result.ms, rows, error: result.error?.message };
    set({
      queries: queries.map((query) => (query.id === entry.id ? done : query)),
      count: count + 1,
      errors: errors + (result.error ? 1 : 0),
      ms: ms + result.ms,
      version: version + 1,
    });
  }

  const actions: SqlActions = {
    async sql(lane, text, params = [], signal, quiet = false) {
      const entry = quiet ? undefined : begin(lane, text);
      const result = await connect().then(
        (open) => open.query(lane, text, params, signal),
        async (error: unknown) => {
          const { failedResult } = await import('../sql/types.ts');
          return failedResult(error instanceof Error ? error.message : String(error));
        },
      );
      if (entry) end(entry, result);
      return result;
    },
    openSql: async () => (await connect()).open(),
    sqlTables: async () => (connection ? (await connection).tables() : []),
    sqlRows: async (table, limit) => (await connect()).rows(table, limit),
    clearSqlLog: () => set({ queries: [], count: 0, errors: 0, ms: 0 }),
    async resetSql() {
      if (connection) await (await connection).reset();
      const { status, version } = get();
      set({ ...NO_SQL, status, version: version + 1 });
    },
  };
  return {
    actions,
    leave() {
      void connection?.then((open) => open.dispose());
      connection = undefined;
      set({ ...NO_SQL, version: get().version + 1 });
    },
  };
}

/** The number at the end of a command's tag: `SELECT 3`, `INSERT 0 1`. */
function rowsOf(tag: string): number | undefined {
  const [number] = /\d+$/.exec(tag) ?? [];
  return number === undefined ? undefined : Number(number);
}
