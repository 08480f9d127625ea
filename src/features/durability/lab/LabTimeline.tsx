/** The run as a line for each mode: writes, syncs, snapshots, and the crash, which a person can move. */
import type { LabModeResult, LabResult, LabState } from '../../../protocol/durability.ts';
import styles from '../Durability.module.css';
import { MODE_NAMES, seconds } from './words.ts';

const WIDTH = 600;
const ROW = 22;
const COLORS: Readonly<Record<LabState, string>> = {
  kept: 'var(--good)',
  extra: 'var(--good)',
  lost: 'var(--bad)',
  gone: 'var(--warn)',
  unsent: 'var(--border-strong)',
};

export function LabTimeline({ result, onMoment }: { result: LabResult; onMoment(ms: number): void }) {
  const { end, crashAt, modes } = result;
  const x = (ms: number) => (ms / end) * WIDTH;
  return (
    <div className={styles.labTimeline}>
      <ul aria-hidden="true">
        {modes.map(({ mode }) => (
          <li key={mode}>{MODE_NAMES[mode]}</li>
        ))}
      </ul>
      <svg
        aria-hidden="true"
        viewBox={`0 0 ${WIDTH} ${modes.length * ROW}`}
        preserveAspectRatio="none"
        height={modes.length * ROW}
      >
        {modes.map((mode, i) => (
          <Line key={mode.mode} mode={mode} result={result} y={i * ROW} x={x} />
        ))}
        <rect
          x={x(crashAt)}
          y={0}
          width={WIDTH - x(crashAt)}
          height={modes.length * ROW}
          className={styles.after}
        />
        <line x1={x(crashAt)} x2={x(crashAt)} y1={0} y2={modes.length * ROW} className={styles.crashLine} />
      </svg>
      <strong className={styles.moment}>Crash at {seconds(crashAt)}</strong>
      <input
        type="range"
        aria-label="Moment of the crash"
        aria-valuetext={seconds(crashAt)}
        min={0}
        max={end}
        step={end > 60_000 ? 100 : 5}
        value={crashAt}
        onChange={(event) => onMoment(event.target.valueAsNumber)}
      />
      <p className={styles.legend}>
        <span data-mark="write">write</span>
        <span data-mark="sync">log on disk</span>
        <span data-mark="snapshot">snapshot</span>
        <span data-mark="crash">crash</span>
      </p>
    </div>
  );
}

interface LineProps {
  readonly mode: LabModeResult;
  readonly result: LabResult;
  readonly y: number;
  x(ms: number): number;
}

function Line({ mode, result, y, x }: LineProps) {
  return (
    <g>
      <line x1={0} x2={WIDTH} y1={y + ROW - 1} y2={y + ROW - 1} stroke="var(--border)" />
      {mode.snapshots.map(([from, to]) => (
        <rect
          key={from}
          x={x(from)}
          y={y + 13}
          width={Math.max(3, x(Math.min(to, result.crashAt)) - x(from))}
          height={5}
          fill="var(--hue-violet)"
        />
      ))}
      {result.writes.map((write, i) => (
        <rect
          key={`${write.at}-${write.lane}`}
          x={x(write.at)}
          y={y + 3}
          width={2}
          height={9}
          fill={COLORS[mode.states[i] ?? 'unsent']}
        />
      ))}
      {mode.syncs.map((at) => (
        <rect key={at} x={x(at)} y={y + 13} width={2} height={6} fill="var(--hue-blue)" />
      ))}
    </g>
  );
}
