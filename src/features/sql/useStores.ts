/** Both stores' figures, and what they did over the last minutes, sampled while the panel is there. */
import { useEffect, useRef, useState } from 'react';
import { usePlayground, useView } from '../../client/provider.tsx';
import { addSlice, hitRate, SLICE_MS, type Totals } from './series.ts';

export interface StoreFigures {
  readonly commands: number;
  /** µs in the engine. */
  readonly micros: number;
  readonly hits: number;
  readonly misses: number;
  /** Hits of all lookups, 0 to 1; undefined without lookups. */
  readonly rate: number | undefined;
  readonly series: readonly Totals[];
  /** Counts from now on. */
  restart(): void;
}

interface Start {
  readonly commands: number;
  readonly micros: number;
  readonly hits: number;
  readonly misses: number;
}

const ZERO: Start = { commands: 0, micros: 0, hits: 0, misses: 0 };

export function useStores(): StoreFigures {
  const counters = useView({ kind: 'counters' });
  const queries = usePlayground((state) => state.sql.count);
  const [series, setSeries] = useState<readonly Totals[]>([]);
  const [start, setStart] = useState(ZERO);
  const { commands, micros, hits, misses } = counters ?? ZERO;
  const latest = useRef<Totals>({ hits, misses, queries });
  const known = counters !== undefined;
  useEffect(() => {
    latest.current = { hits, misses, queries };
  }, [hits, misses, queries]);
  useEffect(() => {
    if (!known) return;
    let before = latest.current;
    const timer = setInterval(() => {
      const from = before;
      const now = latest.current;
      setSeries((slices) => addSlice(slices, from, now));
      before = now;
    }, SLICE_MS);
    return () => clearInterval(timer);
  }, [known]);
  // An engine that was started again, or CONFIG RESETSTAT, counts from 0.
  const from = commands < start.commands || hits < start.hits ? ZERO : start;
  const since = { hits: hits - from.hits, misses: misses - from.misses };
  return {
    commands: commands - from.commands,
    micros: micros - from.micros,
    ...since,
    rate: hitRate(since),
    series,
    restart() {
      setStart({ commands, micros, hits, misses });
      setSeries([]);
    },
  };
}
