/**
 * Edits that panels make for the person. They are ordinary commands that the console shows, on the first lane where that
 * client can run them; where it is blocked, inside a transaction or only listening, on a lane of their own.
 */
import { useCallback, useEffect, useRef } from 'react';
import type { Reply } from '../engine/reply.ts';
import type { ClientView } from '../protocol/views.ts';
import { useActions, usePlayground, useView } from './provider.tsx';
import { MAIN_LANE } from './state.ts';

export const EDIT_LANE = 'inspector';

export interface EditResult {
  readonly ok: boolean;
  readonly reply: Reply;
}

/** Runs one command in the database that the panels show. An error reply is also told as a notice. */
export type Edit = (argv: readonly string[]) => Promise<EditResult>;

const isFree = (client: ClientView) =>
  client.blocked === undefined &&
  client.queued === undefined &&
  !client.monitor &&
  (client.subscriptions === 0 || client.resp === 3);

export function useEdit(): Edit {
  const actions = useActions();
  const db = usePlayground((state) => state.db);
  const clients = useView({ kind: 'clients' })?.clients;
  const latest = useRef({ db, clients });
  useEffect(() => {
    latest.current = { db, clients };
  }, [db, clients]);
  /** Databases that were selected since the last projection of the clients. */
  const selected = useRef(new Map<string, number>());
  useEffect(() => {
    if (clients) selected.current.clear();
  }, [clients]);

  return useCallback(
    async (argv) => {
      const main = latest.current.clients?.find(({ lane }) => lane === MAIN_LANE);
      const lane = !main || isFree(main) ? MAIN_LANE : EDIT_LANE;
      const client = latest.current.clients?.find((each) => each.lane === lane);
      const at = selected.current.get(lane) ?? client?.db ?? 0;
      const wanted = latest.current.db;
      if (at !== wanted) {
        selected.current.set(lane, wanted);
        await actions.run(lane, ['SELECT', String(wanted)], 'inspector');
      }
      const { reply, lost } = await actions.run(lane, argv, 'inspector');
      if (lost) {
        actions.notify({ kind: 'error', text: 'The engine stopped before it could answer.' });
        return { ok: false, reply };
      }
      const error = errorText(reply);
      if (error === undefined) return { ok: true, reply };
      actions.notify({ kind: 'error', text: `${argv[0] ?? ''}: ${error}` });
      return { ok: false, reply };
    },
    [actions],
  );
}

/** The text of an error reply, undefined for any other. */
export function errorText(reply: Reply): string | undefined {
  if (typeof reply !== 'object' || reply === null || !('kind' in reply)) return undefined;
  return reply.kind === 'error' ? reply.text : undefined;
}
