/** The panel of the database beside the store. Opening it loads nothing; the first statement does, or a click. */
import { useState } from 'react';
import { useActions, usePlayground } from '../../client/provider.tsx';
import { MAIN_LANE } from '../../client/state.ts';
import { Button } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Panel.tsx';
import { Segments } from '../../ui/Segments.tsx';
import { Queries } from './Queries.tsx';
import styles from './Sql.module.css';
import { Stores } from './Stores.tsx';
import { Tables } from './Tables.tsx';
import { time } from './time.ts';
import { useStores } from './useStores.ts';

type View = 'tables' | 'queries' | 'stores';

export function SqlPanel() {
  const actions = useActions();
  const { status, count, ms } = usePlayground((state) => state.sql);
  const [view, setView] = useState<View>('tables');
  const stores = useStores();
  const tell = (error: unknown) =>
    actions.notify({ kind: 'error', text: error instanceof Error ? error.message : String(error) });

  if (status.state === 'absent' || status.state === 'failed') {
    const failed = status.state === 'failed';
    return (
      <Empty
        icon="database"
        title={failed ? 'Postgres could not be loaded' : 'A real Postgres beside the store'}
      >
        <p>
          {failed
            ? status.reason
            : 'Lines below “# @client db sql” go to it. It is loaded with the first one (7 MB), and lives in this page alone: nothing of it is kept.'}
        </p>
        <Button icon="database" onClick={() => void actions.openSql().catch(() => undefined)}>
          {failed ? 'Try again' : 'Load Postgres'}
        </Button>
      </Empty>
    );
  }
  if (status.state === 'loading')
    return <LoadingBar loaded={status.progress.loaded} total={status.progress.total} />;
  return (
    <section className={styles.panel} aria-label="Postgres">
      <header className={styles.bar}>
        <Segments<View>
          label="Part of the panel"
          value={view}
          options={[
            { value: 'tables', label: 'Tables' },
            { value: 'queries', label: 'Queries' },
            { value: 'stores', label: 'Both stores' },
          ]}
          onChange={setView}
        />
        <p className={styles.figures}>
          <span data-tip="Queries that Postgres has answered, and its time for them">
            Postgres <b>{count}</b> {count === 1 ? 'query' : 'queries'}, {time(ms)}
          </span>
          <span data-tip="Lookups of the store that found their key">
            Hits <b>{stores.rate === undefined ? '–' : `${Math.round(100 * stores.rate)}%`}</b>
          </span>
        </p>
        <div className={styles.tools}>
          <Button
            small
            data-tip="FLUSHALL: empties the store. Nothing is lost that is in Postgres."
            onClick={() => void actions.run(MAIN_LANE, ['FLUSHALL'], 'app')}
          >
            Drop the cache
          </Button>
          <Button
            small
            data-tip="Drops all tables, and the counts of this panel"
            onClick={() => void actions.resetSql().then(stores.restart, tell)}
          >
            Reset the database
          </Button>
        </div>
      </header>
      <div className={styles.body}>
        {view === 'tables' && <Tables />}
        {view === 'queries' && <Queries />}
        {view === 'stores' && <Stores stores={stores} />}
      </div>
    </section>
  );
}

function LoadingBar({ loaded, total }: { loaded: number; total: number }) {
  const fetched = total > 0 && loaded >= total;
  return (
    <Empty icon="database" title={fetched || loaded === 0 ? 'Starting Postgres…' : 'Loading Postgres…'}>
      <progress
        className={styles.progress}
        aria-label="Loading Postgres"
        {...(total > 0 && !fetched && { max: total, value: loaded })}
      />
      <p>
        {(loaded / 1e6).toFixed(1)}
        {total > 0 && ` of ${(total / 1e6).toFixed(1)}`} MB
      </p>
    </Empty>
  );
}
