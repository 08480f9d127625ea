/** The elements of a collection as rows, as many as fit; the rest is fetched as one scrolls. */
import { type ReactNode, useEffect, useRef } from 'react';
import { useMediaQuery } from '../../ui/media.ts';
import { useRowWindow } from '../../ui/rows.ts';
import { scrollable } from '../../ui/scrollable.ts';
import { useRowHeir } from './focus.ts';
import styles from './Items.module.css';

export interface ItemsProps<T> {
  /** What the rows are, for a screen reader: "Fields". */
  readonly label: string;
  readonly columns: readonly string[];
  /** Widths of the columns as CSS grid tracks; one for the buttons is added. */
  readonly tracks: string;
  readonly total: number;
  /** The page that is here, and where it starts. */
  readonly items: readonly T[];
  readonly offset: number;
  keyOf(item: T, index: number): string;
  /** How many buttons a row has at its end. */
  readonly buttons?: number;
  /** Cells of a row, then its buttons. */
  row(item: T, index: number): { readonly cells: readonly ReactNode[]; readonly tools?: ReactNode };
  onWindow(offset: number, limit: number): void;
  /** Scrolls to a row; every new object does so once more. */
  readonly show?: { readonly row: number } | undefined;
}

const CHUNK = 50;

export function Items<T>({
  label,
  columns,
  tracks,
  buttons = 0,
  total,
  items,
  offset,
  keyOf,
  row,
  onWindow,
  show,
}: ItemsProps<T>) {
  const scroller = useRef<HTMLDivElement>(null);
  useRowHeir(scroller);
  const coarse = useMediaQuery('(pointer: coarse)');
  const view = useRowWindow(scroller, total, coarse ? 42 : 30);
  const first = Math.floor(view.first / CHUNK) * CHUNK;
  const limit = Math.ceil((view.end - first) / CHUNK + 1) * CHUNK;
  useEffect(() => onWindow(first, limit), [onWindow, first, limit]);
  const { reveal, fits } = view;
  const screen = useRef(fits);
  useEffect(() => {
    screen.current = fits;
  });
  useEffect(() => {
    if (!show) return;
    // From below first, so that the row comes to stand at the top.
    reveal(show.row + screen.current - 1);
    reveal(show.row);
  }, [show, reveal]);

  // Room for the buttons in every row and in the heading, so that the columns stand below their names.
  const grid = { gridTemplateColumns: `${tracks} ${buttons * (coarse ? 32 : 24)}px` };
  const visible = items
    .map((item, i) => ({ item, index: offset + i }))
    .filter(({ index }) => index >= view.first && index < view.end);
  return (
    <div className={styles.table}>
      <div className={styles.head} style={grid} aria-hidden="true">
        {columns.map((name) => (
          <span key={name}>{name}</span>
        ))}
      </div>
      <div ref={scroller} className={styles.scroller} {...scrollable(label)}>
        <ul aria-label={label} className={styles.list} style={{ height: view.height }}>
          {visible.map(({ item, index }) => {
            const { cells, tools } = row(item, index);
            return (
              <li
                key={keyOf(item, index)}
                aria-posinset={index + 1}
                aria-setsize={total}
                className={styles.row}
                style={{ ...grid, transform: `translateY(${view.top(index)}px)` }}
              >
                {cells.map((cell, column) => (
                  <div key={columns[column]} className={styles.cell}>
                    {cell}
                  </div>
                ))}
                {tools && <div className={styles.tools}>{tools}</div>}
              </li>
            );
          })}
        </ul>
      </div>
    </div>
  );
}
