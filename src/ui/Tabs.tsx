/** Tabs after the WAI-ARIA pattern: one tab stop, arrows move, the panel follows at once. Panels stay mounted once seen. */
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { Icon, type IconName } from './icons.tsx';
import styles from './Tabs.module.css';

export interface Tab {
  readonly id: string;
  readonly label: string;
  readonly icon?: IconName;
  /** A figure after the label, such as how many are new. */
  readonly badge?: string | undefined;
  readonly content: ReactNode;
}

export interface TabsProps {
  /** What the tabs choose, for a screen reader. */
  readonly label: string;
  readonly tabs: readonly Tab[];
  readonly selected: string;
  onSelect(id: string): void;
  /** At the end of the row of tabs. */
  readonly tools?: ReactNode;
}

export function Tabs({ label, tabs, selected, onSelect, tools }: TabsProps) {
  const base = useId();
  const list = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState<readonly string[]>([selected]);
  useEffect(() => {
    setSeen((before) => (before.includes(selected) ? before : [...before, selected]));
  }, [selected]);

  function onKeyDown(event: KeyboardEvent) {
    const at = tabs.findIndex(({ id }) => id === selected);
    const to = {
      ArrowRight: (at + 1) % tabs.length,
      ArrowLeft: (at - 1 + tabs.length) % tabs.length,
      Home: 0,
      End: tabs.length - 1,
    }[event.key];
    const next = to === undefined ? undefined : tabs[to];
    if (!next) return;
    event.preventDefault();
    onSelect(next.id);
    list.current?.querySelector<HTMLElement>(`[data-tab="${next.id}"]`)?.focus();
  }

  return (
    <div className={styles.tabs}>
      <div className={styles.bar}>
        <div ref={list} role="tablist" aria-label={label} className={styles.list} onKeyDown={onKeyDown}>
          {tabs.map((tab) => (
            <button
              key={tab.id}
              type="button"
              role="tab"
              id={`${base}-${tab.id}`}
              data-tab={tab.id}
              aria-selected={tab.id === selected}
              aria-controls={`${base}-${tab.id}-panel`}
              tabIndex={tab.id === selected ? 0 : -1}
              className={styles.tab}
              onClick={() => onSelect(tab.id)}
            >
              {tab.icon && <Icon name={tab.icon} size={14} />}
              {tab.label}
              {tab.badge && <span className={styles.badge}>{tab.badge}</span>}
            </button>
          ))}
        </div>
        {tools && <div className={styles.tools}>{tools}</div>}
      </div>
      {tabs.map((tab) => (
        <div
          key={tab.id}
          role="tabpanel"
          id={`${base}-${tab.id}-panel`}
          aria-labelledby={`${base}-${tab.id}`}
          hidden={tab.id !== selected}
          className={styles.panel}
        >
          {(seen.includes(tab.id) || tab.id === selected) && (
            <ErrorBoundary name={tab.label}>{tab.content}</ErrorBoundary>
          )}
        </div>
      ))}
    </div>
  );
}
