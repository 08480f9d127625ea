/** Buttons with words, and buttons with an icon and a name. */
import type { ButtonHTMLAttributes, Ref } from 'react';
import styles from './Button.module.css';
import { cx } from './classes.ts';
import { Icon, type IconName } from './icons.tsx';

type Native = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'type'>;

export interface ButtonProps extends Native {
  readonly look?: 'plain' | 'primary' | 'danger' | 'quiet';
  readonly small?: boolean;
  readonly icon?: IconName;
  readonly submit?: boolean;
  readonly ref?: Ref<HTMLButtonElement>;
}

export function Button({ look = 'plain', small, icon, submit, className, children, ...rest }: ButtonProps) {
  return (
    <button
      type={submit ? 'submit' : 'button'}
      className={cx(styles.button, look !== 'plain' && styles[look], small && styles.small, className)}
      {...rest}
    >
      {icon && <Icon name={icon} size={small ? 14 : 16} />}
      {children}
    </button>
  );
}

export interface IconButtonProps extends Native {
  readonly icon: IconName;
  /** The accessible name, shown as a tip too. */
  readonly label: string;
  /** Shown in the tip, as `Mod+K`. */
  readonly shortcut?: string;
  readonly small?: boolean;
  readonly bordered?: boolean;
  readonly ref?: Ref<HTMLButtonElement>;
}

export function IconButton({ icon, label, shortcut, small, bordered, className, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      data-tip={label}
      data-tip-keys={shortcut}
      className={cx(styles.button, styles.icon, !bordered && styles.quiet, small && styles.small, className)}
      {...rest}
    >
      <Icon name={icon} size={small ? 14 : 16} />
    </button>
  );
}
