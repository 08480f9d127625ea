/** One command with its reply, a message from the server, or a note. */
import { memo, type ReactNode, useMemo, useState } from 'react';
import type { TranscriptEntry } from '../../client/state.ts';
import type { Reply } from '../../engine/reply.ts';
import { formatReply } from '../../resp/format.ts';
import { quoteCommand } from '../../resp/quote.ts';
import { cx } from '../../ui/classes.ts';
import { count, plural } from '../../ui/format.ts';
import { isError, type LaneState, promptText } from './annotate.ts';
import styles from './Console.module.css';
import { cutText } from './text.ts';

export interface EntryProps {
  readonly lane: string;
  readonly entry: TranscriptEntry;
  readonly state: LaneState;
}

export const Entry = memo(
  function Entry({ lane, entry, state }: EntryProps) {
    if (entry.kind === 'note') return <p className={styles.note}>{entry.text}</p>;
    if (entry.kind === 'push')
      return <Text reply={entry.message} resp={state.resp} className={styles.push} />;
    const { argv, source, result } = entry;
    return (
      <>
        <div className={styles.command}>
          <span className={styles.prompt}>{promptText(lane, state)}</span>
          <CommandText argv={argv} />
          {source !== 'console' && <span className={styles.source}>{source}</span>}
        </div>
        {result?.lost && <p className={styles.note}>The engine stopped before it could answer.</p>}
        {result && !result.lost && (
          <Text
            reply={result.reply}
            resp={state.resp}
            className={isError(result.reply) ? styles.error : ''}
          />
        )}
        {!result && <p className={styles.pending}>…</p>}
      </>
    );
  },
  (before, after) =>
    before.entry === after.entry &&
    before.lane === after.lane &&
    before.state.db === after.state.db &&
    before.state.resp === after.state.resp &&
    before.state.inTransaction === after.state.inTransaction,
);

/** So many lines are shown at first, and ten times as many each time more are asked for. */
const FIRST_LINES = 200;

function Text({ reply, resp, className }: { reply: Reply; resp: 2 | 3; className: string | undefined }) {
  const text = useMemo(() => formatReply(reply, { text: 'utf8', resp }), [reply, resp]);
  const { shown, more } = useCut(text, FIRST_LINES);
  if (text === '') return null;
  return (
    <>
      <pre className={cx(styles.reply, className)}>{shown}</pre>
      {more}
    </>
  );
}

/** A command is an echo of what was sent: of a long one less is shown than of a reply. */
const FIRST_LINES_OF_COMMAND = 20;

function CommandText({ argv }: { argv: readonly string[] }) {
  const text = useMemo(() => quoteCommand(argv), [argv]);
  const { shown, more } = useCut(text, FIRST_LINES_OF_COMMAND);
  return (
    <code>
      {shown}
      {more && '… '}
      {more}
    </code>
  );
}

/** The beginning of a text, and the button that shows more of it where that is not all. */
function useCut(text: string, first: number): { shown: string; more: ReactNode } {
  const [room, setRoom] = useState(first);
  const { shown, left, unit } = useMemo(() => cutText(text, room), [text, room]);
  if (left === 0) return { shown, more: null };
  const next = unit === 'line' ? room * 9 : shown.length * 9;
  const more = (
    <button type="button" className={styles.more} onClick={() => setRoom(room * 10)}>
      {left > next
        ? `Show ${count(next)} of ${count(left)} more ${unit}s`
        : `Show ${plural(left, `more ${unit}`)}`}
    </button>
  );
  return { shown, more };
}
