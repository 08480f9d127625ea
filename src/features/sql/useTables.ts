/** The tables and the rows of one of them, read again after each query. */
import { useEffect, useState } from 'react';
import { useActions, usePlayground } from '../../client/provider.tsx';
import type { SqlSet, SqlTable } from '../../sql/types.ts';
import { nameOf } from './Tables.tsx';

export const SHOWN_ROWS = 200;
/** Reading is work for Postgres too, so it waits for a moment of quiet, but not for long. */
const DELAY_MS = 150;

interface Read {
  readonly tables: readonly SqlTable[] | undefined;
  readonly selected: SqlTable | undefined;
  readonly rows: SqlSet | undefined;
  /** Which state of the database it is. */
  readonly version: number;
}

/** `chosen`: the table's name; the first one where it is not there. While a transaction is open, what was read before stays. */
export function useTables(chosen: string | undefined): Read {
  const actions = useActions();
  const version = usePlayground((state) => state.sql.version);
  const [read, setRead] = useState<Read>({
    tables: undefined,
    selected: undefined,
    rows: undefined,
    version: -1,
  });
  useEffect(() => {
    let current = true;
    const timer = setTimeout(async () => {
      try {
        const tables = await actions.sqlTables();
        if (!tables || !current) return;
        const selected = tables.find((table) => nameOf(table) === chosen) ?? tables[0];
        const result = selected && (await actions.sqlRows(selected, SHOWN_ROWS));
        if (current && (result || !selected)) setRead({ tables, selected, rows: result?.sets[0], version });
      } catch {
        // Postgres was stopped in the middle; it tells when it is there again.
      }
    }, DELAY_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [actions, version, chosen]);
  return read;
}
