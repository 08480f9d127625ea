/** A panel of the page: a region with a name, a header with tools, and what belongs inside. */
import { type ReactNode, useId } from 'react';
import { Icon, type IconName } from './icons.tsx';
import styles from './Panel.module.css';

export interface PanelProps {
  readonly title: string;
  /** Small text after the title. */
  readonly detail?: ReactNode;
  readonly tools?: ReactNode;
  readonly children: ReactNode;
}

export function Panel({ title, detail, tools, children }: PanelProps) {
  const id = useId();
  return (
    <section className={styles.panel} aria-labelledby={id}>
      <header className={styles.header}>
        <h2 id={id} className={styles.title}>
          {title}
        </h2>
        {detail !== undefined && <span className={styles.detail}>{detail}</span>}
        {tools && <div className={styles.tools}>{tools}</div>}
      </header>
      {children}
    </section>
  );
}

/** What a panel says when there is nothing to show. */
export function Empty({ icon, title, children }: { icon?: IconName; title: string; children?: ReactNode }) {
  return (
    <div className={styles.empty}>
      {icon && <Icon name={icon} size={24} />}
      <strong>{title}</strong>
      {children}
    </div>
  );
}

export function Loading({ children = 'Loading…' }: { children?: ReactNode }) {
  return <div className={styles.loading}>{children}</div>;
}
