/** Brings a playground to where a step begins. All of it runs unseen. */
import type { StoreApi } from 'zustand';
import type { PlaygroundStore } from '../../client/state.ts';
import type { EditorSession } from '../../editor/session.ts';
import type { Step } from '../../lessons/lesson.ts';
import { runUnseen } from './unseen.ts';

/** What a lesson may have changed beyond keys, as it is in a new playground. */
const AFRESH = [
  'FLUSHALL',
  'FUNCTION FLUSH',
  'SCRIPT FLUSH',
  'CONFIG SET maxmemory 0 maxmemory-policy noeviction maxmemory-samples 5 notify-keyspace-events ""',
].join('\n');
const NO_COUNTS = 'CONFIG RESETSTAT\nSLOWLOG RESET';

/** Resolves when the engine is there; rejects where it cannot be started. */
export function whenReady(store: StoreApi<PlaygroundStore>): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = () => {
      const { status, failure } = store.getState();
      if (status === 'starting' || status === 'recovering') return false;
      if (status === 'failed') reject(new Error(failure ?? 'The engine could not be started.'));
      else resolve();
      return true;
    };
    if (look()) return;
    const unsubscribe = store.subscribe(() => {
      if (look()) unsubscribe();
    });
  });
}

/** Whether there is no key in any database. */
export async function isEmpty(store: StoreApi<PlaygroundStore>): Promise<boolean> {
  const { actions } = store.getState();
  const { replies } = await actions.call('peek', { db: 0, commands: [['INFO', 'keyspace']] });
  return !/db\d+:keys=/.test(JSON.stringify(replies));
}

/** Runs the setup of a step (by its index). Returns what went wrong, in a sentence. */
export async function setUp(
  store: StoreApi<PlaygroundStore>,
  editor: EditorSession,
  steps: readonly Step[],
  step: number,
): Promise<string | undefined> {
  const setup = steps[step]?.setup ?? '';
  if (setup === '') return undefined;
  const { errors } = await runUnseen(store, editor, setup);
  return errors[0] === undefined ? undefined : `The setup of step ${step + 1} failed. ${errors[0]}`;
}

/**
 * Makes everything anew up to the beginning of a step: empties both stores, then runs the setups of all steps up to it
 * with the solutions of those before it. Returns what went wrong in the last setup that went wrong.
 */
export async function makeAnew(
  store: StoreApi<PlaygroundStore>,
  editor: EditorSession,
  steps: readonly Step[],
  step: number,
): Promise<string | undefined> {
  const { actions, lanes } = store.getState();
  // Not the worker's own reset, which the log would show.
  for (const lane of lanes) await actions.call('disconnect', { lane });
  await actions.resetSql();
  await runUnseen(store, editor, AFRESH);
  let trouble: string | undefined;
  for (const [i, { solution, script }] of steps.slice(0, step + 1).entries()) {
    trouble = (await setUp(store, editor, steps, i)) ?? trouble;
    // What of a solution fails, or waits for ever, may be meant to.
    const done = solution || script;
    if (i < step && done !== '') await runUnseen(store, editor, done);
  }
  // What the panels counted meanwhile is nothing that the person did.
  await runUnseen(store, editor, NO_COUNTS);
  actions.programs.clear();
  actions.clearSqlLog();
  return trouble;
}
