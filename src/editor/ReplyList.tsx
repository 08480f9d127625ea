/** The results as a list, where they cannot stand beside their lines. */
import { useMemo, useSyncExternalStore } from 'react';
import { cx } from '../ui/classes.ts';
import styles from './Editor.module.css';
import { describeResult, fullText } from './run/describe.ts';
import type { StatementResult } from './run/results.ts';
import type { EditorSession } from './session.ts';

/** A plain list holds no more than a person scrolls through. */
const MAX_SHOWN = 100;

export function ReplyList({ session }: { session: EditorSession }) {
  const results = useSyncExternalStore(session.results.subscribe, session.results.list);
  const shown = useMemo(() => results.slice(-MAX_SHOWN), [results]);
  if (shown.length === 0) return null;
  return (
    <ol className={styles.replies} aria-label="Replies">
      {shown.map((result) => (
        <li key={result.id}>
          <Reply result={result} line={session.source.slice(0, result.range.start).split('\n').length} />
        </li>
      ))}
    </ol>
  );
}

function Reply({ result, line }: { result: StatementResult; line: number }) {
  const { sign, text, time, tone } = describeResult(result, 60);
  return (
    <details className={styles.reply}>
      <summary>
        <span className={styles.line}>{line}</span>
        <span className={cx(styles.short, styles[tone])}>
          {sign} {text}
        </span>
        <span className={styles.time}>{time}</span>
      </summary>
      {result.state === 'done' && <pre>{fullText(result)}</pre>}
    </details>
  );
}
