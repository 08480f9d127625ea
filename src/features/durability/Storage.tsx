/** The browser's storage: how much is used, whether it may be cleared, and what was set aside as unreadable. */
import { useCallback, useEffect, useState } from 'react';
import { useActions, usePlayground } from '../../client/provider.tsx';
import type { AsideInfo } from '../../protocol/durability.ts';
import { Button } from '../../ui/Button.tsx';
import { bytes, moment } from '../../ui/format.ts';
import styles from './Durability.module.css';

interface Quota {
  readonly usage: number;
  readonly quota: number;
  readonly persisted: boolean;
}

export function Storage() {
  const [quota, setQuota] = useState<Quota>();
  const [refused, setRefused] = useState(false);
  const look = useCallback(async () => {
    // Undefined outside secure contexts, whatever the types say.
    const storage: StorageManager | undefined = navigator.storage;
    if (!storage) return;
    const [{ usage = 0, quota: limit = 0 }, persisted] = await Promise.all([
      storage.estimate(),
      storage.persisted(),
    ]);
    setQuota({ usage, quota: limit, persisted });
  }, []);
  useEffect(() => {
    void look().catch(() => undefined);
  }, [look]);

  async function persist() {
    const granted = await navigator.storage.persist();
    setRefused(!granted);
    await look();
  }

  return (
    <section className={styles.storage} aria-label="Storage">
      <h3>This browser</h3>
      {quota ? (
        <>
          <p>
            All playgrounds and this page use {bytes(quota.usage)} of {bytes(quota.quota)}.
          </p>
          <meter
            aria-label="Storage used"
            min={0}
            max={Math.max(1, quota.quota)}
            high={quota.quota * 0.8}
            value={quota.usage}
          />
          {quota.persisted ? (
            <p>The browser has agreed not to clear it by itself.</p>
          ) : (
            <p className={styles.row}>
              <span>When the disk fills up the browser may clear all of it, unless it agrees not to.</span>
              <Button small onClick={() => void persist()}>
                Ask the browser to keep it
              </Button>
            </p>
          )}
          {refused && (
            <p role="status">The browser did not agree. Many do when a page is used often or bookmarked.</p>
          )}
        </>
      ) : (
        <p>This browser does not tell how much it keeps.</p>
      )}
      <Asides />
    </section>
  );
}

function Asides() {
  const actions = useActions();
  const playground = usePlayground((state) => state.playground?.id);
  const [asides, setAsides] = useState<readonly AsideInfo[]>([]);
  const look = useCallback(
    () => actions.call('asides', undefined).then(setAsides, () => setAsides([])),
    [actions],
  );
  useEffect(() => {
    if (playground !== undefined) void look();
  }, [look, playground]);

  const failed = (error: unknown) =>
    void actions.notify({ kind: 'error', text: error instanceof Error ? error.message : String(error) });

  async function download(id: number) {
    const { file, name } = await actions.call('readAside', { id });
    const url = URL.createObjectURL(file);
    const anchor = document.createElement('a');
    anchor.href = url;
    anchor.download = name;
    anchor.click();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
  }

  return (
    <>
      <h3>Set aside</h3>
      {asides.length === 0 ? (
        <p>
          Everything that was kept could be read. What cannot be read some day is set aside here, never
          dropped.
        </p>
      ) : (
        <ul className={styles.asides}>
          {asides.map(({ id, part, reason, at, bytes: size }) => (
            <li key={id} className={styles.row}>
              <span>
                {part === 'log' ? 'Log' : 'Snapshot'}, {bytes(size)}, {moment(at)}: {reason}.
              </span>
              <Button small icon="download" onClick={() => void download(id).catch(failed)}>
                Download
              </Button>
              <Button
                small
                icon="trash"
                onClick={() => void actions.call('deleteAside', { id }).then(look).catch(failed)}
              >
                Delete
              </Button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
