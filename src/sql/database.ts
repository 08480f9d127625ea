/**
 * One Postgres database, wherever it runs: a PGlite instance is handed in. Queries speak Postgres' wire protocol, so that
 * rows can be counted and left out while they come, and values arrive in Postgres' own text form.
 */
import { messages, protocol } from '@electric-sql/pglite';
import { TYPE_NAMES } from './type-names.ts';
import type { SqlColumn, SqlError, SqlResult, SqlSet, SqlTable, TransactionStatus } from './types.ts';
import { writeParam } from './values.ts';

/** The part of PGlite that is used. */
export interface Postgres {
  execProtocolRawStream(
    message: Uint8Array,
    options: { readonly onRawData: (bytes: Uint8Array) => void },
  ): Promise<void>;
  dumpDataDir(compression: 'none'): Promise<Blob>;
}

export interface ResultLimits {
  readonly rows: number;
  /** Of the values' text, in UTF-16 units. */
  readonly size: number;
}

export const RESULT_LIMITS: ResultLimits = { rows: 10_000, size: 4 * 1024 * 1024 };
/** Rows that are counted for the list of tables. */
const MAX_COUNT = 100_000;

interface OpenSet {
  columns: SqlColumn[];
  modifiers: number[];
  rows: (string | null)[][];
  left: number;
}

export class Database {
  private readonly postgres: Postgres;
  private readonly limits: ResultLimits;
  /** Names of types that are not in the short list, by number and modifier. */
  private readonly typeNames = new Map<string, string>();
  transaction: TransactionStatus = 'I';

  constructor(postgres: Postgres, limits: ResultLimits = RESULT_LIMITS) {
    this.postgres = postgres;
    this.limits = limits;
  }

  /** Runs one text: several statements only without parameters. Rejects only where Postgres itself came to an end. */
  async query(text: string, params: readonly unknown[] = []): Promise<SqlResult> {
    const sets: SqlSet[] = [];
    const modifiers: number[][] = [];
    const notices: string[] = [];
    let error: SqlError | undefined;
    let open: OpenSet | undefined;
    let size = 0;
    let rows = 0;
    let ready: string | undefined;
    const parser = new protocol.Parser();
    const take = (message: Parameters<Parameters<typeof parser.parse>[1]>[0]) => {
      if (message instanceof messages.RowDescriptionMessage) {
        open = { columns: [], modifiers: [], rows: [], left: 0 };
        for (const { name, dataTypeID: oid, dataTypeModifier } of message.fields) {
          open.columns.push({ name, oid, type: '' });
          open.modifiers.push(dataTypeModifier);
        }
      } else if (message instanceof messages.DataRowMessage) {
        if (!open) return;
        for (const field of message.fields) size += field?.length ?? 0;
        if (rows >= this.limits.rows || size > this.limits.size) open.left++;
        else {
          rows++;
          open.rows.push(message.fields);
        }
      } else if (message instanceof messages.CommandCompleteMessage) {
        const { columns = [], rows: taken = [], left = 0 } = open ?? {};
        sets.push({ columns, rows: taken, left, tag: message.text });
        modifiers.push(open?.modifiers ?? []);
        open = undefined;
      } else if (message instanceof messages.DatabaseError) {
        error ??= readError(message);
      } else if (message instanceof messages.NoticeMessage) {
        notices.push(`${message.severity ?? 'NOTICE'}:  ${message.message ?? ''}`);
      } else if (message instanceof messages.ReadyForQueryMessage) {
        ready = message.status;
      }
    };
    const request =
      params.length > 0
        ? withParameters(text, params)
        : join([protocol.serialize.query(text), ...refuseCopies(text)]);
    const from = performance.now();
    await this.postgres.execProtocolRawStream(request, {
      // The bytes stand in Postgres' own memory, which moves on.
      onRawData: (bytes) => parser.parse(bytes.slice(), take),
    });
    const ms = performance.now() - from;
    if (ready === undefined) throw new Error('Postgres came to an end in a query.');
    this.transaction = ready === 'T' || ready === 'E' ? ready : 'I';
    const named: SqlSet[] = [];
    for (const [i, set] of sets.entries()) {
      const columns: SqlColumn[] = [];
      for (const [j, column] of set.columns.entries()) {
        columns.push({ ...column, type: await this.typeName(column.oid, modifiers[i]?.[j] ?? -1) });
      }
      named.push({ ...set, columns });
    }
    return { sets: named, error, notices, ms, transaction: this.transaction };
  }

  /** Drops all that was made: every schema, then what belongs to the session. Rejects with Postgres' words. */
  async reset(): Promise<void> {
    if (this.transaction !== 'I') await this.query('ROLLBACK');
    for (const text of [DROP_ALL, 'DISCARD ALL']) {
      const { error } = await this.query(text);
      if (error) throw new Error(error.message);
    }
    this.typeNames.clear();
  }

