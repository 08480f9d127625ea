/** Shows what a scenario holds and asks where it should go. Nothing of it is run or kept before the answer. */
import { usePlaygroundStore } from '../../client/provider.tsx';
import { countKeys, type SharedClock, type SharedScenario } from '../../share/scenario.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { plural } from '../../ui/format.ts';
import { type Place, useOpenScenario } from './current.ts';
import styles from './OpenScenarioDialog.module.css';

export function OpenScenarioDialog({
  scenario,
  question,
  onClose,
}: {
  scenario: SharedScenario;
  question: string;
  onClose(): void;
}) {
  const open = useOpenScenario();
  const store = usePlaygroundStore();
  const lasting = store.getState().keeping.mode === 'kept';
  const keys = scenario.keyspace && countKeys(scenario.keyspace.commands);

  function choose(place: Place) {
    onClose();
    void open(scenario, place).catch((error: unknown) => {
      const text = error instanceof Error ? error.message : String(error);
      store.getState().actions.notify({ kind: 'error', text });
    });
  }

  return (
    <Dialog
      title={scenario.title ? `Open “${scenario.title}”?` : 'Open this scenario?'}
      width={620}
      onClose={onClose}
      insistent
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look={lasting ? 'plain' : 'primary'} onClick={() => choose('here')}>
            Replace the script
          </Button>
          {lasting && (
            <Button look="primary" data-autofocus onClick={() => choose('new')}>
              Open in a new playground
            </Button>
          )}
        </>
      }
    >
      <p>
        {question} Nothing has been run yet.{' '}
        {lasting && 'In a new playground, your data and your script stay as they are.'}
      </p>
      {scenario.text.length > 0 && <p className={styles.text}>{scenario.text[0]}</p>}
      <section className={styles.script} tabIndex={0} aria-label="Script of the scenario">
        <pre>{scenario.script.slice(0, 20_000) || '(an empty script)'}</pre>
      </section>
      {keys !== undefined && (
        <p>
          It brings {plural(keys, 'key')}, which are written into the keyspace when you open it
          {scenario.keyspace?.ttl === 'restart'
            ? '; their TTLs start again.'
            : '; those past their TTL are left out.'}
        </p>
      )}
      {scenario.clock && <p>It sets the clock: {clockWords(scenario.clock)}.</p>}
    </Dialog>
  );
}

function clockWords({ paused, speed }: SharedClock): string {
  const pace = speed === 1 ? 'at its real speed' : `${speed} times as fast as real time`;
  return paused ? `it stands still, and runs ${pace} when you let it` : `it runs ${pace}`;
}
