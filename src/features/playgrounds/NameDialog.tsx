/** Asks for the name of a playground. */
import { type FormEvent, useId, useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field, Input } from '../../ui/Field.tsx';

export default function NameDialog({
  title,
  action,
  initial,
  onName,
  onClose,
}: {
  title: string;
  action: string;
  initial: string;
  onName(name: string): Promise<void>;
  onClose(): void;
}) {
  const form = useId();
  const [name, setName] = useState(initial);
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);

  async function submit(event: FormEvent) {
    event.preventDefault();
    const trimmed = name.trim();
    if (trimmed === '') return setError('A playground needs a name.');
    setBusy(true);
    try {
      await onName(trimmed);
      onClose();
    } catch (problem) {
      setBusy(false);
      setError(problem instanceof Error ? problem.message : String(problem));
    }
  }

  return (
    <Dialog
      title={title}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" submit form={form} disabled={busy}>
            {action}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit}>
        <Field label="Name" error={error}>
          {(control) => (
            <Input
              {...control}
              data-autofocus
              value={name}
              maxLength={80}
              placeholder="My experiment"
              onFocus={(event) => event.target.select()}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
      </form>
    </Dialog>
  );
}
