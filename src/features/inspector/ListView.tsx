/** The elements of a list by index. */
import { createRef } from 'react';
import type { Edit } from '../../client/edits.ts';
import { AddForm } from './AddForm.tsx';
import { Cell, type CellHandle } from './Cell.tsx';
import styles from './Inspector.module.css';
import { Items } from './Items.tsx';
import { RowTools } from './RowTools.tsx';
import type { PageProps } from './view.ts';

export function ListView({ name, detail, page, edit, onWindow }: PageProps<'list'>) {
  const push = (command: string) => ({
    label: command === 'RPUSH' ? 'Push right' : 'Push left',
    run: async ([value = '']: readonly string[]) => (await edit([command, name, value])).ok,
  });
  return (
    <div className={styles.body}>
      <Items
        label="Elements"
        columns={['Index', 'Element']}
        tracks="64px minmax(80px, 1fr)"
        buttons={2}
        total={detail.size}
        items={page.elements}
        offset={detail.offset}
        keyOf={(_, index) => String(index)}
        onWindow={onWindow}
        row={(element, index) => {
          const cell = createRef<CellHandle>();
          return {
            cells: [
              String(index),
              <Cell
                key="element"
                ref={cell}
                bytes={element}
                label={`Element ${index}`}
                onSave={async (next) => (await edit(['LSET', name, String(index), next])).ok}
              />,
            ],
            tools: (
              <RowTools
                what={`element ${index}`}
                cell={cell}
                deleteLabel="Remove"
                onDelete={() => void remove(edit, name, index, detail.size)}
              />
            ),
          };
        }}
      />
      <AddForm
        inputs={[{ name: 'element', label: 'New element' }]}
        buttons={[push('RPUSH'), push('LPUSH')]}
      />
    </div>
  );
}

/**
 * Removes one element. There is no command for an element in the middle: it is given a value that nothing else has, and
 * that value is removed.
 */
async function remove(edit: Edit, name: string, index: number, size: number): Promise<void> {
  if (index === 0) await edit(['LPOP', name]);
  else if (index === size - 1) await edit(['RPOP', name]);
  else {
    const unique = `removed:${crypto.randomUUID()}`;
    const { ok } = await edit(['LSET', name, String(index), unique]);
    if (ok) await edit(['LREM', name, '1', unique]);
  }
}
