/** The panels look at the database of the first client: SELECT in a script or in its console moves them too. */
import { useEffect } from 'react';
import { useActions, usePlaygroundStore, useView } from '../client/provider.tsx';
import { MAIN_LANE } from '../client/state.ts';

export function useFollowMain(): void {
  const actions = useActions();
  const store = usePlaygroundStore();
  const db = useView({ kind: 'clients' })?.clients.find(({ lane }) => lane === MAIN_LANE)?.db;
  useEffect(() => {
    // Choosing a database clears what is inspected, so the same one is not chosen again.
    if (db !== undefined && db !== store.getState().db) actions.setDb(db);
  }, [actions, store, db]);
}
