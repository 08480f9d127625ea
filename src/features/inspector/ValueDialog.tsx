/** Edits a long value, or shows all of one that cannot be edited. */
import { useState } from 'react';
import { fromEditable, toEditable } from '../../resp/editable.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Textarea } from '../../ui/Field.tsx';
import { Changed, useTyping } from './typing.tsx';

export interface ValueDialogProps {
  readonly bytes: string;
  readonly label: string;
  readonly onSave?: ((bytes: string) => Promise<boolean>) | undefined;
  onClose(): void;
}

export default function ValueDialog({ bytes, label, onSave, onClose }: ValueDialogProps) {
  useTyping(onSave !== undefined);
  const [start, setStart] = useState(() => ({ ...toEditable(bytes), bytes }));
  const { quoted } = start;
  const [text, setText] = useState(start.text);
  const take = () => {
    const now = toEditable(bytes);
    setStart({ ...now, bytes });
    setText(now.text);
  };
  const value = fromEditable(text, quoted);
  return (
    <Dialog
      title={label}
      width={720}
      insistent={onSave !== undefined}
      onClose={onClose}
      footer={
        onSave ? (
          <>
            <Button onClick={onClose}>Cancel</Button>
            <Button
              look="primary"
              disabled={value === undefined}
              onClick={async () => {
                if (value !== undefined && (value === bytes || (await onSave(value)))) onClose();
              }}
            >
              Save
            </Button>
          </>
        ) : (
          <Button look="primary" onClick={onClose}>
            Close
          </Button>
        )
      }
    >
      <Textarea
        mono
        data-autofocus
        rows={16}
        aria-label={label}
        aria-invalid={value === undefined}
        readOnly={onSave === undefined}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {onSave && bytes !== start.bytes && bytes !== value && <Changed onTake={take} />}
      {quoted && <p>Quoted, because it is not plain text: \xHH stands for one byte.</p>}
    </Dialog>
  );
}
