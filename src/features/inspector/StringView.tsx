/** A string as text, as JSON, byte by byte or bit by bit, and as a HyperLogLog where it is one. */
import { lazy, Suspense, useState } from 'react';
import { toEditable } from '../../resp/editable.ts';
import { decodeText } from '../../resp/text.ts';
import { Button } from '../../ui/Button.tsx';
import { bytes as bytesText } from '../../ui/format.ts';
import { Loading } from '../../ui/Panel.tsx';
import { Segments } from '../../ui/Segments.tsx';
import { useFocusAfter } from './focus.ts';
import { HexView } from './HexView.tsx';
import styles from './Inspector.module.css';
import { jsonError } from './json.ts';
import { JsonText, StringEditor, TextValue } from './StringText.tsx';
import type { PageProps } from './view.ts';

const BitmapView = lazy(() => import('./BitmapView.tsx'));
const HyperLogLogView = lazy(() => import('./HyperLogLogView.tsx'));

type Mode = 'text' | 'json' | 'hex' | 'bits' | 'hyperloglog';

/** The header of a HyperLogLog: its name and one of two encodings. */
const HYPERLOGLOG = /^HYLL[\0\x01]/;

/** What the worker gives of a string at most. */
const MOST_BYTES = 256 * 1024;

export function StringView({ name, detail, page, edit, onWindow }: PageProps<'string'>) {
  const { bytes } = page;
  const whole = bytes.length === detail.size;
  const text = decodeText(bytes);
  const isJson = whole && text !== undefined && /^\s*[[{]/.test(text) && jsonError(text) === undefined;
  const [chosen, setChosen] = useState<Mode>();
  const [editing, setEditing] = useState(false);
  const editButton = useFocusAfter<HTMLButtonElement>(editing);
  const isHyperLogLog = detail.offset === 0 && HYPERLOGLOG.test(bytes);
  const first = isHyperLogLog
    ? 'hyperloglog'
    : isJson
      ? 'json'
      : toEditable(bytes).quoted && whole
        ? 'hex'
        : 'text';
  const mode = chosen === 'hyperloglog' && !isHyperLogLog ? 'hex' : (chosen ?? first);
  const special = mode === 'bits' || mode === 'hyperloglog';
  const isNumber = detail.encoding === 'int';

  const startEditing = () => {
    // However the value changes, it is not shown in another way meanwhile.
    setChosen(mode);
    setEditing(true);
  };
  const save = async (next: string) => (await edit(['SET', name, next, 'KEEPTTL'])).ok;
  return (
    <div className={styles.body}>
      <div className={styles.bar}>
        <Segments<Mode>
          label="Show as"
          value={mode}
          options={[
            { value: 'text', label: 'Text' },
            // A HyperLogLog is no JSON, and a narrow panel has no room for both.
            ...(isHyperLogLog ? [] : [{ value: 'json', label: 'JSON' } as const]),
            { value: 'hex', label: 'Hex' },
            { value: 'bits', label: 'Bits' },
            ...(isHyperLogLog ? [{ value: 'hyperloglog', label: 'HyperLogLog' } as const] : []),
          ]}
          onChange={(next) => {
            setChosen(next);
            setEditing(false);
          }}
        />
        <span className={styles.spring} />
        {isNumber && !editing && (
          <>
            <Button small onClick={() => void edit(['DECR', name])}>
              −1
            </Button>
            <Button small onClick={() => void edit(['INCR', name])}>
              +1
            </Button>
          </>
        )}
        {mode !== 'hex' && !special && !editing && (
          <Button ref={editButton} small icon="pencil" disabled={!whole} onClick={() => startEditing()}>
            Edit
          </Button>
        )}
      </div>
      {special ? (
        <Suspense fallback={<Loading />}>
          {mode === 'bits' ? (
            <BitmapView name={name} size={detail.size} edit={edit} />
          ) : (
            <HyperLogLogView name={name} />
          )}
        </Suspense>
      ) : editing && mode !== 'hex' ? (
        <StringEditor
          bytes={bytes}
          whole={whole}
          json={mode === 'json'}
          onSave={save}
          onClose={() => setEditing(false)}
        />
      ) : mode === 'hex' ? (
        <HexView
          bytes={bytes}
          onWrite={async (at, byte) => (await edit(['SETRANGE', name, String(at), byte])).ok}
        />
      ) : mode === 'json' ? (
        <JsonText text={text} whole={whole} />
      ) : (
        <TextValue bytes={bytes} />
      )}
      {!whole && !special && (
        <p className={styles.note}>
          The first {bytesText(bytes.length)} of {bytesText(detail.size)}.{' '}
          {bytes.length < MOST_BYTES && (
            <Button small onClick={() => onWindow(0, MOST_BYTES)}>
              Show more
            </Button>
          )}
        </p>
      )}
    </div>
  );
}
