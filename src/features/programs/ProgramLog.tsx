/** What a program has said, newest last; errors lead to their line. */
import { memo, useEffect, useRef } from 'react';
import type { LogLine } from '../../apps/port.ts';
import { isLive, type ProgramState } from '../../client/programs/state.ts';
import { cx } from '../../ui/classes.ts';
import { count } from '../../ui/format.ts';
import styles from './Programs.module.css';

/** While it runs, more lines than this come and go faster than anybody reads. */
const WHILE_LIVE = 100;
/** Pixels from the end that still count as the end. */
const NEAR = 30;

export function ProgramLog({ state, onLine }: { state: ProgramState; onLine(line: number): void }) {
  const scroller = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const lines = isLive(state) ? state.log.slice(-WHILE_LIVE) : state.log;
  const before = state.logDropped + state.log.length - lines.length;
  useEffect(() => {
    const element = scroller.current;
    if (element && atEnd.current && lines.length > 0) element.scrollTop = element.scrollHeight;
  }, [lines]);
  // The rows stay the same as long as their lines do, so what they call must as well.
  const show = useRef(onLine);
  useEffect(() => {
    show.current = onLine;
  });
  return (
    <div
      ref={scroller}
      className={styles.log}
      role="log"
      aria-label={`Log of ${state.name}`}
      // A scrollable region must take the focus, so that the keyboard can scroll it.
      tabIndex={0}
      onScroll={({ currentTarget: { scrollTop, clientHeight, scrollHeight } }) => {
        atEnd.current = scrollTop + clientHeight > scrollHeight - NEAR;
      }}
    >
      {before > 0 && <p className={styles.note}>{count(before)} earlier lines are not shown.</p>}
      {lines.length === 0 && before === 0 && <p className={styles.note}>It has logged nothing.</p>}
      {lines.map((line) => (
        <Line key={line.id} line={line} show={show} />
      ))}
    </div>
  );
}

interface LineProps {
  readonly line: LogLine;
  readonly show: { readonly current: (line: number) => void };
}

const Line = memo(function Line({ line: { kind, user, text }, show }: LineProps) {
  const [, number] = (kind === 'error' && /^line (\d+): /.exec(text)) || [];
  return (
    <div className={cx(styles.line, kind === 'error' && styles.error)}>
      {user > 0 && <span className={styles.user}>user {user}</span>}
      {number === undefined ? (
        <span>{text}</span>
      ) : (
        <span>
          <button type="button" className={styles.place} onClick={() => show.current(Number(number))}>
            line {number}
          </button>
          {text.slice(`line ${number}`.length)}
        </span>
      )}
    </div>
  );
});
