/**
 * When the entries of a stream came, as bars along time. A slider lies over the bars: the span that it stands on is told
 * in words, and the list below goes there.
 */
import type { StreamGroup, StreamTimeline as Timeline } from '../../protocol/views.ts';
import { labelText } from '../../resp/quote.ts';
import { cx } from '../../ui/classes.ts';
import { plural } from '../../ui/format.ts';
import styles from './StreamTimeline.module.css';
import { msOf, spanText, timeText } from './stream-time.ts';

export interface StreamTimelineProps {
  readonly timeline: Timeline;
  readonly groups: readonly StreamGroup[];
  /** The span that the person chose; undefined stays with the newest. */
  readonly chosen: number | undefined;
  onChoose(span: number): void;
}

export function StreamTimeline({ timeline, groups, chosen, onChoose }: StreamTimelineProps) {
  const { from, to, counts } = timeline;
  const most = Math.max(...counts);
  const last = counts.length - 1;
  const at = Math.min(chosen ?? last, last);
  const whole = to - from + 1;
  const start = from + Math.floor((at * whole) / counts.length);
  const end = from + Math.floor(((at + 1) * whole) / counts.length) - 1;
  const text = `${spanText(start, end, to - from)}: ${plural(counts[at] ?? 0, 'entry', 'entries')}`;
  return (
    <div className={styles.timeline}>
      <div className={styles.plot}>
        <div className={styles.bars} aria-hidden="true">
          {counts.map((count, span) => (
            <span
              key={`span ${String(span)}`}
              className={cx(styles.bar, span === at && styles.chosen)}
              style={{ height: count === 0 ? 0 : `max(2px, ${(100 * count) / most}%)` }}
            />
          ))}
          {groups.map(({ name, lastDelivered }) => {
            const ms = msOf(lastDelivered);
            if (ms < from) return null;
            const place = Math.min(1, (ms - from + 1) / whole);
            return (
              <span
                key={name}
                className={styles.mark}
                title={`${labelText(name)} has read up to ${lastDelivered}`}
                style={{ left: `${place * 100}%` }}
              />
            );
          })}
        </div>
        <input
          type="range"
          className={styles.slider}
          aria-label="Timeline"
          aria-valuetext={text}
          min={0}
          max={last}
          value={at}
          onChange={(event) => onChoose(Number(event.target.value))}
        />
      </div>
      <div className={styles.axis} aria-hidden="true">
        <span>{timeText(from, to - from)}</span>
        <span className={styles.text}>{text}</span>
        <span>{last > 0 && timeText(to, to - from)}</span>
      </div>
    </div>
  );
}
