/** The panels look at the database of the first client: SELECT in a script or in its console moves them too. */
import { useEffect } from 'react';
import { useActions, useView } from '../client/provider.tsx';
import { MAIN_LANE } from '../client/state.ts';

export function useFollowMain(): void {
  const actions = useActions();
  const db = useView({ kind: 'clients' })?.clients.find(({ lane }) => lane === MAIN_LANE)?.db;
  useEffect(() => {
    if (db !== undefined) actions.setDb(db);
  }, [actions, db]);
}
