/** The clients side by side, each with a prompt as in redis-cli. */
import { type FormEvent, useId, useState } from 'react';
import { useActions, usePlayground, useView } from '../../client/provider.tsx';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Input } from '../../ui/Field.tsx';
import styles from './Console.module.css';
import { Lane } from './Lane.tsx';
import { checkName, freeName } from './names.ts';

export function ConsolePanel() {
  const lanes = usePlayground((state) => state.lanes);
  const clients = useView({ kind: 'clients' })?.clients;
  const [adding, setAdding] = useState(false);
  return (
    <div className={styles.console}>
      <div className={styles.lanes}>
        {lanes.map((lane, index) => (
          <Lane
            key={lane}
            lane={lane}
            index={index}
            alone={lanes.length === 1}
            client={clients?.find((client) => client.lane === lane)}
          />
        ))}
      </div>
      {adding ? (
        <AddLane lanes={lanes} onDone={() => setAdding(false)} />
      ) : (
        <div className={styles.side}>
          <IconButton small icon="add" label="Add a client" onClick={() => setAdding(true)} />
        </div>
      )}
    </div>
  );
}

function AddLane({ lanes, onDone }: { lanes: readonly string[]; onDone(): void }) {
  const actions = useActions();
  const [name, setName] = useState(() => freeName(lanes));
  const field = useId();
  const wrong = checkName(name, lanes);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (wrong) return;
    actions.openLane(name);
    onDone();
  };
  return (
    <form className={styles.add} onSubmit={submit}>
      <label htmlFor={field}>Name of the client</label>
      <Input
        id={field}
        small
        autoFocus
        value={name}
        aria-invalid={wrong !== undefined}
        onFocus={(event) => event.target.select()}
        onChange={(event) => setName(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onDone();
        }}
      />
      <p className={styles.wrong} role="status">
        {wrong}
      </p>
      <div className={styles.buttons}>
        <Button small submit look="primary" disabled={wrong !== undefined}>
          Add client
        </Button>
        <Button small look="quiet" onClick={onDone}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
