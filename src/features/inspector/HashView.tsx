/** The fields of a hash. */
import { createRef } from 'react';
import { displayText } from '../../resp/text.ts';
import { AddForm } from './AddForm.tsx';
import { Cell, type CellHandle } from './Cell.tsx';
import { LiveCountdown } from './Head.tsx';
import styles from './Inspector.module.css';
import { Items } from './Items.tsx';
import { RowTools } from './RowTools.tsx';
import type { PageProps } from './view.ts';

export function HashView({ name, detail, page, edit, onWindow }: PageProps<'hash'>) {
  return (
    <div className={styles.body}>
      <Items
        label="Fields"
        columns={['Field', 'Value']}
        tracks="minmax(60px, 2fr) minmax(80px, 3fr)"
        buttons={2}
        total={detail.size}
        items={page.fields}
        offset={detail.offset}
        keyOf={({ field }) => field}
        onWindow={onWindow}
        row={({ field, value, expireAt }) => {
          const cell = createRef<CellHandle>();
          const text = displayText(field);
          return {
            cells: [
              <Cell key="field" bytes={field} label={`Field ${text}`} />,
              <>
                <Cell
                  ref={cell}
                  bytes={value}
                  label={`Value of ${text}`}
                  onSave={async (next) => (await edit(['HSET', name, field, next])).ok}
                />
                {expireAt >= 0 && <LiveCountdown until={expireAt} since={-1} />}
              </>,
            ],
            tools: (
              <RowTools
                what={`field ${text}`}
                cell={cell}
                onDelete={() => void edit(['HDEL', name, field])}
              />
            ),
          };
        }}
      />
      <AddForm
        inputs={[
          { name: 'field', label: 'New field' },
          { name: 'value', label: 'Value of the new field' },
        ]}
        buttons={[
          {
            label: 'Add',
            run: async ([field = '', value = '']) => (await edit(['HSET', name, field, value])).ok,
          },
        ]}
      />
    </div>
  );
}
