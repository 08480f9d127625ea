/** A short word on a tint of its own. */
import styles from './Badge.module.css';
import { cx } from './classes.ts';

export type Tone = 'blue' | 'violet' | 'amber' | 'green' | 'pink' | 'cyan';

export function Badge({
  tone,
  children,
  className,
}: {
  tone: Tone;
  children: string;
  className?: string | undefined;
}) {
  return <span className={cx(styles.badge, styles[tone], className)}>{children}</span>;
}
