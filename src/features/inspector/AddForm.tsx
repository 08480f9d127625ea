/** A line to add something to a collection: one or two inputs, one or two buttons. */
import { type FormEvent, useRef, useState } from 'react';
import { encodeText } from '../../resp/text.ts';
import { Button } from '../../ui/Button.tsx';
import { Input } from '../../ui/Field.tsx';
import styles from './AddForm.module.css';
import { useTyping } from './typing.tsx';

export interface AddFormProps {
  readonly inputs: readonly {
    readonly name: string;
    readonly label: string;
    readonly narrow?: boolean;
    readonly numeric?: boolean;
  }[];
  /** The first one is what Enter does. */
  readonly buttons: readonly { readonly label: string; run(values: readonly string[]): Promise<boolean> }[];
}

export function AddForm({ inputs, buttons }: AddFormProps) {
  const [values, setValues] = useState<readonly string[]>(inputs.map(() => ''));
  useTyping(values.some((value) => value !== ''));
  const first = useRef<HTMLInputElement>(null);
  const ready = inputs.every(({ numeric }, i) => !numeric || isScore(values[i] ?? ''));

  async function run(button: AddFormProps['buttons'][number]) {
    if (!ready) return;
    if (await button.run(values.map(encodeText))) {
      setValues(inputs.map(() => ''));
      first.current?.focus();
    }
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    const [button] = buttons;
    if (button) void run(button);
  }

  return (
    <form className={styles.form} onSubmit={submit}>
      {inputs.map((input, i) => (
        <Input
          key={input.name}
          ref={i === 0 ? first : null}
          mono
          className={input.narrow ? styles.narrow : styles.wide}
          aria-label={input.label}
          placeholder={input.name}
          inputMode={input.numeric ? 'decimal' : undefined}
          value={values[i]}
          onChange={(event) => setValues(values.with(i, event.target.value))}
        />
      ))}
      {buttons.map((button, i) => (
        <Button
          key={button.label}
          submit={i === 0}
          disabled={!ready}
          onClick={i === 0 ? undefined : () => void run(button)}
        >
          {button.label}
        </Button>
      ))}
    </form>
  );
}

/** A score as the engine reads it. */
export const isScore = (text: string): boolean =>
  /^[+-]?inf(inity)?$/i.test(text.trim()) || (text.trim() !== '' && Number.isFinite(Number(text)));
