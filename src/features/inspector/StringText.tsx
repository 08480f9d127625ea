/** Text and JSON of a string, shown and edited. */
import { useMemo, useState } from 'react';
import { fromEditable, toEditable } from '../../resp/editable.ts';
import { Button } from '../../ui/Button.tsx';
import { Textarea } from '../../ui/Field.tsx';
import { scrollable } from '../../ui/scrollable.ts';
import styles from './Inspector.module.css';
import { joinTokens, jsonError, layOut, type Token, type TokenKind, tokens } from './json.ts';
import { Changed, useTyping } from './typing.tsx';

export function TextValue({ bytes }: { bytes: string }) {
  return (
    <pre className={styles.code} {...scrollable('Value')}>
      {toEditable(bytes).text}
    </pre>
  );
}

const CLASSES: Readonly<Partial<Record<TokenKind, string | undefined>>> = {
  key: styles.jsonKey,
  string: styles.jsonString,
  number: styles.jsonNumber,
  word: styles.jsonWord,
};

/** Longer JSON is shown without colours: a span a token would be too many. */
const COLOURED_CHARS = 60_000;

export function JsonText({ text, whole }: { text: string | undefined; whole: boolean }) {
  const wrong = !whole
    ? 'Only a part of the value is here.'
    : text === undefined
      ? 'These bytes are not text.'
      : jsonError(text);
  const laid = useMemo(
    () => (wrong === undefined && text !== undefined ? layOut(tokens(text)) : []),
    [wrong, text],
  );
  if (wrong !== undefined) return <p className={styles.note}>Not JSON: {wrong}</p>;
  return (
    <pre className={styles.code} {...scrollable('Value')}>
      {(text?.length ?? 0) > COLOURED_CHARS
        ? joinTokens(laid)
        : laid.map((token, place) => <Coloured key={keyAt(place)} token={token} />)}
    </pre>
  );
}

/** A token has no identity but its place. */
const keyAt = (place: number) => `token ${place}`;

function Coloured({ token }: { token: Token }) {
  return <span className={CLASSES[token.kind]}>{token.text}</span>;
}

export interface StringEditorProps {
  /** The value as it is now. */
  readonly bytes: string;
  /** Whether that is all of it. */
  readonly whole: boolean;
  readonly json: boolean;
  onSave(bytes: string): Promise<boolean>;
  onClose(): void;
}

function begin(bytes: string, json: boolean) {
  const editable = toEditable(bytes);
  const valid = json && !editable.quoted && jsonError(editable.text) === undefined;
  // One line of JSON is opened for editing and closed again.
  const packed = valid && !editable.text.includes('\n');
  return {
    ...editable,
    bytes,
    packed,
    text: packed ? joinTokens(layOut(tokens(editable.text))) : editable.text,
  };
}

export function StringEditor({ bytes, whole, json, onSave, onClose }: StringEditorProps) {
  useTyping();
  const [start, setStart] = useState(() => begin(bytes, json));
  const [text, setText] = useState(start.text);
  const take = () => {
    const now = begin(bytes, json);
    setStart(now);
    setText(now.text);
  };
  const error = json ? jsonError(text) : undefined;
  // What nobody changed keeps its bytes: laying JSON out and closing it again would lose its spaces.
  const value =
    text === start.text
      ? start.bytes
      : fromEditable(start.packed && error === undefined ? joinTokens(tokens(text)) : text, start.quoted);
  const wrong = error ?? (value === undefined ? 'The quotes do not match.' : undefined);

  async function save() {
    if (wrong !== undefined || value === undefined) return;
    if (value === bytes || (await onSave(value))) onClose();
  }

  return (
    <div className={styles.editor}>
      <Textarea
        mono
        autoFocus
        aria-label="Value"
        aria-invalid={wrong !== undefined}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'Escape') onClose();
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
            event.preventDefault();
            void save();
          }
        }}
      />
      {bytes !== start.bytes && bytes !== value && <Changed onTake={whole ? take : undefined} />}
      <div className={styles.buttons}>
        {wrong !== undefined && <span className={styles.error}>{wrong}</span>}
        <Button onClick={onClose}>Cancel</Button>
        <Button look="primary" disabled={wrong !== undefined} onClick={() => void save()}>
          Save
        </Button>
      </div>
    </div>
  );
}
