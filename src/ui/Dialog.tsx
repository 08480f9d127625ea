/**
 * Modal dialogs on the browser's own `<dialog>`: focus stays inside, Escape closes, focus returns to where it was, and
 * what lies behind is inert.
 */
import { type CSSProperties, type ReactNode, useEffect, useId, useRef } from 'react';
import { Button, IconButton } from './Button.tsx';
import { cx } from './classes.ts';
import styles from './Dialog.module.css';

export interface DialogProps {
  readonly title: string;
  onClose(): void;
  readonly children: ReactNode;
  /** Buttons at the bottom. */
  readonly footer?: ReactNode;
  /** In pixels. */
  readonly width?: number;
  /** A question that a click beside it must not answer. */
  readonly insistent?: boolean;
}

/** What every modal `<dialog>` looks like, for those that are laid out in their own way. */
export const dialogFrame = styles.frame;

export function Dialog({ title, onClose, children, footer, width, insistent }: DialogProps) {
  const id = useId();
  const ref = useModal(onClose, !insistent);
  const style: CSSProperties & { '--width'?: string } = width ? { '--width': `${width}px` } : {};
  return (
    <dialog ref={ref} className={cx(dialogFrame, styles.dialog)} style={style} aria-labelledby={id}>
      <div className={styles.header}>
        <h2 id={id}>{title}</h2>
        <IconButton icon="close" label="Close" onClick={onClose} />
      </div>
      <div className={styles.body}>{children}</div>
      {footer && <div className={styles.footer}>{footer}</div>}
    </dialog>
  );
}

/** Shows the `<dialog>` it is put on as a modal while it is mounted. `light`: a click beside it closes it. */
export function useModal(onClose: () => void, light = true) {
  const ref = useRef<HTMLDialogElement>(null);
  const close = useRef(onClose);
  useEffect(() => {
    close.current = onClose;
  });
  useEffect(() => {
    const dialog = ref.current;
    if (!dialog) return;
    const before = document.activeElement;
    const onCancel = (event: Event) => {
      event.preventDefault();
      close.current();
    };
    const onClick = (event: MouseEvent) => {
      if (light && event.target === dialog) close.current();
    };
    dialog.addEventListener('cancel', onCancel);
    dialog.addEventListener('click', onClick);
    if (!dialog.open) dialog.showModal();
    dialog.querySelector<HTMLElement>('[data-autofocus]')?.focus();
    return () => {
      dialog.removeEventListener('cancel', onCancel);
      dialog.removeEventListener('click', onClick);
      dialog.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, [light]);
  return ref;
}

export interface ConfirmProps {
  readonly title: string;
  /** What the button that does it says: a verb. */
  readonly action: string;
  readonly danger?: boolean;
  readonly children: ReactNode;
  onConfirm(): void;
  onClose(): void;
}

/** Asks before something that cannot be taken back. */
export function Confirm({ title, action, danger, children, onConfirm, onClose }: ConfirmProps) {
  return (
    <Dialog
      title={title}
      onClose={onClose}
      insistent
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            look={danger ? 'danger' : 'primary'}
            data-autofocus
            onClick={() => {
              onClose();
              onConfirm();
            }}
          >
            {action}
          </Button>
        </>
      }
    >
      {children}
    </Dialog>
  );
}
