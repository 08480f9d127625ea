/** One value of a row: shown on one line, edited in place; long values are edited, or read whole, in a dialog. */
import {
  type KeyboardEvent,
  lazy,
  type Ref,
  Suspense,
  useEffect,
  useImperativeHandle,
  useRef,
  useState,
} from 'react';
import { fromEditable, toEditable } from '../../resp/editable.ts';
import { labelText, quoteBytes } from '../../resp/quote.ts';
import { decodeText } from '../../resp/text.ts';
import { cx } from '../../ui/classes.ts';
import { Input } from '../../ui/Field.tsx';
import styles from './Cell.module.css';
import { useFocusBack } from './focus.ts';
import { useTyping } from './typing.tsx';

const ValueDialog = lazy(() => import('./ValueDialog.tsx'));

/** Longer values, and those of several lines, get a dialog. */
const INLINE_CHARS = 120;
/** What of a long value is put into a row. */
const SHOWN_CHARS = 300;

export interface CellHandle {
  edit(): void;
}

export interface CellProps {
  readonly bytes: string;
  /** What it is, for the input: "Value of name". */
  readonly label: string;
  /** Undefined: it cannot be edited. Resolves to false where it was refused; the editor then stays open. */
  readonly onSave?: ((bytes: string) => Promise<boolean>) | undefined;
  /** Whether what is typed can be saved at all; anything can where it is left out. */
  readonly isValid?: ((bytes: string) => boolean) | undefined;
  readonly ref?: Ref<CellHandle>;
}

export function Cell({ bytes, label, onSave, isValid, ref }: CellProps) {
  const [editing, setEditing] = useState<'inline' | 'dialog'>();
  const isLong = bytes.length > INLINE_CHARS || bytes.includes('\n');
  const start = () => {
    if (isLong || toEditable(bytes).text.length > INLINE_CHARS) setEditing('dialog');
    else if (onSave) setEditing('inline');
  };
  useImperativeHandle(ref, () => ({ edit: start }));
  // For the pointer only: the button at the end of the row does the same for everybody.
  const shownText = useRef<HTMLSpanElement>(null);
  const latest = useRef(start);
  useEffect(() => {
    latest.current = start;
  });
  useEffect(() => {
    const element = editing === undefined ? shownText.current : null;
    const onDouble = () => latest.current();
    element?.addEventListener('dblclick', onDouble);
    return () => element?.removeEventListener('dblclick', onDouble);
  }, [editing]);

  if (editing === 'inline' && onSave) {
    return <InlineEditor {...{ bytes, label, onSave, isValid }} onClose={() => setEditing(undefined)} />;
  }
  const text = decodeText(bytes);
  // On its one line what breaks it, or would not be seen, is escaped.
  const shown = (
    text === undefined ? quoteBytes(bytes.slice(0, SHOWN_CHARS)) : labelText(bytes.slice(0, 4 * SHOWN_CHARS))
  ).slice(0, SHOWN_CHARS);
  return (
    <>
      <span
        ref={shownText}
        className={cx(styles.text, text === undefined && styles.binary)}
        title={shown.length > 12 ? shown : undefined}
      >
        {shown === '' ? <i className={styles.empty}>(empty)</i> : shown}
      </span>
      {!onSave && isLong && (
        <button
          type="button"
          className={styles.more}
          aria-label={`Read all: ${label}`}
          onClick={() => setEditing('dialog')}
        >
          all
        </button>
      )}
      {editing === 'dialog' && (
        <Suspense>
          <ValueDialog bytes={bytes} label={label} onSave={onSave} onClose={() => setEditing(undefined)} />
        </Suspense>
      )}
    </>
  );
}

function InlineEditor({
  bytes,
  label,
  onSave,
  isValid,
  onClose,
}: Pick<CellProps, 'bytes' | 'label' | 'isValid'> & {
  onSave(bytes: string): Promise<boolean>;
  onClose(): void;
}) {
  useTyping();
  const field = useFocusBack<HTMLInputElement>();
  const [initial] = useState(() => toEditable(bytes));
  const [text, setText] = useState(initial.text);
  const read = fromEditable(text, initial.quoted);
  const value = read !== undefined && (isValid?.(read) ?? true) ? read : undefined;

  async function onKeyDown(event: KeyboardEvent) {
    // These keys belong to the input method while it composes.
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') {
      event.stopPropagation();
      onClose();
    } else if (event.key === 'Enter' && value !== undefined) {
      event.preventDefault();
      if (value === bytes || (await onSave(value))) onClose();
    }
  }

  return (
    <Input
      ref={field}
      mono
      small
      autoFocus
      aria-label={label}
      aria-invalid={value === undefined}
      value={text}
      onFocus={(event) => event.target.select()}
      onChange={(event) => setText(event.target.value)}
      onKeyDown={onKeyDown}
      onBlur={() => text === initial.text && onClose()}
    />
  );
}
