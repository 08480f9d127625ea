/** A HyperLogLog: what it estimates, and its registers as a grid and as a histogram. */
import { useEffect, useMemo, useRef } from 'react';
import { usePlayground, useView } from '../../client/provider.tsx';
import { count, plural } from '../../ui/format.ts';
import { Loading } from '../../ui/Panel.tsx';
import { scrollable } from '../../ui/scrollable.ts';
import { useTheme } from '../../ui/theme.ts';
import styles from './HyperLogLogView.module.css';

const SIDE = 128;
/** Registers beyond this are all drawn in the strongest colour: few ever get there. */
const STRONGEST = 16;

export default function HyperLogLogView({ name }: { name: string }) {
  const theme = useTheme().resolved;
  const db = usePlayground((state) => state.db);
  const value = useView({ kind: 'key', db, key: name, offset: 0, limit: 0, view: 'hyperloglog' })?.value;
  const reading = value?.reading?.kind === 'hyperloglog' ? value.reading : undefined;
  const registers = reading?.registers;
  const histogram = useMemo(() => histogramOf(registers ?? ''), [registers]);
  if (!value) return <Loading />;
  if (!reading) {
    return <p className={styles.note}>The header is a HyperLogLog’s, but its registers cannot be read.</p>;
  }
  const used = reading.registers.length - (histogram[0] ?? 0);
  const most = Math.max(1, ...histogram.slice(1));
  const summary = `${plural(used, 'register')} of ${count(reading.registers.length)} in use, the greatest holds ${histogram.length - 1}`;
  return (
    <div className={styles.view} {...scrollable('HyperLogLog')}>
      <dl className={styles.figures}>
        <div>
          <dt>Estimate</dt>
          <dd className={styles.estimate}>{count(reading.estimate)}</dd>
        </div>
        <div>
          <dt>Encoding</dt>
          <dd>{reading.sparse ? 'sparse' : 'dense'}</dd>
        </div>
        <div data-tip="PFCOUNT keeps its last answer in the header">
          <dt>Answer kept</dt>
          <dd>{reading.cached ? 'yes' : 'no, counted anew'}</dd>
        </div>
      </dl>
      <p className={styles.summary}>{summary}. The estimate is off by 0.8% as a rule.</p>
      <Grid key={theme} registers={reading.registers} label={summary} />
      <h4 className={styles.heading}>Registers in use, by value</h4>
      <ol className={styles.histogram} start={1} aria-label="Registers in use, by value">
        {histogram.slice(1).map((registersWith, i) => (
          <li key={`value ${String(i + 1)}`}>
            <span className={styles.held}>{i + 1}</span>
            <span className={styles.track} aria-hidden="true">
              <span style={{ width: `${(100 * registersWith) / most}%` }} />
            </span>
            <span className={styles.amount}>{count(registersWith)}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}

/** How many registers hold 0, 1, … up to the greatest. */
function histogramOf(registers: string): readonly number[] {
  const found: number[] = [0];
  for (let i = 0; i < registers.length; i++) {
    const value = registers.charCodeAt(i);
    while (found.length <= value) found.push(0);
    found[value] = (found[value] ?? 0) + 1;
  }
  return found;
}

/** One pixel a register, row by row; CSS makes it large. A new theme gets a new one, since the colour is read from it. */
function Grid({ registers, label }: { registers: string; label: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const frame = requestAnimationFrame(() => draw(canvas.current, registers));
    return () => cancelAnimationFrame(frame);
  }, [registers]);
  return (
    <canvas ref={canvas} className={styles.grid} width={SIDE} height={SIDE} role="img" aria-label={label} />
  );
}

function draw(canvas: HTMLCanvasElement | null, registers: string): void {
  const context = canvas?.getContext('2d');
  if (!canvas || !context) return;
  context.clearRect(0, 0, SIDE, SIDE);
  context.fillStyle = getComputedStyle(canvas).color;
  for (let i = 0; i < registers.length; i++) {
    const value = registers.charCodeAt(i);
    if (value === 0) continue;
    context.globalAlpha = 0.3 + 0.7 * Math.min(1, value / STRONGEST);
    context.fillRect(i % SIDE, Math.floor(i / SIDE), 1, 1);
  }
}
