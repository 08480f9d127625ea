/** A shortcut as keycaps. */

import styles from './Keys.module.css';
import { shortcutKeys } from './keys.ts';

export function Keys({ shortcut }: { shortcut: string }) {
  return (
    <span className={styles.keys}>
      {shortcutKeys(shortcut).map((key) => (
        <kbd key={key}>{key}</kbd>
      ))}
    </span>
  );
}
