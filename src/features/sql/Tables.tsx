/** The tables, and the rows of the chosen one, as they are now. */
import { useState } from 'react';
import type { SqlSet, SqlTable } from '../../sql/types.ts';
import { count, plural } from '../../ui/format.ts';
import { Icon } from '../../ui/icons.tsx';
import { Empty, Loading } from '../../ui/Panel.tsx';
import { scrollable } from '../../ui/scrollable.ts';
import styles from './Sql.module.css';
import { SHOWN_ROWS, useTables } from './useTables.ts';

export function Tables() {
  const [chosen, setChosen] = useState<string>();
  const { tables, selected, rows } = useTables(chosen);
  if (!tables) return <Loading />;
  if (tables.length === 0) {
    return (
      <Empty icon="database" title="No tables yet">
        <p>CREATE TABLE makes one. Its rows stand here, and change with each statement.</p>
      </Empty>
    );
  }
  return (
    <div className={styles.tables}>
      <ul className={styles.list} aria-label="Tables">
        {tables.map((table) => (
          <li key={nameOf(table)}>
            <button
              type="button"
              className={styles.name}
              aria-current={selected === table ? 'true' : undefined}
              onClick={() => setChosen(nameOf(table))}
            >
              <span>{nameOf(table)}</span>
              <small>
                {count(table.rows)}
                {table.more && '+'}
              </small>
            </button>
          </li>
        ))}
      </ul>
      {selected && <Rows table={selected} set={rows} />}
    </div>
  );
}

/** The schema only where it is not the usual one. */
export const nameOf = ({ schema, name }: SqlTable) => (schema === 'public' ? name : `${schema}.${name}`);

function Rows({ table, set }: { table: SqlTable; set: SqlSet | undefined }) {
  const rows = (set?.rows ?? []).map((row, at) => ({ at, row }));
  const keys = new Set(table.columns.filter(({ primary }) => primary).map(({ name }) => name));
  return (
    <div className={styles.rows} {...scrollable(`Rows of ${nameOf(table)}`)}>
      <table>
        <thead>
          <tr>
            {table.columns.map(({ name, type }) => (
              <th key={name} scope="col">
                {keys.has(name) && (
                  <span className={styles.key} role="img" aria-label="primary key" data-tip="Primary key">
                    <Icon name="key" size={12} />
                  </span>
                )}
                {name} <small>{type}</small>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ at, row }) => (
            <tr key={at}>
              {table.columns.map(({ name }, j) => (
                <td key={name}>{row[j] ?? <i>null</i>}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {table.rows > SHOWN_ROWS && (
        <p className={styles.note}>
          The first {SHOWN_ROWS} of {plural(table.rows, 'row')}
          {table.more && ' or more'}. A SELECT in the script shows others.
        </p>
      )}
    </div>
  );
}
