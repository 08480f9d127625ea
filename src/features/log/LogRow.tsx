/** A command of the log on one line. */
import { memo } from 'react';
import type { LogEntry } from '../../protocol/messages.ts';
import { shortReply } from '../../resp/format.ts';
import { quoteCommand } from '../../resp/quote.ts';
import { displayText } from '../../resp/text.ts';
import { Badge } from '../../ui/Badge.tsx';
import { cx } from '../../ui/classes.ts';
import { microseconds } from '../../ui/micros.ts';
import { toneAt } from '../../ui/tones.ts';
import { isError } from './filter.ts';
import styles from './Log.module.css';
import { clockTime } from './times.ts';

export interface LogRowProps {
  readonly id: string;
  readonly entry: LogEntry;
  readonly laneIndex: number;
  readonly top: number;
  readonly chosen: boolean;
  onChoose(seq: number): void;
}

/** More of a command than fits any screen is not written out. */
const MAX_CHARS = 300;

/** Not more words than any screen shows; what a script said stands as it is. */
function shownCommand({ origin, argv }: LogEntry): string {
  if (origin === 'log') return displayText(argv[0] ?? '');
  return quoteCommand(argv.length > 50 ? argv.slice(0, 50) : argv);
}

export const LogRow = memo(function LogRow({ id, entry, laneIndex, top, chosen, onChoose }: LogRowProps) {
  const { seq, lane, db, reply, at, micros, origin, level } = entry;
  const command = shownCommand(entry).slice(0, MAX_CHARS);
  return (
    <div
      id={id}
      className={styles.row}
      role="option"
      aria-selected={chosen}
      // The list has the keyboard; it moves the choice.
      tabIndex={-1}
      style={{ transform: `translateY(${top}px)` }}
      onMouseDown={() => onChoose(seq)}
    >
      <span className={styles.time}>{clockTime(at)}</span>
      <span className={styles.lane}>
        <Badge tone={toneAt(laneIndex)}>{db === 0 ? lane : `${lane}[${db}]`}</Badge>
      </span>
      <span className={styles.micros}>
        {level === undefined && (micros < 0 ? '–' : microseconds(micros))}
      </span>
      <code className={styles.command}>
        {origin !== 'plain' && <i>{level === undefined ? origin : `redis.log ${level}`} </i>}
        {command}
      </code>
      <code className={cx(styles.reply, isError(reply) && styles.error)}>
        {shortReply(reply, 80, { text: 'utf8' })}
      </code>
    </div>
  );
});
