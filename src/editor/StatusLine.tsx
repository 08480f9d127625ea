/** Below the editor: what runs, how it ended, where the cursor is, what Tab does. Changes are read aloud. */
import { useSyncExternalStore } from 'react';
import { plural } from '../ui/format.ts';
import styles from './Editor.module.css';
import { describeResult, describeSummary } from './run/describe.ts';
import type { StatementResult } from './run/results.ts';
import type { EditorSession, RunStatus } from './session.ts';

export interface StatusLineProps {
  readonly session: EditorSession;
  readonly status: RunStatus;
  readonly cursor: { readonly line: number; readonly column: number };
  readonly monaco: boolean;
  readonly failed: boolean;
  readonly tabMovesFocus: boolean;
  toggleTab(): void;
}

export function StatusLine({
  session,
  status,
  cursor,
  monaco,
  failed,
  tabMovesFocus,
  toggleTab,
}: StatusLineProps) {
  const results = useSyncExternalStore(session.results.subscribe, session.results.list);
  return (
    <footer className={styles.status}>
      <span className={styles.state}>{stateText(status, results)}</span>
      {/* What a sighted person sees beside the line. */}
      <span className="visually-hidden" role="status">
        {status.running ? '' : spoken(session, status)}
      </span>
      {failed && (
        <span className={styles.note}>The full editor could not be loaded; this plain one works.</span>
      )}
      {monaco && (
        <button type="button" className={styles.tab} aria-pressed={tabMovesFocus} onClick={toggleTab}>
          Tab {tabMovesFocus ? 'moves focus' : 'indents'} <kbd>Ctrl+M</kbd>
        </button>
      )}
      <span className={styles.cursor}>
        {cursor.line}:{cursor.column}
      </span>
    </footer>
  );
}

function stateText({ running, summary }: RunStatus, results: readonly StatementResult[]): string {
  const waiting = results.filter(({ state }) => state === 'blocked' || state === 'waiting').length;
  if (running) return waiting > 0 ? `Running, ${plural(waiting, 'line')} waiting` : 'Running…';
  return summary ? describeSummary(summary) : 'Ctrl+Enter runs a line, Tab takes a suggestion';
}

/** The end of a run: of one command its reply, of several what came of them. */
function spoken(session: EditorSession, { summary }: RunStatus): string {
  if (!summary) return '';
  const { last } = session.results;
  if (summary.commands + summary.programs > 1 || !last) return describeSummary(summary);
  const line = session.source.slice(0, last.range.start).split('\n').length;
  return `Line ${line}: ${describeResult(last, 200).text}`;
}
