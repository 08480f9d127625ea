/** The chosen command of the log in full. */
import { useMemo } from 'react';
import type { LogEntry } from '../../protocol/messages.ts';
import { formatReply } from '../../resp/format.ts';
import { quoteCommand } from '../../resp/quote.ts';
import { displayText } from '../../resp/text.ts';
import { IconButton } from '../../ui/Button.tsx';
import { cx } from '../../ui/classes.ts';
import { microseconds } from '../../ui/micros.ts';
import { scrollable } from '../../ui/scrollable.ts';
import { isError } from './filter.ts';
import styles from './Log.module.css';
import { clockTime } from './times.ts';

const ORIGINS = {
  plain: '',
  exec: ', inside EXEC',
  script: ', called by a script',
  log: ', said by a script',
};

export function LogDetail({ entry, onClose }: { entry: LogEntry; onClose(): void }) {
  const { lane, db, argv, reply, replyCut, at, micros, origin, level } = entry;
  const said = origin === 'log';
  const command = useMemo(() => (said ? displayText(argv[0] ?? '') : quoteCommand(argv)), [argv, said]);
  const text = useMemo(() => formatReply(reply, { text: 'utf8' }) || '(no reply)', [reply]);
  const time = level !== undefined ? level : micros < 0 ? 'had to wait' : `took ${microseconds(micros)}`;
  return (
    <section className={styles.detail} aria-label="The chosen command">
      <header>
        <span>
          {clockTime(at)}, {lane}, db {db}
          {ORIGINS[origin]}, {time}
        </span>
        <IconButton
          small
          icon="copy"
          label="Copy the command"
          onClick={() => void navigator.clipboard?.writeText(command)}
        />
        <IconButton small icon="close" label="Close the chosen command" onClick={onClose} />
      </header>
      <div className={styles.whole} {...scrollable('Command and reply')}>
        <pre>{command}</pre>
        {!said && <pre className={cx(isError(reply) && styles.error)}>{text}</pre>}
        {replyCut && <p className={styles.note}>The reply was longer; the log keeps its beginning.</p>}
      </div>
    </section>
  );
}
