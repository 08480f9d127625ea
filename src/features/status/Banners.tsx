/** What the person must know about the playground as a whole, above the panels, with what can be done about it. */
import { type ReactNode, useState } from 'react';
import { useActions, usePlayground, usePlaygroundStore } from '../../client/provider.tsx';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Icon } from '../../ui/icons.tsx';
import styles from './Banners.module.css';
import { MEMORY_REASONS } from './Keeping.tsx';

export function Banners() {
  const status = usePlayground((state) => state.status);
  const failure = usePlayground((state) => state.failure);
  const { mode, reason } = usePlayground((state) => state.keeping);
  const actions = useActions();
  const store = usePlaygroundStore();
  const [dismissed, setDismissed] = useState<string>();

  if (status === 'failed') {
    return (
      <Banner
        tone="bad"
        actions={
          <Button small icon="refresh" onClick={() => void restart(store)}>
            Start it again
          </Button>
        }
      >
        <strong>The engine stopped.</strong> {failure} Your script is safe; what was kept is loaded again.
      </Banner>
    );
  }
  if (status === 'recovering') {
    return <Banner tone="warn">The engine stopped and is being started again from what was kept…</Banner>;
  }
  if (status !== 'ready') return null;
  if (mode === 'read-only') {
    return (
      <Banner
        tone="warn"
        actions={
          <Button small onClick={() => void actions.takeOver().catch(() => undefined)}>
            Take over
          </Button>
        }
      >
        <strong>This playground is open in another tab.</strong>{' '}
        {reason === 'taken-over'
          ? 'That tab took it over: what you do here is not kept.'
          : 'You can look and try things here, but nothing of it is kept.'}
      </Banner>
    );
  }
  if (mode === 'memory' && reason !== 'embed' && dismissed !== reason) {
    return (
      <Banner
        tone="warn"
        actions={
          <IconButton small icon="close" label="Hide this message" onClick={() => setDismissed(reason)} />
        }
      >
        <strong>In memory only.</strong> {MEMORY_REASONS[reason ?? 'unavailable']} Everything works, but it is
        gone when you close this tab.
      </Banner>
    );
  }
  return null;
}

function Banner({
  tone,
  actions,
  children,
}: {
  tone: 'warn' | 'bad';
  actions?: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className={styles.banner} data-tone={tone} role={tone === 'bad' ? 'alert' : 'status'}>
      <Icon name="warning" />
      <p>{children}</p>
      {actions}
    </div>
  );
}

/** Starts a worker again on the same playground, with the draft as it stands in the page. */
async function restart(store: ReturnType<typeof usePlaygroundStore>): Promise<void> {
  const { playground, draft, actions } = store.getState();
  if (!playground) {
    location.reload();
    return;
  }
  await actions.switchTo(playground.id);
  if (store.getState().status === 'ready') actions.setDraft(draft);
}
