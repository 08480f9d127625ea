/** The bar at the bottom of a phone: which panel is shown. */
import { Icon, type IconName } from '../ui/icons.tsx';
import { PHONE_VIEWS, type PhoneView, useLayout } from './layout.ts';
import styles from './PhoneTabs.module.css';

const LOOK: Readonly<Record<PhoneView, { label: string; icon: IconName }>> = {
  keys: { label: 'Keys', icon: 'key' },
  script: { label: 'Script', icon: 'code' },
  console: { label: 'Console', icon: 'terminal' },
  inspector: { label: 'Inspector', icon: 'eye' },
  ranking: { label: 'Ranking', icon: 'ranking' },
  log: { label: 'Log', icon: 'list' },
  durability: { label: 'Disk', icon: 'shield' },
};

export function PhoneTabs() {
  const [{ phone }, change] = useLayout();
  return (
    <nav className={styles.bar} aria-label="Panels">
      {PHONE_VIEWS.map((view) => (
        <button
          key={view}
          type="button"
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
