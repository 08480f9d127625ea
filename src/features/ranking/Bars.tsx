/** The rows of the ranking, each a bar with rank, member, change and score. */
import { useEffect, useMemo, useRef } from 'react';
import type { RankingProjection } from '../../protocol/views.ts';
import { labelText } from '../../resp/quote.ts';
import { IconButton } from '../../ui/Button.tsx';
import { cx } from '../../ui/classes.ts';
import { count } from '../../ui/format.ts';
import { useReducedMotion } from '../../ui/media.ts';
import { scrollable } from '../../ui/scrollable.ts';
import { barLength, type Change, changeOf, type Look, scoreText, topRank } from './changes.ts';
import styles from './Ranking.module.css';
import { useMoves } from './useMoves.ts';

const ROW = 46;

export interface BarsProps {
  readonly ranking: RankingProjection;
  readonly look: Look;
  readonly fromBottom: boolean;
  /** The member in the middle. */
  readonly highlight: string | undefined;
  onAround(member: string): void;
}

export function Bars({ ranking, look, fromBottom, highlight, onAround }: BarsProps) {
  const { rows, total, lowest, highest } = ranking;
  const scroller = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const order = useMemo(() => rows.map(({ member }) => member), [rows]);
  useMoves(list, order, ROW);
  const middle = rows.findIndex(({ member }) => member === highlight);

  useEffect(() => {
    const element = scroller.current;
    if (element && highlight !== undefined && middle >= 0)
      element.scrollTop = middle * ROW - element.clientHeight / 2 + ROW / 2;
  }, [highlight, middle]);

  return (
    <div ref={scroller} className={styles.scroller} {...scrollable('Ranking')}>
      <ul ref={list} className={styles.rows} aria-label="Ranking">
        {rows.map((row) => {
          const rank = topRank(row.rank, fromBottom, total);
          const name = labelText(row.member, '(empty)');
          return (
            <li
              key={row.member}
              className={cx(styles.row, row.member === highlight && styles.highlight)}
              aria-posinset={rank + 1}
              aria-setsize={total}
            >
              <span className={styles.rank}>{count(rank + 1)}</span>
              <span className={styles.name}>{name}</span>
              <ChangeSign change={changeOf(look, row.member, rank)} />
              <Score score={row.score} />
              <IconButton
                small
                icon="search"
                className={styles.around}
                label={`Ranking around ${name}`}
                onClick={() => onAround(row.member)}
              />
              <span className={styles.track}>
                <span
                  className={styles.fill}
                  style={{ transform: `scaleX(${Math.max(0.004, barLength(row.score, lowest, highest))})` }}
                />
              </span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function ChangeSign({ change }: { change: Change }) {
  if (change === undefined) return <span />;
  if (change === 'new') return <span className={styles.change}>new</span>;
  const up = change > 0;
  return (
    <span className={styles.change} data-way={up ? 'up' : 'down'}>
      <span aria-hidden="true">
        {up ? '▲' : '▼'}
        {count(Math.abs(change))}
      </span>
      <span className="visually-hidden">
        {up ? 'up' : 'down'} {count(Math.abs(change))}
      </span>
    </span>
  );
}

/** The score; it flashes when it changes. */
function Score({ score }: { score: number }) {
  const ref = useRef<HTMLSpanElement>(null);
  const shown = useRef(score);
  const still = useReducedMotion();
  useEffect(() => {
    if (shown.current === score) return;
    shown.current = score;
    // By script: a style would flash again whenever its row moves.
    if (!still) ref.current?.animate([{ background: 'var(--accent-soft)' }, {}], { duration: 1400 });
  }, [score, still]);
  return (
    <span ref={ref} className={styles.score}>
      {scoreText(score)}
    </span>
  );
}
