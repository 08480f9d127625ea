/** Says that a newer build is there, and changes to it when asked. Draft and data are kept before the page goes. */
import { useEffect, useState } from 'react';
import { usePlayground, usePlaygroundStore } from '../../client/provider.tsx';
import { encodeLink } from '../../share/link.ts';
import { Button } from '../../ui/Button.tsx';
import { useCommands } from '../../ui/commands.tsx';
import { Icon } from '../../ui/icons.tsx';
import { applyUpdate, startOffline, useUpdate } from './registration.ts';
import styles from './UpdateNotice.module.css';

/** What of an unkept keyspace goes with the page's address. */
const MAX_CARRIED_BYTES = 512 * 1024;

export function UpdateNotice() {
  const ready = usePlayground((state) => state.status === 'ready' && state.docs.length > 0);
  const store = usePlaygroundStore();
  const update = useUpdate();
  const [put, setPut] = useState<string>();

  useEffect(() => {
    if (!ready) return;
    // After the panels: keeping the build must not compete with opening the page.
    const timer = setTimeout(() => void startOffline(), 1000);
    return () => clearTimeout(timer);
  }, [ready]);

  async function reload() {
    const kept = await keepAll(store).catch(() => false);
    if (kept) {
      applyUpdate();
      return;
    }
    store.getState().actions.notify({
      kind: 'warning',
      text: 'Not all of this playground could be taken along to the newer Keyglass. Download what you need first.',
      action: { label: 'Reload anyway', run: applyUpdate },
    });
  }

  useCommands(
    update === 'none'
      ? []
      : [
          {
            id: 'app.update',
            title: 'Reload to the newer Keyglass',
            group: 'Page',
            run: () => void reload(),
          },
        ],
  );

  if (update === 'none' || put === update) return null;
  return (
    <div className={styles.bar} role="status">
      <Icon name="info" />
      <p>
        {update === 'waiting'
          ? 'A newer Keyglass is ready. It starts when you reload; your script and data stay.'
          : 'A newer Keyglass was started in another tab. Reload here too; your script and data stay.'}
      </p>
      <span className={styles.choice}>
        <Button small onClick={() => setPut(update)}>
          Later
        </Button>
        <Button small look="primary" icon="refresh" onClick={() => void reload()}>
          Reload
        </Button>
      </span>
    </div>
  );
}

/**
 * Writes what the page holds to where the next page finds it: the playground's storage, or else the address itself. False
 * where not all of it fits there.
 */
async function keepAll(store: ReturnType<typeof usePlaygroundStore>): Promise<boolean> {
  const { actions, draft, settings, keeping } = store.getState();
  if (keeping.mode === 'kept') {
    await actions.call('saveDraft', { script: draft, settings: JSON.stringify(settings) });
    await actions.call('flush', undefined);
    return true;
  }
  const { commands, cut } = await actions.exportCommands(MAX_CARRIED_BYTES);
  if (draft.trim() === '' && commands.length === 0) return true;
  const keyspace = commands.length > 0 && { commands, takenAt: Date.now(), ttl: 'absolute' as const };
  const scenario = { title: '', text: [], script: draft, view: undefined, keyspace: keyspace || undefined };
  history.replaceState(history.state, '', `#${await encodeLink(scenario)}`);
  return !cut;
}
