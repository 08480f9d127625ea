/** What a query of the database beside the store gives. */

/** A value as a program gives or gets it. */
export type SqlValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | Date
  | Uint8Array
  | readonly SqlValue[]
  | { readonly [name: string]: unknown };

export interface SqlColumn {
  readonly name: string;
  /** As Postgres writes it: `integer`, `character varying(20)`. */
  readonly type: string;
  /** The type's object id, by which values are read. */
  readonly oid: number;
}

/** What one statement gave. */
export interface SqlSet {
  /** Empty where the statement gives no rows. */
  readonly columns: readonly SqlColumn[];
  /** Values as Postgres writes them; null is NULL. */
  readonly rows: readonly (readonly (string | null)[])[];
  /** Rows that came but are not here, because the result was too large. */
  readonly left: number;
  /** `SELECT 3`, `INSERT 0 1`, `CREATE TABLE`. */
  readonly tag: string;
}

/** An error in Postgres' own words. */
export interface SqlError {
  readonly severity: string;
  readonly message: string;
  /** Five letters, as `42P01`; undefined where the error is not of Postgres. */
  readonly code: string | undefined;
  readonly detail: string | undefined;
  readonly hint: string | undefined;
  /** In characters of the statement's text, from 1. */
  readonly position: number | undefined;
  readonly where: string | undefined;
}

/** I: idle. T: inside a transaction. E: inside one that has failed. */
export type TransactionStatus = 'I' | 'T' | 'E';

export interface SqlResult {
  /** One for each statement of the text that succeeded. */
  readonly sets: readonly SqlSet[];
  /** The error that ended the text, if any. */
  readonly error: SqlError | undefined;
  /** `NOTICE:  …` and `WARNING:  …`, as psql prints them. */
  readonly notices: readonly string[];
  /** Time in Postgres. */
  readonly ms: number;
  readonly transaction: TransactionStatus;
}

/** A table as the panel lists it. */
export interface SqlTable {
  readonly schema: string;
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly type: string; readonly primary: boolean }[];
  /** Counted up to a bound; `more` says that there are more. */
  readonly rows: number;
  readonly more: boolean;
}

/** How far the loading of Postgres is, in bytes as they travel. */
export interface SqlProgress {
  readonly loaded: number;
  readonly total: number;
}

/** Whoever runs SQL: in a worker, or in this very process. */
export interface SqlSession {
  /**
   * Runs one text of one or more statements. Never rejects: what goes wrong is the result's `error`. One lane's
   * transaction holds up the others' statements.
   */
  query(lane: string, text: string, params?: readonly SqlValue[], signal?: AbortSignal): Promise<SqlResult>;
  /** Empties the database. Rejects where that fails. */
  reset(): Promise<void>;
}

/** A result that is nothing but an error, in Postgres' words or ours. */
export function failedResult(message: string, code?: string): SqlResult {
  const error = {
    severity: 'ERROR',
    message,
    code,
    detail: undefined,
    hint: undefined,
    position: undefined,
    where: undefined,
  };
  return { sets: [], error, notices: [], ms: 0, transaction: 'I' };
}

/** What Postgres says of a statement that was stopped. */
export const cancelled = (): SqlResult => failedResult('canceling statement due to user request', '57014');
