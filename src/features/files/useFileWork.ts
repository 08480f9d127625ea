/** Work of the worker on a file: one at a time, with how far it is and a way to give it up. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { useActions } from '../../client/provider.tsx';

export interface FileWork {
  /** What is going on, for the person; undefined: nothing. */
  readonly busy: string | undefined;
  readonly error: string | undefined;
  /** Resolves with undefined where the work failed, was given up, or was overtaken. */
  run<T>(what: string, work: () => Promise<T>): Promise<T | undefined>;
  cancel(): void;
}

export function useFileWork(): FileWork {
  const actions = useActions();
  const [busy, setBusy] = useState<string>();
  const [error, setError] = useState<string>();
  const turn = useRef(0);

  const cancel = useCallback(() => {
    turn.current++;
    setBusy(undefined);
    void actions.call('cancelFile', undefined).catch(() => undefined);
  }, [actions]);

  const run = useCallback(async <T>(what: string, work: () => Promise<T>): Promise<T | undefined> => {
    const mine = ++turn.current;
    setBusy(what);
    setError(undefined);
    try {
      const result = await work();
      return mine === turn.current ? result : undefined;
    } catch (reason) {
      if (mine === turn.current) setError(reason instanceof Error ? reason.message : String(reason));
      return undefined;
    } finally {
      if (mine === turn.current) setBusy(undefined);
    }
  }, []);

  // A closed dialog waits for nothing any more.
  const running = useRef(false);
  useEffect(() => {
    running.current = busy !== undefined;
  }, [busy]);
  useEffect(
    () => () => {
      if (running.current) void actions.call('cancelFile', undefined).catch(() => undefined);
    },
    [actions],
  );
  return { busy, error, run, cancel };
}
