/** The questions before a key is deleted, renamed or given a TTL. */
import { lazy, Suspense } from 'react';
import { useEngineNow } from '../../client/clock.ts';
import type { KeyRow } from '../../protocol/views.ts';
import { fromEditable, toEditable } from '../../resp/editable.ts';
import { labelText } from '../../resp/quote.ts';
import { Confirm } from '../../ui/Dialog.tsx';
import { plural } from '../../ui/format.ts';
import type { KeyAction } from './tree-keys.ts';
import type { KeyActions } from './useKeyActions.ts';

const Prompt = lazy(() => import('../../ui/Prompt.tsx'));
const DurationPrompt = lazy(() => import('../../ui/DurationPrompt.tsx'));

/** What an action is about. `row` is the one it was asked on; the count of a folder is unknown while it is counted. */
export type Target =
  | { readonly kind: 'folder'; readonly path: string; readonly count: number | undefined }
  | { readonly kind: 'keys'; readonly keys: readonly string[]; readonly row: KeyRow | undefined };

/** The keys that a question is about, one and all, and the folder they are in where that was what it was asked on. */
export interface Asked {
  readonly keys: readonly string[];
  readonly row?: KeyRow | undefined;
  readonly folder?: string;
}

export interface KeyDialogsProps {
  readonly action: KeyAction;
  readonly target: Asked;
  readonly perform: KeyActions;
  onClose(): void;
}

export function KeyDialogs(props: KeyDialogsProps) {
  const { action } = props;
  return (
    <Suspense>
      {action === 'delete' && <DeleteDialog {...props} />}
      {action === 'rename' && <RenameDialog {...props} />}
      {action === 'ttl' && <TtlDialog {...props} />}
    </Suspense>
  );
}

const nameOf = ({ keys, folder }: Asked) =>
  folder !== undefined
    ? `${plural(keys.length, 'key')} under ${labelText(folder)}`
    : keys.length === 1
      ? labelText(keys[0] ?? '', '(empty name)')
      : plural(keys.length, 'key');

function DeleteDialog({ target, perform, onClose }: KeyDialogsProps) {
  return (
    <Confirm
      title={`Delete ${nameOf(target)}?`}
      action="Delete"
      danger
      onClose={onClose}
      onConfirm={() => void perform.delete(target.keys)}
    >
      <p>This runs DEL. It cannot be undone.</p>
    </Confirm>
  );
}

function RenameDialog({ target, perform, onClose }: KeyDialogsProps) {
  const key = target.keys[0] ?? '';
  const { text, quoted } = toEditable(key);
  return (
    <Prompt
      title="Rename key"
      label="New name"
      action="Rename"
      mono
      initial={text}
      hint={
        quoted ? 'Quoted, because it is not plain text.' : 'A key that has this name already is replaced.'
      }
      check={(value) => (fromEditable(value, quoted) === undefined ? 'The quotes do not match.' : undefined)}
      onClose={onClose}
      onSubmit={async (value) => {
        const to = fromEditable(value, quoted) ?? key;
        if (to !== key) await perform.rename(key, to);
      }}
    />
  );
}

function TtlDialog({ target, perform, onClose }: KeyDialogsProps) {
  const now = useEngineNow();
  const until = target.keys.length === 1 ? (target.row?.expireAt ?? -1) : -1;
  return (
    <DurationPrompt
      title={`Time to live of ${nameOf(target)}`}
      left={until >= 0 ? until - now() : undefined}
      onSet={(ms) => perform.expire(target.keys, ms)}
      onClear={() => void perform.persist(target.keys)}
      onClose={onClose}
    />
  );
}
