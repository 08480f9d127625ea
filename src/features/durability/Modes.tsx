/** The two choices: snapshots and the log. They run the commands that a person would type, and the console shows them. */
import { useActions, usePlayground } from '../../client/provider.tsx';
import { MAIN_LANE } from '../../client/state.ts';
import type { DurabilityFigures, DurabilityMode } from '../../protocol/durability.ts';
import { Icon } from '../../ui/icons.tsx';
import { Segments } from '../../ui/Segments.tsx';
import styles from './Durability.module.css';
import {
  DEFAULT_SAVE,
  LOG_TEXT,
  type LogChoice,
  logCommands,
  meaning,
  type SnapshotChoice,
  snapshotCommands,
  snapshotText,
} from './modes.ts';

const SNAPSHOTS = [
  { value: 'off', label: 'Off' },
  { value: 'on', label: 'At save points' },
] as const;
const LOGS = [
  { value: 'off', label: 'Off' },
  { value: 'no', label: 'no' },
  { value: 'everysec', label: 'everysec' },
  { value: 'always', label: 'always' },
] as const;

export function Modes({ figures }: { figures: DurabilityFigures | undefined }) {
  const actions = useActions();
  const mode = usePlayground((state) => state.keeping.mode);
  if (!figures) {
    return (
      <p className={styles.note}>
        <Icon name="info" />
        {mode === 'read-only'
          ? 'Another tab writes this playground; there the mode can be chosen.'
          : 'Nothing is kept here, so there is no mode to choose. The crash lab works all the same.'}
      </p>
    );
  }
  const { appendOnly, fsync, save } = figures;

  async function choose(commands: readonly string[][], next: Partial<DurabilityMode>) {
    // The playground opens in this mode again.
    actions.setSetting('durability', { appendOnly, fsync, save, ...next });
    for (const argv of commands) await actions.run(MAIN_LANE, argv, 'inspector');
  }

  return (
    <section className={styles.modes} aria-label="Mode">
      <div>
        <h3>Snapshots (RDB)</h3>
        <Segments<SnapshotChoice>
          label="Snapshots"
          value={save.length > 0 ? 'on' : 'off'}
          options={SNAPSHOTS}
          onChange={(choice) =>
            void choose(snapshotCommands(choice), { save: choice === 'on' ? DEFAULT_SAVE : [] })
          }
        />
        <p>{snapshotText(save)}</p>
      </div>
      <div>
        <h3>Append-only log (AOF)</h3>
        <Segments<LogChoice>
          label="Append-only log"
          value={appendOnly ? fsync : 'off'}
          options={LOGS}
          onChange={(choice) =>
            void choose(
              logCommands(choice),
              choice === 'off' ? { appendOnly: false } : { appendOnly: true, fsync: choice },
            )
          }
        />
        <p>{LOG_TEXT[appendOnly ? fsync : 'off']}</p>
      </div>
      <p className={styles.meaning} role="status">
        <Icon name="shield" />
        {meaning(figures)}
      </p>
    </section>
  );
}
