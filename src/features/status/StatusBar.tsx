/** The line at the bottom: where the data is kept, and the engine's figures. */
import { useEffect, useRef, useState } from 'react';
import { usePlayground, useView } from '../../client/provider.tsx';
import type { CountersProjection } from '../../protocol/views.ts';
import { bytes, count, shortCount } from '../../ui/format.ts';
import { Keeping } from './Keeping.tsx';
import styles from './StatusBar.module.css';

export function StatusBar() {
  const counters = useView({ kind: 'counters' });
  const status = usePlayground((state) => state.status);
  return (
    <footer className={styles.bar}>
      <Keeping />
      <div className={styles.figures}>
        {status === 'starting' && <span>Starting the engine…</span>}
        {counters && <Figures counters={counters} />}
      </div>
    </footer>
  );
}

function Figures({ counters }: { counters: CountersProjection }) {
  const { commands, hits, misses, expired, evicted, databases, usedMemory, maxMemory } = counters;
  const keys = databases.reduce((sum, each) => sum + each.keys, 0);
  const expiring = databases.reduce((sum, each) => sum + each.volatile, 0);
  const looked = hits + misses;
  const rate = useRate(commands);
  return (
    <>
      <Figure
        name="Commands"
        value={shortCount(commands)}
        tip={`${count(commands)} commands since the start`}
      />
      {rate > 0 && <Figure name="Per second" value={shortCount(rate)} tip="Commands in the last second" />}
      <Figure
        name="Keys"
        value={shortCount(keys)}
        tip={`${count(keys)} keys in all databases, ${count(expiring)} with a TTL; ${count(expired)} expired so far`}
      />
      <Figure
        name="Hits"
        value={looked === 0 ? '–' : `${Math.round((100 * hits) / looked)}%`}
        tip={`${count(hits)} lookups found their key, ${count(misses)} did not`}
      />
      {evicted > 0 && (
        <Figure name="Evicted" value={shortCount(evicted)} tip="Keys given up for the memory limit" />
      )}
      {usedMemory !== undefined && (
        <Figure
          name="Memory"
          value={maxMemory > 0 ? `${bytes(usedMemory)} of ${bytes(maxMemory)}` : bytes(usedMemory)}
          tip="What a real server would need for this data, estimated"
        />
      )}
    </>
  );
}

function Figure({ name, value, tip }: { name: string; value: string; tip: string }) {
  return (
    <span className={styles.figure} data-tip={tip}>
      {name} <b>{value}</b>
    </span>
  );
}

/** How much a counter grew in the last second. */
function useRate(total: number): number {
  const latest = useRef(total);
  const [rate, setRate] = useState(0);
  useEffect(() => {
    latest.current = total;
  }, [total]);
  useEffect(() => {
    let before = latest.current;
    const timer = setInterval(() => {
      setRate(Math.max(0, latest.current - before));
      before = latest.current;
    }, 1000);
    return () => clearInterval(timer);
  }, []);
  return rate;
}
