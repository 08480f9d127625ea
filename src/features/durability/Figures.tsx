/** The figures of what is kept, as they change. */
import { useActions } from '../../client/provider.tsx';
import { MAIN_LANE } from '../../client/state.ts';
import type { DurabilityFigures } from '../../protocol/durability.ts';
import { Button } from '../../ui/Button.tsx';
import { age, bytes, count } from '../../ui/format.ts';
import { useTick } from '../../ui/tick.ts';
import styles from './Durability.module.css';

export function Figures({ figures }: { figures: DurabilityFigures }) {
  const actions = useActions();
  useTick(true);
  const { snapshotBytes, logBytes, bufferedBytes, changes, lastSave, lastSync, saving, error } = figures;
  const run = (name: string) => void actions.run(MAIN_LANE, [name], 'inspector');
  return (
    <section aria-label="Figures" className={styles.figures}>
      {error !== undefined && (
        <p role="alert" className={styles.alert}>
          Nothing can be written now: {error}. What was kept before is intact.
        </p>
      )}
      <dl>
        <Figure name="Snapshot" value={bytes(snapshotBytes)} />
        <Figure name="Log since" value={bytes(logBytes)} />
        <Figure name="Not yet written" value={bytes(bufferedBytes)} />
        <Figure name="Changes since the snapshot" value={count(changes)} />
        <Figure name="Last snapshot" value={snapshotBytes > 0 ? ago(lastSave) : 'none yet'} />
        <Figure name="Last on disk" value={lastSync > 0 ? ago(lastSync) : 'not yet'} />
      </dl>
      <div className={styles.tools}>
        <Button small onClick={() => run('BGSAVE')} disabled={saving !== undefined}>
          Snapshot now
        </Button>
        <Button small onClick={() => run('BGREWRITEAOF')} disabled={saving !== undefined}>
          Rewrite the log
        </Button>
        {saving !== undefined && <progress aria-label="Snapshot being written" max={1} value={saving} />}
      </div>
    </section>
  );
}

const ago = (at: number): string => {
  const text = age((Date.now() - at) / 1000);
  return text === 'now' ? text : `${text} ago`;
};

function Figure({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
