/** Shows the address of a file and asks before it is fetched. */
import { useEffect, useRef, useState } from 'react';
import type { SourceKind } from '../../share/source.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import styles from './ShareDialog.module.css';

export function SourceDialog<T>({
  url,
  kind,
  fetch,
  onLoad,
  onClose,
}: {
  url: URL;
  kind: SourceKind;
  fetch(url: URL, signal: AbortSignal): Promise<T>;
  onLoad(file: T): void;
  onClose(): void;
}) {
  const [state, setState] = useState<'asking' | 'loading' | { readonly error: string }>('asking');
  const ended = useRef(new AbortController());
  useEffect(() => {
    const controller = new AbortController();
    ended.current = controller;
    return () => controller.abort();
  }, []);

  function load() {
    const { signal } = ended.current;
    setState('loading');
    fetch(url, signal).then(
      (file) => {
        if (!signal.aborted) onLoad(file);
      },
      (error: unknown) => {
        if (!signal.aborted) setState({ error: error instanceof Error ? error.message : String(error) });
      },
    );
  }

  return (
    <Dialog
      title={`Load a ${kind} from another server?`}
      width={560}
      insistent
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" data-autofocus disabled={state === 'loading'} onClick={load}>
            {state === 'loading'
              ? 'Loading …'
              : typeof state === 'object'
                ? 'Try again'
                : `Load from ${url.host}`}
          </Button>
        </>
      }
    >
      <p>The link that you opened names a {kind} at this address:</p>
      <p className={styles.address}>{url.href}</p>
      <p>
        Nothing has been fetched yet. If you agree, {url.host} sees the request and your network address, and
        no cookies. Nothing in the file runs by itself.
      </p>
      {typeof state === 'object' && (
        <p role="alert" className={styles.warning}>
          {state.error}
        </p>
      )}
    </Dialog>
  );
}
