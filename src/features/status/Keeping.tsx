/** Where the data of this playground is kept, as a word with a sign. */
import { useActions, usePlayground } from '../../client/provider.tsx';
import { Icon, type IconName } from '../../ui/icons.tsx';
import styles from './StatusBar.module.css';

export function Keeping() {
  const keeping = usePlayground((state) => state.keeping);
  const status = usePlayground((state) => state.status);
  const actions = useActions();
  if (status === 'starting') return <span />;
  if (status === 'failed') return <State icon="warning" tone="bad" text="Engine stopped" />;
  if (keeping.mode === 'read-only') {
    return (
      <span className={styles.keeping}>
        <State icon="lock" tone="warn" text="Read-only: open in another tab" />
        <button type="button" className={styles.action} onClick={() => void actions.takeOver()}>
          Take over
        </button>
      </span>
    );
  }
  if (keeping.mode === 'memory') {
    return (
      <State
        icon="warning"
        tone="warn"
        text="In memory only"
        tip={MEMORY_REASONS[keeping.reason ?? 'unavailable']}
      />
    );
  }
  const saving = keeping.pendingWrites > 0;
  return (
    <State
      icon={saving ? 'disk' : 'check'}
      tone="good"
      text={saving ? 'Saving…' : 'Saved'}
      tip="Kept in this browser. It survives a reload and a closed tab."
    />
  );
}

/** Why nothing is kept, in words for the person. */
export const MEMORY_REASONS = {
  private: 'This browser window is private, so nothing can be kept.',
  full: 'The storage of this browser is full. What was kept before is intact, and the rest is written as soon as there is room.',
  cleared: 'The browser cleared what was kept here. It is being written again.',
  unavailable: 'The storage of this browser cannot be used.',
  embed: 'This playground belongs to the page it is on and keeps nothing.',
  'other-tab': 'Another tab writes this playground.',
  'taken-over': 'Another tab took this playground over.',
} as const;

function State({
  icon,
  tone,
  text,
  tip,
}: {
  icon: IconName;
  tone: 'good' | 'warn' | 'bad';
  text: string;
  tip?: string;
}) {
  return (
    <span className={styles.keeping} data-tone={tone} data-tip={tip} role="status">
      <Icon name={icon} size={13} />
      {text}
    </span>
  );
}
