/** Outcomes over time as stacked bars, or as a table. Patterns and names tell them apart, not colours alone. */
import { useState } from 'react';
import type { Timeline } from '../../client/programs/timeline.ts';
import { Button } from '../../ui/Button.tsx';
import { cx } from '../../ui/classes.ts';
import { scrollable } from '../../ui/scrollable.ts';
import { looksOf } from './looks.ts';
import styles from './Programs.module.css';

/** Fewer columns than this do not fill the width, so that bars do not shrink from the first moment on. */
const LEAST_COLUMNS = 12;

export function OutcomeChart({ name, timeline }: { name: string; timeline: Timeline }) {
  const [table, setTable] = useState(false);
  const { names, columns, width } = timeline;
  const totals = names.map((_, i) => columns.reduce((sum, counts) => sum + (counts[i] ?? 0), 0));
  const sums = columns.map((counts) => counts.reduce((sum, n) => sum + n, 0));
  const highest = Math.max(1, ...sums);
  const looks = looksOf(names);
  const room = Math.max(LEAST_COLUMNS, columns.length);
  const text = names.map((outcome, i) => `${outcome} ${totals[i]}`).join(', ');
  return (
    <figure className={styles.chart}>
      <figcaption className={styles.legend}>
        <ul aria-label="Outcomes">
          {names.map((outcome, i) => (
            <li key={outcome}>
              <span className={cx(styles.swatch, styles[looks[i] ?? ''])} aria-hidden="true" />
              {outcome} <strong>{totals[i]}</strong>
            </li>
          ))}
        </ul>
        <Button small look="quiet" aria-pressed={table} onClick={() => setTable(!table)}>
          Table
        </Button>
      </figcaption>
      {table ? (
        <OutcomeTable name={name} timeline={timeline} />
      ) : (
        <div className={styles.plot} role="img" aria-label={`Outcomes of ${name} over time: ${text}`}>
          <span className={styles.highest}>{highest}</span>
          <div className={styles.bars}>
            {Array.from({ length: room }, (_, at) => (
              <div key={startOf(at, width)} className={styles.bar}>
                {names.map((outcome, i) => {
                  const n = columns[at]?.[i] ?? 0;
                  return (
                    n > 0 && (
                      <span
                        key={outcome}
                        className={styles[looks[i] ?? '']}
                        style={{ height: `${(n / highest) * 100}%` }}
                      />
                    )
                  );
                })}
              </div>
            ))}
          </div>
          <span className={styles.axis}>
            <span>0 s</span>
            <span>{startOf(room, width)}</span>
          </span>
        </div>
      )}
    </figure>
  );
}

function OutcomeTable({ name, timeline: { names, columns, width } }: { name: string; timeline: Timeline }) {
  return (
    <div className={styles.table} {...scrollable(`Outcomes of ${name} as a table`)}>
      <table>
        <thead>
          <tr>
            <th scope="col">From</th>
            {names.map((outcome) => (
              <th key={outcome} scope="col">
                {outcome}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {columns.map((counts, at) =>
            counts.some((n) => n > 0) ? (
              <tr key={startOf(at, width)}>
                <th scope="row">{startOf(at, width)}</th>
                {names.map((outcome, i) => (
                  <td key={outcome}>{counts[i] ?? 0}</td>
                ))}
              </tr>
            ) : null,
          )}
        </tbody>
      </table>
    </div>
  );
}

/** When a column begins, after the program's start. */
function startOf(column: number, width: number): string {
  return `${Number(((column * width) / 1000).toFixed(1))} s`;
}
