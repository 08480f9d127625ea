/** What this is, and what it is not. */
import { Dialog } from '../../ui/Dialog.tsx';
import styles from './Help.module.css';

export default function About({ onClose }: { onClose(): void }) {
  return (
    <Dialog title="About Keyglass" onClose={onClose} width={520}>
      <div className={styles.prose}>
        <p>
          Keyglass is a Redis-compatible playground that runs entirely in this browser tab. A key-value engine
          in a worker answers your commands, and the panels show live what they did.
        </p>
        <p>
          Nothing leaves your computer: there is no server, no account and no tracking. Playgrounds are kept
          in the storage of this browser, until you delete them or clear its data.
        </p>
        <p>
          It is for learning, teaching and trying things out. Do not use it as the only place for data you
          need.
        </p>
        <p className={styles.small}>
          Redis is a trademark of its owners; Keyglass is not affiliated with, sponsored or endorsed by them.
        </p>
      </div>
    </Dialog>
  );
}
