/** Every command that ran, whoever sent it: filtered, virtualized, with the whole reply of the chosen one. */
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import { useCalmPlayground } from '../../client/calm.ts';
import { useActions, usePlayground } from '../../client/provider.tsx';
import type { PlaygroundStore } from '../../client/state.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { cx } from '../../ui/classes.ts';
import { Input, Select } from '../../ui/Field.tsx';
import { count, plural } from '../../ui/format.ts';
import { Empty } from '../../ui/Panel.tsx';
import { useRowWindow } from '../../ui/rows.ts';
import { ALL, filterLog, writeNames } from './filter.ts';
import styles from './Log.module.css';
import { LogDetail } from './LogDetail.tsx';
import { LogRow } from './LogRow.tsx';
import { logToScript } from './script.ts';

const ROW = 24;
/** Pixels from the end that still count as the end. */
const NEAR = 30;

const selectLog = (state: PlaygroundStore) => state.log;

export function LogPanel() {
  const actions = useActions();
  const log = useCalmPlayground(selectLog);
  const dropped = usePlayground((state) => state.logDropped);
  const paused = usePlayground((state) => state.logPaused);
  const lanes = usePlayground((state) => state.lanes);
  const docs = usePlayground((state) => state.docs);
  const [filter, setFilter] = useState(ALL);
  const [chosen, setChosen] = useState<number>();
  const scroller = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const id = useId();
  const writes = useMemo(() => writeNames(docs), [docs]);
  const shown = useMemo(() => filterLog(log, filter, writes), [log, filter, writes]);
  const rows = useRowWindow(scroller, shown.length, ROW);
  const chosenAt = chosen === undefined ? -1 : shown.findIndex(({ seq }) => seq === chosen);
  const detail = shown[chosenAt];

  useEffect(() => {
    const element = scroller.current;
    if (element && atEnd.current && shown.length > 0) element.scrollTop = element.scrollHeight;
  }, [shown]);

  // The detail takes room from the list; what it tells about stays visible.
  const { reveal } = rows;
  useEffect(() => {
    if (chosen === undefined || chosenAt < 0) return;
    const frame = requestAnimationFrame(() => reveal(chosenAt));
    return () => cancelAnimationFrame(frame);
  }, [chosen, chosenAt, reveal]);

  const onKeyDown = (event: KeyboardEvent) => {
    const last = shown.length - 1;
    const from = chosenAt < 0 ? last + 1 : chosenAt;
    const to: Readonly<Record<string, number>> = {
      ArrowUp: from - 1,
      ArrowDown: from + 1,
      PageUp: from - rows.fits,
      PageDown: from + rows.fits,
      Home: 0,
      End: last,
    };
    const wanted = to[event.key];
    if (event.key === 'Escape') setChosen(undefined);
    if (wanted === undefined || last < 0) return;
    event.preventDefault();
    const at = Math.max(0, Math.min(last, wanted));
    setChosen(shown[at]?.seq);
  };

  const copy = () => {
    void navigator.clipboard?.writeText(logToScript(shown));
    actions.notify({ kind: 'info', text: `Copied ${plural(shown.length, 'command')} as a script.` });
  };

  return (
    <div className={styles.log}>
      <div className={styles.bar} role="toolbar" aria-label="Log tools">
        <Input
          small
          className={styles.text}
          type="search"
          aria-label="Filter the log by text"
          placeholder="Filter"
          value={filter.text}
          onChange={(event) => setFilter({ ...filter, text: event.target.value })}
        />
        <Select
          small
          aria-label="Filter the log by client"
          value={filter.lane}
          onChange={(event) => setFilter({ ...filter, lane: event.target.value })}
        >
          <option value="">All clients</option>
          {lanes.map((lane) => (
            <option key={lane}>{lane}</option>
          ))}
        </Select>
        <Button
          small
          look="quiet"
          aria-pressed={filter.errors}
          onClick={() => setFilter({ ...filter, errors: !filter.errors })}
        >
          Errors
        </Button>
        <Button
          small
          look="quiet"
          aria-pressed={filter.writes}
          onClick={() => setFilter({ ...filter, writes: !filter.writes })}
        >
          Writes
        </Button>
        <span className={styles.count}>
          {shown.length < log.length ? `${count(shown.length)} of ${count(log.length)}` : count(log.length)}
        </span>
        <IconButton
          small
          icon={paused ? 'play' : 'pause'}
          label={paused ? 'Go on logging' : 'Pause the log'}
          aria-pressed={paused}
          onClick={() => actions.pauseLog(!paused)}
        />
        <IconButton small icon="copy" label="Copy as a script" disabled={shown.length === 0} onClick={copy} />
        <IconButton
          small
          icon="trash"
          label="Clear the log"
          disabled={log.length === 0}
          onClick={() => actions.clearLog()}
        />
      </div>
      {(paused || dropped > 0) && (
        <p className={styles.note} role="status">
          {paused && 'Paused: what runs now is not logged. '}
          {dropped > 0 && `${plural(dropped, 'command')} came too fast and were left out.`}
        </p>
      )}
      {shown.length === 0 && (
        <div className={styles.empty}>
          <Empty
            icon="list"
            title={log.length === 0 ? 'Nothing has run yet' : 'No command passes the filter'}
          />
        </div>
      )}
      <div
        ref={scroller}
        className={cx(styles.rows, shown.length === 0 && styles.none)}
        role="listbox"
        aria-label="Commands that ran"
        aria-activedescendant={detail && `${id}-${detail.seq}`}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onScroll={(event) => {
          const { scrollHeight, scrollTop, clientHeight } = event.currentTarget;
          atEnd.current = scrollHeight - scrollTop - clientHeight < NEAR;
        }}
      >
        <div className={styles.space} style={{ height: rows.height }}>
          {shown.slice(rows.first, rows.end).map((entry, i) => (
            <LogRow
              key={entry.seq}
              id={`${id}-${entry.seq}`}
              entry={entry}
              laneIndex={lanes.indexOf(entry.lane)}
              top={rows.top(rows.first + i)}
              chosen={entry.seq === chosen}
              onChoose={setChosen}
            />
          ))}
        </div>
      </div>
      {detail && <LogDetail entry={detail} onClose={() => setChosen(undefined)} />}
    </div>
  );
}
