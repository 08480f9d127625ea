/** Puts the keys and the clock of a scenario into a playground. */
import type { StoreApi } from 'zustand';
import { engineNow } from '../../client/engine-time.ts';
import { MAIN_LANE, type PlaygroundStore } from '../../client/state.ts';
import { rebuildCommands, type SharedScenario } from '../../share/scenario.ts';

/** Time stands still before the keys come and runs fast only after them, so that none ends on the way. */
export async function rebuild(
  store: StoreApi<PlaygroundStore>,
  { keyspace, clock }: Pick<SharedScenario, 'keyspace' | 'clock'>,
): Promise<void> {
  const { actions } = store.getState();
  if (clock?.paused) await actions.clock({ op: 'pause' });
  if (keyspace) {
    const commands = rebuildCommands(keyspace, Date.now(), engineNow(store.getState().clock));
    await Promise.all(commands.map((argv) => actions.run(MAIN_LANE, argv, 'app')));
  }
  if (clock) await actions.clock({ op: 'speed', speed: clock.speed });
}
