/** The buttons at the end of a row. */
import type { RefObject } from 'react';
import { IconButton } from '../../ui/Button.tsx';
import type { CellHandle } from './Cell.tsx';

export function RowTools({
  what,
  cell,
  onDelete,
  deleteLabel = 'Delete',
}: {
  /** "field name", for the names of the buttons. */
  what: string;
  cell?: RefObject<CellHandle | null>;
  onDelete(): void;
  deleteLabel?: string;
}) {
  return (
    <>
      {cell && <IconButton small icon="pencil" label={`Edit ${what}`} onClick={() => cell.current?.edit()} />}
      <IconButton small icon="trash" label={`${deleteLabel} ${what}`} onClick={onDelete} />
    </>
  );
}
