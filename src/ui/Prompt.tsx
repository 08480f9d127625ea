/** A dialog that asks for one line of text. */
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { Button } from './Button.tsx';
import { Dialog } from './Dialog.tsx';
import { Field, Input } from './Field.tsx';

export interface PromptProps {
  readonly title: string;
  readonly label: string;
  /** What the button says: a verb. */
  readonly action: string;
  readonly initial: string;
  readonly placeholder?: string;
  readonly hint?: ReactNode;
  readonly mono?: boolean;
  /** More buttons, before Cancel. */
  readonly extra?: ReactNode;
  /** What is wrong with the text; undefined where it may be submitted. */
  check?(text: string): string | undefined;
  /** Closes when it resolves; a rejection is shown. */
  onSubmit(text: string): Promise<void> | void;
  onClose(): void;
}

export default function Prompt(props: PromptProps) {
  const {
    title,
    label,
    action,
    initial,
    placeholder,
    hint,
    mono = false,
    extra,
    check,
    onSubmit,
    onClose,
  } = props;
  const form = useId();
  const [text, setText] = useState(initial);
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);

  async function submit(event: FormEvent) {
    event.preventDefault();
    const wrong = check?.(text);
    setError(wrong);
    if (wrong !== undefined) return;
    setBusy(true);
    try {
      await onSubmit(text);
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
          {extra}
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" submit form={form} disabled={busy}>
            {action}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit}>
        <Field label={label} error={error} hint={hint}>
          {(control) => (
            <Input
              {...control}
              data-autofocus
              mono={mono}
              value={text}
              placeholder={placeholder}
              onFocus={(event) => event.target.select()}
              onChange={(event) => {
                setText(event.target.value);
                setError(undefined);
              }}
            />
          )}
        </Field>
      </form>
    </Dialog>
  );
}
