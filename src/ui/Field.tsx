/** Text inputs, with a label above where there is room for one. */
import {
  type InputHTMLAttributes,
  type ReactNode,
  type Ref,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
  useId,
} from 'react';
import { cx } from './classes.ts';
import styles from './Field.module.css';

interface Look {
  readonly mono?: boolean;
  readonly small?: boolean;
}

export function Input({
  mono,
  small,
  className,
  ...rest
}: InputHTMLAttributes<HTMLInputElement> & Look & { ref?: Ref<HTMLInputElement> }) {
  return (
    <input
      autoComplete="off"
      autoCapitalize="off"
      spellCheck={false}
      className={cx(styles.input, mono && styles.mono, small && styles.small, className)}
      {...rest}
    />
  );
}

export function Textarea({
  mono,
  small,
  className,
  ...rest
}: TextareaHTMLAttributes<HTMLTextAreaElement> & Look & { ref?: Ref<HTMLTextAreaElement> }) {
  return (
    <textarea
      autoComplete="off"
      autoCapitalize="off"
      spellCheck={false}
      className={cx(styles.input, mono && styles.mono, small && styles.small, className)}
      {...rest}
    />
  );
}

export function Select({ small, className, ...rest }: SelectHTMLAttributes<HTMLSelectElement> & Look) {
  return <select className={cx(styles.input, small && styles.small, className)} {...rest} />;
}

/** A label, the control that `children` makes for the id, and what is wrong with it. */
export function Field({
  label,
  hint,
  error,
  children,
}: {
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
  children: (control: { id: string; 'aria-describedby': string; 'aria-invalid': boolean }) => ReactNode;
}) {
  const id = useId();
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      {children({ id, 'aria-describedby': `${id}-note`, 'aria-invalid': error !== undefined })}
      <div id={`${id}-note`} className={error ? styles.error : styles.hint}>
        {error ?? hint}
      </div>
    </div>
  );
}
