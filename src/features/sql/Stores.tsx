/** Store and database side by side: how much each had to do, and how well the one spares the other. */
import { usePlayground } from '../../client/provider.tsx';
import { count } from '../../ui/format.ts';
import styles from './Sql.module.css';
import { rateLine, SLICE_MS, type Totals } from './series.ts';
import { time } from './time.ts';
import type { StoreFigures } from './useStores.ts';

export function Stores({ stores }: { stores: StoreFigures }) {
  const { count: queries, ms, errors } = usePlayground((state) => state.sql);
  const { commands, micros, hits, misses, rate, series } = stores;
  return (
    <div className={styles.stores}>
      <table className={styles.compare}>
        <thead>
          <tr>
            <td />
            <th scope="col">Postgres</th>
            <th scope="col">Store</th>
          </tr>
        </thead>
        <tbody>
          <Row name="Answered" values={[`${count(queries)} queries`, `${count(commands)} commands`]} />
          <Row name="Time in all" values={[time(ms), time(micros / 1000)]} />
          <Row name="Time each" values={[each(ms, queries), each(micros / 1000, commands)]} />
          <Row name="Errors" values={[count(errors), '']} />
          <Row name="Hits" values={['', count(hits)]} />
          <Row name="Misses" values={['', count(misses)]} />
          <Row name="Hit rate" values={['', rate === undefined ? '–' : `${Math.round(100 * rate)}%`]} />
        </tbody>
      </table>
      <Chart series={series} />
    </div>
  );
}

function Row({ name, values }: { name: string; values: readonly [string, string] }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{values[0]}</td>
      <td>{values[1]}</td>
    </tr>
  );
}

const each = (ms: number, times: number) => (times === 0 ? '–' : time(ms / times));

const WIDTH = 360;
const HEIGHT = 90;
const LOWER = 44;
const BAR = WIDTH / 90;

function Chart({ series }: { series: readonly Totals[] }) {
  const most = Math.max(4, ...series.map(({ hits, misses }) => hits + misses));
  const mostQueries = Math.max(4, ...series.map(({ queries }) => queries));
  // The newest slice stands at the right.
  const x = (i: number) => WIDTH - (series.length - i) * BAR;
  const line = rateLine(series).map(({ at, rate }) => `${x(at) + BAR / 2},${(1 - rate) * (HEIGHT - 4) + 2}`);
  const seconds = (series.length * SLICE_MS) / 1000;
  const sum = (name: keyof Totals) => series.reduce((total, slice) => total + slice[name], 0);
  return (
    <figure className={styles.chart}>
      <figcaption>
        <span className={styles.hits}>hits</span>
        <span className={styles.misses}>misses</span>
        <span className={styles.rate}>hit rate</span>
        <span className={styles.asked}>queries of Postgres</span>
        <small>the last 3 minutes</small>
      </figcaption>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT + LOWER + 6}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`In the last ${seconds} s: ${sum('hits')} hits, ${sum('misses')} misses, ${sum('queries')} queries of Postgres`}
      >
        {series
          .map((slice, i) => ({ ...slice, i }))
          .map(({ hits, misses, queries, i }) => {
            const high = (value: number) => (value / most) * HEIGHT;
            const asked = (queries / mostQueries) * LOWER;
            return (
              <g key={i}>
                <rect
                  className={styles.hits}
                  x={x(i)}
                  y={HEIGHT - high(hits)}
                  width={BAR - 1}
                  height={high(hits)}
                />
                <rect
                  className={styles.misses}
                  x={x(i)}
                  y={HEIGHT - high(hits + misses)}
                  width={BAR - 1}
                  height={high(misses)}
                />
                <rect
                  className={styles.asked}
                  x={x(i)}
                  y={HEIGHT + 6 + LOWER - asked}
                  width={BAR - 1}
                  height={asked}
                />
              </g>
            );
          })}
        <path
          className={styles.ground}
          d={`M0 ${HEIGHT + 0.5}H${WIDTH}M0 ${HEIGHT + LOWER + 5.5}H${WIDTH}`}
        />
        {line.length > 1 && <polyline className={styles.rate} points={line.join(' ')} />}
      </svg>
    </figure>
  );
}
