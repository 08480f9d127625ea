/** What Postgres was asked, newest first, with its time for each. */
import { usePlayground } from '../../client/provider.tsx';
import type { SqlLogEntry } from '../../client/sql.ts';
import { cx } from '../../ui/classes.ts';
import { plural } from '../../ui/format.ts';
import { Empty } from '../../ui/Panel.tsx';
import styles from './Sql.module.css';
import { time } from './time.ts';

/** A plain list holds no more than a person scrolls through. */
const SHOWN = 200;

export function Queries() {
  const queries = usePlayground((state) => state.sql.queries);
  if (queries.length === 0) {
    return (
      <Empty icon="list" title="No queries yet">
        <p>Each statement stands here with its client, its rows and Postgres' own time for it.</p>
      </Empty>
    );
  }
  return (
    <ol className={styles.queries} aria-label="Queries" reversed>
      {queries
        .slice(-SHOWN)
        .reverse()
        .map((query) => (
          <Query key={query.id} query={query} />
        ))}
    </ol>
  );
}

function Query({ query: { lane, text, ms, rows, error } }: { query: SqlLogEntry }) {
  const done = rows === undefined ? 'done' : plural(rows, 'row');
  const result = ms === undefined ? 'running…' : (error ?? done);
  return (
    <li className={styles.query}>
      <span className={styles.lane}>{lane}</span>
      <code>{text.replace(/\s+/g, ' ').slice(0, 400)}</code>
      <span className={cx(styles.result, error !== undefined && styles.bad)}>{result}</span>
      <span className={styles.time}>{ms === undefined ? '' : time(ms)}</span>
    </li>
  );
}
