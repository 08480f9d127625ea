/** The last minute: writes, when the log was handed over, when it was on disk, and snapshots. */
import type { HistorySpan } from '../../protocol/durability.ts';
import { useTick } from '../../ui/tick.ts';
import styles from './Durability.module.css';

const WINDOW_MS = 60_000;
/** Of the drawing; the width is stretched to what there is. */
const WIDTH = 600;
const ROWS = [
  { name: 'Writes', of: 'writes', color: 'var(--hue-blue)' },
  { name: 'Log handed over', of: 'flushes', color: 'var(--hue-amber)' },
  { name: 'Log on disk', of: 'syncs', color: 'var(--good)' },
  { name: 'Snapshots', of: 'snapshots', color: 'var(--hue-violet)' },
] as const;
const ROW = 16;
const TICK = (250 / WINDOW_MS) * WIDTH;

export function Timeline({ history }: { history: readonly HistorySpan[] }) {
  useTick(true);
  const now = Date.now();
  const x = (at: number) => WIDTH * (1 - (now - at) / WINDOW_MS);
  const shown = history.filter(({ at }) => at > now - WINDOW_MS);
  const totals = ROWS.map(({ of }) => shown.reduce((sum, span) => sum + span[of], 0));
  return (
    <section className={styles.timeline} aria-label="The last minute">
      <ul>
        {ROWS.map(({ name }, i) => (
          <li key={name}>
            {name} <b>{totals[i]}</b>
          </li>
        ))}
      </ul>
      <svg
        aria-hidden="true"
        viewBox={`0 0 ${WIDTH} ${ROWS.length * ROW}`}
        preserveAspectRatio="none"
        height={ROWS.length * ROW}
      >
        {ROWS.map(({ of, color }, row) => (
          <g key={of} fill={color}>
            <line
              x1={0}
              x2={WIDTH}
              y1={(row + 1) * ROW - 1}
              y2={(row + 1) * ROW - 1}
              stroke="var(--border)"
            />
            {shown.map((span) => {
              const value = span[of];
              if (value === 0) return null;
              const height = Math.min(ROW - 3, 4 + 2 * Math.log2(value));
              return (
                <rect
                  key={span.at}
                  x={x(span.at)}
                  y={(row + 1) * ROW - 1 - height}
                  width={Math.max(2, TICK - 0.5)}
                  height={height}
                />
              );
            })}
          </g>
        ))}
      </svg>
      <div className={styles.axis}>
        <span>a minute ago</span>
        <span>now</span>
      </div>
    </section>
  );
}
