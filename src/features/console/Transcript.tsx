/** What was said, virtualized. It stays at its end while the person has not scrolled away from it. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useRef } from 'react';
import type { TranscriptEntry } from '../../client/state.ts';
import { shortReply } from '../../resp/format.ts';
import { scrollable } from '../../ui/scrollable.ts';
import type { LaneState } from './annotate.ts';
import styles from './Console.module.css';
import { Entry } from './Entry.tsx';

export interface TranscriptProps {
  readonly lane: string;
  readonly entries: readonly TranscriptEntry[];
  readonly states: readonly LaneState[];
}

const UNKNOWN: LaneState = { db: 0, inTransaction: false, resp: 2 };
/** Pixels from the end that still count as the end. */
const NEAR = 24;

export function Transcript({ lane, entries, states }: TranscriptProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const virtualizer = useVirtualizer({
    count: entries.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (entries[index]?.kind === 'command' ? 40 : 20),
    getItemKey: (index) => entries[index]?.id ?? index,
    overscan: 12,
  });
  const height = virtualizer.getTotalSize();

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element && atEnd.current && height + entries.length > 0) element.scrollTop = element.scrollHeight;
  }, [height, entries]);

  // The line of syntax, a waiting client's bar or a drag of the border takes room from it: the end stays in view.
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const observer = new ResizeObserver(() => {
      if (atEnd.current) element.scrollTop = element.scrollHeight;
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const onScroll = () => {
    const element = scroller.current;
    if (element) atEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR;
  };

  return (
    <div
      ref={scroller}
      className={styles.transcript}
      onScroll={onScroll}
      {...scrollable(`Console of ${lane}`)}
    >
      <div style={{ height, position: 'relative' }}>
        {virtualizer.getVirtualItems().map((item) => {
          const entry = entries[item.index];
          if (!entry) return null;
          return (
            <div
              key={item.key}
              ref={virtualizer.measureElement}
              data-index={item.index}
              className={styles.item}
              style={{ transform: `translateY(${item.start}px)` }}
            >
              <Entry lane={lane} entry={entry} state={states[item.index] ?? UNKNOWN} />
            </div>
          );
        })}
      </div>
      <p className="visually-hidden" role="status">
        {lastReply(entries)}
      </p>
    </div>
  );
}

/** The newest reply to what was typed here, to be read aloud; scripts speak for themselves. */
function lastReply(entries: readonly TranscriptEntry[]): string {
  const last = entries.at(-1);
  if (last?.kind === 'push') return shortReply(last.message, 200, { text: 'utf8' });
  if (last?.kind !== 'command' || last.source !== 'console' || !last.result) return '';
  return shortReply(last.result.reply, 200, { text: 'utf8' });
}
