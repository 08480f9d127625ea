import { useEffect, useRef } from 'react';
import { usePlayground } from '../client/provider.tsx';
import { useLayout } from './layout.ts';

/** Whether the playground has a database: it does from its first statement on. */
export const useHasSql = (): boolean => usePlayground((state) => state.sql.status.state !== 'absent');

/**
 * Whether the database's tab is there: while there is a database, or where it was chosen. With the first statement it comes
 * to the front in place of the console, which shows nothing of SQL.
 */
export function useSqlTab(): boolean {
  const has = useHasSql();
  const [{ dock }, change] = useLayout();
  const before = useRef(has);
  useEffect(() => {
    if (has && !before.current && dock === 'console') change({ dock: 'sql' });
    before.current = has;
  }, [has, dock, change]);
  return has || dock === 'sql';
}