  /** The tables that were made, with their rows counted. Undefined inside a transaction, which is not ours to speak in. */
  async tables(): Promise<SqlTable[] | undefined> {
    if (this.transaction !== 'I') return undefined;
    const { sets } = await this.query(LIST_TABLES);
    const tables: SqlTable[] = [];
    for (const [schema, name, columns] of sets[0]?.rows ?? []) {
      if (!schema || !name) continue;
      const counted = await this.query(
        `SELECT count(*) FROM (SELECT 1 FROM ${quoteName(schema)}.${quoteName(name)} LIMIT ${MAX_COUNT + 1}) AS bounded`,
      );
      const rows = Number(counted.sets[0]?.rows[0]?.[0] ?? 0);
      const more = rows > MAX_COUNT;
      tables.push({
        schema,
        name,
        columns: JSON.parse(columns ?? '[]'),
        rows: more ? MAX_COUNT : rows,
        more,
      });
    }
    return tables;
  }

  /** Some rows of a table: by its primary key where it has one. Undefined inside a transaction. */
  async rows({ schema, name, columns }: SqlTable, limit: number): Promise<SqlResult | undefined> {
    if (this.transaction !== 'I') return undefined;
    const key = columns.filter(({ primary }) => primary).map((column) => quoteName(column.name));
    const order = key.length > 0 ? ` ORDER BY ${key.join(', ')}` : '';
    return this.query(`SELECT * FROM ${quoteName(schema)}.${quoteName(name)}${order} LIMIT ${limit}`);
  }

  /**
   * The whole database as a tar of its files, from which another Postgres can start; undefined inside a transaction. The
   * checkpoint before it writes each page as it is: from the log alone, sequences would skip numbers.
   */
  async dump(): Promise<Blob | undefined> {
    if (this.transaction !== 'I') return undefined;
    await this.query('CHECKPOINT');
    return this.postgres.dumpDataDir('none');
  }

  private async typeName(oid: number, modifier: number): Promise<string> {
    const known = modifier === -1 ? TYPE_NAMES.get(oid) : undefined;
    if (known !== undefined) return known;
    const id = `${oid} ${modifier}`;
    const cached = this.typeNames.get(id);
    if (cached !== undefined) return cached;
    // Nothing can be asked there.
    if (this.transaction === 'E') return TYPE_NAMES.get(oid) ?? `type ${oid}`;
    const request = protocol.serialize.query(`SELECT format_type(${oid}, ${modifier})`);
    const parser = new protocol.Parser();
    let name = `type ${oid}`;
    await this.postgres.execProtocolRawStream(request, {
      onRawData: (bytes) =>
        parser.parse(bytes.slice(), (message) => {
          if (message instanceof messages.DataRowMessage) name = message.fields[0] ?? name;
        }),
    });
    this.typeNames.set(id, name);
    return name;
  }
}

export const quoteName = (name: string) => `"${name.replaceAll('"', '""')}"`;

/** The extended protocol: one statement whose `$1` … are sent beside it. */
function withParameters(text: string, params: readonly unknown[]): Uint8Array {
  const { serialize } = protocol;
  const parts = [
    serialize.parse({ text }),
    serialize.bind({ values: params.map(writeParam) }),
    serialize.describe({ type: 'P' }),
    serialize.execute({}),
    serialize.sync(),
  ];
  return join(parts);
}

/**
 * COPY FROM STDIN would wait for rows that never come. What follows the statement refuses them; where there was no such
 * COPY, Postgres ignores it.
 */
function refuseCopies(text: string): Uint8Array[] {
  const copies = text.match(/\bstdin\b/gi) ?? [];
  return copies.map(() => protocol.serialize.copyFail('there is no input here to copy rows from'));
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function readError(error: messages.DatabaseError): SqlError {
  const { severity, message, code, detail, hint, position, where } = error;
  return {
    severity: severity ?? 'ERROR',
    message,
    code,
    detail,
    hint,
    position: position === undefined ? undefined : Number(position),
    where,
  };
}

const OURS = `n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'`;

const DROP_ALL = `DO $$ DECLARE name text; BEGIN
  FOR name IN SELECT nspname FROM pg_namespace n WHERE ${OURS} LOOP
    EXECUTE format('DROP SCHEMA %I CASCADE', name);
  END LOOP;
  CREATE SCHEMA public;
END $$`;

const LIST_TABLES = `SELECT n.nspname, c.relname, (
    SELECT json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod), 'primary',
      EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indisprimary AND a.attnum = ANY (i.indkey))) ORDER BY a.attnum)
    FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped)
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND (${OURS} OR n.nspname LIKE 'pg\\_temp%')
  ORDER BY 1, 2 LIMIT 100`;
