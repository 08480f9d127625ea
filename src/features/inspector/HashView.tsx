/** The fields of a hash, each with a time to live of its own where it has one. */
import { createRef } from 'react';
import { labelText } from '../../resp/quote.ts';
import { moment } from '../../ui/format.ts';
import { AddForm } from './AddForm.tsx';
import { Cell, type CellHandle } from './Cell.tsx';
import { FieldTtl } from './FieldTtl.tsx';
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
        buttons={3}
        total={detail.size}
        items={page.fields}
        offset={detail.offset}
        keyOf={({ field }) => field}
        onWindow={onWindow}
        row={({ field, value, expireAt }) => {
          const cell = createRef<CellHandle>();
          const text = labelText(field, '(empty)');
          return {
            cells: [
              <Cell key="field" bytes={field} label={`Field ${text}`} />,
              <>
                <Cell
                  ref={cell}
                  bytes={value}
                  label={`Value of ${text}`}
                  onSave={async (next) =>
                    (
                      await edit(
                        // A plain HSET would end the field's time to live.
                        expireAt >= 0
                          ? ['HSETEX', name, 'KEEPTTL', 'FIELDS', '1', field, next]
                          : ['HSET', name, field, next],
                      )
                    ).ok
                  }
                />
                {expireAt >= 0 && (
                  <span className={styles.fieldTtl} data-tip={`The field expires ${moment(expireAt)}`}>
                    <LiveCountdown until={expireAt} since={-1} />
                  </span>
                )}
              </>,
            ],
            tools: (
              <>
                <FieldTtl name={name} field={field} expireAt={expireAt} edit={edit} />
                <RowTools
                  what={`field ${text}`}
                  cell={cell}
                  onDelete={() => void edit(['HDEL', name, field])}
                />
              </>
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
