/** What somebody types into the inspector stays, whatever happens to the key meanwhile. */
import { createContext, useContext, useEffect } from 'react';
import { Button } from '../../ui/Button.tsx';
import styles from './Inspector.module.css';

/** Told 1 when somebody begins to type a value, and -1 when that has ended. */
export const Typing = createContext<(change: 1 | -1) => void>(() => undefined);

/** Says that something is being typed, from the first to the last render with `typing`. */
export function useTyping(typing = true): void {
  const tell = useContext(Typing);
  useEffect(() => {
    if (!typing) return undefined;
    tell(1);
    return () => tell(-1);
  }, [tell, typing]);
}

/** Beside a draft whose value is another one by now. */
export function Changed({ onTake }: { onTake: (() => void) | undefined }) {
  return (
    <p className={styles.changed} role="status">
      The value has changed meanwhile; saving replaces it.
      {onTake && (
        <Button small onClick={onTake}>
          Edit the new one
        </Button>
      )}
    </p>
  );
}
