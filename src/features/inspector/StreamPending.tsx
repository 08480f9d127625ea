/** What a group has delivered and nobody has acknowledged, a page at a time. */
import { useState } from 'react';
import { useEngineNow } from '../../client/clock.ts';
import type { Edit } from '../../client/edits.ts';
import { usePlayground, useView } from '../../client/provider.tsx';
import { labelText } from '../../resp/quote.ts';
import { IconButton } from '../../ui/Button.tsx';
import { count, duration } from '../../ui/format.ts';
import { useTick } from '../../ui/tick.ts';
import styles from './StreamView.module.css';

const PER_PAGE = 20;

export interface StreamPendingProps {
  readonly name: string;
  readonly group: string;
  readonly total: number;
  readonly edit: Edit;
}

export function StreamPending({ name, group, total, edit }: StreamPendingProps) {
  const db = usePlayground((state) => state.db);
  const now = useEngineNow();
  useTick(true);
  const [wanted, setWanted] = useState(0);
  const pages = Math.max(1, Math.ceil(total / PER_PAGE));
  const page = Math.min(wanted, pages - 1);
  const offset = page * PER_PAGE;
  const window = { group, offset, limit: PER_PAGE };
  const value = useView({ kind: 'key', db, key: name, offset: 0, limit: 0, pending: window })?.value?.page;
  const entries = value?.type === 'stream' ? value.pending : [];
  return (
    <>
      <table className={styles.table}>
        <caption className="visually-hidden">Pending entries of {labelText(group)}</caption>
        <thead>
          <tr>
            <th scope="col">Id</th>
            <th scope="col">Consumer</th>
            <th scope="col">Idle</th>
            <th scope="col">Deliveries</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {entries.map(({ id, consumer, deliveredAt, deliveries, gone }) => (
            <tr key={id}>
              <th scope="row">
                {id}
                {gone && <em data-tip="The stream does not hold this entry any more"> gone</em>}
              </th>
              <td>{labelText(consumer)}</td>
              <td>{duration(now() - deliveredAt)}</td>
              <td>{count(deliveries)}</td>
              <td>
                <IconButton
                  small
                  icon="check"
                  label={`Acknowledge ${id}`}
                  onClick={() => void edit(['XACK', name, group, id])}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {pages > 1 && (
        <nav className={styles.pages} aria-label="Pages of pending entries">
          <IconButton
            small
            icon="chevronLeft"
            label="Earlier pending entries"
            disabled={page === 0}
            onClick={() => setWanted(page - 1)}
          />
          <span>
            {count(offset + 1)}–{count(Math.min(total, offset + PER_PAGE))} of {count(total)}
          </span>
          <IconButton
            small
            icon="chevronRight"
            label="Later pending entries"
            disabled={page === pages - 1}
            onClick={() => setWanted(page + 1)}
          />
        </nav>
      )}
    </>
  );
}
