/** The clients side by side, each with a prompt as in redis-cli. */
import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
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
  const whole = useRef<HTMLDivElement>(null);
  // Whose prompt gets the focus once it is there; null: the button that adds a client.
  const next = useRef<string | null>(undefined);
  useEffect(() => {
    const at = next.current;
    if (at === undefined || adding) return;
    next.current = undefined;
    const prompts = whole.current?.querySelectorAll<HTMLElement>('[role="combobox"]');
    const prompt = at === null ? undefined : prompts?.[lanes.indexOf(at)];
    (prompt ?? whole.current?.querySelector<HTMLElement>('[data-add]'))?.focus();
  }, [lanes, adding]);
  return (
    <div ref={whole} className={styles.console}>
      <div className={styles.lanes}>
        {lanes.map((lane, index) => (
          <Lane
            key={lane}
            lane={lane}
            index={index}
            alone={lanes.length === 1}
            client={clients?.find((client) => client.lane === lane)}
            onClose={() => {
              next.current = lanes[index - 1] ?? null;
            }}
          />
        ))}
      </div>
      {adding ? (
        <AddLane
          lanes={lanes}
          onDone={(added) => {
            next.current = added ?? null;
            setAdding(false);
          }}
        />
      ) : (
        <div className={styles.side}>
          <IconButton small icon="add" label="Add a client" data-add="" onClick={() => setAdding(true)} />
        </div>
      )}
    </div>
  );
}

function AddLane({ lanes, onDone }: { lanes: readonly string[]; onDone(added?: string): void }) {
  const actions = useActions();
  const [name, setName] = useState(() => freeName(lanes));
  const field = useId();
  const wrong = checkName(name, lanes);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (wrong) return;
    actions.openLane(name);
    onDone(name);
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
          if (event.key === 'Escape' && !event.nativeEvent.isComposing) onDone();
        }}
      />
      <p className={styles.wrong} role="status">
        {wrong}
      </p>
      <div className={styles.buttons}>
        <Button small submit look="primary" disabled={wrong !== undefined}>
          Add client
        </Button>
        <Button small look="quiet" onClick={() => onDone()}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
