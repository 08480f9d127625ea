/** Kills this page's own engine while it writes, and shows what came back. */
import { useState } from 'react';
import type { EngineCrash } from '../../client/crash.ts';
import { useActions, usePlayground } from '../../client/provider.tsx';
import type { DurabilityFigures } from '../../protocol/durability.ts';
import { displayText } from '../../resp/text.ts';
import { Button } from '../../ui/Button.tsx';
import { count, plural } from '../../ui/format.ts';
import styles from './Durability.module.css';

const WRITE_MS = 300;
const MAX_NAMES = 20;

export function CrashNow({ figures }: { figures: DurabilityFigures | undefined }) {
  const actions = useActions();
  const mode = usePlayground((state) => state.keeping.mode);
  const [busy, setBusy] = useState(false);
  const [result, setResult] = useState<EngineCrash & { mode: string }>();

  async function crash() {
    setBusy(true);
    const name = modeName(figures);
    try {
      setResult({ ...(await actions.crash(WRITE_MS)), mode: name });
    } catch (error) {
      actions.notify({ kind: 'error', text: error instanceof Error ? error.message : String(error) });
    } finally {
      setBusy(false);
    }
  }

  return (
    <section className={styles.crash} aria-label="Crash the engine now">
      <h3>In earnest</h3>
      <p className={styles.row}>
        <span>
          The lab plays. This kills the engine of this page in the act of writing: a counter goes up until the
          worker is terminated, then another one recovers what was kept.
        </span>
        <Button
          look="danger"
          icon="plug"
          disabled={busy || mode === 'read-only'}
          onClick={() => void crash()}
        >
          Crash the engine now
        </Button>
      </p>
      {busy && <p role="status">Writing, crashing, recovering…</p>}
      {result && !busy && <Outcome result={result} />}
    </section>
  );
}

function Outcome({ result }: { result: EngineCrash & { mode: string } }) {
  const { sent, acknowledged, survived, keys, gone, changed, cut, mode } = result;
  const lost = Math.max(0, acknowledged - survived);
  const names = (all: readonly string[]) =>
    all.slice(0, MAX_NAMES).map(displayText).join(', ') + (all.length > MAX_NAMES ? ', …' : '');
  return (
    <table className={styles.table} aria-label="What came back">
      <thead>
        <tr>
          <th scope="col">{mode}</th>
          <th scope="col">Acknowledged</th>
          <th scope="col">Survived</th>
          <th scope="col">Lost</th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">Increments ({count(sent)} sent)</th>
          <td>{count(acknowledged)}</td>
          <td>
            {count(survived)}
            {survived > acknowledged && `, ${count(survived - acknowledged)} of them without a reply`}
          </td>
          <td data-state={lost > 0 ? 'lost' : 'kept'}>{count(lost)}</td>
        </tr>
        <tr>
          <th scope="row">{cut ? 'Keys from before (those compared)' : 'Keys from before'}</th>
          <td>{count(keys)}</td>
          <td>{count(keys - gone.length - changed.length)}</td>
          <td data-state={gone.length + changed.length > 0 ? 'lost' : 'kept'}>
            {gone.length > 0 && `${plural(gone.length, 'key')} gone: ${names(gone)}. `}
            {changed.length > 0 && `${plural(changed.length, 'key')} of an older state: ${names(changed)}.`}
            {gone.length + changed.length === 0 && '0'}
          </td>
        </tr>
      </tbody>
    </table>
  );
}

function modeName(figures: DurabilityFigures | undefined): string {
  if (!figures) return 'Nothing kept';
  const parts = [
    ...(figures.save.length > 0 ? ['RDB'] : []),
    ...(figures.appendOnly ? [`AOF ${figures.fsync}`] : []),
  ];
  return parts.length > 0 ? parts.join(' + ') : 'None';
}
