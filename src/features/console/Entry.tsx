/** One command with its reply, a message from the server, or a note. */
import { memo, useMemo, useState } from 'react';
import type { TranscriptEntry } from '../../client/state.ts';
import type { Reply } from '../../engine/reply.ts';
import { formatReply } from '../../resp/format.ts';
import { quoteCommand } from '../../resp/quote.ts';
import { cx } from '../../ui/classes.ts';
import { count, plural } from '../../ui/format.ts';
import { isError, type LaneState, promptText } from './annotate.ts';
import styles from './Console.module.css';

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
          <code>{quoteCommand(argv)}</code>
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
  const [room, setRoom] = useState(FIRST_LINES);
  const lines = useMemo(() => formatReply(reply, { text: 'utf8', resp }).split('\n'), [reply, resp]);
  if (lines.length === 1 && lines[0] === '') return null;
  const shown = lines.slice(0, room);
  const more = lines.length - shown.length;
  return (
    <>
      <pre className={cx(styles.reply, className)}>{shown.join('\n')}</pre>
      {more > 0 && (
        <button type="button" className={styles.more} onClick={() => setRoom(room * 10)}>
          {more > room * 9
            ? `Show ${count(room * 9)} of ${count(more)} more lines`
            : `Show ${plural(more, 'more line')}`}
        </button>
      )}
    </>
  );
}
