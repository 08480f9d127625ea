import { usePlayground } from '../../client/provider.tsx';
import { Button } from '../../ui/Button.tsx';
import styles from './Files.module.css';
import type { FileWork } from './useFileWork.ts';

/** What is going on, how far it is, and what went wrong. */
export function Progress({ work }: { work: FileWork }) {
  const done = usePlayground((state) => state.fileProgress?.done ?? 0);
  return (
    <>
      {work.error !== undefined && (
        <p role="alert" className={styles.error}>
          {work.error}
        </p>
      )}
      {work.busy !== undefined && (
        <div className={styles.progress} role="status">
          <span>{work.busy}</span>
          <progress aria-label={work.busy} max={1} value={done} />
          <Button small onClick={work.cancel}>
            Cancel
          </Button>
        </div>
      )}
    </>
  );
}
