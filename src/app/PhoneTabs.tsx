/** The bar at the bottom of a phone: which panel is shown. */
import { Icon, type IconName } from '../ui/icons.tsx';
import { type PhoneView, useLayout } from './layout.ts';
import styles from './PhoneTabs.module.css';
import { usePhoneViews } from './phone.ts';

const LOOK: Readonly<Record<PhoneView, { label: string; icon: IconName }>> = {
  lesson: { label: 'Lesson', icon: 'learn' },
  keys: { label: 'Keys', icon: 'key' },
  script: { label: 'Script', icon: 'code' },
  console: { label: 'Console', icon: 'terminal' },
  inspector: { label: 'Inspector', icon: 'eye' },
  ranking: { label: 'Ranking', icon: 'ranking' },
  log: { label: 'Log', icon: 'list' },
  programs: { label: 'Programs', icon: 'code' },
  sql: { label: 'Postgres', icon: 'database' },
  durability: { label: 'Durability', icon: 'shield' },
};

/** A narrow bar may show only a part of the tab that was chosen. */
const intoSight = (tab: HTMLButtonElement | null) =>
  tab?.scrollIntoView({ block: 'nearest', inline: 'nearest' });

export function PhoneTabs() {
  const [, change] = useLayout();
  const { views, shown: phone } = usePhoneViews();
  return (
    <nav className={styles.bar} aria-label="Panels">
      {views.map((view) => (
        <button
          key={view}
          type="button"
          ref={view === phone ? intoSight : undefined}
          className={styles.tab}
          aria-current={view === phone ? 'page' : undefined}
          onClick={() => change({ phone: view })}
        >
          <Icon name={LOOK[view].icon} size={18} />
          {LOOK[view].label}
        </button>
      ))}
    </nav>
  );
}
